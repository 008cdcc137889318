public import RulePlan

extension Outcome {
  /// Duties of a segregation that a subject holds together.
  public struct Conflict: Sendable {
    /// In the order of the norm.
    public var duties: [DutyID]
    /// Whether it is there by rights that are sure alone.
    public var isSure: Bool
    /// The units at which its ways meet, all of them, in the order of the data; nil is everywhere. Where the norm does not
    /// ask for overlapping scopes, this is nil alone.
    public var scopes: [RowReference?]
    /// The rights that take part in a way, all of them, in the order of the data. Where the subject itself holds the
    /// entitlements, it is the right.
    public var rights: [RowReference]
    /// The least first; ten at most, one at least.
    public var ways: [Way]
    /// Whether there are ways that are not listed.
    public var hasMoreWays: Bool

    public init(
      duties: [DutyID], isSure: Bool, scopes: [RowReference?], rights: [RowReference], ways: [Way], hasMoreWays: Bool
    ) {
      self.duties = duties
      self.isSure = isSure
      self.scopes = scopes
      self.rights = rights
      self.ways = ways
      self.hasMoreWays = hasMoreWays
    }
  }

  /// Rights that give all duties of a conflict and of which none can be left out.
  public struct Way: Hashable, Sendable {
    /// In the order of the data.
    public var rights: [RowReference]
    /// The deepest unit of the rights; nil where they meet everywhere.
    public var scope: RowReference?

    public init(rights: [RowReference], scope: RowReference?) {
      self.rights = rights
      self.scope = scope
    }
  }
}
