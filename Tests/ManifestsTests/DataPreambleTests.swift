import Diagnostics
import Manifests
import Testing

/// The parts of a file before its records are read as strictly as the records.
@Suite struct DataPreambleTests {
  @Test func blankLinesMayComeBeforeTheHeader() {
    #expect(Office.load("\n\nid\nu1\n", name: "x.csv", section: "units").lines == [])
    let short = Office.load("\nid,parent\nu1\n", name: "x.csv", section: "units")
    #expect(short.lines == ["P4003 3:1 expected 2 cells as in the header, found 1"])
  }

  @Test func theHeaderIsUTF8() {
    let bytes: [UInt8] = Array("id,pr".utf8) + [0xE9] + Array("nom\nu1,A\n".utf8)
    let result = DataLoader.load(
      [.bytes(bytes, name: "x.csv", section: "units")], schema: Office.schema,
      options: LoadOptions(isLenient: true))
    #expect(result.codes == ["P4004"])
  }

  @Test func aTextInUTF16IsNamed() {
    let bytes: [UInt8] = [0xFF, 0xFE] + Array("id\nu1\n".utf8).flatMap { [$0, 0] }
    let result = DataLoader.load([.bytes(bytes, name: "x.csv", section: "units")], schema: Office.schema)
    #expect(result.codes == ["P4004"])
    #expect(result.lines.first?.contains("this is UTF-16") == true)
  }

  @Test func documentsOfAFileAreJoinedAndAnchorsHaveAPlace() {
    let text = "x-common: &c { id: u1 }\nunits:\n  - *c\n---\nunits:\n  - { id: u2 }\n---\n"
    let result = Office.load(text)
    #expect(result.lines == [])
    #expect(result.statistics.recordCount == 2)
  }

  @Test func twoMergesInOneRecordAreAFault() {
    let text = "x-a: &a { id: u1 }\nx-b: &b { id: u2 }\nunits:\n  - { <<: *a, <<: *b }\n"
    #expect(Office.load(text).codes == ["P4112"])
  }
}
