import TestSupport
import Testing
import Vocabulary

/// The files that colour policies in editors are those of the vocabulary. `make docs` writes them.
@Suite struct HighlighterTests {
  @Test(arguments: Highlighter.allCases) func everyFileIsUpToDate(_ highlighter: Highlighter) throws {
    for path in highlighter.paths {
      let file = try #require(Fixtures.read(path), "\(path) is missing; run `make docs`")
      #expect(file == highlighter.file(replacing: file), "\(path): run `make docs`")
    }
  }

  /// A word that is left out of a file has no colour there.
  @Test(arguments: Highlighter.allCases) func everyFileHasEveryWord(_ highlighter: Highlighter) {
    let words =
      WordClass.declaration.words + WordClass.clause.words + WordClass.operation.words
      + WordClass.constant.words + WordClass.type.words
    let grammar: Set<String> = [InnerWord.findings, .error, .warning].reduce(into: []) { $0.insert($1.word.text) }
    let found = Set(highlighter.text.split { !$0.isLetter }.map(String.init))
    for word in words where highlighter != .treesitter || !grammar.contains(word) {
      #expect(found.contains(word), "\(highlighter): \(word)")
    }
  }

  @Test func theModeOfEmacsKeepsWhatIsWrittenByHand() {
    let old =
      "a\n;; The words of the language: `make docs` writes them from the vocabulary.\nold\n"
      + ";; Here the words of the language end.\nb\n"
    let new = Highlighter.emacs.file(replacing: old)
    #expect(new.hasPrefix("a\n;; The words") && new.hasSuffix("end.\nb\n") && !new.contains("\nold\n"))
    #expect(Highlighter.emacs.file(replacing: new) == new)
  }
}
