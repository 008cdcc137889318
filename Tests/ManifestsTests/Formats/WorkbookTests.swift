import Diagnostics
import RulePlan
import Testing

@testable import Manifests

@Suite struct WorkbookTests {
  /// A sheet as text: a row a line, cells with `|` between them, values in our own notation after `=`; or the fault.
  private func sheet(
    _ workbook: [UInt8], _ name: String? = nil, header: ClosedRange<Int>? = nil, limits: LoadLimits = LoadLimits()
  ) -> String {
    workbook.withUnsafeBufferPointer { bytes in
      do throws(Workbook.Fault) {
        let text = try Workbook(bytes, limits: limits).sheet(name, headerLines: header).text
        let rows = text.split(separator: SheetText.rowEnd, omittingEmptySubsequences: false).dropLast()
        return rows.map { row in
          var cells: [[UInt8]] = []
          for byte in row {
            switch byte {
            case SheetText.textCell: cells.append([])
            case SheetText.valueCell: cells.append([0x3D])
            default: cells[cells.count - 1].append(byte)
            }
          }
          return cells.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
        }.joined(separator: "\n")
      } catch {
        return "\(error.code.code) \(error.message)"
      }
    }
  }

  private func cells(_ xml: String, shared: [String] = [], formats: [String] = [], properties: String = "") -> String {
    sheet(Workbooks.workbook(rows: "<row>\(xml)</row>", shared: shared, formats: formats, properties: properties))
  }

