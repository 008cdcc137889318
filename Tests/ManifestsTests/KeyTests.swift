import Manifests
import RecordStore
import RulePlan
import Testing

/// Keys of several parts, further keys, other names and open records, as data has them.
@Suite struct KeyTests {
  static let schema = Office.compile(
    """
    policy demo.keys

    enum Kind { small, large }

    entity Item from items {
      key order : Text from EBELN
      key line  : Integer
    }

    entity Number from numbers { key id : Integer }

    entity Shipment from shipments {
      key item : Item
      key day  : Date
      key kind : Kind
    }

    entity Person from people {
      key number : Integer
      also key dn : Text?
    }

    entity Membership from memberships {
      key person : Person
      key group  : Text
    }

    entity Note from notes {
      key id     : Text
      item       : Item?
      items      : [Item] = []
      number     : Number?
      shipment   : Shipment?
      person     : Person?
      membership : Membership?
    }

    record Party open {
      id   : Text
      name : Text?
    }

    entity Parcel from parcels open {
      key id : Text
      weight : Integer? from "Gross weight"
      buyer  : Party?
      passes over "WEIGHTS"
      weights : Integer?
    }
    """)

  private func load(_ text: String, _ name: String = "data.yaml", section: String? = nil) -> LoadResult {
    Office.load(text, name: name, section: section, schema: Self.schema)
  }

  /// The keys of what a field of the first note refers to.
  private func targets(_ field: String, _ notes: String, _ rest: String) -> [String] {
    let result = load(rest + "notes:\n  - { id: n, \(notes) }\n")
    guard result.lines.isEmpty, let table = Self.schema.entity(inSection: "notes"),
      let id = Self.schema.field(named: field, of: table), case .row(let target) = Self.schema[id].type.scalar
    else { return result.lines }
    return result.store.column(id)?.targets(of: 0).map { result.store.instanceName(target, row: $0) } ?? []
  }

  private let items = """
    items:
      - { EBELN: "45", line: 010 }
      - { EBELN: a/b, line: 2 }

    """

  @Test(arguments: [
    "item: 45/10", "item: 45/0010", "item: { EBELN: 45, line: 10 }", "item: { line: 010, EBELN: \"45\" }",
  ])
  func aReferenceIsOneTextOrAnObject(note: String) {
    #expect(targets("item", note, items) == ["45/10"])
  }

  @Test func aSlashInsideAPartIsEscaped() {
    #expect(targets("item", "item: 'a\\/b/2'", items) == ["a\\/b/2"])
    #expect(targets("item", "item: { EBELN: a/b, line: 2 }", items) == ["a\\/b/2"])
  }

  @Test func listsTakeBothForms() {
    #expect(targets("items", "items: [45/10, { EBELN: a/b, line: 2 }, 45/10]", items) == ["45/10", "a\\/b/2", "45/10"])
  }

  @Test func aKeyOfOnePartNeedNotBeAText() {
    #expect(targets("number", "number: 007", "numbers: [{ id: 7 }]\n") == ["7"])
    #expect(targets("number", "number: { id: 7 }", "numbers: [{ id: 07 }]\n") == ["7"])
  }

