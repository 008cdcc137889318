import RulePlan

/// A value of the data, with what it means.
indirect enum DataValue {
  case literal(Literal)
  case choice(String, Int)
  case reference(String)
  case record([(name: String, value: DataValue)])
  case list([DataValue])

  var json: String {
    switch self {
    case .literal(let literal): literal.json
    case .choice(let name, _): Literals.quoted(name)
    case .reference(let key): Literals.quoted(key)
    case .record(let fields):
      "{ " + fields.map { "\(Literals.quoted($0.name)): \($0.value.json)" }.joined(separator: ", ") + " }"
    case .list(let list): "[" + list.map(\.json).joined(separator: ", ") + "]"
    }
  }
}

/// The data of a case: sections with their records.
struct DataSet {
  typealias Record = [(name: String, value: DataValue)]
  var sections: [(name: String, records: [Record])]

  var json: String {
    "{\n" + sections.map { section in
      Literals.quoted(section.name) + ": [\n"
        + section.records.map { "  " + DataValue.record($0).json }.joined(separator: ",\n") + " ]"
    }.joined(separator: ",\n") + " }\n"
  }
}

/// Makes data that fit a blueprint: values missing where they may be, circles of references, lists with duplicates.
struct DataMaker {
  let blueprint: Blueprint
  private var dice: Dice
  private var counts: [Int: Int] = [:]

  init(_ blueprint: Blueprint, seed: UInt64) {
    self.blueprint = blueprint
    dice = Dice(seed: seed)
  }

  static func key(_ section: String, _ index: Int) -> String {
    if section == "permissions" { return index < AccessMaker.keys.count ? AccessMaker.keys[index] : "X\(index)" }
    return "\(section.first ?? "x")\(index)"
  }

  mutating func make() -> DataSet {
    for table in blueprint.entities {
      counts[table] = blueprint.tables[table].name == "Grant" ? dice.pick(2...7) : dice.pick(1...4)
      if blueprint.tables[table].name == "Permission" { counts[table] = 6 }
      if dice.chance(5), !["Grant", "Person", "Role"].contains(blueprint.tables[table].name) { counts[table] = dice.pick([0, 9]) }
    }
    if !blueprint.tables.contains(where: { $0.name == "Grant" }), dice.chance(1) {
      // Enough rows that what is remembered of subqueries matters.
      counts[blueprint.entities[0]] = 80
    }
    var sections: [(name: String, records: [DataSet.Record])] = []
    for table in blueprint.entities {
      guard let section = blueprint.tables[table].section else { continue }
      let records = (0..<(counts[table] ?? 0)).map { index in record(table, key: Self.key(section, index)) }
      if records.isEmpty && dice.chance(50) { continue }
      sections.append((section, records))
    }
    if dice.chance(60) { sections.append(("exchange_rates", rates())) }
    return DataSet(sections: sections)
  }

  private mutating func rates() -> [DataSet.Record] {
    (0...dice.below(2)).map { _ in
      let (a, b) = dice.pick([("EUR", "USD"), ("USD", "EUR"), ("KES", "USD")])
      let rate = dice.pick(["0.9", "129.35", "3", "0"])
      return [
        ("currency", .literal(Literals.text(a))), ("per", .literal(Literals.text(b))),
        ("rate", .literal(Literal(policy: "", json: rate, plain: .number(Number(text: rate))))),
        ("valid", .literal(Literals.period(&dice))),
      ]
    }
  }

  private mutating func record(_ table: Int, key: String) -> DataSet.Record {
    var record: DataSet.Record = []
    for field in blueprint.tables[table].fields where field.derivation == nil {
      if field.isKey {
        record.append((field.name, .literal(Literals.text(key))))
        continue
      }
      if field.defaultValue != nil ? dice.chance(35) : field.count == .optional && dice.chance(40) { continue }
      if field.count == .many {
        record.append((field.name, .list((0..<dice.below(4)).compactMap { _ in value(field.kind) })))
      } else if let value = value(field.kind) {
        record.append((field.name, value))
      }
    }
    return record
  }

  private mutating func value(_ kind: Kind) -> DataValue? {
    switch kind {
    case .choice(let index):
      let place = dice.below(blueprint.choices[index].cases.count)
      return .choice(blueprint.choices[index].cases[place], place)
    case .row(let table):
      guard let section = blueprint.tables[table].section else { return .record(record(table, key: "")) }
      guard let count = counts[table], count > 0 else { return nil }
      return .reference(Self.key(section, dice.below(count)))
    default: return Literals.pick(kind, &dice).map { .literal($0) }
    }
  }
}

extension World {
  /// The rows of a data set, as a schema names their fields.
  init(_ data: DataSet, plan: Plan, naive constant: (Constant) -> Plain) {
    let tables = plan.schema.tables
    rows = tables.map { _ in [] }
    keys = tables.map { _ in [:] }
    var open: [(row: Row, record: DataSet.Record)] = []
    for section in data.sections {
      guard let table = plan.schema.entity(inSection: section.name) else { continue }
      for (index, record) in section.records.enumerated() {
        let row = Row(
          table: table.index, name: "\(section.name)[\(index)]", fields: tables[table.index].fields.map { _ in nil })
        rows[table.index].append(row)
        open.append((row, record))
        if let key = tables[table.index].keyField,
          case .literal(let literal)? = record.first(where: { $0.name == tables[table.index].fields[key].name })?.value,
          case .text(let text) = literal.plain
        {
          keys[table.index][text] = row
        }
      }
    }
    // Keys are known now; what lies in records is opened as it is met.
    while let (row, record) = open.popLast() {
      for (index, field) in tables[row.table].fields.enumerated() where field.derivation == nil {
        func plain(_ value: DataValue, _ path: String) -> Plain {
          switch value {
          case .literal(let literal): return literal.plain
          case .choice(_, let index): return .choice(index)
          case .list(let list):
            return .list(list.enumerated().map { plain($1, path + "[\($0)]") }, isOpen: false)
          case .reference(let key):
            guard case .row(let table) = field.type.scalar else { return .missing }
            return keys[table.index][key.unicodeScalars.map(\.value)].map { .row($0) } ?? .missing
          case .record(let inner):
            guard case .row(let table) = field.type.scalar else { return .missing }
            let row = Row(table: table.index, name: path, fields: tables[table.index].fields.map { _ in nil })
            open.append((row, inner))
            return .row(row)
          }
        }
        if let value = record.first(where: { $0.name == field.name })?.value {
          row.fields[index] = plain(value, row.name + "." + field.name)
        } else if let value = field.defaultValue {
          row.fields[index] = constant(value)
        } else {
          row.fields[index] = field.type.isMany ? .list([], isOpen: false) : .missing
        }
      }
    }
  }
}
