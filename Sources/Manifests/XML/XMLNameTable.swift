import RecordStore

/// The names of elements and attributes of one document, each with a number. A name is a prefix that the reader of the
/// document declares and the local name; one of a namespace that nobody declares is its local name alone.
struct XMLNameTable {
  private(set) var names: [[UInt8]] = []
  private var numbers: [[UInt8]: UInt32] = [:]
  /// By namespace, the prefix with its colon.
  private let prefixes: [[UInt8]: [UInt8]]
  // Names as they are in the file, by hash: one look-up a tag has to be cheap.
  private var slots: [Slot]
  private var slotCount = 0

  private struct Slot {
    var raw: [UInt8]
    var number: UInt32
    var isUsed = false
  }

  static let attributeMark: UInt8 = 0x40
  private static let xml = "http://www.w3.org/XML/1998/namespace"

  /// - Parameter namespaces: prefixes and what they mean.
  init(namespaces: [(prefix: String, identifier: String)]) {
    var prefixes: [[UInt8]: [UInt8]] = [Array(Self.xml.utf8): Array("xml:".utf8)]
    for namespace in namespaces { prefixes[Array(namespace.identifier.utf8)] = Array((namespace.prefix + ":").utf8) }
    self.prefixes = prefixes
    slots = Array(repeating: Slot(raw: [], number: 0), count: 64)
  }

  /// The number of the name of an element or of an attribute.
  mutating func number(of name: XMLName, isAttribute: Bool) -> UInt32 {
    let raw = name.whole
    var index = Self.hash(raw, isAttribute) & (slots.count - 1)
    while slots[index].isUsed {
      let known = slots[index].raw
      if known.count == raw.count + 1, (known[0] == Self.attributeMark) == isAttribute,
        known.dropFirst().elementsEqual(raw)
      {
        return slots[index].number
      }
      index = (index + 1) & (slots.count - 1)
    }
    let number = makeNumber(of: name, isAttribute: isAttribute)
    slots[index] = Slot(raw: [isAttribute ? Self.attributeMark : 0] + raw, number: number, isUsed: true)
    slotCount += 1
    if slotCount * 2 > slots.count { grow() }
    return number
  }

  private mutating func makeNumber(of name: XMLName, isAttribute: Bool) -> UInt32 {
    let shown =
      (isAttribute ? [Self.attributeMark] : []) + (prefixes[Array(name.namespace)] ?? []) + Array(name.localBytes)
    if let known = numbers[shown] { return known }
    let number = UInt32(clamping: names.count)
    numbers[shown] = number
    names.append(shown)
    return number
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(raw: [], number: 0), count: old.count * 2)
    for slot in old where slot.isUsed {
      var index = slot.raw.withUnsafeBufferPointer { raw in
        Self.hash(UnsafeBufferPointer(rebasing: raw[1...]), raw[0] == Self.attributeMark)
      }
      index &= slots.count - 1
      while slots[index].isUsed { index = (index + 1) & (slots.count - 1) }
      slots[index] = slot
    }
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ isAttribute: Bool) -> Int {
    var hash: UInt64 = isAttribute ? 0x9E37_79B9_7F4A_7C15 : 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
