import Diagnostics
import Governance
import Reports
import RulePlan
import SourceText

/// Texts in memory.
struct Texts: SourceLibrary {
  var texts: [String: String]

  func withBytes<Result>(ofFile path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    texts[path].map { Array($0.utf8).withUnsafeBufferPointer(body) }
  }
}

/// A report with one of everything.
enum ReportSamples {
  static let policy = """
    policy demo.access

    segregate P2P_01 "Nobody creates suppliers and pays them" {
      maintain_supplier from pay_supplier
    }

    rule SEC_01 "Users take the course" {
    """

  static let data = """
    people:
      - { id: u1, name: One }
      - { id: u2 }
      - id: u3
        name: Three
    grants:
      - { person: u1, role: SUPPLIER_DESK }
      - { person: u1, role: CASHIER }
    waivers:
      - { rule: SEC_01, subject: u2 }
    """

  static let library = Texts(texts: ["a.policy": policy, "data/people.yaml": data])

  static func place(_ file: String, _ line: Int, _ column: Int, _ endColumn: Int, endLine: Int? = nil) -> Place {
    Place(file: file, line: line, column: column, endLine: endLine ?? line, endColumn: endColumn)
  }

  static let findings: [Finding] = {
    var waived = Finding(
      rule: "demo.access.SEC_01", title: "Users take the course", severity: .error, status: .waived,
      subject: Finding.Subject(type: "Person", key: "u2"), message: "u2 has not taken the course.",
      place: place("data/people.yaml", 3, 5, 15), rulePlace: place("a.policy", 7, 6, 12),
      fingerprint: "00000000000000000000000000000002")
    waived.waiver = Waiver(
      row: 0, rule: "SEC_01", subject: "u2", reason: "On mission", approvedBy: "Director",
      valid: Period(from: CalendarDate("2019-06-01"), until: CalendarDate("2019-06-30")),
      controls: ["Monthly review", "No remote access"], place: place("data/people.yaml", 10, 5, 36))
    var known = Finding(
      rule: "demo.access.SEC_01", title: "Users take the course", severity: .error, status: .baseline,
      subject: Finding.Subject(type: "Person", key: "u4"), message: "u4 has not taken the course.",
      fingerprint: "00000000000000000000000000000005")
    known.evidence = [Finding.EvidenceItem(text: "p.trained = missing", place: nil)]
    return [
      Finding(
        rule: "demo.access.P2P_01", title: "Nobody creates suppliers and pays them", severity: .error,
        level: .critical, subject: Finding.Subject(type: "Person", key: "u1"),
        message: "One can create suppliers and pay them.", place: place("data/people.yaml", 2, 5, 26),
        rulePlace: place("a.policy", 3, 11, 17),
        evidence: [
          Finding.EvidenceItem(
            text: "grants[0] → SUPPLIER_DESK → XK01", meaning: "Create a supplier",
            place: place("data/people.yaml", 7, 5, 40)),
          Finding.EvidenceItem(text: "grants[1] → CASHIER → F110", place: place("data/people.yaml", 8, 5, 34)),
          Finding.EvidenceItem(text: "enough: grants[0] + grants[1]", place: nil),
        ],
        citations: [
          Finding.Citation(instrument: "A/74/353", clause: "32", text: "Incompatible rights are not given."),
          Finding.Citation(instrument: "ST/SGB/2016/11", clause: "2.2(g)", text: nil),
        ],
        remedy: "Move one of the two duties to another person.", fingerprint: "00000000000000000000000000000001"),
      waived,
      Finding(
        rule: "demo.access.SEC_02", title: "Names are short", severity: .warning, level: .low,
        subject: Finding.Subject(type: "Person", key: "u3"), message: "Quote \" backslash \\ tab \t line\nend \u{1B}é🙂",
        place: place("data/people.yaml", 4, 5, 16, endLine: 5), fingerprint: "00000000000000000000000000000003"),
      Finding(
        rule: "demo.access.SEC_03", title: "Rates", severity: .error, status: .undetermined,
        subject: Finding.Subject(type: "Policy", key: "demo.access"),
        message: "Rates: this cannot be decided, because it divides by zero.",
        evidence: [Finding.EvidenceItem(text: "it divides by zero", place: place("a.policy", 4, 3, 20))],
        fingerprint: "00000000000000000000000000000004"),
      known,
    ]
  }()

  static let assessment: Assessment = {
    var summary = Assessment.Summary()
    summary.errors = 1
    summary.warnings = 1
    summary.waived = 1
    summary.undetermined = 1
    summary.baseline = 1
    summary.rules = 3
    summary.records = 1_234_567
    return Assessment(findings: findings, summary: summary, emptiness: nil)
  }()

  static let diagnostics: [Diagnostic] = [
    Diagnostic(
      .sectionNotGiven, "the data has no section `units`, on which `demo.access.P2P_01` depends",
      place: place("a.policy", 3, 1, 10), severity: .warning),
    Diagnostic(.noPolicies, "no file below `x` ends in `.policy`", place: .none),
  ]

  static let read = [
    ReadSection(
      file: "data/people.yaml", format: "yaml", section: "people", records: 3,
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  ]

  static func report(
    language: String = "en", diagnostics: [Diagnostic] = diagnostics, read: [ReadSection] = read,
    assessment: Assessment? = assessment,
    verdict: Verdict = .failed
  ) -> Report {
    Report(
      toolVersion: "1.2.3", asOf: CalendarDate(days: 18_077), language: language, diagnostics: diagnostics,
      read: read, assessment: assessment, verdict: verdict)
  }

  static func text(_ report: Report, _ format: some ReportFormat) -> String {
    String(decoding: ReportStream.bytes { format.write(report, to: $0) }, as: UTF8.self)
  }
}
