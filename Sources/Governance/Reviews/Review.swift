public import Diagnostics
import Evaluation
public import RulePlan

/// The changes that a request would bring, and the advice on it.
public struct Review: Sendable {
  public enum Advice: Hashable, Sendable, Comparable {
    /// Nothing is new or worse, and nothing else wants to be said.
    case grant
    /// Nothing that is an error is new or worse, but there is something to know.
    case grantWithRemarks
    /// Every new or worse error can be waived, by those who are named.
    case refer(to: [String])
    case refuse
    /// The request itself is wrong; it was not evaluated.
    case invalid

    private var rank: Int {
      switch self {
      case .grant: 0
      case .grantWithRemarks: 1
      case .refer: 2
      case .refuse: 3
      case .invalid: 4
      }
    }

    public static func < (left: Advice, right: Advice) -> Bool { left.rank < right.rank }

    /// `grant`, `grant with remarks`, `refer to …`, `refuse`, `invalid`.
    public var text: String {
      switch self {
      case .grant: "grant"
      case .grantWithRemarks: "grant with remarks"
      case .refer(let authorities): "refer to " + authorities.joined(separator: ", ")
      case .refuse: "refuse"
      case .invalid: "invalid"
      }
    }
  }

  /// Who may waive a finding that is new or worse, and for how long.
  public struct Referral: Hashable, Sendable {
    public var rule: String
    public var subject: Finding.Subject
    public var authorities: [String]
    /// In days, without those that are used up; nil where the norm sets no limit.
    public var maximumDays: Int?
    /// The last day that can be waived, where more is requested.
    public var fittingEnd: CalendarDate?
  }

  /// A change to the request, or to present rights, that would make it better; evaluated, and minimal.
  public struct Alternative: Hashable, Sendable {
    public enum Kind: String, Sendable {
      /// Leave records out of the request.
      case leaveOut
      /// Take present records away besides, or one element off a list.
      case withdraw
      /// Begin added records later.
      case beginLater
      /// End added records earlier.
      case endEarlier
      /// Apply added records to a unit further down.
      case narrow
      /// Leave one element out of a list that the request sets.
      case withoutElement
    }

    public var kind: Kind
    /// One sentence: “Leave out grants[+0]”.
    public var text: String
    /// The records that it is about, by key or by place in their section.
    public var records: [String]
    /// The day, the unit or the element that it is about.
    public var value: String?
    /// The advice on the request in this form.
    public var advice: Advice
    /// Whether requests may make the change; else others have to.
    public var isByRequest = true

    public static func == (left: Alternative, right: Alternative) -> Bool {
      left.kind == right.kind && left.text == right.text
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(kind)
      hasher.combine(text)
    }
  }

  /// A fact that a reviewer has to know besides the findings.
  public enum Remark: Hashable, Sendable {
    case approverAsks
    /// The one who decides is the one whom the request is about.
    case approverIsSubject
    case approverIsUnknown(String)
    case noApprover
    case requesterIsUnknown(String)
    case noRequester
    case deadlineHasPassed
    /// Another request of the run has the same id.
    case idIsRepeated
    /// Nothing differs on any day.
    case hasNoEffect
    /// Somebody has the right already.
    case alreadyHeld(String)
    /// A field is shown as the request says it, which vouches for nothing.
    case claim(record: String, field: String)
    /// A right is accepted only because of a waiver.
    case restsOnWaiver(rule: String, until: CalendarDate?)
    /// A finding that only time brings about.
    case fallsDue(rule: String, subject: String, from: CalendarDate)
  }

  public var request: AccessRequest
  public var advice: Advice
  /// The mistakes of the request itself; of an invalid request only.
  public var problems: [Diagnostic] = []
  public var span: ReviewSpan?
  /// Findings that are broken on some day after the request and on none before.
  public var new: [Finding] = []
  /// Findings that have a further conflict or way, a wider scope, a worse value, or further days.
  public var worse: [Finding] = []
  public var better: [Finding] = []
  public var settled: [Finding] = []
  /// Present breaches of those whom the request is about, the worst first; ten at most.
  public var standing: [Finding] = []
  public var standingCount = 0
  /// Findings that begin later, without anything of the request beginning then.
  public var fallsDue: [Finding] = []
  /// New findings that a waiver excuses on all days.
  public var waived: [Finding] = []
  /// How many findings of the day of the evaluation it leaves as they are.
  public var unchanged = 0
  public var referrals: [Referral] = []
  public var alternatives: [Alternative] = []
  /// Earlier requests of the same run without which the advice would be better.
  public var conflicts: [String] = []
  /// The records of the request, in words.
  public var changes: [RequestedChange] = []
  /// The duties that the request lets people perform.
  public var gains: [DutyGain] = []
  /// Those whom the request is about, as they are before it.
  public var profiles: [SubjectProfile] = []
  /// The approver as the data knows it, with the rights and delegations that name it; nil where it does not.
  public var approver: SubjectProfile?
  public var remarks: [Remark] = []
  /// Norms that the request can touch: the others were not evaluated again.
  public var touchedNorms: [String] = []
  /// The part that was evaluated again, and how long it took.
  public var evaluation = Evaluation()

  init(request: AccessRequest, advice: Advice) {
    self.request = request
    self.advice = advice
  }

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
