public import RulePlan

extension Finding {
  /// Duties that the subject of a segregation holds together.
  public struct Conflict: Sendable {
    public struct Duty: Hashable, Sendable {
      /// With its namespace.
      public var name: String
      /// In the language of the report.
      public var title: String

      public init(name: String, title: String) {
        self.name = name
        self.title = title
      }
    }

    /// A set of rights that gives all of the duties, and of which none can be left out.
    public struct Way: Hashable, Sendable {
      /// As subjects are named: by key, or by place in the section.
      public var rights: [String]
      /// The key of the deepest unit of the rights; nil where they meet everywhere.
      public var scope: String?
      /// The days on which the rights meet; of an evaluation of one day, that day.
      public var days: [Period]

      public init(rights: [String], scope: String?, days: [Period]) {
        self.rights = rights
        self.scope = scope
        self.days = days
      }
    }

    /// The effect of a request on a conflict, and its days.
    public struct Change: Hashable, Sendable {
      public enum Kind: String, Sendable { case new, worse, better }

      public var kind: Kind
      public var periods: [Period]
    }

    /// In the order of the norm.
    public var duties: [Duty]
    public var status: Status
    /// The same for the same duties of the same finding in later data.
    public var fingerprint: String
    /// The least first; ten at most, one at least.
    public var ways: [Way]
    /// Whether there are ways that are not listed.
    public var hasMoreWays: Bool
    /// Whether the norm counts only rights together whose scopes overlap.
    public var isScoped: Bool
    /// The keys of all units at which the conflict meets; nil is everywhere. Nil alone where it is not scoped.
    public var scopes: [String?]
    /// All rights that take part in a way.
    public var rights: [RowReference]
    /// The days of each status; of an evaluation of one day, that day.
    public var periods: [StatusPeriod]
    /// The waivers that hold and together excuse the conflict.
    public var waivers: [Waiver] = []
    /// In a review, what the request does to it.
    public var change: Change?
    /// Whether the data has a waiver for it, be it one that does not hold.
    var isClaimed = false

    public init(
      duties: [Duty], status: Status, fingerprint: String = "", ways: [Way], hasMoreWays: Bool = false, isScoped: Bool,
      scopes: [String?] = [nil], rights: [RowReference] = [], periods: [StatusPeriod] = []
    ) {
      self.duties = duties
      self.status = status
      self.fingerprint = fingerprint
      self.ways = ways
      self.hasMoreWays = hasMoreWays
      self.isScoped = isScoped
      self.scopes = scopes
      self.rights = rights
      self.periods = periods
    }

    /// By name, so that duties are compared whatever order they come in.
    public var dutyNames: Set<String> { Set(duties.map(\.name)) }
  }

  /// Days on which something has one status.
  public struct StatusPeriod: Hashable, Sendable {
    public var days: Period
    public var status: Status

    public init(days: Period, status: Status) {
      self.days = days
      self.status = status
    }
  }

  /// Gives a conflict another status; the finding then has the worst of its conflicts.
  mutating func setStatus(_ status: Status, ofConflict index: Int) {
    conflicts[index].status = status
    for period in conflicts[index].periods.indices { conflicts[index].periods[period].status = status }
    self.status = conflicts.map(\.status).min() ?? self.status
  }
}

extension Finding.Status: Comparable {
  private var rank: Int {
    switch self {
    case .open: 0
    case .undetermined: 1
    case .baseline: 2
    case .waived: 3
    }
  }

  /// The worse is less.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
