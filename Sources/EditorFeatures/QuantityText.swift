/// Quantities in other units than they are written in.
enum QuantityText {
  private static let sizes: [String: Double] = [
    "B": 1, "kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15, "KiB": 1024, "MiB": 1_048_576,
    "GiB": 1_073_741_824, "TiB": 1_099_511_627_776, "PiB": 1_125_899_906_842_624,
  ]
  private static let seconds: [String: Double] = [
    "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800,
  ]

  /// Nil where there is nothing to add.
  static func text(_ value: Double, _ unit: String) -> String? {
    if unit == "%" { return "the fraction \(number(value / 100))" }
    if let size = sizes[unit] {
      let bytes = value * size
      let other = unit.contains("i") ? (bytes / 1e9, "GB") : (bytes / 1_073_741_824, "GiB")
      return "\(number(bytes)) bytes, \(number(other.0)) \(other.1)"
    }
    let singular = unit.hasSuffix("s") ? String(unit.dropLast()) : unit
    if let second = seconds[singular] {
      let days = value * second / 86_400
      return days >= 1 ? "\(number(days)) days, \(number(days / 7)) weeks" : "\(number(value * second)) seconds"
    }
    if singular == "month" { return "\(number(value / 12)) years of the calendar" }
    if singular == "year" { return "\(number(value * 12)) months of the calendar" }
    return nil
  }

  private static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return grouped(String(Int64(value))) }
    let thousandths = (value * 1000).rounded() / 1000
    return thousandths == 0 ? String(value) : String(thousandths)
  }

  /// With `_` between thousands, as policies write numbers.
  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (position, digit) in digits.reversed().enumerated() {
      if position > 0, position % 3 == 0, digit != "-" { result.append("_") }
      result.append(digit)
    }
    return String(result.reversed())
  }
}