  @Test func keysContainKeys() {
    let shipments = items + "shipments: [{ item: 45/010, day: 2024-01-01, kind: small }]\n"
    let key = "45\\/10/2024-01-01/small"
    #expect(targets("shipment", "shipment: '\(key)'", shipments) == [key])
    #expect(
      targets("shipment", "shipment: { item: { EBELN: 45, line: 10 }, day: 2024-01-01, kind: small }", shipments)
        == [key])
  }

  @Test func aFurtherKeyLeadsToTheInstanceAndIntoOtherKeys() {
    let people = """
      people: [{ number: 1, dn: uid=ann }, { number: 2 }]
      memberships: [{ person: uid=ann, group: g }]

      """
    #expect(targets("person", "person: uid=ann", people) == ["1"])
    #expect(targets("person", "person: 2", people) == ["2"])
    #expect(targets("membership", "membership: 1/g", people) == ["1/g"])
  }

  @Test func whatCannotBeAKeyIsSaid() {
    let result = load(
      items + "notes:\n  - { id: n, item: 45 }\n  - { id: m, item: 45/x }\n  - { id: o, item: 45/11 }\n")
    #expect(
      result.lines == [
        "P4550 5:20 `item` expects a key of Item, `EBELN/line`, found `45`",
        "P4550 6:20 `item` expects a key of Item, `EBELN/line`, found `45/x`",
        "P4202 7:20 `item` refers to Item `45/11`, which the data does not have; did you mean `45/10`?",
      ])
  }

  @Test func partsOfAReferenceAreChecked() {
    let result = load(
      items + """
        notes:
          - { id: a, item: { EBELN: 45 } }
          - { id: b, item: { EBELN: 45, lin: 10 } }
          - { id: c, items: [{ EBELN: 45, line: [1] }] }
          - { id: d, item: { EBELN: 45, EBELN: 45, line: 10 } }

        """)
    #expect(
      result.lines == [
        "P4103 5:20 `item` lacks `line` of a key of Item",
        "P4102 6:33 a key of Item in `item` has no part `lin`; it has `EBELN` and `line`",
        "P4104 7:41 `line` of `items` expects \(Self.integer), found a list",
        "P4112 8:33 `EBELN` is given twice in one `item`",
      ])
  }

  private static let integer = "a whole number such as `1000`"

  @Test func keysAreUniqueInTheirOneForm() {
    #expect(
      load("items:\n  - { EBELN: a, line: 1 }\n  - { EBELN: a, line: 01 }\n").lines
        == ["P4201 3:23 another Item has the key `a/1` already"])
  }

  @Test func furtherKeysAreUniqueWhereTheyAreThere() {
    #expect(
      load("people:\n  - { number: 1, dn: a }\n  - { number: 2, dn: a }\n  - { number: 3 }\n  - { number: 4 }\n").lines
        == ["P4201 3:22 another Person has the key `a` already"])
    #expect(
      load("people:\n  - { number: 1, dn: '2' }\n  - { number: 2 }\n").lines
        == ["P4201 2:22 another Person has the key `2` already"])
  }

  @Test func openTablesTakeOtherFieldsButNoNearMiss() {
    #expect(load("parcels: [{ id: p, colour: red, buyer: { id: b, country: x, ids: y } }]\n").lines == [])
    #expect(
      load("parcels: [{ id: p, gross-weight: 1 }]\n").lines
        == ["P4551 1:20 `gross-weight` resembles `Gross weight`, which this Parcel lacks"])
    #expect(
      load("parcels: [{ id: p, buyer: { ID: b } }]\n").lines
        == ["P4551 1:29 `ID` resembles `id`, which this Party lacks"])
    #expect(
      load("parcels: [{ id: p, weigths: 1, wights: 2 }]\n").lines
        == ["P4551 1:32 `wights` resembles `weights`, which this Parcel lacks"])
    #expect(load("parcels: [{ id: p, weights: 1, Weights: 2 }]\n").lines == [])
    #expect(load("parcels: [{ id: p, WEIGHTS: 2 }]\n").lines == [])
  }

  @Test func columnsOfOpenTablesAreTheSame() {
    #expect(load("id,Gross weight,colour\np,3,red\n", "parcels.csv").lines == [])
    #expect(
      load("ID,Gross weight,colour\np,3,red\n", "parcels.csv").lines.contains(
        "P4551 1:1 `ID` resembles `id`, which this Parcel lacks"))
  }

  @Test func aFieldIsReadUnderItsNameInTheData() {
    let result = load("parcels:\n  - { id: p, Gross weight: 12 }\n")
    #expect(result.store.dump("parcels") == ["id='p' weight=12"])
    #expect(
      load("parcels:\n  - { id: p, Gross weight: x }\n").lines.first?.hasPrefix("P4104 2:28 `Gross weight` ") == true)
  }
}
