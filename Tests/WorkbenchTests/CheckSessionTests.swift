import Diagnostics
import Governance
import Manifests
import RulePlan
import Testing
import Workbench

@Suite struct CheckSessionTests {
  static let policy = """
    policy demo.check

    entity Item from items {
      key id : Text
      good   : Boolean
    }

    entity Note from notes { text : Text }

    parameter limit "Most items" : Integer {
      from 2019-01-01 : 10
    }

    rule A "Items are good" {
      for  i in Item
      must i.good
    }

    rule B "Notes are short" {
      for  n in Note
      must n.text != "" and count(i for i in Item) <= limit
    }
    """

  private let folder = TemporaryFolder(["a.policy": policy])

  private func run(
    _ data: [String: String] = [:], policies: [String] = ["a.policy"], _ change: (inout CheckRequest) -> Void = { _ in }
  ) -> CheckResult {
    for (name, text) in data { folder.write(text, to: name) }
    var request = CheckRequest(
      policies: policies.map { folder.path + "/" + $0 },
      data: data.keys.sorted().map { DataInput(argument: folder.path + "/" + $0) }, asOf: CalendarDate(days: 18_077))
    request.givesAdvice = false
    change(&request)
    return CheckSession(request).run()
  }

  private static let good = "items: [{ id: a, good: true }]\nnotes: [{ text: x }]"

  @Test func withoutDataNothingWasChecked() {
    let result = run()
    #expect(result.verdict == .dataFaulty)
    #expect(result.diagnostics.map(\.code) == [.noData])
    // Neither option lifts the other.
    #expect(run { $0.allowsEmpty = true }.verdict == .dataFaulty)
    #expect(run(["d.yaml": "items: []\nnotes: []"]) { $0.checksPoliciesOnly = true }.verdict == .passed)
  }

  @Test func thePoliciesAloneAreCheckedWhereThatIsAsked() {
    let result = run { $0.checksPoliciesOnly = true }
    #expect(result.verdict == .passed)
    #expect(result.assessment == nil)
    #expect(result.diagnostics.isEmpty)
  }

  @Test func compliantDataPasses() {
    let result = run(["d.yaml": Self.good])
    #expect(result.verdict == .passed)
    #expect(result.assessment?.summary.records == 2)
    #expect(result.statistics.rules.map(\.name) == ["demo.check.A", "demo.check.B"])
  }

  @Test func findingsFail() {
    let result = run(["d.yaml": "items: [{ id: a, good: false }]\nnotes: []"])
    #expect(result.verdict == .failed)
    #expect(result.assessment?.findings.map(\.rule) == ["demo.check.A"])
  }

  @Test func faultyPoliciesAreTheirOwnVerdictWhateverTheDataIs() {
    folder.write("policy demo.x\nentity A from as { key id : Txt }", to: "b.policy")
    let result = run(["d.yaml": "nonsense: ["], policies: ["b.policy"])
    #expect(result.verdict == .policiesFaulty)
    #expect(result.assessment == nil)
  }

  @Test func faultyDataIsItsOwnVerdict() {
    #expect(run(["d.yaml": "items: [{ id: a, goood: true }]"]).verdict == .dataFaulty)
    #expect(run(["d.yaml": "items: [{ id: a"]).verdict == .dataFaulty)
  }

  @Test func dataThatIsNotThereIsAFailedInput() {
    let result = run { $0.data = [.path("/nowhere/d.yaml")] }
    #expect(result.verdict == .inputOutputFailed)
  }

  @Test func aPolicyThatIsNotThereIsAFailedInput() {
    #expect(run(policies: ["a.policy", "none.policy"]).verdict == .inputOutputFailed)
  }

  @Test func lenienceMakesUnknownFieldsWarnings() {
    let result = run(["d.yaml": Self.good + "\nextra: []"]) { $0.isLenient = true }
    #expect(result.verdict == .passed)
    #expect(result.diagnostics.map(\.severity) == [.warning])
  }

