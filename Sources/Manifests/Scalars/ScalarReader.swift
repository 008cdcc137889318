import RulePlan

/// Reads scalars beyond what the types themselves read: what JSON writes, and amounts in a currency that is known.
enum ScalarReader {
  /// `true` and `false`, in the letter cases that YAML 1.2 allows.
  @inline(__always)
  static func truth(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    if text.count == 4, let first = text.first, first | 0x20 == 0x74 {
      for word in ["true", "True", "TRUE"] where text.elementsEqual(word.utf8) { return true }
    } else if text.count == 5 {
      for word in ["false", "False", "FALSE"] where text.elementsEqual(word.utf8) { return false }
    }
    return nil
  }

  /// A number; an exponent, as programs write it into JSON, is evaluated exactly.
  @inline(__always)
  static func decimal(_ text: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Decimal128 {
    do throws(ValueFault) {
      return try Decimal128.read(text)
    } catch {
      guard error.reason == .exponent else { throw error }
      return try decimalWithExponent(text)
    }
  }

  private static func decimalWithExponent(_ text: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Decimal128 {
    guard let mark = text.firstIndex(where: { $0 | 0x20 == 0x65 }) else { throw ValueFault(.decimal, .form) }
    let value = try Decimal128.read(UnsafeBufferPointer(rebasing: text[..<mark]))
    let exponent = try IntegerNumeral.read(UnsafeBufferPointer(rebasing: text[(mark + 1)...]))
    if value.isZero { return .zero }
    guard exponent > -128, exponent < 128 else { throw ValueFault(.decimal, .tooManyDigits) }
    var coefficient = value.coefficient
    var scale = Int(value.scale) - Int(exponent)
    while scale > 0, coefficient % 10 == 0 {
      coefficient /= 10
      scale -= 1
    }
    while scale < 0 {
      let (larger, overflow) = coefficient.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw ValueFault(.decimal, .tooManyDigits) }
      coefficient = larger
      scale += 1
    }
    guard let exact = UInt8(exactly: scale), let result = Decimal128(coefficient: coefficient, scale: exact) else {
      throw ValueFault(.decimal, .tooManyDigits)
    }
    return result
  }

  /// An amount with its currency, or without where the field fixes one.
  @inline(__always)
  static func money(_ text: UnsafeBufferPointer<UInt8>, fixed: Currency?) throws(ScalarFault) -> Money {
    switch read(text) {
    case .success(let money):
      if let fixed, fixed != money.currency { throw .wrongCurrency(money.currency) }
      return money
    case .failure(let fault):
      guard let fixed, fault.reason == .missingCurrency || fault.reason == .exponent else { throw .value(fault) }
      do throws(ValueFault) {
        return Money(amount: try decimal(text), currency: fixed)
      } catch {
        throw .value(ValueFault(.money, error.reason))
      }
    }
  }

  @inline(__always)
  private static func read(_ text: UnsafeBufferPointer<UInt8>) -> Result<Money, ValueFault> {
    do throws(ValueFault) {
      return .success(try Money.read(text))
    } catch {
      return .failure(error)
    }
  }
}
