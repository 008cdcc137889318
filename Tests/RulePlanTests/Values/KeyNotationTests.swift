import RulePlan
import Testing

/// Keys of several parts as one text.
@Suite struct KeyNotationTests {
  private func text(_ parts: [String]) -> String {
    String(decoding: KeyNotation.text(of: parts.map(\.utf8)), as: UTF8.self)
  }

  private func parts(_ text: String) -> [String]? {
    KeyNotation.parts(of: text.utf8)?.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    (["45", "10"], "45/10"), (["a/b", "c"], "a\\/b/c"), (["a\\", "/"], "a\\\\/\\/"), (["", ""], "/"),
    (["é", "x"], "é/x"),
  ])
  func partsAndTextAreEachOthersInverse(parts: [String], text: String) {
    #expect(self.text(parts) == text)
    #expect(self.parts(text) == parts)
  }

  @Test(arguments: ["a\\b/c", "a\\"]) func aBackslashEscapesSlashesAndBackslashesOnly(text: String) {
    #expect(parts(text) == nil)
  }

  private static let item = TableID(BuiltInTables.tables.count)
  private static let shipment = TableID(BuiltInTables.tables.count + 1)
  private static let schema = Schema(
    tables: BuiltInTables.tables + [
      Table(
        id: item, name: "Item", namespace: "t", section: "items", keyField: 2, keyParts: [0, 1],
        fields: [
          Field(name: "order", type: ValueType(.text)), Field(name: "line", type: ValueType(.integer)), .composedKey,
        ]),
      Table(
        id: shipment, name: "Shipment", namespace: "t", section: "shipments", keyField: 2, keyParts: [0, 1],
        fields: [
          Field(name: "item", type: ValueType(.row(item))), Field(name: "day", type: ValueType(.date)), .composedKey,
        ]),
    ])

  @Test(arguments: [
    ("45/010", "45/10"), ("45/+7", "45/7"), ("a\\/b/1", "a\\/b/1"), ("45", nil), ("45/x", nil), ("45/1/2", nil),
    ("45/", nil),
  ])
  func anItemHasOneForm(written: String, form: String?) {
    #expect(Self.schema.canonicalKey(written, of: Self.item) == form)
  }

  @Test func aKeyInsideAKeyHasItsOwnForm() {
    #expect(Self.schema.canonicalKey("45\\/007/2024-01-01", of: Self.shipment) == "45\\/7/2024-01-01")
    #expect(Self.schema.canonicalKey("45/2024-01-01", of: Self.shipment) == nil)
    #expect(Self.schema.canonicalKey("45\\/7/2024-13-01", of: Self.shipment) == nil)
    #expect(Self.schema.key(of: Self.shipment, parts: ["45/7", "2024-01-01"]) == "45\\/7/2024-01-01")
  }
}
