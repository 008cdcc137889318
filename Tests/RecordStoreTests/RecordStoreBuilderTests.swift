import RecordStore
import RulePlan
import Testing

/// A schema with an entity of every type of field, one that refers to it, and a record.
enum SampleSchema {
  static let person = TableID(3)
  static let order = TableID(4)
  static let line = TableID(5)
  static let status = EnumerationID(0)

  static let schema = Schema(
    tables: BuiltInTables.tables + [
      Table(
        id: person, name: "Person", namespace: "demo", section: "people", keyField: 0,
        fields: [
          Field(name: "id", type: ValueType(.text)),
          Field(name: "chief", type: ValueType(.row(person), .optional)),
          Field(
            name: "status", type: ValueType(.enumeration(status)), defaultValue: .enumeration(status, 1)),
          Field(name: "joined", type: ValueType(.date, .optional)),
        ]),
      Table(
        id: order, name: "Order", namespace: "demo", section: "orders",
        fields: [
          Field(name: "by", type: ValueType(.row(person))),
          Field(name: "lines", type: ValueType(.row(line), .many)),
          Field(name: "seen_by", type: ValueType(.row(person), .many)),
        ]),
      Table(
        id: line, name: "Line", namespace: "demo", section: nil,
        fields: [
          Field(name: "amount", type: ValueType(.money(.usDollar))),
          Field(name: "parts", type: ValueType(.row(line), .many)),
          Field(name: "tags", type: ValueType(.text, .many)),
        ]),
    ],
    enumerations: [
      Enumeration(id: status, name: "Status", namespace: "demo", cases: ["active", "left"], isOrdered: false)
    ])
}

@Suite struct RecordStoreBuilderTests {
  private let builder = RecordStoreBuilder(schema: SampleSchema.schema)

  private func usd(_ amount: Int64) -> Constant {
    .money(Money(amount: Decimal128(amount), currency: .usDollar))
  }

  @Test func referencesAreResolvedWhateverTheOrder() {
    builder.append([0: .text("a"), 1: .instance(SampleSchema.person, key: "b")], to: SampleSchema.person)
    builder.append([0: .text("b")], to: SampleSchema.person)
    let (store, report) = builder.finish()
    #expect(report.isEmpty)
    guard case .rows(let chiefs)? = store.column(FieldID(SampleSchema.person, 1))?.values else {
      Issue.record("references are rows")
      return
    }
    #expect(chiefs == [1, -1])
    #expect(store.row(of: SampleSchema.person, key: "b") == 1)
    #expect(store.row(of: SampleSchema.person, key: "c") == nil)
    #expect(store.instanceName(SampleSchema.person, row: 1) == "b")
  }

  @Test func whatIsLeftOutTakesItsDefaultOrIsMissing() {
    let first = builder.append([0: .text("a"), 3: .date(CalendarDate(days: 7))], to: SampleSchema.person)
    let second = builder.append([2: .enumeration(SampleSchema.status, 0)], to: SampleSchema.person)
    #expect(first.lacking == [])
    #expect(second.lacking == [0])
    let (store, _) = builder.finish()
    let status = store.column(FieldID(SampleSchema.person, 2))
    guard case .ordinals(let ordinals)? = status?.values else { return }
    #expect(ordinals == [1, 0])
    #expect(status?.presence == nil)
    let joined = store.column(FieldID(SampleSchema.person, 3))
    #expect(joined?.isPresent(0) == true)
    #expect(joined?.isPresent(1) == false)
  }

