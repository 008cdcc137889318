public import Diagnostics
public import RulePlan

/// The settings of a project for requests, under `requests` in `policyc.yaml`.
public struct RequestSettings: Sendable {
  /// A section, or one field of its records: `grants`, `people.groups`.
  public struct Target: Hashable, Sendable {
    public var section: String
    /// Nil for whole records, which may then also be added and removed.
    public var field: String?
    /// Where the project says it.
    public var place: Place?

    public init(section: String, field: String? = nil, place: Place? = nil) {
      self.section = section
      self.field = field
      self.place = place
    }

    /// As it is written: `people.groups`.
    public var text: String { section + (field.map { "." + $0 } ?? "") }
  }

  /// How a finding that only time brings about counts.
  public enum Lapses: String, Sendable, CaseIterable {
    /// A remark with its day.
    case remark
    /// A new finding.
    case refuse
  }

  /// The sections and fields that requests may touch; nil where the project leaves it to the access models.
  public var mayChange: [Target]?
  /// Fields that a request fills in with what it cannot vouch for, such as an approval.
  public var claimed: [Target] = []
  /// How far a review looks where what is requested has no end.
  public var lookAhead: CalendarDuration?
  public var lapses = Lapses.remark

  public init() {}

  /// The names in it that are not a section or a field of the policies.
  public func unknownTargets(in schema: Schema) -> [Target] {
    ((mayChange ?? []) + claimed).filter { target in
      guard let table = schema.entity(inSection: target.section) else { return true }
      return target.field.map { name in
        !schema[table].fields.contains { $0.name == name && $0.derivation == nil }
      } ?? false
    }
  }
}
