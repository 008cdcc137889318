import Manifests
import RecordStore
import RulePlan
import Testing

/// Instances inside others, as data has them.
@Suite struct ContainmentTests {
  static let schema = Office.compile(
    """
    policy demo.within

    record Tender open { lots : [Lot] = [] }

    entity Release from releases open {
      key ocid : Text
      tender   : Tender?
      main     : Lot?
      awards   : [Award] = []
      first    : Award?
    }

    entity Lot within Release.tender.lots { key id : Text }

    entity Award within Release.awards as notice {
      key id    : Integer
      lots      : [Lot] from relatedLots
      documents : [Document] = []
    }

    entity Document within Award.documents {
      key id : Text
      of     : Award?
    }

    entity Complaint from complaints {
      key id   : Text
      award    : Award
      document : Document?
    }
    """)

  private func load(_ text: String, _ name: String = "data.yaml", jobs: Int = 1) -> LoadResult {
    var options = LoadOptions()
    options.jobs = jobs
    return Office.load(text, name: name, schema: Self.schema, options: options)
  }

  private func keys(_ entity: String, _ store: RecordStore) -> [String] {
    guard let table = Self.schema.tables.first(where: { $0.name == entity }) else { return [] }
    return (0..<store[table.id].rowCount).map { store.instanceName(table.id, row: $0) }
  }

  /// `key → keys` of a field, a row each.
  private func links(_ entity: String, _ field: String, _ store: RecordStore) -> [String] {
    guard let table = Self.schema.tables.first(where: { $0.name == entity }),
      let id = Self.schema.field(named: field, of: table.id), case .row(let target) = Self.schema[id].type.scalar
    else { return [] }
    return (0..<store[table.id].rowCount).map { row in
      let targets = store.column(id)?.targets(of: row).map { store.instanceName(target, row: $0) } ?? []
      return "\(store.instanceName(table.id, row: row)) → \(targets.joined(separator: ", "))"
    }
  }

  static let data = """
    releases:
      - ocid: r/1
        tender: { title: t, lots: [{ id: "1" }, { id: a/b }] }
        main: "1"
        awards:
          - { id: 01, relatedLots: ["1", 'a\\/b'], documents: [{ id: x, of: 2 }] }
          - { id: 2, relatedLots: [{ id: "1" }, 'r2/1'] }
      - ocid: r2
        tender: { lots: [{ id: "1" }] }
        main: 'r\\/1/1'
        first: "1"
        awards: [{ id: 1, relatedLots: [{ release: r/1, id: a/b }, { ocid: r2, id: 1 }], documents: [{ id: x }] }]
    complaints:
      - { id: a, award: 'r\\/1/001', document: r2/1/x }
      - { id: b, award: { notice: r2, id: 1 }, document: { award: { notice: r2, id: 1 }, id: x } }
      - { id: c, award: { ocid: r2, id: 01 }, document: { award: 'r\\/1/1', id: x } }

    """

  @Test func keysAreThoseOfTheParentAndTheirOwn() {
    let result = load(Self.data)
    #expect(result.lines == [])
    #expect(keys("Lot", result.store) == ["r\\/1/1", "r\\/1/a\\/b", "r2/1"])
    #expect(keys("Award", result.store) == ["r\\/1/1", "r\\/1/2", "r2/1"])
    #expect(keys("Document", result.store) == ["r\\/1/1/x", "r2/1/x"])
  }

