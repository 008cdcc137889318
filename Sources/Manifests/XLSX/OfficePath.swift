#if canImport(Glibc)
  import Glibc
#endif

/// The elements of a part of a workbook that are open, without those of other namespaces and what is in them.
struct OfficePath {
  private var names: [String] = []
  private var foreignDepth = 0

  private static let namespaces: [StaticString] = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
  ]

  /// Whether an element belongs to workbooks, in the form that programs write or in the strict one of the standard.
  static func isOffice(_ element: XMLName) -> Bool { namespaces.contains { element.namespace.equals($0) } }

  mutating func begin(_ element: XMLName) {
    if foreignDepth > 0 || !Self.isOffice(element) {
      foreignDepth += 1
    } else {
      names.append(String(decoding: element.localBytes, as: UTF8.self))
    }
  }

  mutating func end() {
    if foreignDepth > 0 { foreignDepth -= 1 } else { _ = names.popLast() }
  }

  func isAt(_ name: String, in parent: String) -> Bool {
    foreignDepth == 0 && names.count >= 2 && names[names.count - 1] == name && names[names.count - 2] == parent
  }

  func isAt(_ name: String) -> Bool { foreignDepth == 0 && names.last == name }

  /// Whether one of the open elements has a name.
  func isInside(_ name: String) -> Bool { names.contains(name) }
}
