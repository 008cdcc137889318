import Reports
import SourceText
import Testing

@Suite struct UnifiedDifferenceTests {
  private func difference(_ old: String, _ new: String) -> String {
    UnifiedDifference(path: "a.policy", old: old, new: new).markup.text
  }

  @Test func aChangedLineIsShownWithItsContext() {
    #expect(
      difference("1\n2\n3\n4\n5\n", "1\n2\n3\nfour\n5\n")
        == "--- a.policy\n+++ a.policy\n@@ -1,5 +1,5 @@\n 1\n 2\n 3\n-4\n+four\n 5\n")
    #expect(difference("1\n", "1\n").isEmpty)
  }

  /// The two signs of a line's end are one character of Swift.
  @Test func linesEndWithALineFeedWhateverIsBeforeIt() {
    #expect(
      difference("1\r\n2\r\n", "1\n2\n")
        == "--- a.policy\n+++ a.policy\n@@ -1,2 +1,2 @@\n-1\\u{D}\n-2\\u{D}\n+1\n+2\n")
  }

  @Test func nothingInALineIsObeyed() {
    #expect(
      difference("// \u{1B}[31m\u{202E}\n", "//\u{1B}\n").hasSuffix("-// \\u{1B}[31m\\u{202E}\n+//\\u{1B}\n"))
  }
}
