extension CalendarDate: TextualValue {
  /// Reads `YYYY-MM-DD`, and nothing else.
  @inlinable public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> CalendarDate {
    guard bytes.count == 10, let base = bytes.baseAddress else { throw ValueFault(.date, .form) }
    // All digits at once: what is left of `YYYY-MM-` and of `DD` when the zeros and hyphens are removed.
    let raw = UnsafeRawPointer(base)
    let front = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) ^ 0x2D30_302D_3030_3030
    let back = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)) ^ 0x3030
    let isForm =
      (front | (front &+ 0x0006_0600_0606_0606)) & 0xFFF0_F0FF_F0F0_F0F0 == 0
      && (back | (back &+ 0x0606)) & 0xF0F0 == 0
    let year =
      Int(truncatingIfNeeded: front & 15) &* 1000 &+ Int(truncatingIfNeeded: front >> 8 & 15) &* 100
      &+ Int(truncatingIfNeeded: front >> 16 & 15) &* 10 &+ Int(truncatingIfNeeded: front >> 24 & 15)
    let month = Int(truncatingIfNeeded: front >> 40 & 15) &* 10 &+ Int(truncatingIfNeeded: front >> 48 & 15)
    let day = Int(back & 15) &* 10 &+ Int(back >> 8 & 15)
    guard isForm, let date = CalendarDate(year: year, month: month, day: day) else {
      throw fault(isForm: isForm, year: year, month: month)
    }
    return date
  }

  @usableFromInline static func fault(isForm: Bool, year: Int, month: Int) -> ValueFault {
    guard isForm else { return ValueFault(.date, .form) }
    guard year >= 1 else { return ValueFault(.date, .outOfRange) }
    guard month >= 1, month <= 12 else {
      return ValueFault(.date, .noSuchMonth(UInt8(truncatingIfNeeded: month)))
    }
    return ValueFault(
      .date,
      .noSuchDay(
        year: UInt16(truncatingIfNeeded: year), month: UInt8(truncatingIfNeeded: month),
        last: UInt8(truncatingIfNeeded: daysInMonth(year: year, month: month))))
  }

  public func write(to output: inout [UInt8]) {
    let (year, month, day) = components
    output.append(digits: UInt128(year.magnitude), minimumCount: 4)
    output.append(UInt8(ascii: "-"))
    output.append(digits: UInt128(month.magnitude), minimumCount: 2)
    output.append(UInt8(ascii: "-"))
    output.append(digits: UInt128(day.magnitude), minimumCount: 2)
  }
}
