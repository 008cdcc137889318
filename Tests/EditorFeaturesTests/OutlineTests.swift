import EditorFeatures
import SourceText
import Testing

@Suite struct OutlineTests {
  static let policy = """
    policy demo.x {
      title en "Demo"
    }

    /// A person.
    entity Person from people {
      key id : Text
      name   : Text?
    }

    // One
    // Two
    enum Level ordered { low, high }

    rule R_01 "Everyone has a name" {
      for  p in Person
      must p.name is present
    }

    test "nobody" {
      expect no findings
    }
    """

  @Test func everyDeclarationStandsInTheOutlineWithItsParts() throws {
    let editor = try EditorFixture(Self.policy)
    let symbols = DocumentSymbols.of(editor.context.tree)
    #expect(symbols.map(\.name) == ["demo.x", "Person", "Level", "R_01", "nobody"])
    #expect(symbols.map(\.kind) == [.namespace, .entity, .enumeration, .rule, .test])
    #expect(symbols[1].children.map(\.name) == ["id", "name"])
    #expect(symbols[2].children.map(\.name) == ["low", "high"])
    #expect(symbols[3].detail == "Everyone has a name")
    for symbol in symbols {
      #expect(symbol.range.start <= symbol.nameRange.start && symbol.nameRange.end <= symbol.range.end)
    }
  }

  @Test func blocksAndCommentsCanBeFolded() throws {
    let editor = try EditorFixture(Self.policy)
    let folds = FoldingRanges.of(editor.context.tree)
    #expect(folds.map(\.firstLine) == [0, 5, 10, 14, 19])
    #expect(folds.map(\.lastLine) == [1, 7, 11, 16, 20])
    #expect(folds[2].kind == .comment)
  }

  @Test func selectionGrowsStepByStep() throws {
    let editor = try EditorFixture(
      "policy demo.x\nrule R \"t\" {\n  for p in Person\n  must p.na‸me == \"a\" and true\n}\n")
    let ranges = SelectionRanges.at(editor.caret, in: editor.context.tree)
    #expect(
      ranges.prefix(4).map { editor.text($0) } == ["name", "p.name", "p.name == \"a\"", "p.name == \"a\" and true"])
    for (inner, outer) in zip(ranges, ranges.dropFirst()) {
      #expect(outer.start <= inner.start && inner.end <= outer.end && inner != outer)
    }
  }

  @Test func formattingChangesOnlyTheLinesThatDiffer() throws {
    let editor = try EditorFixture("policy demo.x\n\nenum E { a }\n\nenum   F {b}\n")
    let edits = try #require(Formatting.edits(of: editor.context.tree))
    #expect(edits.map { editor.text($0.range) } == ["enum   F {b}\n"])
    #expect(editor.applying(edits) == "policy demo.x\n\nenum E { a }\n\nenum F { b }\n")
  }

  @Test func aTextWithFaultsIsNotFormatted() throws {
    let editor = try EditorFixture("policy demo.x\nenum {\n")
    #expect(Formatting.edits(of: editor.context.tree) == nil)
  }
}
