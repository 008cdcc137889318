import Testing

/// Text that others wrote reaches an output only as `ShownText` (docs/decisions/0015-shown-text.md).
@Suite struct ShownTextTests {
  private static let folder = "Sources/SourceText/Shown/"

  /// The type that outputs take has no way in for a `String`: only literals and shown text.
  @Test func noStringBecomesMarkup() throws {
    let markup = try #require(SourceTree.sources.first { $0.path == Self.folder + "Markup.swift" })
    let ways = markup.code.filter {
      $0.contains("init(") || $0.contains("appendInterpolation(") || $0.contains("appendLiteral(")
    }
    #expect(ways.count > 8)
    for way in ways {
      let head = way.prefix { $0 != "{" }.replacing("StaticString", with: "").replacing("StringInterpolation", with: "")
      // The one way that takes a `String` is for the contexts, which are in this room.
      #expect(!head.contains("String") || head.trimmed.hasPrefix("init(trusted text: String)"), "\(way)")
    }
    for file in SourceTree.sources where !file.path.hasPrefix(Self.folder) {
      for word in ["Markup(trusted:", ".init(trusted:", "stringLiteral:", "appendLiteral("] {
        #expect(!file.code.contains { $0.contains(word) }, "\(file.path) has \(word)")
      }
    }
  }

  /// Functions that write take markup, literals, or bytes that a writer of JSON has escaped. Documents that are written as
  /// they are have a function of their own, with its few callers.
  @Test func noStringIsWritten() {
    for file in SourceTree.sources where file.room == "Reports" || file.room == "policyc" {
      for line in file.code where line.contains("func write") && line.contains("(_ ") {
        #expect(!line.contains("_ text: String"), "\(file.path): \(line)")
      }
      #expect(!file.code.contains { $0.contains("print(") } || file.path.hasSuffix("main.swift"), "\(file.path)")
      #expect(!file.code.contains { $0.contains("fputs(") || $0.contains("FileHandle") }, "\(file.path)")
    }
    let writers = SourceTree.sources.filter { file in file.code.contains { $0.contains("write(document:") } }
    #expect(
      writers.map(\.path) == [
        "Sources/policyc/Commands/AdoptCommand.swift", "Sources/policyc/Commands/CompletionsCommand.swift",
        "Sources/policyc/Commands/ExplainCommand.swift",
        "Sources/policyc/Commands/FormatCommand.swift", "Sources/policyc/Commands/WordsCommand.swift",
        "Sources/policyc/Output/Output.swift",
      ])
  }

  /// Escapes are made in one room: a replacement anywhere else in a report is one that the others forget.
  @Test func onlyOneRoomEscapes() {
    for file in SourceTree.sources where file.room == "Reports" {
      #expect(!file.code.contains { $0.contains(".replacing(") || $0.contains("&amp;") }, "\(file.path)")
    }
  }
}
