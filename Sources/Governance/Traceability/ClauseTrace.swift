public import Diagnostics
public import RulePlan
public import SourceText

/// Clause by clause: the norms that carry it out and the tests of those norms, or that none does.
public struct ClauseTrace: Sendable {
  /// A norm that cites a clause.
  public struct NormEntry: Sendable {
    public var name: String
    public var title: String
    public var place: Place?
    /// Titles of the tests that expect something of it.
    public var tests: [String]
  }

  public struct ClauseEntry: Sendable {
    /// Without the section sign.
    public var name: String
    public var text: String
    public var isOrganisational: Bool
    public var place: Place?
    public var norms: [NormEntry]
    /// Parameters that cite it.
    public var parameters: [String]

    /// Whether something carries the clause out, or nothing has to.
    public var isCovered: Bool { isOrganisational || !norms.isEmpty || !parameters.isEmpty }
    public var isTested: Bool { norms.contains { !$0.tests.isEmpty } }
  }

  public struct InstrumentEntry: Sendable {
    /// The name in the policies, without its namespace.
    public var name: String
    public var symbol: String
    public var title: String
    public var clauses: [ClauseEntry]

    public var organisational: Int { clauses.count { $0.isOrganisational } }
    public var covered: Int { clauses.count { $0.isCovered && !$0.isOrganisational } }
    public var uncovered: Int { clauses.count { !$0.isCovered } }
  }

  public var instruments: [InstrumentEntry]
  /// Norms that cite nothing as their basis.
  public var uncited: [NormEntry]

  /// - Parameters:
  ///   - tests: for each norm the titles of the tests that expect something of it.
  ///   - files: the policies, in the order of ``Plan/files``.
  public init(plan: Plan, tests: [NormID: [String]], files: [SourceFile], language: String) {
    let places = PolicyPlaces(files: files)
    func entry(_ norm: Norm) -> NormEntry {
      NormEntry(
        name: norm.nameOfAll(in: plan, language: language) ?? norm.name,
        title: norm.title.text(in: language) ?? norm.shortName, place: places.place(of: norm.origin),
        tests: tests[norm.id] ?? [])
    }
    var norms: [InstrumentID: [String: [NormEntry]]] = [:]
    for norm in plan.norms {
      // A clause that only gave the idea is not carried out.
      let bases = norm.citations.filter { !$0.isInspiration }
      for citation in Set(bases.map { [$0.instrument.index: $0.clause] }) {
        for (instrument, clause) in citation {
          norms[InstrumentID(instrument), default: [:]][clause, default: []].append(entry(norm))
        }
      }
    }
    var parameters: [InstrumentID: [String: [String]]] = [:]
    for parameter in plan.parameters {
      for citation in parameter.citations where !citation.isInspiration {
        parameters[citation.instrument, default: [:]][citation.clause, default: []].append(parameter.name)
      }
    }
    instruments = plan.instruments.map { instrument in
      InstrumentEntry(
        name: instrument.name, symbol: instrument.symbol, title: instrument.title.text(in: language) ?? instrument.name,
        clauses: instrument.clauses.map { clause in
          ClauseEntry(
            name: clause.name, text: clause.text.text(in: language) ?? "", isOrganisational: clause.isOrganisational,
            place: places.place(of: clause.origin), norms: norms[instrument.id]?[clause.name] ?? [],
            parameters: parameters[instrument.id]?[clause.name] ?? [])
        })
    }
    uncited = plan.norms.filter { $0.citations.allSatisfy(\.isInspiration) }.map(entry)
  }
}
