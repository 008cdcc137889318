import Diagnostics
import Glibc
import Manifests
import Testing

@testable import Workbench

@Suite struct ConfinementTests {
  private let folder = TemporaryFolder([
    "p/policyc.yaml": "name: p", "p/policies/a.policy": "policy a", "elsewhere/b.policy": "policy b",
    "elsewhere/d.yaml": "x: 1",
  ])

  private func codes(_ text: String) -> [DiagnosticCode] {
    folder.write(text, to: "p/policyc.yaml")
    return ProjectReader.read(folder.path + "/p/policyc.yaml").diagnostics.map(\.code)
  }

  @Test func aProjectNamesNothingOutsideOfItsRoot() {
    #expect(codes("policies: [policies]") == [])
    #expect(codes("policies: [../elsewhere]") == [.leadsOutside])
    #expect(
      codes("policies: [policies]\ndata: [\"../elsewhere/*.yaml\", \(folder.path)/elsewhere/d.yaml]") == [
        .leadsOutside, .leadsOutside,
      ])
    folder.link("p/data.yaml", to: "../elsewhere/d.yaml")
    #expect(codes("policies: [policies]\ndata: [\"*.yaml\"]") == [.leadsOutside])
    // Below a repository that holds it, it does.
    folder.write("", to: ".git/HEAD")
    #expect(codes("policies: [../elsewhere]\ndata: [../elsewhere/d.yaml]") == [])
  }

  @Test func linksInItsFoldersOfPoliciesLeadNowhereElse() {
    folder.link("p/policies/b.policy", to: "../../elsewhere/b.policy")
    let policies = folder.path + "/p/policies"
    let root = ProjectRoot(folder: folder.path + "/p")
    let read = PolicyFiles(reading: [policies], root: root, confined: [policies])
    #expect(read.diagnostics.map(\.message) == ["cannot read `\(policies)/b.policy`: it leads out of the project"])
    // The command line may name it.
    #expect(PolicyFiles(reading: [policies], root: root).diagnostics == [])
    #expect(PolicyFiles(reading: [policies + "/b.policy"], root: root).files.count == 1)
  }

  @Test(.timeLimit(.minutes(1))) func noTextIsReadFromAPipe() {
    let pipe = folder.path + "/p/policies/c.policy"
    mkfifo(pipe, 0o600)
    for paths in [[pipe], [folder.path + "/p/policies"]] {
      #expect(
        PolicyFiles(reading: paths).diagnostics.map(\.message)
          == ["cannot read `\(pipe)`: it is not a file; standard input is `-`"])
    }
    unlink(folder.path + "/p/policyc.yaml")
    mkfifo(folder.path + "/p/policyc.yaml", 0o600)
    #expect(ProjectReader.read(folder.path + "/p/policyc.yaml").diagnostics.map(\.code) == [.unreadablePolicy])
  }
}
