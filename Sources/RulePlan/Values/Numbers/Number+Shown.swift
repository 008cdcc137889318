/// How numbers are shown to people.
extension Number {
  /// Decimals that are shown of a number that is not an amount.
  public static let shownPlaces = 6

  /// All digits or the fraction; or the number rounded to six decimals, without zeros that rounding leaves at the end.
  public func text(isExact: Bool) -> String {
    if isExact { return description }
    if case .decimal(let value) = self, Int(value.scale) <= Self.shownPlaces { return value.description }
    let text = description(places: Self.shownPlaces)
    guard !isZero, text.contains(".") else { return text }
    let short = text.trimmingZeros
    // A value other than zero keeps its zeros, to show that digits are left out.
    return short == "0" || short == "-0" ? text : short
  }

  /// The number as a percentage.
  public func percentText(isExact: Bool) -> String {
    if case .decimal(let value) = self, isExact || Int(value.scale) <= Self.shownPlaces + 2 {
      return Percent(fraction: value).description
    }
    guard let percentage = try? multiplied(by: Number(100)) else { return text(isExact: isExact) }
    return percentage.text(isExact: isExact) + " %"
  }
}

extension Amount {
  /// All digits or the fraction; or the amount rounded to the minor unit of its currency. A whole amount stays one.
  public func text(isExact: Bool) -> String {
    if isExact { return description }
    guard let places = currency.minorDigits else { return number.text(isExact: false) + " \(currency)" }
    if case .decimal(let value) = number, value.scale == 0 { return description }
    return number.description(places: places, padded: true) + " \(currency)"
  }
}

extension String {
  fileprivate var trimmingZeros: String {
    var text = self
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
