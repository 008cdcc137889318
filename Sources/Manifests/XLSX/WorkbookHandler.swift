/// Reads `workbook.xml`: the names of the sheets, and from when days are counted.
final class WorkbookHandler: XMLHandler {
  private(set) var sheets: [(name: String, relationship: String)] = []
  private(set) var countsFrom1904 = false
  private(set) var isWorkbook = false
  private var path = OfficePath()

  func begin(_ element: XMLName, _ attributes: XMLAttributes, _ parser: XMLParser) {
    path.begin(element)
    if path.isAt("workbook") { isWorkbook = true }
    if path.isAt("workbookPr", in: "workbook") {
      let value = attributes.text(of: "date1904")
      countsFrom1904 = value == "1" || value == "true"
    } else if path.isAt("sheet", in: "sheets") {
      var relationship: String?
      attributes.forEach { name, value in
        if name.isNamed("id"), !name.namespace.isEmpty { relationship = String(cString: value) }
      }
      guard let name = attributes.text(of: "name"), let relationship else { return }
      sheets.append((name, relationship))
    }
  }

  func end(_ parser: XMLParser) { path.end() }
  func text(_ piece: UnsafeBufferPointer<UInt8>, _ parser: XMLParser) {}
}

/// Reads the relationships of a part of a package: which other parts it uses, and where they are.
final class RelationshipsHandler: XMLHandler {
  struct Relationship {
    var identifier: String
    var type: String
    var target: String
  }

  private(set) var relationships: [Relationship] = []
  private var path = OfficePath()

  func begin(_ element: XMLName, _ attributes: XMLAttributes, _ parser: XMLParser) {
    path.begin(element)
    guard path.isAt("Relationship", in: "Relationships"), let identifier = attributes.text(of: "Id"),
      let type = attributes.text(of: "Type"), let target = attributes.text(of: "Target")
    else { return }
    relationships.append(Relationship(identifier: identifier, type: type, target: target))
  }

  func end(_ parser: XMLParser) { path.end() }
  func text(_ piece: UnsafeBufferPointer<UInt8>, _ parser: XMLParser) {}
}
