public import SourceText

/// Takes the bytes of a report and hands them on in blocks, so that no report has to fit in memory. For one thread.
///
/// Text that others wrote has no way into it but as ``ShownText`` inside of a ``Markup``, or as a string of JSON.
public final class ReportStream {
  private var buffer: [UInt8] = []
  private let blockSize: Int
  private let output: (UnsafeRawBufferPointer) -> Bool
  /// Whether the output has refused a block. Anything written afterwards is discarded.
  public private(set) var isBroken = false

  /// - Parameter output: takes a block of bytes whole, or returns false.
  public init(blockSize: Int = 1 << 16, output: @escaping (UnsafeRawBufferPointer) -> Bool) {
    self.blockSize = blockSize
    self.output = output
    buffer.reserveCapacity(blockSize + 4096)
  }

  public func write<Context>(_ markup: Markup<Context>) {
    buffer.append(contentsOf: markup.text.utf8)
    if buffer.count >= blockSize { flush() }
  }

  func write(_ literal: StaticString) {
    literal.withUTF8Buffer { buffer.append(contentsOf: $0) }
    if buffer.count >= blockSize { flush() }
  }

  /// For what a ``JSONWriter`` has escaped.
  func write(bytes: UnsafeBufferPointer<UInt8>) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= blockSize { flush() }
  }

  /// Hands on what is left.
  public func flush() {
    defer { buffer.removeAll(keepingCapacity: true) }
    guard !isBroken, !buffer.isEmpty else { return }
    isBroken = !buffer.withUnsafeBytes(output)
  }
}

extension ReportStream {
  /// A report as bytes in memory.
  public static func bytes(_ body: (ReportStream) -> Void) -> [UInt8] {
    let collected = Collected()
    let stream = ReportStream { block in
      collected.bytes.append(contentsOf: block)
      return true
    }
    body(stream)
    stream.flush()
    return collected.bytes
  }

  private final class Collected {
    var bytes: [UInt8] = []
  }
}
