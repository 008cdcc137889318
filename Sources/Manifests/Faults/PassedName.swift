import RulePlan

/// A section or field that no policy declares, where that is a warning: it is said once, however many records have it.
struct PassedName: Sendable {
  /// The identity of a name: the table of a field, none for a section, and the name.
  struct Identity: Hashable, Sendable {
    var table: TableID?
    var name: String
  }

  var identity: Identity
  /// The first time.
  var fault: Fault
  var count: Int
}
