import Diagnostics
import Glibc
import SourceText
import Testing
import Workbench

@Suite struct PolicyFilesTests {
  private let folder = TemporaryFolder([
    "b.policy": "b", "a.policy": "a", "sub/c.policy": "c", "notes.md": "", ".hidden/d.policy": "", "sub/.e.policy": "",
  ])

  private func names(_ files: PolicyFiles) -> [String] {
    files.files.map { String($0.path.dropFirst(folder.path.count + 1)) }
  }

  @Test func aFolderStandsForAllPoliciesBelowIt() {
    let files = PolicyFiles(reading: [folder.path])
    #expect(names(files) == ["a.policy", "b.policy", "sub/c.policy"])
    #expect(files.diagnostics.isEmpty)
    #expect(files.files.map(\.bytes) == [[0x61], [0x62], [0x63]])
  }

  @Test func aFileThatIsNamedTwiceIsReadOnce() {
    let files = PolicyFiles(reading: [folder.path + "/a.policy", folder.path + "/./a.policy", folder.path])
    #expect(names(files) == ["a.policy", "b.policy", "sub/c.policy"])
  }

  @Test func aProjectBelowAFolderIsLeftOutUnlessItIsNamed() {
    folder.write("name: Example", to: "sub/policyc.yaml")
    folder.write("d", to: "sub/deep/d.policy")
    folder.write("name: All", to: "policyc.yaml")
    #expect(names(PolicyFiles(reading: [folder.path])) == ["a.policy", "b.policy"])
    #expect(names(PolicyFiles(reading: [folder.path + "/sub"])) == ["sub/c.policy", "sub/deep/d.policy"])
    #expect(
      names(PolicyFiles(reading: [folder.path, folder.path + "/sub/deep"])) == [
        "a.policy", "b.policy", "sub/deep/d.policy",
      ])
    #expect(
      names(PolicyFiles(reading: [folder.path], entersProjects: true)) == [
        "a.policy", "b.policy", "sub/c.policy", "sub/deep/d.policy",
      ])
  }

  @Test func aFileMayHaveAnyName() { #expect(names(PolicyFiles(reading: [folder.path + "/notes.md"])) == ["notes.md"]) }

  @Test func aByteOrderMarkIsNoPartOfTheText() {
    folder.write("\u{FEFF}policy", to: "mark/m.policy")
    #expect(PolicyFiles(reading: [folder.path + "/mark"]).files.map(\.bytes) == [Array("policy".utf8)])
  }

  @Test func pipesInAFolderAreNotWaitedFor() {
    #expect(mkfifo(folder.path + "/pipe.policy", 0o600) == 0)
    // A pipe that looks like a policy is an error, and not passed over.
    #expect(PolicyFiles(reading: [folder.path]).diagnostics.count == 1)
  }

  @Test func whatCannotBeReadIsSaid() {
    let files = PolicyFiles(reading: [folder.path + "/a.policy", folder.path + "/none.policy"])
    #expect(files.diagnostics.map(\.code) == [.unreadablePolicy])
    #expect(files.diagnostics[0].message == "cannot read `\(folder.path)/none.policy`: there is no such file")
  }

  @Test func aFolderWithoutPoliciesIsSaid() {
    let empty = TemporaryFolder(["x/notes.md": ""])
    #expect(PolicyFiles(reading: [empty.path]).diagnostics.map(\.code) == [.noPolicies])
  }

  @Test func linksThatLeadInACircleAreFollowedOnce() {
    folder.link("sub/up", to: "..")
    #expect(names(PolicyFiles(reading: [folder.path])).contains("sub/c.policy"))
  }

  @Test func aLinkThatLeadsNowhereIsAnErrorOnlyWhereItIsAPolicy() {
    folder.link("gone.txt", to: "nowhere")
    #expect(PolicyFiles(reading: [folder.path]).diagnostics.isEmpty)
    folder.link("gone.policy", to: "nowhere")
    #expect(PolicyFiles(reading: [folder.path]).diagnostics.map(\.code) == [.unreadablePolicy])
  }
}
