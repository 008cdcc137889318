import Diagnostics
import Manifests
import RecordStore
import RulePlan
import Testing

@Suite struct LenienceTests {
  private let schema = Office.compile(
    "policy demo.small\n\nentity Thing from things { key id : Text   ok : Boolean   price : Money? }")

  private func load(_ files: [(name: String, text: String)], jobs: Int = 1, limit: Int = 200) -> LoadResult {
    var options = LoadOptions(isLenient: true, jobs: jobs)
    options.limits.errorsPerFile = limit
    options.partSize = 4096
    let inputs = files.map { DataInput.bytes(Array($0.text.utf8), name: $0.name) }
    return DataLoader.load(inputs, schema: schema, options: options)
  }

  private func lines(_ count: Int, _ first: Int = 0) -> String {
    (first..<first + count).map { "{\"id\": \"x\($0)\", \"ok\": true, \"colour\": 1}\n" }.joined()
  }

  @Test func eachNameIsSaidOnceWithHowOftenItWasPassedOver() {
    var text = "things:\n"
    for index in 0..<211 { text += "  - { id: x\(index), ok: true, colour: red\(index == 7 ? ", weight: 1" : "") }\n" }
    text += "  - { id: p, ok: true, price: { amount: 1, currency: USD, tax: 0 } }\nextras: [1]\n"
    let result = load([("d.yaml", text)])
    #expect(result.outcome == .complete)
    #expect(
      result.lines == [
        "P4102 2:25 Thing has no field `colour`; it has `id`, `ok` and `price` (passed over 211 times)",
        "P4102 9:38 Thing has no field `weight`; it has `id`, `ok` and `price`",
        "P4102 213:59 `price` has no part `tax`; it has `amount` and `currency`",
        "P4101 214:1 no entity is read from a section `extras`; expected `things`",
      ])
    #expect(result.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test func theCountGoesOverAllFilesAndPartsWhateverReadsThem() {
    let files = [
      ("a.yaml", "things: [{ id: a, ok: true, colour: red }]"),
      ("b.yaml", "things: [{ id: b, ok: true, colour: red }]"),
    ]
    let result = load(files)
    #expect(
      result.lines == ["P4102 1:29 Thing has no field `colour`; it has `id`, `ok` and `price` (passed over 2 times)"])
    #expect(result.diagnostics.map(\.place.file) == ["a.yaml"])
    for jobs in [1, 2, 5] {
      var options = LoadOptions(isLenient: true, jobs: jobs)
      options.partSize = 4096
      let many = DataLoader.load(
        [.bytes(Array(lines(3000).utf8), name: "d.jsonl", section: "things")], schema: schema, options: options)
      #expect(many.outcome == .complete)
      #expect(
        many.lines == ["P4102 1:26 Thing has no field `colour`; it has `id`, `ok` and `price` (passed over 3000 times)"]
      )
    }
  }

  @Test func namesBeyondTheLimitAreCountedAndStopNothing() {
    let fields = (0..<50).map { "f\($0): 1" }.joined(separator: ", ")
    let result = load([("d.yaml", "things: [{ id: a, ok: true, \(fields) }]")], limit: 7)
    #expect(result.outcome == .complete)
    #expect(result.diagnostics.count == 8)
    #expect(
      result.diagnostics.last?.message == "43 more unknown sections and fields were passed over and are not listed")
    #expect(result.diagnostics.last?.severity == .warning)
  }

  @Test func errorsStayErrors() {
    let result = load([("d.yaml", "things: [{ id: a, ok: perhaps, colour: red }]")])
    #expect(result.outcome == .faulty)
    #expect(result.codes == ["P4105", "P4102"] || result.codes == ["P4104", "P4102"])
  }
}
