import Vocabulary

extension FunctionWord {
  /// The call as a message shows it.
  var signature: String {
    let parameters = entry.parameters.map { "\($0.name)" }
    return "\(word)(" + parameters.joined(separator: ", ") + ")"
  }

  /// How many inputs there are, those with a name among them.
  var inputs: ClosedRange<Int> {
    let count = entry.parameters.count
    return hasStep ? count - 1...count : count...count
  }

  /// Whether the last input is the step of a rounding, which may be left out.
  private var hasStep: Bool { self == .round || self == .roundHalfUp || self == .roundUp || self == .roundDown }

  /// The name of the last input, where it may be named.
  var inputName: String? { hasStep ? "to" : self == .fiscalYear ? "first" : nil }
}
