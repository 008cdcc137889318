import CMinizip

#if canImport(Glibc)
  import Glibc
#endif

/// Bytes in memory as minizip reads a file: a position, and functions that it calls.
final class MemoryFile {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// - Parameter bytes: must stay where they are as long as the archive is read.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The functions. The file must outlive whatever calls them.
  var functions: zlib_filefunc64_def {
    var functions = zlib_filefunc64_def()
    functions.opaque = Unmanaged.passUnretained(self).toOpaque()
    functions.zopen64_file = { file, _, _ in file }
    functions.zread_file = { _, file, target, count in MemoryFile.at(file)?.read(into: target, count) ?? 0 }
    functions.zwrite_file = { _, _, _, _ in 0 }
    functions.ztell64_file = { _, file in ZPOS64_T(MemoryFile.at(file)?.position ?? 0) }
    functions.zseek64_file = { _, file, offset, origin in MemoryFile.at(file)?.seek(offset, origin) ?? -1 }
    functions.zclose_file = { _, _ in 0 }
    functions.zerror_file = { _, _ in 0 }
    return functions
  }

  /// Whether the record that ends a zip archive, with a comment of some bytes, is the last thing in the file. minizip reads
  /// one that is cut as if zeros followed.
  func ends(withComment count: Int) -> Bool {
    let start = bytes.count - 22 - count
    return start >= 0 && bytes[start..<start + 4].elementsEqual([0x50, 0x4B, 5, 6])
  }

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> MemoryFile? {
    pointer.map { Unmanaged<MemoryFile>.fromOpaque($0).takeUnretainedValue() }
  }

  private func read(into target: UnsafeMutableRawPointer?, _ count: uLong) -> uLong {
    let length = min(Int(clamping: count), bytes.count - position)
    guard let target, let base = bytes.baseAddress, length > 0 else { return 0 }
    target.copyMemory(from: base + position, byteCount: length)
    position += length
    return uLong(length)
  }

  private func seek(_ offset: ZPOS64_T, _ origin: Int32) -> Int {
    let start =
      switch origin {
      case ZLIB_FILEFUNC_SEEK_CUR: position
      case ZLIB_FILEFUNC_SEEK_END: bytes.count
      default: 0
      }
    // Steps back come as numbers that wrap around.
    let (wanted, overflow) = start.addingReportingOverflow(Int(truncatingIfNeeded: offset))
    guard !overflow, wanted >= 0, wanted <= bytes.count else { return -1 }
    position = wanted
    return 0
  }
}
