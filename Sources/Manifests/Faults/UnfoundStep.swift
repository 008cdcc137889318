import RulePlan

/// A step of a source that led nowhere in a file: if it did so in all files of the run, that is said.
struct UnfoundStep: Sendable {
  struct Identity: Hashable, Sendable {
    var source: String
    var step: Int
  }

  var source: String
  var step: Int
  var name: String
  var origin: Origin
  /// The names that were there instead.
  var others: Set<String>

  var identity: Identity { Identity(source: source, step: step) }
}
