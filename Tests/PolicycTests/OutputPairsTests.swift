import Testing

@testable import policyc

@Suite struct OutputPairsTests {
  @Test(arguments: [
    (["a"], ["a"]),
    (["--format", "json", "--output", "f"], ["--format=json=f"]),
    (["--format=json", "--output=f", "a"], ["--format=json=f", "a"]),
    (["--format", "json", "a", "--output", "f", "--format", "text"], ["--format=json=f", "a", "--format=text"]),
    (["--format", "text", "--format", "json", "--output", "f"], ["--format=text", "--format=json=f"]),
    (["--format", "json=g", "--output", "f"], ["--format=json=g", "--output", "f"]),
    (["--output", "f", "--format", "json"], ["--output", "f", "--format=json"]),
    (["--format", "json", "--", "--output", "f"], ["--format=json", "--", "--output", "f"]),
    (["--output"], ["--output"]), (["--format"], ["--format"]),
  ])
  func anOutputBelongsToTheFormatBeforeIt(arguments: [String], joined: [String]) {
    #expect(OutputPairs.joined(["check"] + arguments) == ["check"] + joined)
  }

  @Test func otherCommandsWriteOneReport() {
    let arguments = ["review", "r.yaml", "--format", "json", "--output", "f"]
    #expect(OutputPairs.joined(arguments) == arguments)
  }
}

@Suite struct ReportTargetTests {
  @Test func aTargetIsAFormatWithOrWithoutAFile() {
    #expect(ReportTarget(argument: "json")?.path == nil)
    #expect(ReportTarget(argument: "json=a=b.json")?.path == "a=b.json")
    #expect(ReportTarget(argument: "text=-")?.path == nil)
    #expect(ReportTarget(argument: "xml") == nil)
    #expect(ReportTarget(argument: "") == nil)
  }
}
