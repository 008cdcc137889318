/// Hashes of a text under which texts that are alike collide: one for those that differ by letter case at most, one for
/// those that look the same. White space at the ends, what nobody sees and the composition of accents do not count.
public struct LikenessHash: Sendable {
  public let byCase: UInt64
  public let byLook: UInt64

  /// The hashes of a text in UTF-8. Linear in it; texts of ASCII take no memory.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var first = bytes.startIndex
    var last = bytes.endIndex
    while first < last, Self.isSpace(bytes[first]) { first += 1 }
    while first < last, Self.isSpace(bytes[last - 1]) { last -= 1 }
    var byCase = FNV()
    var byLook = FNV()
    for index in first..<last {
      let byte = bytes[index]
      guard byte < 0x80, byte >= 0x20, byte != 0x7F else {
        self = LikenessHash(folding: String(decoding: bytes, as: UTF8.self))
        return
      }
      byCase.add(byte &- 0x41 < 26 ? byte | 0x20 : byte)
      switch byte {
      // The characters of ASCII that UTS 39 replaces.
      case 0x30: byLook.add(0x4F)
      case 0x31, 0x49, 0x7C: byLook.add(0x6C)
      case 0x6D:
        byLook.add(0x72)
        byLook.add(0x6E)
      case 0x22:
        byLook.add(0x27)
        byLook.add(0x27)
      case 0x60: byLook.add(0x27)
      case 0x25: for byte in Self.percent { byLook.add(byte) }
      default: byLook.add(byte)
      }
    }
    self.init(byCase: byCase.value, byLook: byLook.value)
  }

  private init(byCase: UInt64, byLook: UInt64) {
    self.byCase = byCase
    self.byLook = byLook
  }

  private init(folding text: String) {
    var byCase = FNV()
    for byte in TextLikeness.foldedCase(text).utf8 { byCase.add(byte) }
    var byLook = FNV()
    for byte in TextLikeness.foldedLook(text).utf8 { byLook.add(byte) }
    self.byCase = byCase.value
    self.byLook = byLook.value
  }

  private static let percent = Array(Skeleton.of("%").utf8)

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  /// The hash function of Fowler, Noll and Vo (FNV-1a, RFC 9923), of 64 bits.
  private struct FNV {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always)
    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
}