  @Test func aSectionThatNormsAreAboutAndTheDataDoesNotGiveIsSaid() {
    let result = run(["d.yaml": "items: [{ id: a, good: false }]"]) { $0.threshold = .never }
    #expect(result.verdict == .dataFaulty)
    #expect(
      result.diagnostics.map(\.message) == [
        "the data has no section `notes`, on which `demo.check.B` depends, so it was not evaluated"
      ])
    #expect(result.diagnostics.first?.place.line == 8)
    // The other norms are evaluated all the same.
    #expect(result.assessment?.findings.map(\.rule) == ["demo.check.A"])
    #expect(result.statistics.rules.map(\.name) == ["demo.check.A"])
  }

  @Test func aSectionMayBeMissingWhereTheProjectSaysSo() {
    folder.write("policies: [a.policy]\nsections: { notes: may be missing }", to: "policyc.yaml")
    let result = run(["d.yaml": "items: [{ id: a, good: true }]"], policies: []) {
      $0.adopt(ProjectReader.read(folder.path + "/policyc.yaml"), isAsOfGiven: true, isLanguageGiven: true)
    }
    #expect(result.verdict == .passed)
    #expect(result.statistics.rules.map(\.name) == ["demo.check.A", "demo.check.B"])
  }

  @Test func aSectionOfTheProjectFileThatNoEntityIsReadFromIsAMistakeInIt() {
    folder.write("policies: [a.policy]\nsections: { note: may be missing }", to: "policyc.yaml")
    let result = run(["d.yaml": Self.good], policies: []) {
      $0.adopt(ProjectReader.read(folder.path + "/policyc.yaml"), isAsOfGiven: true, isLanguageGiven: true)
    }
    #expect(result.verdict == .misused)
    #expect(
      result.diagnostics.map(\.message) == ["no entity is read from a section `note`; did you mean `notes`?"])
    #expect(result.diagnostics.map(\.place.line) == [2])
  }

  @Test func sectionsThatAreOnlyReferredToOrGiveUnitsMayBeMissing() {
    folder.write(
      """
      policy demo.units

      entity Unit from units { key id : Text   parent : Unit? }
      entity Right from rights { key id : Text }
      entity Person from people { key id : Text   home : Unit?   rights : [Right] = []   unit : Unit? }

      access held {
        for   person in Person
        gives person.rights
        over  person.unit within parent
      }

      duty a "A" of Right = any of "A"
      duty b "B" of Right = any of "B"

      segregate S_01 "Kept apart" {
        a from b
        in held
        within overlapping scope
      }

      rule R_01 "Nobody is at home" {
        for  p in Person
        must p.home is missing
      }
      """, to: "u.policy")
    let result = run(
      ["p.yaml": "people: [{ id: p, rights: [A] }]\nrights: [{ id: A }, { id: B }]"], policies: ["u.policy"])
    #expect(result.verdict == .passed)
    #expect(result.statistics.rules.map(\.name) == ["demo.units.S_01", "demo.units.R_01"])
  }

  @Test func valuesOfParametersThatDoNotFitAreAMistakeInTheProjectFile() {
    folder.write("policies: [a.policy]\nparameters: { limt: 3 }", to: "policyc.yaml")
    let result = run(["d.yaml": Self.good], policies: []) {
      $0.adopt(ProjectReader.read(folder.path + "/policyc.yaml"), isAsOfGiven: true, isLanguageGiven: true)
    }
    #expect(result.verdict == .misused)
  }

  @Test func aSectionThatANormOnlyLooksThroughIsSaidToo() {
    folder.write(
      """
      policy demo.watch

      entity Person from people { key id : Text }

      entity Entry from watchlist { person : Text }

      entity Unit from units { key id : Text }

      define listed(p: Person): Boolean = some e in Entry where e.person == p.id

      rule W_01 "Nobody is on the list" {
        for      p in Person
        must not listed(p)
      }
      """, to: "w.policy")
    let result = run(["p.yaml": "people: [{ id: u1 }]"], policies: ["w.policy"])
    #expect(
      result.diagnostics.map(\.message) == [
        "the data has no section `watchlist`, on which `demo.watch.W_01` depends, so it was not evaluated"
      ])
    #expect(result.verdict == .dataFaulty)
  }

  @Test func dataWithoutAnySubjectIsSaidAndFails() {
    let result = run(["d.yaml": "items: []\nnotes: []"])
    #expect(result.verdict == .dataFaulty)
    #expect(result.diagnostics.map(\.code) == [.noSubject])
    #expect(result.diagnostics.map(\.severity) == [.error])
    let allowed = run(["d.yaml": "items: []\nnotes: []"]) { $0.allowsEmpty = true }
    #expect(allowed.verdict == .passed)
    #expect(allowed.diagnostics.map(\.severity) == [.warning])
  }

  @Test func policiesWithoutNormsAreSaidAndFail() {
    folder.write("policy demo.x\nentity Item from items { key id : Text }", to: "b.policy")
    let result = run(["d.yaml": "items: [{ id: a }]"], policies: ["b.policy"])
    #expect(result.verdict == .dataFaulty)
    #expect(result.diagnostics.map(\.code) == [.nothingEvaluated])
  }

  @Test func aFolderWithoutPoliciesIsNotCompliance() {
    folder.write("", to: "empty/readme.md")
    #expect(run(policies: ["empty"]).verdict == .dataFaulty)
    #expect(run(policies: ["empty"]) { $0.allowsEmpty = true }.verdict == .passed)
  }

  @Test func aProjectSetsParametersAndEveryReportSaysSo() {
    folder.write(
      "policies: [a.policy]\ndata: [e.yaml]\nparameters: { limit: 0 }\nas-of: 2019-07-01\nlanguages: [fr]",
      to: "policyc.yaml")
    folder.write("items: []", to: "e.yaml")
    let result = run(["d.yaml": Self.good], policies: []) {
      $0.adopt(ProjectReader.read(folder.path + "/policyc.yaml"), isAsOfGiven: false, isLanguageGiven: false)
      #expect($0.asOf == CalendarDate("2019-07-01"))
      #expect($0.language == "fr")
    }
    #expect(result.verdict == .failed)
    #expect(result.assessment?.findings.map(\.rule) == ["demo.check.B"])
    #expect(
      result.diagnostics.filter { $0.severity == .note }.map(\.message) == [
        "`--data` takes the place of the data of `\(folder.path)/policyc.yaml`", "the project sets `limit` to 0",
      ])
  }

  @Test func whatTheCommandLineSaysGoesBeforeTheProject() {
    folder.write("as-of: 2019-07-01\nlanguages: [fr]", to: "policyc.yaml")
    _ = run(["d.yaml": Self.good]) {
      $0.adopt(ProjectReader.read(folder.path + "/policyc.yaml"), isAsOfGiven: true, isLanguageGiven: true)
      #expect($0.asOf == CalendarDate("2019-06-30"))
      #expect($0.language == "en")
      #expect($0.policies == [folder.path + "/a.policy"])
    }
  }

  @Test func aFaultyProjectFileStopsTheCheck() {
    folder.write("policys: [x]", to: "policyc.yaml")
    let result = run(["d.yaml": Self.good]) {
      $0.adopt(ProjectReader.read(folder.path + "/policyc.yaml"), isAsOfGiven: true, isLanguageGiven: true)
    }
    #expect(result.verdict == .misused)
    #expect(result.assessment == nil)
  }

  @Test func phasesAreToldBeforeTheyBegin() {
    var phases: [CheckStatistics.Phase] = []
    folder.write(Self.good, to: "d.yaml")
    let request = CheckRequest(
      policies: [folder.path + "/a.policy"], data: [.path(folder.path + "/d.yaml")], asOf: CalendarDate(days: 18_077))
    let result = CheckSession(request) { phases.append($0) }.run()
    #expect(phases == [.readPolicies, .compile, .load, .evaluate, .assess])
    #expect(result.statistics.phases.map(\.phase) == phases)
  }
}
