/// Where the renderer finds the texts that places point into.
public protocol SourceLibrary {
  /// Hands over the bytes of a file; nil where they are not at hand.
  func withBytes<Result>(ofFile path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result?
}

/// No texts at all: reports then name places without showing them.
public struct EmptySourceLibrary: SourceLibrary {
  public init() {}
  public func withBytes<Result>(ofFile path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? { nil }
}
