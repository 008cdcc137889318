import RulePlan

/// The result type of an arithmetic operator for two types, and the form in which the plan has it.
struct ArithmeticRule {
  var result: ScalarType
  /// Whether an operand is a number that the plan wants as a decimal.
  var widensLeft = false
  var widensRight = false
  /// Whether the plan has the operands the other way round.
  var swaps = false

  /// Nil where the operator has no meaning for the types. Amounts are taken to be of one currency here.
  init?(_ operation: Arithmetic, _ left: ScalarType, _ right: ScalarType) {
    switch operation {
    case .add, .subtract: self.init(sum: operation, left, right)
    case .multiply: self.init(product: left, right)
    case .divide: self.init(quotient: left, right)
    }
  }

  private init(_ result: ScalarType, widensLeft: Bool = false, widensRight: Bool = false, swaps: Bool = false) {
    self.result = result
    self.widensLeft = widensLeft
    self.widensRight = widensRight
    self.swaps = swaps
  }

  private init?(sum operation: Arithmetic, _ left: ScalarType, _ right: ScalarType) {
    switch (left, right) {
    case (.integer, .integer), (.decimal, .decimal), (.percent, .percent), (.money, .money), (.duration, .duration),
      (.dataSize, .dataSize):
      self.init(left)
    case (.integer, .decimal), (.decimal, .integer):
      self.init(.decimal, widensLeft: left != .decimal, widensRight: right != .decimal)
    // A percentage beside a number is its hundredth: `1 + 2 %` is 1.02.
    case (.percent, _) where right.isNumber, (_, .percent) where left.isNumber:
      self.init(.decimal, widensLeft: left != .decimal, widensRight: right != .decimal)
    case (.date, .duration), (.timestamp, .duration): self.init(left)
    case (.date, .date) where operation == .subtract, (.timestamp, .timestamp) where operation == .subtract:
      self.init(.duration)
    default: return nil
    }
  }

  private init?(product left: ScalarType, _ right: ScalarType) {
    switch (left, right) {
    case (.integer, .integer): self.init(.integer)
    case _ where left.isNumber && right.isNumber:
      self.init(.decimal, widensLeft: left != .decimal, widensRight: right != .decimal)
    case (.money, _) where right.isNumber: self.init(left, widensRight: right != .decimal)
    case (_, .money) where left.isNumber: self.init(right, widensRight: left != .decimal, swaps: true)
    case (.duration, .integer), (.dataSize, .integer): self.init(left)
    case (.integer, .duration), (.integer, .dataSize): self.init(right, swaps: true)
    default: return nil
    }
  }

  private init?(quotient left: ScalarType, _ right: ScalarType) {
    switch (left, right) {
    case _ where left.isNumber && right.isNumber:
      self.init(.decimal, widensLeft: left != .decimal, widensRight: right != .decimal)
    case (.money, .money), (.dataSize, .dataSize), (.duration, .duration): self.init(.decimal)
    case (.money, _) where right.isNumber: self.init(left, widensRight: right != .decimal)
    default: return nil
    }
  }
}
