/// A currency of ISO 4217 by its alphabetic code.
///
/// Besides the codes in use, those that were withdrawn are known, since records outlive currencies. The codes for tests
/// and for no currency at all (`XTS`, `XXX`) are not: nothing can be worth that.
@frozen public struct Currency: Comparable, TextualValue {
  /// The three letters, five bits each, so that currencies are in the order of their codes.
  public var code: UInt16

  /// The currency with that code, which the caller knows to be one.
  @inlinable public init(code: UInt16) { self.code = code }

  /// The currency with a code of three capital letters; nil where there is none.
  @inlinable public init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 3, let code = Self.pack(bytes[0], bytes[1], bytes[2]), Self.digit(of: code) != nil
    else { return nil }
    self.code = code
  }

  @inlinable public static func < (lhs: Currency, rhs: Currency) -> Bool { lhs.code < rhs.code }

  /// How many digits after the point the smallest unit takes; nil for gold, special drawing rights and the like.
  public var minorDigits: Int? {
    guard let digit = Self.digit(of: code), digit != UInt8(ascii: "-") else { return nil }
    return Int(digit &- UInt8(ascii: "0"))
  }

  /// The last day of the month in which the code was withdrawn, as the standard gives it; nil for a code in use.
  public var lastDay: CalendarDate? {
    let table = Self.withdrawn
    guard let entry = table.entry(code) else { return nil }
    func number(_ places: Range<Int>) -> Int {
      places.reduce(0) { $0 &* 10 &+ Int(table.text.utf8Start[entry &+ $1] &- UInt8(ascii: "0")) }
    }
    return CalendarDate(year: number(4..<8), month: number(8..<10), day: 1)?.endOfMonth
  }

  @inlinable public static var usDollar: Currency { Currency(code: 20 << 10 | 18 << 5 | 3) }

  /// The alphabetic codes of all currencies that are known, in order.
  public static let codes: [String] = {
    var currencies: [Currency] = []
    for table in [current, withdrawn] {
      for entry in 0..<table.count {
        if let code = table.code(at: entry &* table.width) { currencies.append(Currency(code: code)) }
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

  /// The minor digits of a known currency, as their character in a table.
  @usableFromInline static func digit(of code: UInt16) -> UInt8? {
    for table in [current, withdrawn] {
      if let entry = table.entry(code) { return table.text.utf8Start[entry &+ 3] }
    }
    return nil
  }

  /// Codes in order, each with the same number of characters after it.
  private struct Table {
    let text: StaticString
    /// The characters of an entry.
    let width: Int

    var count: Int { text.utf8CodeUnitCount / width }

    /// The code of the entry that begins at a character.
    func code(at start: Int) -> UInt16? {
      let letters = text.utf8Start
      return pack(letters[start], letters[start &+ 1], letters[start &+ 2])
    }

    /// Where the entry of a code begins, by binary search.
    func entry(_ wanted: UInt16) -> Int? {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low &+ high) / 2
        guard let code = code(at: middle &* width) else { return nil }
        if code == wanted { return middle &* width }
        if code < wanted { low = middle &+ 1 } else { high = middle }
      }
      return nil
    }
  }

  /// The codes in use with their minor digits, in order.
  private static var current: Table {
    Table(
      text: """
        AED2AFN2ALL2AMD2AOA2ARS2AUD2AWG2AZN2BAM2BBD2BDT2BHD3BIF0BMD2BND2BOB2BOV2BRL2BSD2BTN2BWP2BYN2BZD2\
        CAD2CDF2CHE2CHF2CHW2CLF4CLP0CNY2COP2COU2CRC2CUP2CVE2CZK2DJF0DKK2DOP2DZD2EGP2ERN2ETB2EUR2FJD2FKP2\
        GBP2GEL2GHS2GIP2GMD2GNF0GTQ2GYD2HKD2HNL2HTG2HUF2IDR2ILS2INR2IQD3IRR2ISK0JMD2JOD3JPY0KES2KGS2KHR2\
        KMF0KPW2KRW0KWD3KYD2KZT2LAK2LBP2LKR2LRD2LSL2LYD3MAD2MDL2MGA2MKD2MMK2MNT2MOP2MRU2MUR2MVR2MWK2MXN2\
        MXV2MYR2MZN2NAD2NGN2NIO2NOK2NPR2NZD2OMR3PAB2PEN2PGK2PHP2PKR2PLN2PYG0QAR2RON2RSD2RUB2RWF0SAR2SBD2\
        SCR2SDG2SEK2SGD2SHP2SLE2SOS2SRD2SSP2STN2SVC2SYP2SZL2THB2TJS2TMT2TND3TOP2TRY2TTD2TWD2TZS2UAH2UGX0\
        USD2USN2UYI0UYU2UYW4UZS2VED2VES2VND0VUV0WST2XAD2XAF0XAG-XAU-XBA-XBB-XBC-XBD-XCD2XCG2XDR-XOF0XPD-\
        XPF0XPT-XSU-XUA-YER2ZAR2ZMW2ZWG2
        """, width: 4)
  }

  /// The withdrawn codes with their minor digits and the month of the withdrawal, in order.
  private static var withdrawn: Table {
    Table(
      text: """
        ADP0200307AFA2200301ANG2202503AOK2199103AON2200002AOR2200002ARA2199201ARP2198507ATS2200203AZM2200512BAD2199707\
        BEC0199003BEF0200203BEL0199003BGL2200311BGN2202601BOP2198702BRB2198603BRC2198902BRE2199303BRN2199003BRR2199407\
        BUK2199002BYB0200101BYR0201701CHC2200411CSD2200610CSK2199303CUC2202106CYP2200801DDM2199009DEM2200203ECS2200009\
        ECV2200009EEK2201101ESA0198112ESB0199412ESP0200203FIM2200203FRF2200203GEK2199510GHC2200801GHP2200706GNS2198602\
        GQE2198606GRD0200203GWE2198112GWP2199705HRD2199501HRK2202301IEP2200203ILP2198112ITL0200203LSM2198505LTL2201412\
        LTT2199307LUC0199003LUF0200203LUL0199003LVL2201401LVR2199412MGF0200412MLF2198411MRO2201712MTL2200801MTP2198306\
        MXP2199301MZE2198112MZM2200606NIC2199010NLG2200203PEI2199107PES2198602PLZ2199701PTE0200203RHD2198112ROL2200506\
        RUR2200401SDD2200707SDP2199806SIT2200701SKK2200901SLL2202403SRG2200312STD2201712SUR2199012TJR2200104TMM2200901\
        TPE0200211TRL0200512UAK2199609UGS2198705USS2201403UYP2199303VEB2200801VEF2201808XEU2199901XFO-200610XFU-201311\
        XRE-199911YDD2199109YUD2199001YUM2200307YUN2199511ZAL2199503ZMK2201212ZRN2199906ZRZ2199402ZWD2200808ZWL2202408\
        ZWN2200609ZWR2200906
        """, width: 10)
  }
}
