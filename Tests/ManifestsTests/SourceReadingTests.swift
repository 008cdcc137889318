import Diagnostics
import RulePlan
import Testing

@testable import Manifests

@Suite struct SourceReadingTests {
  // MARK: Forms of dates

  @Test(arguments: [
    ("DD.MM.YYYY", "31.01.2024", "2024-01-31 0"), ("YYYYMMDD", "20240131", "2024-01-31 0"),
    ("DD-MON-YY", "30-JUN-19", "2019-06-30 0"), ("YYYY-MM-DD HH:mm:ss", "2024-01-31 08:30:05", "2024-01-31 30605"),
    ("DD.MM.YYYY", "31.1.2024", "none"), ("DD.MM.YYYY", "31.01.2024 ", "none"),
    ("YYYY-MM-DD HH:mm", "2024-01-31 24:00", "none"),
  ])
  func aPatternReadsOnlyItsForm(form: String, text: String, expected: String) throws {
    let pattern = try DatePattern(form, century: 2000)
    let reading = Array(text.utf8).withUnsafeBufferPointer { pattern.read($0) }
    let day = reading.flatMap { CalendarDate(year: $0.year, month: $0.month, day: $0.day) }
    #expect((day.map { "\($0) \(reading?.secondOfDay ?? -1)" } ?? "none") == expected)
  }

  @Test(arguments: [
    ("DD/MM/YYYY", "MM/DD/YYYY", true), ("DD.MM.YYYY", "DD/MM/YYYY", false), ("YYYYMMDD", "DDMMYYYY", true),
    ("DD.MM.YYYY", "DD.MM.YY", false),
  ])
  func twoFormsThatReadOneTextDifferentlyAreConfused(first: String, second: String, isConfused: Bool) throws {
    let (left, right) = (try DatePattern(first, century: 2000), try DatePattern(second, century: 2000))
    #expect(left.isConfused(with: right) == isConfused)
    #expect(right.isConfused(with: left) == isConfused)
  }

  // MARK: Forms of numbers

  @Test(arguments: [
    ("1.234,56", "1.234,50", "1234.50"), ("1.234,56", "10000", "10000"), ("1.234,56", "1.23", "none"),
    ("1.234,56", "-5,00", "-5.00"), ("1.234,56", "5,00-", "none"), ("1.234,56-", "5,00-", "-5.00"),
    ("1 234,56", "1\u{202F}234,5", "1234.5"), ("1'234.56", "1'234.5", "1234.5"), ("1,234.56", "1,234,567", "1234567"),
    ("1,234.56", "1,23,456", "none"), ("1234.56", "1,5", "none"), ("1.234,56", "1.234,", "none"),
  ])
  func aNumberIsReadInItsFormAlone(form: String, text: String, expected: String) throws {
    let form = try #require(NumberForm(form))
    let bytes = Array(text.utf8)
    let found = bytes.withUnsafeBufferPointer { form.canonical($0) }
    let notation = found.flatMap { $0.length == bytes.count ? String(decoding: $0.notation, as: UTF8.self) : nil }
    #expect((notation ?? "none") == expected)
  }

  // MARK: Texts

  @Test(arguments: [
    ("CN=Sample\\2C B.,OU=People,DC=example", "cn=Sample\\, B.,ou=People,dc=example"),
    ("uid=ann, ou = People ,dc=x", "uid=ann,ou=People,dc=x"), ("cn=a\\ ,o=b", "cn=a\\ ,o=b"), ("no name", "none"),
    ("a=1+b=2,c=3", "a=1+b=2,c=3"),
  ])
  func distinguishedNamesHaveOneForm(text: String, expected: String) {
    let found = Array(text.utf8).withUnsafeBufferPointer { DistinguishedName.canonical($0) }
    #expect((found.map { String(decoding: $0, as: UTF8.self) } ?? "none") == expected)
    if let found {
      // One form is its own form.
      #expect(found.withUnsafeBufferPointer { DistinguishedName.canonical($0) } == found)
    }
  }

  @Test func encodingsAreReadByTable() throws {
    func text(_ bytes: [UInt8], _ encoding: SourceEncoding) -> String {
      bytes.withUnsafeBufferPointer { bytes in
        (try? TextDecoder.utf8(of: bytes, in: encoding)).map { String(decoding: $0, as: UTF8.self) } ?? "none"
      }
    }
    #expect(text([0x47, 0xFC, 0x80], .windows1252) == "Gü€")
    #expect(text([0x81], .windows1252) == "none")
    #expect(text([0x47, 0xFC], .latin1) == "Gü")
    #expect(text([0xFF, 0xFE, 0x61, 0x00, 0x3D, 0xD8, 0x00, 0xDE], .utf16) == "a😀")
    #expect(text([0xFE, 0xFF, 0x00, 0x61], .utf16) == "a")
    #expect(text([0xFF, 0xFE, 0x3D, 0xD8], .utf16) == "none")
  }

  // MARK: Tables

  private func rows(_ text: String, _ change: (inout TableDialect) -> Void = { _ in }) -> [String] {
    var dialect = TableDialect()
    dialect.separator = 0x3B
    change(&dialect)
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      var scanner = TableRowScanner(bytes, from: 0, dialect: dialect, isSheet: false)
      var rows: [String] = []
      while true {
        switch scanner.next() {
        case .end: return rows
        case .fault(let message, _): rows.append("fault: " + message.prefix(7))
        case .cells:
          rows.append(
            scanner.cells.map { cell in
              let text = cell.isEscaped ? scanner.unescaped(cell) : Array(bytes[cell.start..<cell.end])
              return (cell.isQuoted ? "q" : "") + String(decoding: text, as: UTF8.self)
            }.joined(separator: "|"))
        }
      }
    }
  }

  @Test func rowsAreSplitByTheirDialect() {
    #expect(rows("a;\"b;\"\"c\"\r\n\n;\n") == ["a|qb;\"c", "|"])
    #expect(
      rows("#x\na;'b;c'\n") {
        $0.comment = 0x23; $0.quote = 0x27
      } == ["a|qb;c"])
    #expect(rows(" a ; \"b \" \n") { $0.trimsCells = true } == ["a|qb "])
    #expect(rows("a;\"b\nc") == ["fault: a quote"])
    #expect(rows("a;b\"c\nd;e\n") == ["fault: a quote", "d|e"])
  }

  // MARK: What is recognised

  @Test(arguments: [
    ("30.06.2019", "DD.MM.YYYY"), ("20190630", "YYYYMMDD"), ("30/06/2019", "DD/MM/YYYY"),
    ("2019-06-30 00:00:00", "YYYY-MM-DD HH:mm:ss"),
  ])
  func datesOfOtherFormsAreRecognised(text: String, form: String) {
    let advice = Array(text.utf8).withUnsafeBufferPointer { DataForm(of: $0)?.advice(for: .date) }
    #expect(advice?.contains("`dates \"\(form)\"` in a source reads it") == true)
  }

  @Test func numbersOfOtherFormsAreRecognised() {
    let advice = Array("1.234,56".utf8).withUnsafeBufferPointer { DataForm(of: $0)?.advice(for: .decimal) }
    #expect(advice == "`numbers \"1.234,56\"` in a source reads it")
    #expect(Array("abc".utf8).withUnsafeBufferPointer { DataForm(of: $0) } == nil)
  }
}
