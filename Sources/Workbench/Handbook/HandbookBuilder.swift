public import Governance
import PolicySemantics
import PolicySyntax
import RecordStore
import RulePlan
import SourceText

/// Puts the handbook of a project together.
public struct HandbookBuilder {
  private let project: LoadedProject
  private let trees: [SyntaxTree]

  public init(_ project: LoadedProject) {
    self.project = project
    trees = project.files.map { PolicyParser.parse($0) }
  }

  /// - Parameter title: of the book.
  public func handbook(title: String, language: String) -> Handbook {
    let plan = project.plan
    let tests = testsByNorm
    let values = ValueText(store: RecordStoreBuilder(schema: plan.schema).finish().store, language: language)
    let illustrations = Illustrations(plan: plan, on: project.request.asOf, values: values, language: language)
    var chapters: [Handbook.Chapter] = []
    for norm in plan.norms {
      var entry = entry(norm, tests[norm.id] ?? [], language)
      entry.illustrations = illustrations.texts(of: norm.id)
      if let index = chapters.firstIndex(where: { $0.namespace == norm.namespace }) {
        chapters[index].norms.append(entry)
      } else {
        chapters.append(
          Handbook.Chapter(
            namespace: norm.namespace, title: chapterTitle(norm, language), norms: [entry]))
      }
    }
    let trace = ClauseTrace(
      plan: plan, tests: tests.mapValues { $0.map(\.title) }, files: project.files, language: language)
    return Handbook(
      title: title, language: language, chapters: chapters, separations: separations, trace: trace)
  }

  /// For each norm the tests that expect something of it.
  private var testsByNorm: [NormID: [PolicyTest]] {
    var result: [NormID: [PolicyTest]] = [:]
    for test in project.compilation.tests {
      var norms: Set<NormID> = []
      for expectation in test.expectations {
        norms.formUnion(expectation.target.norms)
      }
      for norm in norms { result[norm, default: []].append(test) }
    }
    return result
  }

  private func entry(_ norm: Norm, _ tests: [PolicyTest], _ language: String) -> Handbook.NormEntry {
    let plan = project.plan
    let template = plan.segregationTemplates.first { $0.norm == norm.id }
    let each = norm.nameOfAll(in: plan, language: language)
    var inForce: [String] = []
    if let day = norm.inForceFrom { inForce.append("\(day)") }
    if norm.inForceFrom != nil || norm.inForceUntil != nil { inForce.append("–") }
    if let day = norm.inForceUntil { inForce.append("\(day)") }
    return Handbook.NormEntry(
      name: each ?? norm.name, shortName: each ?? norm.shortName,
      title: norm.title.text(in: language) ?? norm.shortName,
      documentation: norm.documentation, isError: norm.severity == .error,
      level: norm.level?.rawValue ?? template?.level.map { source(range: $0.origin) },
      citations: norm.citations.map { Finding.Citation($0, of: plan, language: language) },
      remedy: text(norm.remedy, language),
      authorities: (norm.waivability?.authorities.map { $0.text(in: language) } ?? [])
        + (template?.authorities ?? []).map { source(range: $0.origin) },
      maximumDays: norm.waivability?.maximumDays, inForce: inForce.isEmpty ? nil : inForce.joined(separator: " "),
      source: source(of: norm.origin), examples: tests.map { ($0.title, source(of: $0.origin)) })
  }

  /// A remedy as it is written: its values are in braces.
  private func text(_ template: MessageTemplate?, _ language: String) -> String? {
    template?.parts(in: language)?.map { part in
      switch part {
      case .text(let text): text
      case .value(let value, _): "{\(source(range: value.origin))}"
      }
    }.joined()
  }

  private func chapterTitle(_ norm: Norm, _ language: String) -> String {
    for tree in trees {
      guard let header = PolicyFileSyntax(node: tree.root).header, header.name?.name == norm.namespace else { continue }
      let texts = header.title
      let text = texts.first { $0.language?.text == language } ?? texts.first
      if let title = text?.text?.value { return title }
    }
    return norm.namespace
  }

  /// The declaration that contains something.
  private func source(of origin: Origin) -> String {
    guard trees.indices.contains(origin.file) else { return "" }
    for node in PolicyFileSyntax(node: trees[origin.file].root).declarations {
      let range = node.range
      if range.start <= origin.start, origin.end <= range.end { return node.text }
    }
    return ""
  }

  private func source(range origin: Origin) -> String {
    guard project.files.indices.contains(origin.file) else { return "" }
    return project.files[origin.file].text(in: SourceRange(origin.start, origin.end))
  }

  private var separations: [(first: String, second: String, rule: String)] {
    let plan = project.plan
    return plan.segregations.flatMap { segregation -> [(first: String, second: String, rule: String)] in
      let rule = plan[segregation.norm].shortName
      switch segregation.conflict {
      case .separated(let first, let others): return others.map { (plan[first].name, plan[$0].name, rule) }
      case .atMost(_, let duties):
        return duties.indices.flatMap { index in
          duties[(index + 1)...].map { (plan[duties[index]].name, plan[$0].name, rule) }
        }
      }
    }
  }
}
