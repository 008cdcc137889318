#if canImport(Glibc)
  import Glibc
#endif

/// The name of an element or attribute as expat gives it, with its namespace in front. Valid during one call of a handler.
struct XMLName {
  /// Between a namespace and a name: a line feed, which no namespace can hold.
  static let separator: CChar = 0x0A

  /// Nothing where the name is in no namespace.
  let namespace: UnsafeBufferPointer<UInt8>
  let local: UnsafePointer<CChar>

  init(_ name: UnsafePointer<CChar>) {
    let raw = UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)
    if let mark = strrchr(name, Int32(Self.separator)) {
      local = UnsafePointer(mark + 1)
      namespace = UnsafeBufferPointer(start: raw, count: UnsafePointer(mark) - name)
    } else {
      local = name
      namespace = UnsafeBufferPointer(start: raw, count: 0)
    }
  }

  /// The local name.
  var localBytes: UnsafeBufferPointer<UInt8> { Self.bytes(local) }

  /// Namespace and local name, as expat gives them.
  var whole: UnsafeBufferPointer<UInt8> {
    guard let base = namespace.baseAddress, !namespace.isEmpty else { return localBytes }
    return UnsafeBufferPointer(start: base, count: namespace.count + 1 + localBytes.count)
  }

  /// The bytes of a text that ends with a zero.
  static func bytes(_ text: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: strlen(text))
  }

  func isNamed(_ name: StaticString) -> Bool {
    name.hasPointerRepresentation
      && strcmp(local, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
  }
}

/// The attributes of an element. Valid during one call of a handler.
struct XMLAttributes {
  private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

  init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>) { self.pairs = pairs }

  /// Hands each attribute to a closure, in the order of the file.
  func forEach(_ body: (XMLName, UnsafePointer<CChar>) -> Void) {
    var index = 0
    while let name = pairs[index], let value = pairs[index + 1] {
      body(XMLName(name), value)
      index += 2
    }
  }

  /// The value of an attribute, which belongs to no namespace.
  func value(of name: StaticString) -> UnsafePointer<CChar>? {
    guard name.hasPointerRepresentation else { return nil }
    let wanted = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    var index = 0
    while let attribute = pairs[index], let value = pairs[index + 1] {
      if strcmp(attribute, wanted) == 0 { return value }
      index += 2
    }
    return nil
  }

  func text(of name: StaticString) -> String? { value(of: name).map { String(cString: $0) } }
}
