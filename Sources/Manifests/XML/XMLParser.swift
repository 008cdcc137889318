import CExpat
import Diagnostics

/// expat over bytes that come whole or in blocks. Nothing outside of the bytes is read: a document type, and with it every
/// entity of its own, is refused.
final class XMLParser {
  /// Why a document cannot be read on, and where.
  struct Fault: Error {
    var code: DiagnosticCode
    var message: String
    var start: Int
    var end: Int
    /// From 1.
    var line: Int
    var column: Int
  }

  private let parser: OpaquePointer
  private let handler: any XMLHandler
  private let depthLimit: Int
  private let tagLimit: Int
  private var depth = 0
  private var given = 0
  private var fault: Fault?

  /// - Parameters:
  ///   - encoding: of the bytes, whatever the document says; nil where the document says it.
  ///   - depthLimit: elements inside each other.
  ///   - tagLimit: bytes of one tag or comment. A longer one is scanned again with each block.
  init?(_ handler: any XMLHandler, encoding: String? = nil, depthLimit: Int, tagLimit: Int) {
    guard let parser = XML_ParserCreateNS(encoding, XMLName.separator) else { return nil }
    self.parser = parser
    self.handler = handler
    self.depthLimit = depthLimit
    self.tagLimit = tagLimit
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { context, name, attributes in
        guard let name, let attributes else { return }
        XMLParser.at(context)?.begin(name, attributes)
      },
      { context, _ in XMLParser.at(context)?.end() })
    XML_SetCharacterDataHandler(parser) { context, text, count in
      guard let text, count > 0 else { return }
      let raw = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
      XMLParser.at(context)?.add(UnsafeBufferPointer(start: raw, count: Int(count)))
    }
    XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in XMLParser.at(context)?.refuseDocumentType() }
  }

  deinit { XML_ParserFree(parser) }

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> XMLParser? {
    pointer.map { Unmanaged<XMLParser>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Where the part begins that a handler has been called for, in bytes.
  var offset: Int { max(0, Int(XML_GetCurrentByteIndex(parser))) }
  /// Bytes of that part.
  var length: Int { max(0, Int(XML_GetCurrentByteCount(parser))) }

  /// Reads the next bytes.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) throws(Fault) {
    var position = 0
    repeat {
      let count = min(bytes.count - position, 1 << 30)
      let isEnd = isLast && position + count == bytes.count
      given += count
      let start = bytes.baseAddress.map { UnsafeRawPointer($0 + position).assumingMemoryBound(to: CChar.self) }
      let status = XML_Parse(parser, start, Int32(count), isEnd ? 1 : 0)
      if let fault { throw fault }
      guard status == XML_STATUS_OK else { throw expatFault() }
      if !isEnd, given - offset > tagLimit {
        throw makeFault(.malformedXML, "a tag or comment of more than \(tagLimit) bytes")
      }
      position += count
    } while position < bytes.count
  }

  /// Notes a fault at the part that the handler has been called for, and reads no further.
  func stop(_ code: DiagnosticCode, _ message: String) {
    guard fault == nil else { return }
    fault = makeFault(code, message)
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  // MARK: Parts

  private func begin(
    _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
  ) {
    guard fault == nil else { return }
    depth += 1
    guard depth <= depthLimit else {
      return stop(.nestingTooDeep, "elements nest deeper than \(depthLimit) levels")
    }
    handler.begin(XMLName(name), XMLAttributes(attributes), self)
  }

  private func end() {
    guard fault == nil else { return }
    depth -= 1
    handler.end(self)
  }

  private func add(_ piece: UnsafeBufferPointer<UInt8>) {
    guard fault == nil else { return }
    handler.text(piece, self)
  }

  private func refuseDocumentType() {
    stop(.xmlDocumentType, "a document type, `<!DOCTYPE …>`, is not read; take it out of the file")
  }

  // MARK: Faults

  private func makeFault(_ code: DiagnosticCode, _ message: String) -> Fault {
    Fault(
      code: code, message: message, start: offset, end: offset + max(1, length),
      line: Int(XML_GetCurrentLineNumber(parser)), column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
  }

  private func expatFault() -> Fault {
    let error = XML_GetErrorCode(parser)
    let message =
      switch error {
      case XML_ERROR_NO_ELEMENTS: "expected an element, found the end of the data"
      case XML_ERROR_INVALID_TOKEN:
        "a character that XML does not allow here; `<` and `&` are written `&lt;` and `&amp;`"
      case XML_ERROR_UNCLOSED_TOKEN: "a tag that begins here is not closed"
      case XML_ERROR_PARTIAL_CHAR: "the data ends in the middle of a character"
      case XML_ERROR_TAG_MISMATCH: "the tag that closes here is not the one that was opened last"
      case XML_ERROR_DUPLICATE_ATTRIBUTE: "an attribute is given twice"
      case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "expected the end of the data after the root element"
      case XML_ERROR_UNDEFINED_ENTITY:
        "an entity that is not one of `&lt;`, `&gt;`, `&amp;`, `&quot;` and `&apos;`; write the character itself"
      case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING: "the encoding that the document names is not read"
      case XML_ERROR_UNBOUND_PREFIX: "a prefix that no `xmlns:` in the file declares"
      case XML_ERROR_UNCLOSED_CDATA_SECTION: "a CDATA section that begins here is not closed"
      case XML_ERROR_NO_MEMORY: "there is not enough memory"
      default: XML_ErrorString(error).map { String(cString: $0) } ?? "it cannot be read"
      }
    return makeFault(.malformedXML, message)
  }
}
