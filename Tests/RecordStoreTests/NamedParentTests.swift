import RecordStore
import RulePlan
import Testing

/// Instances that name the one that they lie in, because they were read elsewhere.
@Suite struct NamedParentTests {
  static let release = TableID(BuiltInTables.tables.count)
  static let award = TableID(BuiltInTables.tables.count + 1)

  static let schema: Schema = {
    var awards = Field(name: "awards", type: ValueType(.row(award), .many))
    awards.holdsRows = true
    var parent = Field(name: "release", type: ValueType(.row(release)), isGenerated: true)
    parent.holdsRows = true
    var inner = Table(
      id: award, name: "Award", namespace: "t", section: nil, keyField: 3, keyParts: [0],
      fields: [
        Field(name: "id", type: ValueType(.text)), Field(name: "other", type: ValueType(.row(award), .optional)),
        parent,
        .composedKey,
      ], isEntity: true)
    inner.containment = Containment(parent: release, holder: FieldID(release, 1), parentField: 2)
    let outer = Table(
      id: release, name: "Release", namespace: "t", section: "releases", keyField: 0,
      fields: [Field(name: "ocid", type: ValueType(.text)), awards])
    return Schema(tables: BuiltInTables.tables + [outer, inner])
  }()

  /// Releases `r0` and `r1`, the first with an award of its own, and awards that name a release.
  private func store(_ named: [(parent: String, id: String, other: String?)]) -> (RecordStore, IntegrityReport) {
    let builder = RecordStoreBuilder(schema: Self.schema)
    builder.append(
      [0: .text("r0"), 1: .list([.record(Self.award, [.text("a"), nil, nil, nil])])], to: Self.release)
    builder.append([0: .text("r1")], to: Self.release)
    for (parent, id, other) in named {
      var values: [Int: Constant] = [0: .text(id)]
      if let other { values[1] = .instance(Self.award, key: other) }
      let row = builder.append(values, to: Self.award).row
      builder.setParent(of: row, in: Self.award, key: builder.symbols.intern(parent))
    }
    return builder.finish()
  }

  @Test func theyHaveTheKeyOfTheirParent() {
    let (store, report) = store([("r1", "a", nil), ("r1", "b", "a"), ("r0", "c", "a")])
    #expect(report.isEmpty)
    #expect((0..<4).map { store.instanceName(Self.award, row: $0) } == ["r0/a", "r1/a", "r1/b", "r0/c"])
    let others = (0..<4).map { store.column(FieldID(Self.award, 1))?.targets(of: $0) ?? [] }
    #expect(others == [[], [], [1], [0]])
    #expect(store.positionName(Self.award, row: 0) == "releases[0].awards[0]")
    #expect(store.positionName(Self.award, row: 2) == "Award[2]")
  }

  @Test func aParentThatIsNotThereIsReported() {
    let (store, report) = store([("r2", "a", nil)])
    #expect(report.faults.map(\.field) == [FieldID(Self.award, 2)])
    #expect(store.key(of: 1, in: Self.award) == nil)
  }

  @Test func aKeyIsUniqueInsideItsParentWhereverItWasRead() {
    let (_, report) = store([("r0", "a", nil)])
    #expect(report.faults.count == 1)
  }
}
