import Diagnostics
import Evaluation
import RulePlan
import SourceText
import TestSupport

@testable import Governance
@testable import Reports

/// Outputs in which every text that others write is the same: a payload, or a harmless word.
struct HostileSamples {
  let payload: String

  /// Texts that were, or could be, taken for more than themselves.
  static let payloads = [
    "\u{1B}[2J\u{1B}[31mPWN\u{1B}[0m", "\u{1B}]8;;http://evil.test\u{1B}\\click\u{1B}]8;;\u{1B}\\",
    "\u{1B}]52;c;Y3VybA==\u{7}", "\u{9B}31mC1\u{9D}52;c;AA==\u{9C}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x='", "--><b>", "]]></failure><testcase/>",
    "</style></script><script>alert(1)</script>",
    "[x](javascript:alert(1)) ![i](http://evil.test/p.png) | a | b <details> @everyone #1 ```\n~~~",
    "x\n\n# Compliance approved :white_check_mark:\n\n[Log in](http://evil.test/) ![p](http://evil.test/p.png) "
      + "@security-team\n\n| a |\n|---|\n| b |\n",
    "\n::set-output name=a::b\n::add-mask::x\r::error file=a,line=1::boo %0A%25", "::warning::x", "a\r\n::error::boo",
    "k\r\n::error::key", "a\n::stop-commands::x", "##[group]x", "::\u{301}error::x", "=cmd|\"/c calc\"!A1", "+1+1",
    "-1+1",
    "@SUM(1)", "\t=1+1", "\r=1+1", "\u{FF1D}1+1", " =1+1", "\n=1+1", "\u{1}\u{2}\u{B}\u{C}\u{FFFF}\u{FFFE} ]]> & <a>",
    "abc\u{202E}gnp.exe\u{2066}x\u{2069}", "u1\u{200B}", "u1\u{A0}", "a\u{0}b", "a\u{2028}b\u{2029}c", "\u{FEFF}u1",
    "a\u{85}b", "a\u{7F}b", "abc\u{8}\u{8}\u{8}xyz", "visible\roverwritten", "x\u{E0041}\u{E0042}", "\u{1F4A9}",
    "REQ-7: grant\n  no new findings\n\n0 new, 0 settled, 15 unchanged.\u{1B}[8m", "`tick`", "``two``` ticks", "a\\",
    "\\n",
    "fn/`tick`.yaml", "a|b", "\u{AD}\u{2060}\u{180E}", "{\"a\": 1}", "',\"", "*b* _i_ ~s~ $m$ {v}", "1. x", "- x",
    "> x",
    "&lt;b&gt;", "www.evil.test", "mailto:a@evil.test", "org/repo#1 GH-1",
  ]

  // MARK: Models

  private var place: Place { Place(file: payload, line: 1, column: 1, endLine: 1, endColumn: 2) }
  private var subject: Finding.Subject { Finding.Subject(type: payload, key: payload) }
  private var library: Texts { Texts(texts: [payload: payload]) }

  private var period: Period { Period(from: CalendarDate("2019-06-01"), until: CalendarDate("2019-06-30")) }

  private var waiver: Waiver {
    Waiver(
      row: 0, rule: payload, subject: payload, reason: payload, approvedBy: payload, valid: period, controls: [payload],
      place: place)
  }

  private func conflict(_ status: Finding.Status) -> Finding.Conflict {
    var conflict = Finding.Conflict(
      duties: [.init(name: payload, title: payload), .init(name: payload + "2", title: payload)], status: status,
      fingerprint: payload, ways: [.init(rights: [payload, payload], scope: payload, days: [period])],
      hasMoreWays: true, isScoped: true, scopes: [payload],
      periods: [Finding.StatusPeriod(days: period, status: status)])
    conflict.waivers = [waiver, waiver]
    return conflict
  }

  private func finding(_ status: Finding.Status, _ severity: Norm.Severity, _ level: Norm.Level?) -> Finding {
    var finding = Finding(
      rule: payload, title: payload, severity: severity, level: level, status: status, subject: subject,
      about: [subject], access: payload, message: payload,
      place: place, rulePlace: place,
      evidence: [Finding.EvidenceItem(text: payload, meaning: payload, place: place)],
      conflicts: [conflict(status), conflict(.open)],
      citations: [Finding.Citation(instrument: payload, clause: payload, text: payload)], remedy: payload,
      unit: payload,
      fingerprint: payload)
    finding.periods = [
      Finding.StatusPeriod(days: period, status: status), Finding.StatusPeriod(days: period, status: .open),
    ]
    if status == .waived { finding.waiver = waiver }
    return finding
  }

