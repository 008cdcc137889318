import RulePlan

/// Where the cells of the plain lines of a section go: each field has its own.
final class JSONLineLayout: @unchecked Sendable {
  // Never written after initialisation, so sharing it between threads is safe.

  /// The name of a field with its quotes, as masked words; none for a field that no cell can hold.
  struct Name {
    var head: UInt64 = 0
    var headMask: UInt64 = 0
    var tail: UInt64 = 0
    var tailMask: UInt64 = 0
    /// With its quotes.
    var count = 0

    init() {}

    init(_ bytes: [UInt8]) {
      count = bytes.count + 2
      for (offset, byte) in ([0x22] + bytes + [0x22]).enumerated() {
        let shift = UInt64(offset % 8 * 8)
        if offset < 8 {
          head |= UInt64(byte) << shift
          headMask |= 0xFF << shift
        } else {
          tail |= UInt64(byte) << shift
          tailMask |= 0xFF << shift
        }
      }
    }
  }

  /// Bytes of the longest name that two words hold with its quotes.
  private static let longestName = 14

  let rows: RowLayout
  /// By field.
  let names: UnsafeMutablePointer<Name>
  /// One bit for each field that must be given, or may be.
  let required: UInt64
  let optional: UInt64

  /// Nil for a section of which no line can be plain.
  init?(_ shape: TableShape) {
    let fields = shape.fields
    let given = fields.filter { $0.column != nil }
    let plain = given.filter { !$0.isMany && !$0.isRecord && $0.nameBytes.count <= Self.longestName }
    guard fields.count <= 64, !plain.isEmpty, given.filter(\.isRequired).count == plain.filter(\.isRequired).count
    else { return nil }
    var required: UInt64 = 0
    var optional: UInt64 = 0
    names = .allocate(capacity: fields.count)
    names.initialize(repeating: Name(), count: fields.count)
    for field in plain {
      let index = field.id.index
      names[index] = Name(field.nameBytes)
      if field.isRequired { required |= 1 << UInt64(index) } else { optional |= 1 << UInt64(index) }
    }
    self.required = required
    self.optional = optional
    rows = RowLayout(
      slots: plain.map { RowLayout.Slot(field: $0.id.index, content: .value(cell: $0.id.index)) },
      cellCount: fields.count)
  }

  deinit { names.deallocate() }
}
