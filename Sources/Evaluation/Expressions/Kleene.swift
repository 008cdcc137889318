/// Truth with a third value for what cannot be decided, after Kleene’s strong logic. 0 false, 1 true, 2 undetermined.
enum Kleene {
  static let isFalse: UInt8 = 0
  static let isTrue: UInt8 = 1
  static let isUndetermined: UInt8 = 2

  @inline(__always) static func not(_ value: UInt8) -> UInt8 { value == 2 ? 2 : 1 - value }

  @inline(__always) static func and(_ left: UInt8, _ right: UInt8) -> UInt8 {
    left == 0 || right == 0 ? 0 : left == 2 || right == 2 ? 2 : 1
  }

  @inline(__always) static func or(_ left: UInt8, _ right: UInt8) -> UInt8 {
    left == 1 || right == 1 ? 1 : left == 2 || right == 2 ? 2 : 0
  }
}
