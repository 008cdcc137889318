import Diagnostics
import RulePlan
import SourceText

/// A workbook of Office Open XML (ECMA-376) in memory: its sheets by name, and what they share.
struct Workbook {
  struct Fault: Error {
    var code: DiagnosticCode
    var message: String
  }

  private struct SheetPart {
    var name: String
    var path: String
  }

  private let archive: ZipArchive
  private let limits: LoadLimits
  private let packedSize: Int
  private var sheets: [SheetPart] = []
  private var countsFrom1904 = false
  private var sharedStringsPath: String?
  private var stylesPath: String?

  static let tagLimit = 2 << 20
  private static let depthLimit = 64

  /// Opens a workbook. The bytes must stay where they are as long as it is used.
  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: LoadLimits) throws(Fault) {
    if bytes.count >= 4, bytes[0] == 0xD0, bytes[1] == 0xCF, bytes[2] == 0x11, bytes[3] == 0xE0 {
      throw Fault(
        code: .malformedWorkbook,
        message:
          "this is a workbook with a password or one of the old format `.xls`; save it as `.xlsx` without a password")
    }
    self.limits = limits
    packedSize = bytes.count
    do throws(UnpackFault) {
      archive = try ZipArchive(bytes, limits: limits)
    } catch {
      throw Fault(code: error.code, message: error.message)
    }
    try readParts()
  }

  var sheetNames: [String] { sheets.map(\.name) }

  /// The text of a sheet, as ``SheetText`` says.
  ///
  /// - Parameters:
  ///   - name: nil for the only sheet.
  ///   - headerLines: whose merged cells are repeated.
  ///   - zone: of the times, which have none in a workbook.
  func sheet(
    _ name: String?, headerLines: ClosedRange<Int>?, zone: TimeZoneRules? = nil
  ) throws(Fault) -> Sheet {
    let part = try findSheet(name)
    let strings = SharedStringsHandler()
    if let sharedStringsPath { try read(sharedStringsPath, strings) }
    let formats = CellFormatsHandler()
    if let stylesPath { try read(stylesPath, formats) }
    let handler = SheetHandler(
      strings: strings.strings, formats: formats.formats,
      values: CellValue(countsFrom1904: countsFrom1904, zone: zone), headerLines: headerLines,
      limit: UnpackBudget(packedSize: packedSize, limits: limits).byteCount)
    try read(part.path, handler)
    handler.finish()
    if let first = handler.unstored.first {
      let others = handler.unstoredCount > 1 ? ", and \(handler.unstoredCount - 1) more" : ""
      throw Fault(
        code: .formulaWithoutValue,
        message: "the file has no value for the formula in `\(part.name)!\(first.text)`\(others)")
    }
    return Sheet(name: part.name, text: handler.writer.text)
  }

  private func findSheet(_ name: String?) throws(Fault) -> SheetPart {
    guard let name else {
      guard sheets.count <= 1, let only = sheets.first else {
        throw Fault(
          code: .noSuchSheet,
          message: sheets.isEmpty
            ? "the workbook has no sheet with cells"
            : "the workbook has \(sheets.count) sheets: \(listed(sheetNames, "and")); name one with `sheet`")
      }
      return only
    }
    if let sheet = sheets.first(where: { $0.name == name }) { return sheet }
    let nearest = NameSuggestion.nearest(to: name, in: sheetNames).map { "did you mean `\($0)`?" }
    throw Fault(
      code: .noSuchSheet,
      message: "the workbook has no sheet \(quoted(name)); \(nearest ?? "it has \(listed(sheetNames, "and"))")")
  }

  // MARK: Parts

  private mutating func readParts() throws(Fault) {
    let package = RelationshipsHandler()
    try read("_rels/.rels", package)
    guard let main = package.relationships.first(where: { $0.type.hasSuffix("/officeDocument") }) else {
      throw Fault(code: .malformedWorkbook, message: "the file is not a workbook: it has no main part")
    }
    let path = Self.resolved(main.target, from: "")
    if path.lowercased().hasSuffix(".bin") {
      throw Fault(code: .malformedWorkbook, message: "this is a binary workbook, `.xlsb`; save it as `.xlsx`")
    }
    let workbook = WorkbookHandler()
    try read(path, workbook)
    guard workbook.isWorkbook else {
      throw Fault(
        code: .malformedWorkbook, message: "the file is not a workbook: its main part is another kind of document")
    }
    countsFrom1904 = workbook.countsFrom1904
    let relationships = RelationshipsHandler()
    let folder = Self.folder(of: path)
    try read(folder + "_rels/" + path.dropFirst(folder.count) + ".rels", relationships)
    for relationship in relationships.relationships {
      if relationship.type.hasSuffix("/sharedStrings") {
        sharedStringsPath = Self.resolved(relationship.target, from: folder)
      } else if relationship.type.hasSuffix("/styles") {
        stylesPath = Self.resolved(relationship.target, from: folder)
      }
    }
    for sheet in workbook.sheets {
      guard let part = relationships.relationships.first(where: { $0.identifier == sheet.relationship }) else {
        throw Fault(code: .malformedWorkbook, message: "the workbook has no part for its sheet \(quoted(sheet.name))")
      }
      // Sheets of charts hold no cells.
      guard part.type.hasSuffix("/worksheet") else { continue }
      sheets.append(SheetPart(name: sheet.name, path: Self.resolved(part.target, from: folder)))
    }
  }

  /// Reads a part of the package as XML.
  private func read(_ path: String, _ handler: any XMLHandler) throws(Fault) {
    guard let parser = XMLParser(handler, depthLimit: Self.depthLimit, tagLimit: Self.tagLimit) else {
      throw Fault(code: .malformedWorkbook, message: "there is not enough memory")
    }
    var fault: XMLParser.Fault?
    do throws(UnpackFault) {
      try archive.read(path) { (block, isLast) throws(UnpackFault) in
        do throws(XMLParser.Fault) {
          try parser.read(block, isLast: isLast)
        } catch {
          fault = error
          throw UnpackFault(code: error.code, message: "")
        }
      }
    } catch {
      guard let fault else { throw Fault(code: error.code, message: error.message) }
      guard fault.code == .malformedXML || fault.code == .xmlDocumentType else {
        throw Fault(code: fault.code, message: fault.message)
      }
      throw Fault(
        code: .malformedWorkbook,
        message: "`\(path)` in the workbook, line \(fault.line), column \(fault.column): \(fault.message)")
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The path of a part in the package, of the target that another part gives.
  private static func resolved(_ target: String, from folder: String) -> String {
    var names: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for name in target.split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    return names.joined(separator: "/")
  }
}
