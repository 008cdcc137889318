import CZlib
import Diagnostics

/// Unpacks gzip (RFC 1952). A file may be several members one after the other, as programs that append write it.
enum Gunzip {
  /// Whether bytes begin as gzip does.
  static func isPacked(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  /// The bytes of all members. Linear in what is unpacked.
  static func unpack(_ packed: UnsafeBufferPointer<UInt8>, limits: LoadLimits) throws(UnpackFault) -> [UInt8] {
    guard isPacked(packed), let base = packed.baseAddress else {
      throw UnpackFault(code: .malformedGzip, message: "expected gzip, which begins with the bytes 1F 8B")
    }
    var budget = UnpackBudget(packedSize: packed.count, limits: limits)
    try budget.take(members: 1)
    var stream = z_stream()
    // 15 is the largest window, 16 asks for the header and the checksum of gzip.
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw UnpackFault(code: .malformedGzip, message: "there is not enough memory to unpack the file")
    }
    defer { inflateEnd(&stream) }
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 17)
    defer { block.deallocate() }
    var result: [UInt8] = []
    var position = 0
    while true {
      let given = min(packed.count - position, 1 << 30)
      stream.next_in = UnsafeMutablePointer(mutating: base + position)
      stream.avail_in = UInt32(given)
      stream.next_out = block.baseAddress
      stream.avail_out = UInt32(block.count)
      let status = inflate(&stream, Z_NO_FLUSH)
      position += given - Int(stream.avail_in)
      let written = block.count - Int(stream.avail_out)
      try budget.take(bytes: written)
      result.append(contentsOf: block[..<written])
      switch status {
      case Z_OK: continue
      case Z_STREAM_END:
        if isEnd(packed, at: position) { return result }
        try budget.take(members: 1)
        inflateReset(&stream)
      case Z_BUF_ERROR:
        throw UnpackFault(code: .malformedGzip, message: "the packed data ends in the middle, at byte \(position)")
      default:
        let reason = stream.msg.map { ": " + String(cString: $0) } ?? ""
        throw UnpackFault(code: .malformedGzip, message: "the packed data is damaged near byte \(position)\(reason)")
      }
    }
  }

  /// Whether no further member follows: nothing, or the zeros that tapes and blocks are filled up with.
  private static func isEnd(_ packed: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    position >= packed.count || packed[position] == 0 && packed[position...].allSatisfy { $0 == 0 }
  }
}
