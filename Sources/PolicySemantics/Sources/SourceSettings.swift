import Diagnostics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary

/// Reads the clauses of a source that say how its files are written.
struct SourceSettings {
  let program: Program
  let syntax: SourceSyntax
  let file: Int

  private var builder: PlanBuilder { program.builder }

  func read(into plan: inout SourcePlan) {
    checkFormats(plan.format)
    readEncoding(into: &plan)
    readTable(into: &plan)
    readForms(into: &plan)
    plan.sheet = syntax.texts(.sheetClause)?.first?.value
    for prefix in syntax.namespaces {
      guard let name = prefix.prefix, let identifier = prefix.identifier else { continue }
      if plan.namespaces.contains(where: { $0.prefix == name.text }) {
        report("the prefix `\(name.text)` has a meaning already", at: name.range)
      } else {
        plan.namespaces.append(
          SourcePlan.NamespacePrefix(
            prefix: name.text, identifier: identifier.value, origin: builder.origin(prefix.range, in: file)))
      }
    }
  }

  private func report(_ message: String, at range: SourceRange, notes: [String] = []) {
    builder.report(.sourceClause, message, at: range, in: file, notes: notes)
  }

  // MARK: Which clauses a format has

  private func checkFormats(_ format: SourceFormat) {
    let ofText: [SyntaxKind] = [
      .separatorClause, .quoteClause, .commentClause, .trimClause,
    ]
    let ofTables: [SyntaxKind] = [.headerClause, .columnsClause, .skipClause, .endsAtClause]
    for clause in syntax.node.childNodes {
      let isFit: Bool
      if ofText.contains(clause.kind) {
        isFit = format == .csv
      } else if ofTables.contains(clause.kind) {
        isFit = format.isTable
      } else if clause.kind == .sheetClause {
        isFit = format == .xlsx
      } else if clause.kind == .namespaceClause {
        isFit = format == .xml
      } else if clause.kind == .encodingClause {
        isFit = format == .csv || format == .ldif
      } else {
        isFit = true
      }
      guard !isFit, let words = clause.clauseWord?.entry.name else { continue }
      report("`\(words)` says nothing about \(format.rawValue) files", at: clause.range)
    }
  }

  private func readEncoding(into plan: inout SourcePlan) {
    guard let word = syntax.encoding else { return }
    if let encoding = SourceEncoding(rawValue: word.text.lowercased()) {
      plan.encoding = encoding
      return
    }
    let names = SourceEncoding.allCases.map(\.rawValue)
    report(
      "`\(word.text)` is not an encoding of sources; expected "
        + names.map { "`\($0)`" }.joined(separator: ", "), at: word.range)
  }

  // MARK: Tables

  private func readTable(into plan: inout SourcePlan) {
    if let separator = byte(.separatorClause, "a separator") { plan.table.separator = separator }
    if let quote = byte(.quoteClause, "a quote") { plan.table.quote = quote }
    if plan.table.separator == plan.table.quote, let clause = syntax.clause(.separatorClause) {
      report("separator and quote are the same character", at: clause.range)
    }
    plan.table.comment = byte(.commentClause, "the sign of a comment")
    plan.table.trimsCells = syntax.has(.trimClause)
    plan.table.endText = syntax.texts(.endsAtClause)?.first?.value
    if let skip = syntax.value(.skipClause) { plan.table.skippedRows = count(skip, atLeast: 0) ?? 0 }
    let columns = syntax.texts(.columnsClause)?.map(\.value)
    if let header = syntax.header {
      let lines = header.lines.compactMap { count($0, atLeast: 1) }
      if header.isNone {
        if let columns {
          plan.table.header = .columns(columns)
        } else {
          plan.table.header = .columns([])
        }
        return
      }
      if lines.count == 2 {
        if lines[1] < lines[0] { report("the header ends before it begins", at: header.range) }
        plan.table.header = .lines(lines[0], max(lines[0], lines[1]))
      } else if let line = lines.first {
        plan.table.header = .line(line)
      }
    }
    if columns != nil, let clause = syntax.clause(.columnsClause) {
      report(
        "the header names the columns", at: clause.range,
        notes: ["`columns` is for files without a header; say `header none`"])
    }
  }

