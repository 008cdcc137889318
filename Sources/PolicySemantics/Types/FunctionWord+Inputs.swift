import Vocabulary

extension FunctionWord {
  /// The call as a message shows it.
  var signature: String {
    let parameters = entry.parameters.map { $0.name.text }
    return "\(word)(" + parameters.joined(separator: ", ") + ")"
  }

  /// How many inputs there are, those with a name among them.
  var inputs: ClosedRange<Int> {
    switch self {
    case .round, .roundHalfUp, .roundUp, .roundDown: 1...2
    default: entry.parameters.count...entry.parameters.count
    }
  }

  /// The name of the last input, where it may be named.
  var inputName: String? {
    switch self {
    case .round, .roundHalfUp, .roundUp, .roundDown: "to"
    case .fiscalYear: "first"
    default: nil
    }
  }
}
