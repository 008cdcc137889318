import RulePlan

/// The numbers of a vector that no decimal holds. Their elements refer to them, so that vectors of decimals, which nearly
/// all are, take the space and the speed of decimals, and gathering elements never copies a number.
struct NumbersAside: Sendable {
  private(set) var numbers: [Number] = []

  /// For vectors of decimals alone.
  static let none = NumbersAside()

  var isEmpty: Bool { numbers.isEmpty }

  /// The number of an element.
  func number(_ element: Decimal128) -> Number {
    guard let place = element.reference else { return .decimal(element) }
    return numbers.indices.contains(place) ? numbers[place] : .zero
  }

  /// The element for a number.
  mutating func element(_ number: Number) -> Decimal128 {
    if let decimal = number.decimal { return decimal }
    numbers.append(number)
    return Decimal128(reference: numbers.count - 1)
  }

  /// Adds the numbers of another vector, and gives by how much the places of its elements move.
  mutating func append(_ other: NumbersAside) -> Int {
    let first = numbers.count
    numbers.append(contentsOf: other.numbers)
    return first
  }

  /// Whether digits were left out of some number, so that its equality may not be decided.
  var hasRounded: Bool { numbers.contains(where: \.isRounded) }
}

extension Decimal128 {
  /// The same element where other numbers are kept before those of its vector.
  func moved(by places: Int) -> Decimal128 { reference.map { Decimal128(reference: $0 &+ places) } ?? self }
}

extension Values {
  /// Decimals or percentages.
  static func numbers(_ elements: [Decimal128], _ aside: NumbersAside, status: [UInt8]? = nil) -> Values {
    Values(.decimals(elements, aside: aside), status: status)
  }
}