  /// The one ASCII character of a clause.
  private func byte(_ clause: SyntaxKind, _ what: String) -> UInt8? {
    guard let text = syntax.texts(clause)?.first else { return nil }
    let bytes = Array(text.value.utf8)
    guard bytes.count == 1, bytes[0] < 0x80, bytes[0] >= 0x20 || bytes[0] == 0x09 else {
      report("\(what) is one ASCII character, found \(text.token.text)", at: text.range)
      return nil
    }
    return bytes[0]
  }

  private func count(_ syntax: ExpressionSyntax, atLeast least: Int) -> Int? {
    if case .literal(let literal) = syntax.form, literal.unit == nil, let token = literal.token,
      token.kind == .integer, let value = Int(token.text.filter { $0 != "_" }), value >= least, value <= 1_000_000
    {
      return value
    }
    if case .missing = syntax.form { return nil }
    report("expected a number from \(least) to 1000000", at: syntax.range)
    return nil
  }

  // MARK: Forms of values

  private func readForms(into plan: inout SourcePlan) {
    var century: Int?
    if let value = syntax.value(.centuryClause) {
      century = count(value, atLeast: 0)
      if let year = century, year % 100 != 0 || year > 9900 {
        report("a century begins with a year such as 2000", at: value.range)
        century = nil
      }
    }
    for text in syntax.texts(.datesClause) ?? [] {
      guard let pattern = Self.pattern(text, century: century, in: program, file) else { continue }
      if let other = plan.forms.dates.first(where: { $0.isConfused(with: pattern) }) {
        builder.report(
          .datePattern, "a text could be read as `\(other.text)` and as `\(pattern.text)`, with another day in each",
          at: text.range, in: file)
      }
      plan.forms.dates.append(pattern)
    }
    if let text = syntax.texts(.numbersClause)?.first {
      plan.forms.numbers = NumberForm(text.value)
      if plan.forms.numbers == nil {
        report(
          "\(text.token.text) is not a form of numbers; expected "
            + NumberForm.examples.map { "`\"\($0)\"`" }.joined(separator: ", "), at: text.range,
          notes: ["a minus at the end says that numbers may have it there: `\"1.234,56-\"`"])
      }
    }
    plan.forms.missing = syntax.texts(.missingClause)?.map(\.value) ?? []
    plan.forms.forever = syntax.texts(.foreverClause)?.map(\.value) ?? []
    plan.forms.trueWords = syntax.texts(.trueClause)?.map(\.value)
    plan.forms.falseWords = syntax.texts(.falseClause)?.map(\.value)
    for word in syntax.texts(.falseClause) ?? [] where plan.forms.trueWords?.contains(word.value) == true {
      report("\(word.token.text) means true already", at: word.range)
    }
    if let zone = syntax.texts(.zoneClause)?.first { plan.forms.zone = rules(of: zone) }
  }

  private func rules(of zone: StringSyntax) -> TimeZoneRules? {
    switch builder.options.timeZones.rules(zone.value == "UTC" ? "Etc/UTC" : zone.value) {
    case .success(let rules): return rules
    case .failure(.missing), .failure(.unreadable):
      builder.report(
        .unknownTimeZone, "the rules of `\(zone.value)` are not known: this system has no time zone database",
        at: zone.range, in: file, notes: ["install the package `tzdata`"])
    case .failure(.unknownZone):
      builder.report(
        .unknownTimeZone, "the time zone database has no zone `\(zone.value)`", at: zone.range, in: file,
        notes: ["zones are named after a place, as in `\"Africa/Nairobi\"`"])
    }
    return nil
  }

  /// The form that a text names; nil after reporting that it names none.
  static func pattern(_ text: StringSyntax, century: Int?, in program: Program, _ file: Int) -> DatePattern? {
    do throws(DatePattern.Fault) {
      return try DatePattern(text.value, century: century)
    } catch {
      let reason =
        switch error {
        case .unknownLetter(let letter):
          "`\(letter)` stands for nothing in it; the parts are `YYYY`, `YY`, `MM`, `MON`, `DD`, `HH`, `mm` and `ss`"
        case .repeated(let part): "`\(part)` comes twice in it"
        case .incomplete: "it needs a year, a month and a day"
        case .centuryNeeded: "a year of two digits needs a clause such as `century 2000`"
        case .timeWithoutHours: "it has minutes or seconds without hours"
        }
      program.builder.report(
        .datePattern, "\(text.token.text) is not a form of dates: \(reason)", at: text.range, in: file)
      return nil
    }
  }
}
