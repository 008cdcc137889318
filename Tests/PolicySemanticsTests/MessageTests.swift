import Diagnostics
import PolicySemantics
import SourceText
import Testing

/// Values in messages.
@Suite struct MessageTests {
  private func messages(_ rule: String) -> [String] {
    let text = "policy demo.x\n\nentity Person from people { key id : Text }\n\n" + rule
    return Compiler.compile(
      [SourceFile(path: "a.policy", text: text)], options: CompilerOptions(givesAdvice: false)
    ).diagnostics.map(\.message)
  }

  @Test func aNameThatIsNearlyTitleIsToldSo() {
    #expect(
      messages("rule R \"A\" {\n  for p in Person\n  must p.id != \"x\"\n  message en \"{titel}\"\n}")
        == ["nothing here is named `titel`; did you mean `title`?"])
  }

  @Test func titleIsNotOfferedOutsideOfMessages() {
    #expect(messages("rule R \"A\" {\n  for p in Person\n  must p.id != titel\n}") == ["nothing here is named `titel`"])
  }
}
