import Testing

/// The rules of the house that a machine can check; the reasons are in docs/architecture.md.
@Suite struct HouseTests {
  /// Each room may import the rooms before it.
  static let rooms = [
    "CYAML", "CZlib", "CMinizip", "CExpat", "Vocabulary", "SourceText", "Diagnostics", "PolicySyntax", "PolicyFormat",
    "RulePlan", "PolicySemantics",
    "RecordStore",
    "Manifests", "Evaluation", "Governance", "Reports", "Workbench", "EditorFeatures", "LanguageServer", "policyc",
    "TestSupport",
  ]
  /// Rooms of plain data: they know nothing of policies as text.
  static let plain = ["RulePlan", "RecordStore", "Evaluation"]

  @Test func theSourcesAreFound() { #expect(SourceTree.sources.count > 100) }

  @Test func roomsImportOnlyEarlierRooms() {
    for file in SourceTree.sources {
      guard let own = Self.rooms.firstIndex(of: file.room) else {
        Issue.record("\(file.path) is in none of the rooms")
        continue
      }
      for name in file.imports {
        guard let place = Self.rooms.firstIndex(of: name) else { continue }
        #expect(place < own, "\(file.path) imports \(name)")
      }
    }
  }

  @Test func theEvaluatorKnowsNoSyntax() {
    for file in SourceTree.sources where Self.plain.contains(file.room) {
      let allowed = Set(Self.plain + ["SourceText", "Glibc", "Dispatch", "Synchronization", "Collections"])
      #expect(allowed.isSuperset(of: file.imports), "\(file.path) imports \(file.imports)")
    }
  }

  @Test func onlyOneRoomMentionsLibrariesOfFormats() {
    for file in SourceTree.sources where file.room != "Manifests" {
      for library in ["CYAML", "CZlib", "CMinizip", "CExpat"] {
        #expect(!file.imports.contains(library), "\(file.path) imports \(library)")
      }
    }
  }

  @Test func onlyOneRoomMentionsTheLanguageServerProtocol() {
    for file in SourceTree.sources where file.room != "LanguageServer" && file.room != "policyc" {
      let words = file.code.flatMap { $0.split(whereSeparator: { !$0.isLetter }) }
      #expect(!words.contains("LSP") && !words.contains("textDocument"), "\(file.path)")
    }
  }

  @Test func noRoomImportsFoundation() {
    for file in SourceTree.sources { #expect(!file.imports.contains("Foundation"), "\(file.path)") }
  }

  @Test func filesAreShort() {
    let counts = SourceTree.sources.map { ($0.path, $0.lines.count) }
    // Pages of the catalogue are text, not code.
    for (path, count) in counts where !path.contains("/Catalogue/") { #expect(count <= 800, "\(path): \(count) lines") }
    let sorted = counts.map(\.1).sorted()
    #expect(sorted[sorted.count / 2] < 150)
  }

  @Test func nothingTrapsOnInput() {
    let forbidden = ["try!", "fatalError(", "precondition(", "preconditionFailure(", "assert(", " as! ", "unowned"]
    for file in SourceTree.sources where file.room != "TestSupport" {
      for (number, line) in file.lines.enumerated() where !line.trimmed.hasPrefix("//") {
        for word in forbidden { #expect(!line.contains(word), "\(file.path):\(number + 1) has \(word)") }
      }
    }
  }

  @Test func noNameSaysNothing() {
    let empty = ["Util", "Utils", "Helper", "Helpers", "Manager", "Misc", "Common"]
    for file in SourceTree.sources {
      let name = file.path.split(separator: "/").last.map { String($0.split(separator: ".")[0]) } ?? ""
      for word in empty { #expect(!name.hasSuffix(word), "\(file.path)") }
    }
  }
}
