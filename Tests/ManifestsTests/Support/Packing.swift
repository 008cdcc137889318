import CZlib

/// Packs what the tests unpack.
enum Packing {
  /// One member of gzip.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] { deflate(bytes, window: 15 + 16) }

  /// A zip archive of members in their order.
  static func zip(_ members: [(name: String, content: [UInt8])], isStored: Bool = false) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in members {
      let packed = isStored ? content : deflate(content, window: -15)
      let offset = archive.count
      let common =
        number(20, 2) + number(0, 2) + number(isStored ? 0 : 8, 2) + number(0, 4) + number(checksum(content), 4)
        + number(packed.count, 4) + number(content.count, 4) + number(name.utf8.count, 2) + number(0, 2)
      archive += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + packed
      directory +=
        [0x50, 0x4B, 1, 2] + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
        + number(offset, 4) + Array(name.utf8)
    }
    let start = archive.count
    archive += directory
    archive +=
      [0x50, 0x4B, 5, 6] + number(0, 4) + number(members.count, 2) + number(members.count, 2)
      + number(directory.count, 4) + number(start, 4) + number(0, 2)
    return archive
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func checksum(_ bytes: [UInt8]) -> Int { Int(crc32(0, bytes, UInt32(bytes.count))) }

  private static func deflate(_ bytes: [UInt8], window: Int32) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
    let count = output.count
    let left = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(count)
        _ = CZlib.deflate(&stream, Z_FINISH)
        return Int(stream.avail_out)
      }
    }
    return Array(output[..<(count - left)])
  }
}
