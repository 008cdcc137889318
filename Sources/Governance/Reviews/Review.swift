import Evaluation

/// The effects of a request, and the advice on it.
public struct Review: Sendable {
  public enum Advice: Hashable, Sendable, Comparable {
    /// No new finding.
    case grant
    /// New findings, but only warnings.
    case grantWithRemarks
    /// Every new error can be waived, by those who are named.
    case refer(to: [String])
    case refuse

    private var rank: Int {
      switch self {
      case .grant: 0
      case .grantWithRemarks: 1
      case .refer: 2
      case .refuse: 3
      }
    }

    public static func < (left: Advice, right: Advice) -> Bool { left.rank < right.rank }

    /// `grant`, `grant with remarks`, `refer to …`, `refuse`.
    public var text: String {
      switch self {
      case .grant: "grant"
      case .grantWithRemarks: "grant with remarks"
      case .refer(let authorities): "refer to " + authorities.joined(separator: ", ")
      case .refuse: "refuse"
      }
    }
  }

  /// Who may waive a new finding, and for how long.
  public struct Referral: Hashable, Sendable {
    public var rule: String
    public var subject: Finding.Subject
    public var authorities: [String]
    /// In days; nil where the norm sets no limit.
    public var maximumDays: Int?
  }

  /// A change to the request, or to present rights, that would make it better; evaluated, and minimal.
  public struct Alternative: Hashable, Sendable {
    public enum Kind: String, Sendable {
      /// Leave records out of the request.
      case leaveOut
      /// Take present records away besides.
      case withdraw
      /// End added records earlier.
      case endEarlier
      /// Apply added records to a unit further down.
      case narrow
    }

    public var kind: Kind
    /// One sentence: “Leave out grants[+0]”.
    public var text: String
    /// The records that it is about, by key or by place in their section.
    public var records: [String]
    /// The last day, or the unit, of a record that ends earlier or is narrowed.
    public var value: String?
    /// The advice in that case.
    public var advice: Advice

    public static func == (left: Alternative, right: Alternative) -> Bool {
      left.kind == right.kind && left.text == right.text
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(kind)
      hasher.combine(text)
    }
  }

  /// The points that a reviewer has to see first.
  public enum Remark: String, Sendable {
    case approverAsks
    /// The one who decides is the one whom the request is about.
    case approverIsSubject
    case deadlineHasPassed
  }

  public var request: AccessRequest
  public var advice: Advice
  /// Findings that the request would cause.
  public var new: [Finding]
  /// Findings that it would settle.
  public var settled: [Finding]
  /// How many findings it leaves as they are.
  public var unchanged: Int
  public var referrals: [Referral]
  public var alternatives: [Alternative]
  /// Earlier requests of the same run without which the advice would be better.
  public var conflicts: [String]
  /// Those whom the request is about, as they are before it.
  public var profiles: [SubjectProfile]
  /// The approver as the data knows it, with the rights and delegations that name it; nil where it does not.
  public var approver: SubjectProfile?
  public var remarks: [Remark] = []
  /// Norms that the request can touch: the others were not evaluated again.
  public var touchedNorms: [String]
  /// The part that was evaluated again, and how long it took.
  public var evaluation = Evaluation()

  public struct Evaluation: Sendable {
    public var time = Duration.zero
    /// Norms, and how many rows they were evaluated for; nil for a norm that was evaluated for all rows.
    public var norms = 0
    public var rows: Int?

    init() {}

    init(time: Duration, units: AffectedUnits) {
      self.time = time
      norms = units.extents.count
      rows = units.extents.values.reduce(.some(0)) { sum, extent in
        guard let sum, case .rows(let rows) = extent else { return nil }
        return sum + rows.count
      }
    }
  }
}