  @Test func bareKeysStayInsideTheirParent() {
    let store = load(Self.data).store
    #expect(links("Release", "main", store) == ["r/1 → r\\/1/1", "r2 → r\\/1/1"])
    #expect(links("Release", "first", store) == ["r/1 → ", "r2 → r2/1"])
    #expect(
      links("Award", "lots", store) == [
        "r\\/1/1 → r\\/1/1, r\\/1/a\\/b", "r\\/1/2 → r\\/1/1, r2/1", "r2/1 → r\\/1/a\\/b, r2/1",
      ])
    #expect(links("Document", "of", store) == ["r\\/1/1/x → r\\/1/2", "r2/1/x → "])
    #expect(links("Complaint", "award", store) == ["a → r\\/1/1", "b → r2/1", "c → r2/1"])
    #expect(links("Complaint", "document", store) == ["a → r2/1/x", "b → r2/1/x", "c → r\\/1/1/x"])
  }

  @Test func parentsAreReached() {
    let store = load(Self.data).store
    #expect(links("Award", "notice", store) == ["r\\/1/1 → r/1", "r\\/1/2 → r/1", "r2/1 → r2"])
    #expect(links("Document", "award", store) == ["r\\/1/1/x → r\\/1/1", "r2/1/x → r2/1"])
  }

  @Test func instancesHavePlacesOfTheirOwn() {
    let store = load(Self.data).store
    guard let lot = Self.schema.tables.first(where: { $0.name == "Lot" }) else { return }
    #expect((0..<3).map { store.place(of: $0, in: lot.id)?.line } == [3, 3, 9])
    #expect(store.place(of: 1, in: lot.id)?.column == 45)
    #expect(store.positionName(lot.id, row: 2) == "releases[1].tender.lots[0]")
  }

  @Test func whatDoesNotFitIsSaid() {
    let result = load(
      """
      releases:
        - ocid: r1
          tender: { lots: [{ id: "1" }, { id: "1" }] }
          awards: [{ id: 1, relatedLots: ["2"], notice: r1 }]
      complaints:
        - { id: a, award: 1 }
        - { id: b, award: { id: 1 } }
        - { id: c, award: { ocid: r1, id: 1, lot: 2 } }

      """)
    #expect(
      result.lines == [
        "P4201 3:41 another Lot has the key `r1/1` already",
        "P4202 4:37 `relatedLots` refers to Lot `r1/2`, which the data does not have; did you mean `r1/1`?",
        "P4113 4:43 `notice` of Award is computed, so data cannot give it",
        "P4550 6:21 `award` expects a key of Award, `ocid/id`, found `1`",
        "P4550 7:21 `award` expects a key of Award, `ocid/id`, found `1`",
        "P4102 8:40 a key of Award in `award` has no part `lot`; it has `ocid` and `id`",
      ])
  }

  /// The instances of a file that is read in parts are those of one that is read at once.
  @Test func partsAreJoined() {
    let lines = (0..<3000).map { index in
      "{\"ocid\":\"r\(index)\",\"tender\":{\"lots\":[{\"id\":\"1\"}]},\"awards\":[{\"id\":1,\"relatedLots\":[\"1\"]}]}"
    }.joined(separator: "\n")
    let one = load(lines, "releases.jsonl")
    let many = load(lines, "releases.jsonl", jobs: 3)
    #expect(one.lines == [] && many.lines == [])
    #expect(links("Award", "lots", one.store).last == "r2999/1 → r2999/1")
    #expect(links("Award", "lots", one.store) == links("Award", "lots", many.store))
    #expect(links("Award", "notice", one.store) == links("Award", "notice", many.store))
  }

  @Test func whatLiesInHiddenRowsIsHidden() {
    let store = load(Self.data).store
    guard let release = Self.schema.entity(inSection: "releases") else { return }
    var view = RowView()
    view.hide([0], in: release)
    let completed = store.completed(view)
    let hidden = Self.schema.tables.filter { completed.hiddenCount(in: $0.id) > 0 }.map {
      "\($0.name) \(completed.hiddenCount(in: $0.id))"
    }
    #expect(hidden == ["Release 1", "Lot 2", "Award 2", "Document 1"])
    view.show([0], in: release)
    #expect(store.completed(view).hiddenCount(in: release) == 0)
    #expect(Self.schema.tables.allSatisfy { store.completed(view).hiddenCount(in: $0.id) == 0 })
  }

  @Test func anInstanceThatCannotBeReadCouldBeAny() {
    let result = load("releases:\n  - { ocid: r1, awards: [7, { id: 1, relatedLots: [] }] }\n")
    #expect(result.codes == ["P4104"])
    guard let award = Self.schema.tables.first(where: { $0.name == "Award" }) else { return }
    #expect(result.store[award.id].rowCount == 2)
    let columns = result.store[award.id].columns.compactMap { $0 }
    #expect(columns.allSatisfy { $0.unreadable?.contains(0) == true })
    #expect(keys("Award", result.store).last == "r1/1")
  }
}
