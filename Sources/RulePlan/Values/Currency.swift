/// A currency of ISO 4217.
@frozen public struct Currency: Hashable, Sendable {
  /// The three letters, five bits each.
  public var code: UInt16

  @inlinable public init(code: UInt16) { self.code = code }

  /// Nil where the three bytes are not a code in use.
  public init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 3 else { return nil }
    var packed: UInt16 = 0
    for byte in bytes {
      guard byte >= 0x41, byte <= 0x5A else { return nil }
      packed = packed << 5 | UInt16(byte - 0x41)
    }
    guard Self.known.contains(packed) else { return nil }
    code = packed
  }

  public init?(_ text: String) {
    var copy = text
    guard let parsed = copy.withUTF8({ Currency(bytes: $0) }) else { return nil }
    self = parsed
  }

  /// Alphabetic codes of ISO 4217 in use.
  public static let codes: [String] =
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE \
    CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL \
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR \
    PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY \
    TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XCD XCG XDR XOF XPD XPF XPT XSU XUA \
    YER ZAR ZMW ZWG
    """.split(separator: " ").map(String.init)

  private static let known: Set<UInt16> = Set(
    codes.map { code in code.utf8.reduce(0) { $0 << 5 | UInt16($1 - 0x41) } })

  public static let usDollar = Currency(code: UInt16(20) << 10 | UInt16(18) << 5 | UInt16(3))
}

extension Currency: CustomStringConvertible {
  public var description: String {
    String(
      decoding: [10, 5, 0].map { UInt8(truncatingIfNeeded: code >> $0 & 31) + 0x41 }, as: UTF8.self)
  }
}

/// An exact amount of a currency.
@frozen public struct Money: Hashable, Sendable {
  public var amount: Decimal128
  public var currency: Currency

  @inlinable public init(amount: Decimal128, currency: Currency) {
    self.amount = amount
    self.currency = currency
  }
}

extension Money: CustomStringConvertible {
  /// Reads `50000 USD`, `50000.00 USD`; nil for anything else.
  public init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 5, bytes[bytes.count - 4] == 0x20,
      let currency = Currency(bytes: UnsafeBufferPointer(rebasing: bytes[(bytes.count - 3)...]))
    else { return nil }
    var end = bytes.count - 4
    while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    guard let amount = Decimal128(bytes: UnsafeBufferPointer(rebasing: bytes[..<end])) else { return nil }
    self.init(amount: amount, currency: currency)
  }

  public init?(_ text: String) {
    var copy = text
    guard let parsed = copy.withUTF8({ Money(bytes: $0) }) else { return nil }
    self = parsed
  }

  public var description: String { "\(amount) \(currency)" }
}
