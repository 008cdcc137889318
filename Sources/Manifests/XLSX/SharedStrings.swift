/// The texts that cells share, one after the other in flat memory.
struct SharedStrings {
  fileprivate var bytes: [UInt8] = []
  /// Where each ends.
  fileprivate var ends: [Int] = []

  var count: Int { ends.count }

  /// Hands the bytes of a text to a closure; false where there is none with that number.
  func withText(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    guard index >= 0, index < ends.count else { return false }
    let start = index == 0 ? 0 : ends[index - 1]
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<ends[index]])) }
    return true
  }
}

/// Reads `sharedStrings.xml`: the runs of a text with formats are joined, readings for its pronunciation are left out.
final class SharedStringsHandler: XMLHandler {
  private(set) var strings = SharedStrings()
  private var path = OfficePath()
  private var start = 0

  func begin(_ element: XMLName, _ attributes: XMLAttributes, _ parser: XMLParser) { path.begin(element) }

  func end(_ parser: XMLParser) {
    if path.isAt("si", in: "sst") {
      OfficeText.decodeEscapes(in: &strings.bytes, from: start)
      start = strings.bytes.count
      strings.ends.append(start)
    }
    path.end()
  }

  func text(_ piece: UnsafeBufferPointer<UInt8>, _ parser: XMLParser) {
    if path.isAt("t"), !path.isInside("rPh") { strings.bytes.append(contentsOf: piece) }
  }
}
