import Diagnostics
import Manifests
import RecordStore
import RulePlan
import TestSupport
import Testing

/// Damaged files: whatever the bytes, reading ends, what is reported has a place, and nothing depends on the threads.
@Suite struct MutationTests {
  static let seeds: [(name: String, text: String)] = [
    (
      "things.yaml",
      """
      # things
      things:
        - &a { id: a, text: "é \\n x", flag: true, integer: 7, decimal: 1.5e2, percent: 15 %, money: 5 USD }
        - id: b
          dollars: { amount: 5, currency: USD }
          date: 2019-06-30
          timestamp: 2019-06-30T14:00:00Z
          duration: 90 days
          period: &p { from: 2019-01-01, until: 2019-12-31 }
          address: { city: Nairobi, tags: [k, l] }
          texts: &t
            - x
            - |
              two
              lines
          things: [a, b]
        - { <<: *a, id: c, period: *p, texts: *t, addresses: [{ city: A }, { city: B, zip: ~ }] }
        - { <<: [*a, { level: low }], id: d, size: 16 GB, version: v1.2, thing: c }
      waivers: []
      """
    ),
    (
      "things.json",
      """
      {"things": [
        {"id": "a", "text": "\\u00e9 \\ud83d\\ude00 \\n", "flag": false, "integer": -7, "decimal": 1e-5, "texts": ["x", ""]},
        {"id": "b", "dollars": {"amount": 5.50}, "period": {"from": "2019-01-01", "until": null}, "thing": "a"},
        {"id": "c", "address": {"city": "Nairobi", "tags": ["k"]}, "addresses": [{"city": "A"}, {"city": "B"}]}
      ], "waivers": []}
      """
    ),
    (
      "things.jsonl",
      """
      {"id": "a", "text": "x\\ty", "level": "low", "things": ["a", "b"]}
      {"id": "b", "dates": ["2019-01-01"], "address": {"city": "Nairobi"}, "thing": "a"}

      {"id": "c", "money": "5 EUR", "addresses": [{"city": "A", "tags": []}]}
      {"id": "d", "period": {"from": "2019-01-01"}, "version": "1.2", "size": "1 GB"}
      """
    ),
    (
      "things.csv",
      #"""
      id,text,texts,thing,date,period.from,period.until,address.city,address.tags,money.amount,money.currency,level
      a,"x, ""y""",p|q,b,2019-01-01,2019-01-01,2019-12-31,Nairobi,k|l,5,USD,low
      b,"two
      lines","",a,,,,,,,,high
      c,é,"x|""y""",,2019-06-30,2019-01-01,,Bonn,,7.50,EUR,
      """#
    ),
  ]

  /// Bytes that mean something in one of the formats.
  private static let telling = Array("{}[]:,\"'\\\n\r\t |&*<>~#!%-?@`.0129eaé\u{0}\u{FEFF}".utf8) + [0xFF, 0xC3, 0xED]

  static func mutate(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(4) {
      let position = random.below(bytes.count + 1)
      let end = min(bytes.count, position + random.below(12))
      switch random.below(6) {
      case 0 where position < bytes.count: bytes[position] = random.pick(telling)
      case 1: bytes.insert(random.pick(telling), at: position)
      case 2: bytes.removeSubrange(position..<end)
      case 3: bytes.insert(contentsOf: bytes[position..<end], at: random.below(bytes.count + 1))
      case 4: bytes = Array(bytes[..<position])
      default: if position < bytes.count { bytes[position] = UInt8(random.below(256)) }
      }
      if bytes.isEmpty { bytes = [random.pick(telling)] }
    }
    return bytes
  }

  @Test(arguments: 0..<seeds.count)
  func damagedFilesAreReadToAnEnd(seed: Int) throws {
    let (name, text) = Self.seeds[seed]
    #expect(Office.load(text, name: name, schema: Office.typesSchema).lines == [])
    var random = SeededGenerator(UInt64(seed) + 20_190_630)
    let schema = Office.typesSchema
    let things = try #require(schema.entity(inSection: "things"))
    let address = try #require(schema.tables.first { $0.name == "Address" }?.id)
    for round in 0..<2000 {
      let bytes = Self.mutate(Array(text.utf8), &random)
      var options = LoadOptions(isLenient: round % 3 == 0)
      options.limits.aliasExpansion = 10_000
      let result = DataLoader.load([.bytes(bytes, name: name)], schema: schema, options: options)
      let hasErrors = result.diagnostics.contains { $0.severity == .error }
      #expect((result.outcome == .complete) == !hasErrors, "\(String(decoding: bytes, as: UTF8.self))")
      #expect(result.diagnostics.count <= options.limits.errorsPerFile)
      let lineCount = bytes.reduce(1) { $1 == 0x0A || $1 == 0x0D ? $0 + 1 : $0 }
      for diagnostic in result.diagnostics {
        let place = diagnostic.place
        #expect(place.line >= 1 && place.endLine <= lineCount && place.column >= 1)
        #expect((place.line, place.column) <= (place.endLine, place.endColumn))
        #expect(!diagnostic.message.isEmpty)
      }
      var requests: [PlaceRequest] = (0..<result.store[address].rowCount).map { .row(address, $0) }
      for row in 0..<result.store[things].rowCount {
        requests += [
          .row(things, row), .field(FieldID(things, 1), row: row), .field(FieldID(things, 17), row: row, element: 1),
        ]
      }
      for place in result.store.places(of: requests) where place != nil { #expect(place?.endLine ?? 1 <= lineCount) }
      guard name.hasSuffix(".csv") || name.hasSuffix(".jsonl") else { continue }
      options.partSize = 1 + random.below(200)
      let whole = DataLoader.load([.bytes(bytes, name: name)], schema: schema, options: options)
      options.jobs = 3
      let parts = DataLoader.load([.bytes(bytes, name: name)], schema: schema, options: options)
      #expect(whole.lines == parts.lines)
      #expect(whole.store.dump("things") == parts.store.dump("things"))
      #expect(whole.store.places(of: requests) == parts.store.places(of: requests))
    }
  }
}