  @Test func duplicateKeysAndReferencesToNothingAreReported() {
    builder.append([0: .text("a")], to: SampleSchema.person)
    builder.append([0: .text("b"), 1: .instance(SampleSchema.person, key: "z")], to: SampleSchema.person)
    builder.append([0: .text("a")], to: SampleSchema.person)
    builder.append(
      [
        0: .instance(SampleSchema.person, key: "a"),
        2: .list([.instance(SampleSchema.person, key: "b"), .instance(SampleSchema.person, key: "y")]),
      ], to: SampleSchema.order)
    let (store, report) = builder.finish()
    #expect(report.faults.count == 3)
    let key = { (text: String) in store.symbols.symbol(of: text) ?? .max }
    #expect(
      Set(report.faults) == [
        IntegrityFault(field: FieldID(SampleSchema.person, 0), row: 2, kind: .duplicateKey(key("a"), first: 0)),
        IntegrityFault(
          field: FieldID(SampleSchema.person, 1), row: 1, kind: .noSuchInstance(SampleSchema.person, key: key("z"))),
        IntegrityFault(
          field: FieldID(SampleSchema.order, 2), row: 0, element: 1,
          kind: .noSuchInstance(SampleSchema.person, key: key("y"))),
      ])
  }

  @Test func faultsBeyondTheLimitAreCounted() {
    for index in 0..<10 {
      builder.append(
        [0: .text("p\(index)"), 1: .instance(SampleSchema.person, key: "nobody")], to: SampleSchema.person)
    }
    let (_, report) = builder.finish(faultLimit: 3)
    #expect(report.faults.count == 3)
    #expect(report.unlisted == [FieldID(SampleSchema.person, 1): 7])
  }

  @Test func recordsInsideRecordsOfTheirOwnTypeKeepTheirRows() {
    func line(_ amount: Int64, _ parts: [Constant], _ tags: [String]) -> Constant {
      .record(SampleSchema.line, [usd(amount), .list(parts), .list(tags.map { .text($0) })])
    }
    builder.append([0: .text("a")], to: SampleSchema.person)
    builder.append(
      [
        0: .instance(SampleSchema.person, key: "a"),
        1: .list([line(1, [line(2, [line(3, [], ["x"])], ["y", "z"]), line(4, [], [])], ["w"]), line(5, [], [])]),
      ], to: SampleSchema.order)
    let (store, report) = builder.finish()
    #expect(report.isEmpty)
    #expect(store[SampleSchema.line].rowCount == 5)
    guard case .monies(let amounts)? = store.column(FieldID(SampleSchema.line, 0))?.values,
      case .many(let partOffsets, .rows(let parts))? = store.column(FieldID(SampleSchema.line, 1))?.values,
      case .many(let tagOffsets, .symbols(let tags))? = store.column(FieldID(SampleSchema.line, 2))?.values,
      case .many(let lineOffsets, .rows(let lines))? = store.column(FieldID(SampleSchema.order, 1))?.values
    else {
      Issue.record("another kind of column")
      return
    }
    func amount(_ row: Int32) -> Int64? { amounts[Int(row)].amount.integer }
    func children(_ row: Int32) -> [Int64?] {
      parts[Int(partOffsets[Int(row)])..<Int(partOffsets[Int(row) + 1])].map(amount)
    }
    func texts(_ row: Int32) -> [String] {
      tags[Int(tagOffsets[Int(row)])..<Int(tagOffsets[Int(row) + 1])].map { store.symbols.string(of: $0) }
    }
    #expect(lineOffsets == [0, 2])
    #expect(lines.map(amount) == [1, 5])
    #expect(children(lines[0]) == [2, 4])
    #expect(texts(lines[0]) == ["w"])
    for row in 0..<Int32(5) where amount(row) == 2 {
      #expect(children(row) == [3])
      #expect(texts(row) == ["y", "z"])
      #expect(store.instanceName(SampleSchema.line, row: Int(row)) == "orders[0].lines[0].parts[0]")
    }
    #expect(store.instanceName(SampleSchema.order, row: 0) == "orders[0]")
    #expect(store.place(of: 0, in: SampleSchema.order) == nil)
  }

  @Test func keysThatLieFarApartAreFound() {
    for index in 0..<20_000 { _ = builder.symbols.intern("filler \(index)") }
    builder.append([0: .text("first")], to: SampleSchema.person)
    builder.append([0: .text("filler 3")], to: SampleSchema.person)
    builder.append([0: .text("first"), 1: .instance(SampleSchema.person, key: "filler 3")], to: SampleSchema.person)
    let (store, report) = builder.finish()
    #expect(report.faults.map(\.row) == [2])
    #expect(store.row(of: SampleSchema.person, key: "filler 3") == 1)
    #expect(store.row(of: SampleSchema.person, key: "first") == 0)
    #expect(store.row(of: SampleSchema.person, key: "filler 4") == nil)
  }
}

@Suite struct DecimalColumnTests {
  @Test func wideValuesStandAside() throws {
    var column = DecimalColumn()
    let wide = try #require(Decimal128(coefficient: Int128(Int64.max) * 1000, scale: 5))
    column.append(Decimal128(coefficient: -25, scale: 1))
    column.append(wide)
    column.append(.zero)
    #expect(column[0] == Decimal128(coefficient: -250, scale: 2))
    #expect(column[1] == wide)
    column.set(wide, at: 2)
    column.set(.zero, at: 1)
    #expect(column[1].isZero)
    #expect(column[2] == wide)
    var joined = DecimalColumn()
    joined.append(wide)
    joined.append(contentsOf: column)
    #expect((0..<4).map { joined[$0] } == [wide, column[0], column[1], column[2]])
  }
}
