import Diagnostics
import Manifests
import PolicySemantics
import RulePlan
import SourceText
import Testing

@testable import Workbench

@Suite struct ProjectReaderTests {
  private let folder = TemporaryFolder([
    "policies/a.policy": "", "policies/b.policy": "", "data/people.yaml": "", "data/rights.csv": "",
  ])

  private func read(_ text: String) -> ProjectReader.Outcome {
    ProjectReader.read(SourceFile(path: folder.path + "/policyc.yaml", text: text))
  }

  /// Each diagnostic as `line:column code message`.
  private func faults(_ text: String) -> [String] {
    read(text).diagnostics.map { "\($0.place.line):\($0.place.column) \($0.code.code) \($0.message)" }
  }

  @Test func everyKeyIsRead() {
    let outcome = read(
      """
      name: Office
      policies: [policies]
      data: ["data/*.yaml", "grants=data/rights.csv"]
      languages: [en, fr, en]
      as-of: 2019-06-30
      ignore: ["*.tsv", data/old]
      sections: { grants: may be missing }
      parameters:
        low_value_limit: 5000 USD
        on: true
        limit: { from: 2019-01-01, value: 3 }
      """)
    #expect(outcome.diagnostics.isEmpty)
    let project = outcome.project
    #expect(project.name == "Office")
    #expect(project.policies == [folder.path + "/policies"])
    #expect(project.data == [folder.path + "/data/people.yaml", "grants=" + folder.path + "/data/rights.csv"])
    #expect(project.fittedData == [folder.path + "/data/people.yaml"])
    #expect(project.ignored.map(\.text) == ["*.tsv", "data/old"])
    #expect(project.ignored[1].fits(folder.path + "/data/old/a.csv"))
    #expect(project.optionalSections.map(\.name) == ["grants"])
    #expect(project.optionalSections.map(\.place.line) == [7])
    #expect(project.languages == ["en", "fr"])
    #expect(project.asOf == CalendarDate("2019-06-30"))
    #expect(project.parameters.map(\.name) == ["low_value_limit", "on", "limit"])
    #expect(project.parameters.map(\.value) == ["5000 USD", "true", "3"])
    #expect(project.parameters.map(\.from) == [nil, nil, CalendarDate("2019-01-01")])
    #expect(project.parameters.map(\.place.line) == [9, 10, 11])
  }

  @Test func aParameterOfTheProjectSaysItsValueAndItsDay() {
    #expect(
      faults("parameters:\n  limit: { from: soon, value: 3 }\n")
        == ["2:18 P8003 `from` expects a date such as `2019-06-30`, found `soon`"])
    #expect(
      faults("parameters:\n  limit: { from: 2019-01-01 }\n")
        == ["2:10 P8003 `limit` expects a `value`, found only `from`"])
    #expect(
      faults("parameters:\n  limit: { since: 2019-01-01, value: 3 }\n")
        == ["2:12 P8003 `limit` expects `from` and `value`, found `since`"])
  }

  @Test(arguments: ["", "# nothing yet\n", "name: Office"]) func policiesAreInTheFolderIfNoneAreNamed(text: String) {
    #expect(read(text).diagnostics.isEmpty)
    #expect(read(text).project.policies == [folder.path + "/"])
  }

  @Test func oneTextMayStandForAList() { #expect(read("policies: policies").project.policies.count == 1) }

  @Test func anUnknownKeyIsAnErrorWithTheNearestName() {
    let outcome = read("policys: [policies]\n")
    #expect(
      faults("policys: [policies]\n") == ["1:1 P8002 a project file has no key `policys`; did you mean `policies`?"])
    let fixed = TextEdit.apply(outcome.diagnostics[0].fixIts[0].edits, to: Array("policys: [policies]\n".utf8))
    #expect(String(decoding: fixed, as: UTF8.self) == "policies: [policies]\n")
    #expect(
      faults("colour: red") == [
        "1:1 P8002 a project file has no key `colour`; there are `name`, `policies`, `data`, `ignore`, `sections`, `languages`, `as-of`, `parameters`, `requests` and `rates`"
      ])
  }

  @Test(arguments: [
    ("- policies", "1:1 P8001 expected keys such as `policies`, found a list"),
    ("as-of: yesterday", "1:8 P8003 `as-of` expects a date such as `2019-06-30`, found `yesterday`"),
    ("as-of: 2019-02-30", "1:8 P8003 `as-of` expects a date such as `2019-06-30`, found `2019-02-30`"),
    ("name: [a]", "1:7 P8003 `name` expects a text, found a list"),
    ("name:", "1:6 P8003 `name` expects a text, found nothing"),
    ("languages: [english]", "1:13 P8003 `languages` expects codes such as `en` and `fr`, found `english`"),
    ("languages: [[en]]", "1:13 P8003 `languages` expects a list of texts, found a list"),
    ("parameters: [a]", "1:13 P8003 `parameters` expects names with their values, found a list"),
    ("parameters: { a: [1] }", "1:18 P8003 `a` expects one value, found a list"),
    ("sections: [grants]", "1:11 P8003 `sections` expects sections with what is said of them, found a list"),
    ("sections: { grants: empty }", "1:21 P8003 `grants` expects `may be missing`, found `empty`"),
    ("data: [none/*.yaml]", "1:8 P8004 no file fits `none/*.yaml`"),
    ("policies: [none]", "1:12 P8101 `none` leads to no file or folder"),
  ])
  func aWrongValueIsAnErrorAtItsPlace(text: String, fault: String) { #expect(faults(text) == [fault]) }

  @Test func aKeyThatStandsTwiceIsAnError() {
    let diagnostics = read("name: a\nname: b").diagnostics
    #expect(diagnostics.map(\.message) == ["`name` is given twice"])
    #expect(diagnostics.first?.related.first?.place.line == 1)
  }

  @Test func textThatIsNotYAMLIsAnError() { #expect(read("policies: [").diagnostics.count == 1) }

  @Test func aFileThatIsNotThereIsAnError() {
    #expect(ProjectReader.read(folder.path + "/policyc.yaml").diagnostics.map(\.code) == [.unreadablePolicy])
  }

  @Test func aProjectIsFoundInTheFolderOrAboveIt() {
    folder.write("", to: "policyc.yaml")
    folder.write("", to: "data/sub/x")
    #expect(Project.find(from: folder.path) == folder.path + "/policyc.yaml")
    #expect(Project.find(from: folder.path + "/data/sub") == folder.path + "/data/sub/../../policyc.yaml")
  }

  @Test(arguments: ["en", "fr", "pt-BR", "ast"]) func theseAreLanguages(text: String) {
    #expect(Project.isLanguage(text))
  }

  @Test(arguments: ["", "e", "english", "en_", "12", "en-", "f r"]) func theseAreNone(text: String) {
    #expect(!Project.isLanguage(text))
  }

  static let pages = Catalogue.all.filter { ["P8001", "P8002", "P8003", "P8004"].contains($0.code) }

  @Test(arguments: pages) func theExamplesOfThePageGiveTheCodeOrNone(page: DiagnosticCode) {
    #expect(read(page.example).diagnostics.map(\.code) == [page])
    #expect(read(page.prefer).diagnostics.isEmpty)
  }
}