  @Test func textsAreSharedInlineOrOfFormulas() {
    #expect(
      cells(
        "<c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><r><t>a</t></r><r><t xml:space=\"preserve\"> b</t></r></is></c>"
          + "<c t=\"str\"><f>A1</f><v>c</v></c><c t=\"s\"><v>0</v></c>",
        shared: ["<t>one</t>", "<r><t>t</t></r><r><t>wo</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh>"])
        == "two|a b|c|one")
  }

  @Test func escapesOfCharactersAreRead() {
    #expect(cells("<c t=\"str\"><v>a_x000D_b_x005F_x0041_</v></c>") == "a\rb_x0041_")
    #expect(cells("<c t=\"str\"><v>_x001E_ _x00</v></c>") == "_x001E_ _x00")
  }

  @Test func numbersHaveFifteenDigits() {
    let numbers = [
      "0.30000000000000004": "0.3", "1200.5": "1200.5", "1E+20": "100000000000000000000", "1.5E-7": "0.00000015",
      "-0.1499999999999999944": "-0.15", "999999999999999.9": "1000000000000000", "0": "0", "-0": "0", "100": "100",
      "123456789012345678": "123456789012346000", "00012.50": "12.5", "9.9999999999999999": "10",
    ]
    for (written, shown) in numbers { #expect(cells("<c><v>\(written)</v></c>") == "=" + shown, "\(written)") }
    for wrong in ["x", "1e", "1.2.3", "--1", "1e99999", "1 2", "0x1F"] {
      #expect(cells("<c><v>\(wrong)</v></c>") == "P4600 A1 holds `\(wrong)`, which is not a number")
    }
  }

  @Test func formatsMakePercentagesDatesAndTimes() {
    let formats = [
      "0.0%", "DD/MM/YY", "yyyy\\-mm\\-dd hh:mm", "[h]:mm", "hh:mm", "&quot;day&quot; 0", "mmm", "[$-409]d;@",
      "[Red]0.00",
      "0;0%",
    ]
    let cell = { (style: Int, value: String) in "<c s=\"\(style)\"><v>\(value)</v></c>" }
    let row =
      cell(1, "0.15") + cell(2, "45292") + cell(3, "45292.5") + cell(3, "45292") + cell(4, "1.5") + cell(5, "0.5")
      + cell(6, "7") + cell(7, "45292") + cell(8, "45292") + cell(9, "3") + cell(10, "3") + cell(1, "1.255")
    #expect(
      cells(row, formats: formats)
        == "=15 %|=2024-01-01|=2024-01-01T12:00:00|=2024-01-01|=1.5|=12:00:00|=7|=2024-01-01|=2024-01-01|=3|=3|=125.5 %"
    )
  }

  @Test func bothDaySystemsAreRead() {
    let row = ["0.25", "1", "59", "60", "61", "-1", "2958465", "2958466", "45292.999999"].map {
      "<c s=\"1\"><v>\($0)</v></c>"
    }.joined()
    #expect(
      cells(row, formats: ["d.m.yyyy"])
        == "=0.25|=1900-01-01|=1900-02-28|=60|=1900-03-01|=-1|=9999-12-31|=2958466|=2024-01-02")
    #expect(
      cells(
        "<c s=\"1\"><v>0</v></c><c s=\"1\"><v>43830</v></c>", formats: ["d.m.yyyy"],
        properties: "<workbookPr date1904=\"1\"/>")
        == "=1904-01-01|=2024-01-01")
  }

  @Test func truthsErrorsAndWrittenDates() {
    #expect(
      cells(
        "<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"d\"><v>2024-01-31T00:00:00</v></c>"
          + "<c t=\"d\"><v>2024-01-31T08:00:00</v></c>")
        == "=true|=false|#N/A|=2024-01-31|=2024-01-31T08:00:00")
  }

  @Test func rowsAndCellsThatAreNotThereLeaveTheirPlace() {
    let rows =
      "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\"><v>2</v></c></row><row r=\"4\"/><row><c><v>3</v></c></row>"
    #expect(sheet(Workbooks.workbook(rows: rows)) == "\n|=1||=2\n\n\n=3")
    let wrong = "<row r=\"2\"/><row r=\"2\"/>"
    #expect(
      sheet(Workbooks.workbook(rows: wrong)) == "P4600 the rows of the sheet are not in ascending order: `2`")
    #expect(
      sheet(Workbooks.workbook(rows: "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>"))
        == "P4600 the cells of row 1 are not in ascending order")
    #expect(
      sheet(Workbooks.workbook(rows: "<row r=\"1\"><c r=\"XFE1\"/></row>"))
        == "P4600 the cells of row 1 are not in ascending order")
  }

  @Test func mergedCellsOfTheHeaderCountForEachColumn() {
    let text = { (reference: String, value: String) in "<c r=\"\(reference)\" t=\"str\"><v>\(value)</v></c>" }
    let rows =
      "<row r=\"1\">" + text("A1", "Title") + "</row><row r=\"2\">" + text("B2", "2024") + text("D2", "2025")
      + text("F2", "Cut-off")
      + "</row><row r=\"3\">" + text("A3", "Unit") + text("B3", "Amount") + "</row><row r=\"4\">" + text("A4", "OICT")
      + text("B4", "1")
      + "</row>"
    let merges =
      "<mergeCells><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"B2:C2\"/><mergeCell ref=\"D2:E2\"/><mergeCell ref=\"F2:F3\"/><mergeCell ref=\"A4:B4\"/></mergeCells>"
    #expect(
      sheet(Workbooks.workbook(rows: rows, after: merges), header: 2...3)
        == "Title\n|2024|2024|2025|2025|Cut-off\nUnit|Amount\nOICT|1")
    #expect(sheet(Workbooks.workbook(rows: rows, after: merges)) == "Title\n|2024||2025||Cut-off\nUnit|Amount\nOICT|1")
  }

  @Test func theStrictFormAndPrefixesAreRead() {
    let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    let xml =
      "<x:worksheet xmlns:x=\"\(strict)\" xmlns:o=\"urn:o\"><o:v/><x:sheetData><x:row><o:c/><x:c><x:v>7</x:v><o:v>8</o:v></x:c></x:row></x:sheetData></x:worksheet>"
    #expect(sheet(Packing.zip(Workbooks.members(sheets: [("Plan", xml)]))) == "=7")
  }

  @Test func theSheetIsNamedWhereThereAreSeveral() {
    let xml = { (value: Int) in
      "<worksheet xmlns=\"\(Workbooks.main)\"><sheetData><row><c><v>\(value)</v></c></row></sheetData></worksheet>"
    }
    let workbook = Packing.zip(Workbooks.members(sheets: [("Plan", xml(1)), ("Units", xml(2))]))
    #expect(sheet(workbook, "Units") == "=2")
    #expect(sheet(workbook) == "P4601 the workbook has 2 sheets: `Plan` and `Units`; name one with `sheet`")
    #expect(sheet(workbook, "Unit") == "P4601 the workbook has no sheet `Unit`; did you mean `Units`?")
    #expect(sheet(workbook, "Q") == "P4601 the workbook has no sheet `Q`; it has `Plan` and `Units`")
  }

  @Test func aFormulaWithoutValueIsAnError() {
    #expect(
      cells("<c><v>1</v></c><c><f>A1+1</f></c><c><f>B1</f></c>")
        == "P4602 the file has no value for the formula in `Plan!B1`, and 1 more")
    // One whose value is an empty text has one.
    #expect(cells("<c t=\"str\"><f>\"\"</f><v></v></c><c><v>1</v></c>") == "|=1")
  }

  @Test func whatIsNoWorkbookSaysWhatItIs() {
    #expect(sheet(Array("id;name\n".utf8)).hasPrefix("P4592"))
    #expect(
      sheet([0xD0, 0xCF, 0x11, 0xE0, 0xA1])
        == "P4600 this is a workbook with a password or one of the old format `.xls`; save it as `.xlsx` without a password"
    )
    #expect(sheet(Packing.zip([("a", [1])])) == "P4592 the zip file cannot be read: `_rels/.rels` is missing from it")
    var members = Workbooks.members(sheets: [("Plan", "<worksheet")])
    #expect(
      sheet(Packing.zip(members))
        == "P4600 `xl/worksheets/sheet1.xml` in the workbook, line 1, column 1: a tag that begins here is not closed")
    members = Workbooks.members(sheets: [("Plan", "<!DOCTYPE w [<!ENTITY a 'a'>]><w/>")])
    #expect(
      sheet(Packing.zip(members)).hasPrefix(
        "P4600 `xl/worksheets/sheet1.xml` in the workbook, line 1, column 13: a document type"))
    #expect(cells("<c t=\"s\"><v>3</v></c>") == "P4600 A1 refers to text 3, and the workbook has 0 texts")
    #expect(cells("<c t=\"s\"><v>-1</v></c>") == "P4600 A1 refers to text -1, and the workbook has 0 texts")
  }

  @Test func textsThatCellsRepeatAreWithinTheLimits() {
    let long = String(repeating: "0123456789abcdef", count: 2_000)
    let rows = (0..<2_000).map { _ in "<row><c t=\"s\"><v>0</v></c></row>" }.joined()
    #expect(
      sheet(Workbooks.workbook(rows: rows, shared: ["<t>\(long)</t>"]))
        == "P4591 the texts of the cells have more bytes than may be unpacked of the file")
    let far = (1...3_000).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
    #expect(sheet(Workbooks.workbook(rows: far)).hasPrefix("P4591"))
  }

  @Test func damageNeverPassesForAnotherValue() {
    let workbook = Workbooks.workbook(
      rows: "<row><c t=\"s\"><v>0</v></c><c><v>12</v></c></row>", shared: ["<t>OICT</t>"])
    for index in stride(from: 0, to: workbook.count, by: 3) {
      var damaged = workbook
      damaged[index] ^= 0x2A
      let result = sheet(damaged)
      #expect(result == "OICT|=12" || result.hasPrefix("P4"), "\(index): \(result)")
    }
  }
}