  private var findings: [Finding] {
    [
      finding(.open, .error, .critical), finding(.open, .warning, .low), finding(.waived, .error, nil),
      finding(.undetermined, .error, nil), finding(.baseline, .warning, .high),
    ]
  }

  private var diagnostics: [Diagnostic] {
    var diagnostic = Diagnostic(.noPolicies, payload, place: place)
    diagnostic.notes = [payload]
    return [diagnostic]
  }

  private var report: Report {
    var rule = RuleSummary(
      name: payload, namespace: payload, title: payload, documentation: payload, severity: .error, level: .high,
      tags: [payload], citations: [], place: place, status: .evaluated, statistics: nil)
    rule.separatedDuties = [[payload, payload + "2"]]
    var assessment = Assessment(findings: findings, summary: Assessment.Summary(), emptiness: nil)
    assessment.rules = [rule]
    assessment.excusing = [(waiver, 1)]
    let (first, last) = (CalendarDate(days: 18_048), CalendarDate(days: 18_078))
    assessment.span = DaySpan(first: first, last: last).map { Assessment.Span(days: $0, evaluatedDays: 2) }
    return Report(
      toolVersion: "1", asOf: CalendarDate(days: 18_077), language: "en", diagnostics: diagnostics,
      read: [ReadSection(file: payload, format: "csv", section: payload, records: 0, sha256: nil)],
      assessment: assessment,
      verdict: .failed)
  }

  private var review: Review {
    let profile = SubjectProfile(
      subject: subject, values: [payload],
      rights: [SubjectProfile.Right(name: payload, values: [payload], place: place)],
      peers: [SubjectProfile.Peers(group: payload, wanted: payload, holders: 1, count: 2)], place: place)
    var review = Review(
      request: AccessRequest(
        id: payload, reason: payload, requester: payload, approver: payload, deadline: payload, place: place, items: [],
        replaced: []), advice: .refer(to: [payload]))
    (review.new, review.settled, review.unchanged) = (findings, findings, 1)
    review.referrals = [Review.Referral(rule: payload, subject: subject, authorities: [payload], maximumDays: 1)]
    review.conflicts = [payload]
    (review.profiles, review.approver) = ([profile], profile)
    review.problems = diagnostics
    review.span = ReviewSpan(first: CalendarDate(days: 18_077), last: CalendarDate(days: 18_078), isOpenEnded: true)
    (review.worse, review.better, review.fallsDue, review.waived) = (findings, findings, findings, findings)
    (review.standing, review.standingCount) = (findings, 15)
    let field = RequestedChange.FieldChange(field: payload, old: payload, new: payload)
    review.changes = [AccessRequest.Item.Action.add, .change].map { action in
      RequestedChange(
        action: action, subject: subject, values: [payload], fields: [field], claims: [payload], place: place)
    }
    review.gains = [DutyGain(subject: subject, duties: [payload])]
    review.remarks = [
      .approverIsUnknown(payload), .requesterIsUnknown(payload), .alreadyHeld(payload),
      .claim(record: payload, field: payload), .restsOnWaiver(rule: payload, until: nil),
      .fallsDue(rule: payload, subject: payload, from: CalendarDate(days: 18_078)),
    ]
    review.alternatives = [true, false].map { isByRequest in
      Review.Alternative(
        kind: .leaveOut, text: payload, records: [payload], value: payload, advice: .grant, isByRequest: isByRequest)
    }
    return review
  }

  private var trace: ClauseTrace {
    get throws {
      let scenario = try Scenario(
        "policy demo.x\nentity A from as { key id : Text }\nrule R \"r\" { for a in A must a.id != \"\" }")
      var trace = ClauseTrace(plan: scenario.plan, tests: [:], files: scenario.files, language: "en")
      let norm = ClauseTrace.NormEntry(name: payload, title: payload, place: place, tests: [payload])
      let clause = ClauseTrace.ClauseEntry(
        name: payload, text: payload, isOrganisational: false, place: place, norms: [norm], parameters: [payload])
      let open = ClauseTrace.ClauseEntry(
        name: payload, text: payload, isOrganisational: false, place: place, norms: [], parameters: [])
      trace.instruments = [
        ClauseTrace.InstrumentEntry(name: payload, symbol: payload, title: payload, clauses: [clause, open])
      ]
      trace.uncited = [norm]
      return trace
    }
  }

  private var step: ConditionTrace.Step { ConditionTrace.Step(text: payload, value: payload, place: place, depth: 0) }

