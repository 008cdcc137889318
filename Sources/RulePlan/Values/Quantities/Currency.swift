/// A currency of ISO 4217 by its alphabetic code.
///
/// Besides the codes in use, those withdrawn since 2010 are known, since records outlive currencies. The codes for
/// tests and for no currency at all (`XTS`, `XXX`) are not: nothing can be worth that.
@frozen public struct Currency: Comparable, TextualValue {
  /// The three letters, five bits each, so that currencies are in the order of their codes.
  public var code: UInt16

  /// The currency with that code, which the caller knows to be one.
  @inlinable public init(code: UInt16) { self.code = code }

  /// The currency with a code of three capital letters; nil where there is none.
  @inlinable public init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 3, let code = Self.pack(bytes[0], bytes[1], bytes[2]), Self.entry(code) != nil
    else { return nil }
    self.code = code
  }

  @inlinable public static func < (lhs: Currency, rhs: Currency) -> Bool { lhs.code < rhs.code }

  /// How many digits after the point the smallest unit takes; nil for gold, special drawing rights and the like.
  public var minorDigits: Int? {
    guard let digit = Self.entry(code), digit != UInt8(ascii: "-") else { return nil }
    return Int(digit &- UInt8(ascii: "0"))
  }

  /// Whether the code is out of use.
  public var isWithdrawn: Bool { Self.entry(code, in: Self.current) == nil }

  @inlinable public static var usDollar: Currency { Currency(code: 20 << 10 | 18 << 5 | 3) }

  /// The alphabetic codes of all currencies that are known, in order.
  public static let codes: [String] = {
    var currencies: [Currency] = []
    for table in [current, withdrawn] {
      let text = table.utf8Start
      for start in stride(from: 0, to: table.utf8CodeUnitCount, by: 4) {
        if let code = pack(text[start], text[start + 1], text[start + 2]) { currencies.append(Currency(code: code)) }
      }
    }
    return currencies.sorted().map(\.description)
  }()

  @inlinable public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Currency {
    guard let currency = Currency(bytes: bytes) else { throw ValueFault(.currency, .unknownCurrency) }
    return currency
  }

  public func write(to output: inout [UInt8]) {
    for shift in [10, 5, 0] { output.append(UInt8(ascii: "A") &+ UInt8(truncatingIfNeeded: code >> shift & 31)) }
  }

  @inlinable static func pack(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt16? {
    let letters = (first &- UInt8(ascii: "A"), second &- UInt8(ascii: "A"), third &- UInt8(ascii: "A"))
    guard letters.0 < 26, letters.1 < 26, letters.2 < 26 else { return nil }
    return UInt16(letters.0) << 10 | UInt16(letters.1) << 5 | UInt16(letters.2)
  }

  /// The minor digits of a known currency, as their character in the table.
  @usableFromInline static func entry(_ code: UInt16) -> UInt8? {
    entry(code, in: current) ?? entry(code, in: withdrawn)
  }

  /// Binary search in a table.
  private static func entry(_ wanted: UInt16, in table: StaticString) -> UInt8? {
    let text = table.utf8Start
    var low = 0
    var high = table.utf8CodeUnitCount / 4
    while low < high {
      let middle = (low &+ high) / 2
      let start = middle &* 4
      guard let code = pack(text[start], text[start &+ 1], text[start &+ 2]) else { return nil }
      if code == wanted { return text[start &+ 3] }
      if code < wanted { low = middle &+ 1 } else { high = middle }
    }
    return nil
  }

  /// The codes in use with their minor digits, in order.
  private static var current: StaticString {
    """
    AED2AFN2ALL2AMD2AOA2ARS2AUD2AWG2AZN2BAM2BBD2BDT2BHD3BIF0BMD2BND2BOB2BOV2BRL2BSD2BTN2BWP2BYN2BZD2\
    CAD2CDF2CHE2CHF2CHW2CLF4CLP0CNY2COP2COU2CRC2CUP2CVE2CZK2DJF0DKK2DOP2DZD2EGP2ERN2ETB2EUR2FJD2FKP2\
    GBP2GEL2GHS2GIP2GMD2GNF0GTQ2GYD2HKD2HNL2HTG2HUF2IDR2ILS2INR2IQD3IRR2ISK0JMD2JOD3JPY0KES2KGS2KHR2\
    KMF0KPW2KRW0KWD3KYD2KZT2LAK2LBP2LKR2LRD2LSL2LYD3MAD2MDL2MGA2MKD2MMK2MNT2MOP2MRU2MUR2MVR2MWK2MXN2\
    MXV2MYR2MZN2NAD2NGN2NIO2NOK2NPR2NZD2OMR3PAB2PEN2PGK2PHP2PKR2PLN2PYG0QAR2RON2RSD2RUB2RWF0SAR2SBD2\
    SCR2SDG2SEK2SGD2SHP2SLE2SOS2SRD2SSP2STN2SVC2SYP2SZL2THB2TJS2TMT2TND3TOP2TRY2TTD2TWD2TZS2UAH2UGX0\
    USD2USN2UYI0UYU2UYW4UZS2VED2VES2VND0VUV0WST2XAD2XAF0XAG-XAU-XBA-XBB-XBC-XBD-XCD2XCG2XDR-XOF0XPD-\
    XPF0XPT-XSU-XUA-YER2ZAR2ZMW2ZWG2
    """
  }

  /// The codes withdrawn since 2010 with their minor digits, in order.
  private static var withdrawn: StaticString {
    """
    ANG2BGN2BYR0CUC2EEK2HRK2LTL2LVL2MRO2SLL2STD2VEF2ZMK2ZWL2
    """
  }
}
