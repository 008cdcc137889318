/// One entry of the catalogue: a kind of fault with its page. Declared once, in `Catalogue/`, sorted by code.
///
/// Ranges: P0 syntax, P1 names, P2 types, P3 norms and plans, P4 data, P5 waivers, P6 tests, P7 advice on policies,
/// P8 project and command line, P9 internal. A code is never used again for another fault.
public struct DiagnosticCode: Sendable {
  /// When the tool can offer a change that resolves the fault.
  public enum FixAvailability: String, Sendable { case always, sometimes, never }

  /// `P` and four digits.
  public let code: String
  /// A kebab-case name that may be used in place of the code in `allow`.
  public let name: String
  public let severity: Severity
  /// At most sixty characters, no period, nothing of the instance.
  public let title: String
  /// Why it is a fault: two to four sentences.
  public let why: String
  /// A policy (or data, for P4) that yields exactly this code; to be short, examples may leave out citations. A line
  /// that begins with `policy ` after the first one opens a further file.
  public let example: String
  /// The same, fixed.
  public let prefer: String
  public let fix: FixAvailability

  public init(
    _ code: String, _ name: String, _ severity: Severity = .error, fix: FixAvailability = .never, title: String,
    why: String, example: String, prefer: String
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.title = title
    self.why = why
    self.example = example
    self.prefer = prefer
    self.fix = fix
  }
}

extension DiagnosticCode: Hashable {
  public static func == (lhs: DiagnosticCode, rhs: DiagnosticCode) -> Bool { lhs.code == rhs.code }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