  private var derivation: NormDerivation {
    NormDerivation(
      rule: payload, title: payload, rulePlace: place, subject: subject, subjectPlace: place, findings: findings,
      combinations: [
        NormDerivation.Combination(instances: [payload, payload], steps: [step], isApplicable: false)
      ], isInForce: true)
  }

  private var handbook: Handbook {
    get throws {
      let norm = Handbook.NormEntry(
        name: payload, shortName: payload, title: payload, documentation: payload, isError: true, level: payload,
        citations: [Finding.Citation(instrument: payload, clause: payload, text: payload)], remedy: payload,
        authorities: [payload], maximumDays: 1, inForce: payload, source: payload,
        examples: [(title: payload, source: payload)])
      return Handbook(
        title: payload, language: payload,
        chapters: [Handbook.Chapter(namespace: payload, title: payload, norms: [norm])],
        separations: [(first: payload, second: payload + "2", rule: payload)], trace: try trace)
    }
  }

  private var outcomes: [TestOutcome] {
    [
      TestOutcome(
        title: payload, namespace: payload, place: place,
        failures: [
          TestOutcome.Failure(
            expectation: payload, message: payload, place: place, findings: findings,
            traces: [TestOutcome.Trace(subject: subject, steps: [step])])
        ], diagnostics: diagnostics)
    ]
  }

  // MARK: Outputs

  /// The language of an output, by which its reader takes text for more than text.
  enum Language: Sendable { case plain, markdown, html, xml, csv, commands, json }

  /// Every output of the tool, by a name.
  func outputs() throws -> [(name: String, language: Language, text: String)] {
    var result: [(name: String, language: Language, text: String)] = []
    func add(_ name: String, _ language: Language, _ body: (ReportStream) -> Void) {
      result.append((name, language, String(decoding: ReportStream.bytes(body), as: UTF8.self)))
    }
    func add(_ name: String, _ language: Language, _ format: some ReportFormat) {
      add(name, language) { format.write(report, to: $0) }
    }
    let style = TerminalStyle(isColoured: false)
    add("text", .plain, TextReport(style: style, library: library))
    add("brief", .plain, TextReport(style: style, library: library, isBrief: true))
    add("line by line", .plain, TextReport(style: style, library: library, fullCount: 0))
    add("json", .json, JSONReport())
    add("sarif", .json, SARIFReport())
    add("junit", .xml, JUnitReport())
    add("github", .commands, GitHubReport())
    add("markdown", .markdown, MarkdownReport())
    add("csv", .csv, CSVReport())
    add("html", .html, HTMLReport())
    let reviews = [review, review]
    add("review text", .plain) { ReviewText(style: style, library: library, language: "en").write(reviews, to: $0) }
    add("review markdown", .markdown) { ReviewMarkdown(language: "en").write(reviews, to: $0) }
    add("review html", .html) { ReviewHTML(language: "en").write(reviews, to: $0) }
    add("review json", .json) { ReviewJSON().write(reviews, diagnostics: diagnostics, isBatch: true, to: $0) }
    let trace = TraceReport(try self.trace, language: "en")
    add("trace text", .plain) { trace.write(.text, to: $0) }
    add("trace markdown", .markdown) { trace.write(.markdown, to: $0) }
    add("trace html", .html) { trace.write(.html, to: $0) }
    add("trace json", .json) { trace.write(.json, to: $0) }
    let difference = DifferenceReport(
      FindingDifference(from: [], to: findings, nil), style: style, library: library, language: "en")
    add("diff text", .plain) { difference.write(.text, to: $0) }
    add("diff markdown", .markdown) { difference.write(.markdown, to: $0) }
    add("diff json", .json) { difference.write(.json, to: $0) }
    add("why text", .plain) { DerivationReport(style: style).write([derivation], to: $0) }
    add("why json", .json) { DerivationReport(style: style).writeJSON([derivation], to: $0) }
    add("why svg", .xml) { DerivationGraph(derivation).write(to: $0) }
    let table = QueryResult(header: [payload, payload], rows: [[payload, payload]], isMany: true)
    add("query", .plain) { QueryTable(table).write(to: $0) }
    let coverage = TestCoverage(
      norms: [TestCoverage.Item(norm: payload, place: place)],
      conditions: [TestCoverage.Item(norm: payload, condition: payload, place: place)])
    add("test", .plain) { TestReport(style: style).write(outcomes, coverage: coverage, to: $0) }
    for (index, file) in HandbookSite(try handbook).files.enumerated() {
      result.append(("handbook \(index)", .html, file.page.text))
    }
    return result
  }
}
