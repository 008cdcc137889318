/// A value with one canonical text, which reads back as an equal value.
public protocol TextualValue: Hashable, Sendable, CustomStringConvertible {
  /// Reads the whole of the bytes as a value, in the notation of data. Linear in the bytes; allocates nothing.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Self

  /// Appends the canonical text, in ASCII.
  func write(to output: inout [UInt8])
}

extension TextualValue {
  public static func read(_ bytes: [UInt8]) throws(ValueFault) -> Self {
    try bytes.withUnsafeBufferPointer { buffer throws(ValueFault) in try read(buffer) }
  }

  public static func read(_ text: String) throws(ValueFault) -> Self { try read(Array(text.utf8)) }

  /// The value that the bytes stand for; nil where there is none. ``read(_:)-swift.type.method`` says why.
  public init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard let value = try? Self.read(bytes) else { return nil }
    self = value
  }

  /// The value that the text stands for; nil where there is none.
  public init?(_ text: String) {
    guard let value = try? Self.read(text) else { return nil }
    self = value
  }

  /// The canonical text.
  public var description: String {
    var output: [UInt8] = []
    write(to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
