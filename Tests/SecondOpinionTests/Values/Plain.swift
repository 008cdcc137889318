/// A value, as plainly as it can be said.
indirect enum Plain {
  case missing
  case undetermined
  case truth(Bool)
  /// Texts are the numbers of their Unicode scalars, so that nothing is equal but what is written alike.
  case text([UInt32])
  case integer(Int64)
  /// A decimal, or a percentage as a fraction.
  case number(Number)
  case money(Number, String)
  case date(Civil)
  case moment(Moment)
  case length(Length)
  case period(Civil?, Civil?)
  /// Bytes.
  case size(Int64)
  /// Parts without zeros at the end.
  case version([UInt32])
  /// A case of an enumeration by its index.
  case choice(Int)
  case row(Row)
  /// Several values, none of them missing. Open: there may be more.
  case list([Plain], isOpen: Bool)

  static func text(_ text: String) -> Plain { .text(text.unicodeScalars.map(\.value)) }

  static func truth(_ truth: Bool?) -> Plain { truth.map { .truth($0) } ?? .undetermined }

  /// Nil where it is neither true nor false.
  var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }

  var isMissing: Bool { if case .missing = self { true } else { false } }
  var isUndetermined: Bool { if case .undetermined = self { true } else { false } }
  var isPresent: Bool { !isMissing && !isUndetermined }
}

/// An instance of an entity, or a record value.
final class Row: Hashable {
  let table: Int
  /// `section[index]`, or the path to a record.
  let name: String
  /// The name of records that are written in the policy.
  static let writtenName = "written"
  /// By index of the field; nil for a derived one.
  var fields: [Plain?]

  init(table: Int, name: String, fields: [Plain?]) {
    self.table = table
    self.name = name
    self.fields = fields
  }

  static func == (left: Row, right: Row) -> Bool { left === right }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension Plain {
  /// Whether two values of one type are equal; nil where that is undetermined.
  static func equal(_ left: Plain, _ right: Plain) -> Bool? {
    if case .period(let a, let b) = left, case .period(let c, let d) = right { return a == c && b == d }
    return compare(left, right, [0])
  }

  /// Whether the order of two values of one type is among some of −1, 0 and 1; nil where that is undetermined.
  static func compare(_ left: Plain, _ right: Plain, _ orders: Set<Int>) -> Bool? {
    func among<T: Comparable>(_ a: T, _ b: T) -> Bool { orders.contains(a < b ? -1 : a == b ? 0 : 1) }
    func among(_ a: [UInt32], _ b: [UInt32]) -> Bool {
      orders.contains(a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1)
    }
    switch (left, right) {
    case (.truth(let a), .truth(let b)): return among(a ? 1 : 0, b ? 1 : 0)
    case (.text(let a), .text(let b)): return among(a, b)
    case (.integer(let a), .integer(let b)): return among(a, b)
    case (.number(let a), .number(let b)): return orders.contains(Number.compare(a, b))
    case (.money(let a, let one), .money(let b, let other)):
      return one == other ? orders.contains(Number.compare(a, b)) : nil
    case (.date(let a), .date(let b)): return among(a.number, b.number)
    case (.moment(let a), .moment(let b)): return among(a.number, b.number)
    case (.length(let a), .length(let b)):
      // Over all months, the excess takes the least and the greatest value and may take any between.
      let (least, most) = a.excess(over: b)
      var possible: Set<Int> = []
      if least < 0 { possible.insert(-1) }
      if most > 0 { possible.insert(1) }
      if least <= 0, most >= 0 { possible.insert(0) }
      if possible.isSubset(of: orders) { return true }
      return possible.isDisjoint(with: orders) ? false : nil
    case (.size(let a), .size(let b)): return among(a, b)
    case (.version(let a), .version(let b)): return among(a, b)
    case (.choice(let a), .choice(let b)): return among(a, b)
    case (.row(let a), .row(let b)): return orders.contains(a === b ? 0 : 1)
    default: return nil
    }
  }
}

/// Kleene’s strong logic; nil is undetermined.
enum Logic {
  static func not(_ truth: Bool?) -> Bool? { truth.map { !$0 } }

  static func and(_ truths: [Bool?]) -> Bool? {
    if truths.contains(false) { return false }
    return truths.contains(nil) ? nil : true
  }

  static func or(_ truths: [Bool?]) -> Bool? { not(and(truths.map(not))) }
}
