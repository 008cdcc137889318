import RulePlan

/// A form of a reference: one text, or the parts of the key.
enum DataForm {
  case text(String)
  case parts([(name: String, json: String)])
}

/// A value of the data, with its meaning.
indirect enum DataValue {
  case literal(Literal)
  case choice(String, Int)
  case reference(String)
  /// A reference in another form than the key that it means.
  case written(DataForm, key: String)
  case record([(name: String, value: DataValue)])
  case list([DataValue])

  var json: String {
    switch self {
    case .literal(let literal): literal.json
    case .choice(let name, _): Literals.quoted(name)
    case .reference(let key): Literals.quoted(key)
    case .written(.text(let text), _): Literals.quoted(text)
    case .written(.parts(let parts), _):
      "{ " + parts.map { "\(Literals.quoted($0.name)): \($0.json)" }.joined(separator: ", ") + " }"
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
    "{\n"
      + sections.map { section in
        Literals.quoted(section.name) + ": [\n"
          + section.records.map { "  " + DataValue.record($0).json }.joined(separator: ",\n") + " ]"
      }.joined(separator: ",\n") + " }\n"
  }
}

extension DataSet {
  /// Keys that some record refers to.
  var references: Set<String> {
    func found(_ value: DataValue) -> [String] {
      switch value {
      case .literal, .choice: []
      case .reference(let key), .written(_, let key): [key]
      case .record(let fields): fields.flatMap { found($0.value) }
      case .list(let list): list.flatMap(found)
      }
    }
    return Set(sections.flatMap(\.records).flatMap { $0.flatMap { found($0.value) } })
  }

  /// Some of the records that no other refers to, by section and index.
  func loose(_ dice: inout Dice) -> [String: Set<Int>] {
    let references = references
    var result: [String: Set<Int>] = [:]
    for section in sections where section.name != "exchange_rates" && section.name != "items" {
      for (index, record) in section.records.enumerated() where dice.chance(40) {
        if case .literal(let key)? = record.first(where: { $0.name == "id" })?.value,
          references.contains(where: {
            Literals.quoted($0) == key.json || key.json.dropLast() == Literals.quoted($0).prefix(key.json.count - 1)
          })
        {
          continue
        }
        result[section.name, default: []].insert(index)
      }
    }
    return result
  }
}

/// Makes data that fit a blueprint: values missing where they may be, cycles of references, lists with duplicates.
struct DataMaker {
  let blueprint: Blueprint
  private var dice: Dice
  private var counts: [Int: Int] = [:]
  /// The key of the instance of a section that is made.
  private var parentKey = ""

  init(_ blueprint: Blueprint, seed: UInt64) {
    self.blueprint = blueprint
    dice = Dice(seed: seed)
  }

  static func key(_ section: String, _ index: Int) -> String {
    if section == "permissions" { return index < AccessMaker.keys.count ? AccessMaker.keys[index] : "X\(index)" }
    if section == "items" { return "i\\/\(index % 2)/\(index)" }
    return "\(section.first ?? "x")\(index)"
  }

  mutating func make() -> DataSet {
    for table in blueprint.entities {
      counts[table] = blueprint.tables[table].name == "Grant" ? dice.pick(2...7) : dice.pick(1...4)
      if blueprint.tables[table].name == "Permission" { counts[table] = 6 }
      if dice.chance(5), !isNeeded(table) { counts[table] = dice.pick([0, 9]) }
    }
    if !blueprint.tables.contains(where: { $0.name == "Grant" }), dice.chance(2) {
      // Enough rows that what is remembered of subqueries matters.
      counts[blueprint.entities[0]] = dice.pick([11, 70])
    }
    var sections: [(name: String, records: [DataSet.Record])] = []
    for table in blueprint.entities {
      guard let section = blueprint.tables[table].section else { continue }
      let records = (0..<(counts[table] ?? 0)).map { index in record(table, key: Self.key(section, index), index) }
      if records.isEmpty && dice.chance(50) { continue }
      sections.append((section, records))
    }
    if dice.chance(60) { sections.append(("exchange_rates", rates())) }
    return DataSet(sections: sections)
  }

  /// Whether a field must name one of its instances.
  private func isNeeded(_ table: Int) -> Bool {
    blueprint.tables.contains { $0.fields.contains { $0.kind == .row(table) && $0.count == .one } }
  }

  /// At most one rate of a pair for a day: a row of its own, or one that is open until the next begins.
  private mutating func rates() -> [DataSet.Record] {
    var records: [DataSet.Record] = []
    for pair in [("EUR", "USD"), ("KES", "USD"), ("KES", "EUR")] where dice.chance(60) {
      let periods =
        dice.chance(50)
        ? [Literals.period(&dice)]
        : [Literals.period(from: "2000-01-01", until: nil), Literals.period(from: "2019-06-01", until: "2030-12-31")]
      for period in periods {
        let (a, b) = dice.chance(50) ? pair : (pair.1, pair.0)
        let rate = dice.pick(["0.9", "129.35", "3"])
        records.append([
          ("currency", .literal(Literals.text(a))), ("per", .literal(Literals.text(b))),
          ("rate", .literal(Literal(policy: "", json: rate, plain: .number(Number(text: rate))))),
          ("valid", .literal(period)),
        ])
      }
    }
    return records
  }

  private mutating func record(_ table: Int, key: String, _ index: Int) -> DataSet.Record {
    var record: DataSet.Record = []
    let outer = parentKey
    defer { parentKey = outer }
    if blueprint.tables[table].section != nil { parentKey = key }
    for field in blueprint.tables[table].fields where field.derivation == nil && field.isDeclared {
      if field.isKey {
        let value =
          field.kind == .integer
          ? Literal(policy: "", json: dice.chance(30) ? "\"0\(index)\"" : "\(index)", plain: .integer(Int64(index)))
          : Literals.text(blueprint.tables[table].section == "items" ? "i/\(index % 2)" : key)
        record.append((field.name, .literal(value)))
        continue
      }
      if field.holdsInstances, case .row(let inner) = field.kind {
        let records = (0..<Self.contained(key)).map { DataValue.record(self.record(inner, key: "p\($0)", $0)) }
        record.append((field.name, .list(records)))
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
    case .row(let table) where blueprint.tables[table].parent != nil: return contained(table)
    case .row(let table):
      guard let section = blueprint.tables[table].section else { return .record(record(table, key: "", 0)) }
      guard let count = counts[table], count > 0 else { return nil }
      let place = dice.below(count)
      let key = Self.key(section, place)
      guard section == "items", dice.chance(60) else { return .reference(key) }
      if dice.chance(50) { return .written(.text("i\\/\(place % 2)/00\(place)"), key: key) }
      return .written(.parts([("line", "\(place)"), ("order", "\"i/\(place % 2)\"")]), key: key)
    default: return Literals.pick(kind, &dice).map { .literal($0) }
    }
  }

  /// How many instances lie in one.
  private static func contained(_ key: String) -> Int { Int(key.last?.wholeNumberValue ?? 0) % 3 }

  /// A reference to an instance inside another, by a bare key where it is the same parent.
  private mutating func contained(_ table: Int) -> DataValue? {
    guard let parent = blueprint.tables[table].parent, let section = blueprint.tables[parent].section,
      let count = counts[parent], count > 0
    else { return nil }
    let owner = Self.key(section, dice.below(count))
    guard Self.contained(owner) > 0 else { return nil }
    let own = "p\(dice.below(Self.contained(owner)))"
    let key = "\(owner)/\(own)"
    if owner == parentKey, dice.chance(70) {
      return .written(dice.chance(50) ? .text(own) : .parts([("id", Literals.quoted(own))]), key: key)
    }
    switch dice.below(3) {
    case 0: return .reference(key)
    case 1:
      let name = blueprint.tables[parent].name.lowercased()
      return .written(.parts([(name, Literals.quoted(owner)), ("id", Literals.quoted(own))]), key: key)
    default: return .written(.text(key), key: key)
    }
  }
}
