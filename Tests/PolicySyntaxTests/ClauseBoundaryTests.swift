import Diagnostics
import PolicySyntax
import SourceText
import Testing

/// Where a clause ends and the next one begins, and which words are names.
@Suite struct ClauseBoundaryTests {
  private func tree(_ declaration: String) -> SyntaxTree {
    PolicyParser.parse(SourceFile(path: "a.policy", text: "policy a\n" + declaration))
  }

  /// The clauses of the only declaration.
  private func clauses(_ declaration: String) -> [SyntaxKind] {
    let tree = tree(declaration)
    #expect(tree.diagnostics.map(\.message) == [])
    return PolicyFileSyntax(node: tree.root).declarations.last?.nodes.map(\.kind) ?? []
  }

  @Test func theModelsOfASegregationAreNoComparisonWithTheDateBefore() {
    #expect(
      clauses("segregate S \"t\" {\n  a from b\n  in force from 2019-01-01\n  in rights\n}")
        == [.separationClause, .inForceClause, .modelsClause])
    #expect(
      clauses("segregate S \"t\" {\n  a from b\n  waivable by \"X\" for at most 90 days\n  in rights\n}")
        == [.separationClause, .waivableClause, .modelsClause])
  }

  @Test func theVariablesOfARuleAreNoLimitOfTheWaiverBefore() {
    #expect(
      clauses("rule R \"t\" {\n  waivable by \"X\"\n  for at in A, b in B\n  must true\n}")
        == [.waivableClause, .forClause, .requirementClause])
  }

  @Test func wordsOfClausesBeginNoSeparation() {
    #expect(
      clauses("segregate S \"t\" {\n  a from b\n  level from\n  tags from, x\n}")
        == [.separationClause, .levelClause, .tagsClause])
    #expect(tree("segregate S \"t\" { at 2 of a, b }").diagnostics.map(\.code.code) == ["P0101"])
  }

  @Test func aForbiddenRequirementOfAStandardNeedsNoTitle() {
    let tree = tree("standard S \"t\" version 1 { for a in A must not old : a.old must not : a.new }")
    let requirements = tree.root.nodes.flatMap(\.nodes).compactMap { RequirementSyntax($0) }
    #expect(tree.diagnostics.isEmpty)
    #expect(requirements.map { $0.name?.text } == ["old", "not"])
    #expect(requirements.map(\.isNegated) == [true, false])
  }

  @Test(arguments: ["in", "on", "or", "and", "is", "like", "contains", "otherwise", "implies", "holds", "distinct"])
  func aWordWithAColonBehindItIsTheNextFieldAndNoOperator(word: String) {
    #expect(
      clauses("entity A from as {\n  a : Boolean = true\n  \(word) : Text\n}") == [
        .fieldDeclaration, .fieldDeclaration,
      ])
  }

  @Test func adviceIsSilencedByItsNameInAnEntity() {
    #expect(
      clauses("entity A from as {\n  allow unused-declaration because \"x\"\n  allow : Text\n}")
        == [.allowClause, .fieldDeclaration])
  }

  @Test(arguments: ["distinct (a.b)", "distinct [a]", "distinct a.b", "distinct some x in a"])
  func distinctStandsBeforeSeveralValues(text: String) throws {
    let tree = tree("define f(): Boolean = \(text)")
    #expect(tree.diagnostics.isEmpty)
    let function = try #require(PolicyFileSyntax(node: tree.root).declarations.last)
    #expect(function.node(.distinctExpression) != nil)
  }

  @Test func theKeyOfAnInstanceStandsOnItsLine() {
    #expect(tree("define f(): Boolean = a.b\n  .Person \"u1\" == c").diagnostics.isEmpty)
    #expect(!tree("define f(): Boolean = Person\n  \"u1\" == c").diagnostics.isEmpty)
  }

  @Test func aCurrencyMayStandOnTheNextLine() {
    #expect(clauses("record A {\n  a : Money\n    in USD\n  in : Money\n}") == [.fieldDeclaration, .fieldDeclaration])
  }

  @Test func anExpectedStatusIsNoNorm() {
    #expect(tree("test \"t\" { expect waived }").diagnostics.map(\.code.code) == ["P0104"])
    #expect(clauses("test \"t\" { expect waived open }") == [.expectClause])
  }
}
