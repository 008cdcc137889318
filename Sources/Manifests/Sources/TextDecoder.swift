import Diagnostics
import RulePlan

/// Turns text in another encoding into UTF-8.
enum TextDecoder {
  /// Why bytes are not text in an encoding, and where.
  struct Fault: Error {
    var offset: Int
    var message: String
  }

  /// The UTF-8 of some bytes. Linear.
  static func utf8(
    of bytes: UnsafeBufferPointer<UInt8>, in encoding: SourceEncoding
  ) throws(Fault) -> [UInt8] {
    switch encoding {
    case .utf8: return Array(bytes)
    case .latin1: return try table(bytes, high: nil)
    case .windows1252: return try table(bytes, high: windows1252)
    case .utf16: return try utf16(bytes)
    }
  }

  /// The characters of the bytes 0x80 to 0x9F in windows-1252; 0 for those that are nothing.
  private static let windows1252: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  private static func table(_ bytes: UnsafeBufferPointer<UInt8>, high: [UInt16]?) throws(Fault) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte >= 0x80 else {
        index &+= 1
        continue
      }
      result.append(contentsOf: bytes[start..<index])
      var scalar = UInt16(byte)
      if byte < 0xA0, let high {
        scalar = high[Int(byte) - 0x80]
        guard scalar != 0 else {
          throw Fault(offset: index, message: "the byte \(hexadecimal(byte)) is nothing in windows-1252")
        }
      }
      if scalar < 0x800 {
        result.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      } else {
        result.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
        result.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      }
      result.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
      index &+= 1
      start = index
    }
    result.append(contentsOf: bytes[start..<bytes.count])
    return result
  }

  /// UTF-16 with a byte order mark; without one, little-endian.
  private static func utf16(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> [UInt8] {
    var index = 0
    var isBig = false
    if bytes.count >= 2 {
      if bytes[0] == 0xFE, bytes[1] == 0xFF { isBig = true }
      if isBig || bytes[0] == 0xFF && bytes[1] == 0xFE { index = 2 }
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 2 + 16)
    func unit(_ index: Int) -> UInt16 {
      isBig
        ? UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]) : UInt16(bytes[index + 1]) << 8 | UInt16(bytes[index])
    }
    while index + 1 < bytes.count {
      let first = unit(index)
      var value = UInt32(first)
      if first >= 0xD800, first < 0xE000 {
        guard first < 0xDC00, index + 3 < bytes.count else {
          throw Fault(offset: index, message: "this is half of a character of UTF-16")
        }
        let second = unit(index + 2)
        guard second >= 0xDC00, second < 0xE000 else {
          throw Fault(offset: index, message: "this is half of a character of UTF-16")
        }
        value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        index += 2
      }
      index += 2
      guard let scalar = Unicode.Scalar(value) else { continue }
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { result.append(byte) }
    }
    if index < bytes.count { throw Fault(offset: index, message: "the last character of UTF-16 is cut off") }
    return result
  }
}

/// The kind of a file that is not UTF-8 text, by its first bytes.
enum ForeignFile {
  /// In words, with what to do; nil for a file that tells nothing.
  static func description(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.count >= 2 else { return nil }
    if bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF {
      return "this is UTF-16, as “Unicode text” of spreadsheet programs is; `encoding utf-16` in a source reads it"
    }
    if bytes[0] == 0x1F, bytes[1] == 0x8B {
      return "this is a packed file (gzip); a source reads files that end in `.gz`"
    }
    if bytes.count >= 4, bytes[0] == 0x50, bytes[1] == 0x4B, bytes[2] == 3, bytes[3] == 4 {
      return "this is a workbook (`.xlsx`) or another zip file; `from xlsx` in a source reads workbooks"
    }
    if bytes.count >= 4, bytes[0] == 0xD0, bytes[1] == 0xCF, bytes[2] == 0x11, bytes[3] == 0xE0 {
      return "this is a workbook of the old form (`.xls`); save it as `.xlsx` or as CSV UTF-8"
    }
    // Every other byte of plain text in UTF-16 is zero.
    let sample = bytes.prefix(64)
    let zeros = sample.enumerated().reduce(into: (0, 0)) { count, byte in
      if byte.element == 0 { if byte.offset % 2 == 0 { count.0 += 1 } else { count.1 += 1 } }
    }
    if sample.count >= 8, max(zeros.0, zeros.1) * 3 >= sample.count {
      return "this looks like UTF-16 without a byte order mark; `encoding utf-16` in a source reads it"
    }
    return nil
  }
}
