/// Workbooks as programs write them, of the XML that a test is about.
enum Workbooks {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  /// The members of a workbook with one sheet or several.
  static func members(
    sheets: [(name: String, xml: String)], shared: [String] = [], formats: [String] = [], properties: String = ""
  ) -> [(name: String, content: [UInt8])] {
    var listed = ""
    var relationships = ""
    for (index, sheet) in sheets.enumerated() {
      listed += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
      relationships +=
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(document)/worksheet\" Target=\"worksheets/sheet\(index + 1).xml\"/>"
    }
    relationships += "<Relationship Id=\"rIdT\" Type=\"\(document)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
    relationships += "<Relationship Id=\"rIdS\" Type=\"\(document)/styles\" Target=\"styles.xml\"/>"
    let strings = shared.map { "<si>\($0)</si>" }.joined()
    let codes = formats.enumerated().map { "<numFmt numFmtId=\"\(164 + $0.offset)\" formatCode=\"\($0.element)\"/>" }
    let styles = (["0"] + formats.indices.map { "\(164 + $0)" }).map { "<xf numFmtId=\"\($0)\"/>" }.joined()
    let parts: [(String, String)] = [
      (
        "_rels/.rels",
        "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r\" Type=\"\(document)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(document)\">\(properties)<sheets>\(listed)</sheets></workbook>"
      ),
      ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"\(package)\">\(relationships)</Relationships>"),
      ("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>"),
      (
        "xl/styles.xml",
        "<styleSheet xmlns=\"\(main)\"><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>\(styles)</cellXfs></styleSheet>"
      ),
    ]
    return parts.map { ($0.0, Array($0.1.utf8)) }
      + sheets.enumerated().map { ("xl/worksheets/sheet\($0.offset + 1).xml", Array($0.element.xml.utf8)) }
  }

  /// A workbook of one sheet, `Plan`, of its rows and what follows them.
  static func workbook(
    rows: String, after: String = "", shared: [String] = [], formats: [String] = [], properties: String = ""
  ) -> [UInt8] {
    let sheet = "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData>\(after)</worksheet>"
    return Packing.zip(
      members(sheets: [("Plan", sheet)], shared: shared, formats: formats, properties: properties))
  }
}
