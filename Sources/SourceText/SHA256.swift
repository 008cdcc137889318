import Crypto

/// The hash function of FIPS 180-4: nobody can make one file, or one finding of a baseline, pass for another.
public struct SHA256: Hashable, Sendable {
  /// The digest as four words of eight bytes.
  public let words: [UInt64]

  /// The digest of some bytes. Linear in them.
  public init(of bytes: UnsafeRawBufferPointer) {
    var function = Crypto.SHA256()
    function.update(bufferPointer: bytes)
    words = function.finalize().withUnsafeBytes { digest in
      stride(from: 0, to: digest.count, by: 8).map { place in
        UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      }
    }
  }

  public init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { SHA256(of: $0) } }

  /// 64 hexadecimal digits.
  public var text: String {
    String(unsafeUninitializedCapacity: 64) { digits in
      for position in 0..<64 {
        let digit = UInt8(truncatingIfNeeded: words[position >> 4] >> UInt64(60 - 4 * (position & 15))) & 15
        digits[position] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
      }
      return 64
    }
  }
}
