import EditorFeatures
import Evaluation
import Glibc
import RulePlan
import SourceText
import Testing
import Workbench

@Suite struct DataTests {
  /// A project on disk with one policy and one data file, which is open.
  final class Fixture {
    let folder: String
    let context: DataContext
    let data: DataAnalysis?
    let caret: Int

    init(_ marked: String, name: String = "data.yaml") throws {
      var template = Array("/tmp/policyc-editor-XXXXXX".utf8CString)
      folder = template.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress, mkdtemp(start) != nil else { return "" }
        return String(cString: start)
      }
      try #require(!folder.isEmpty)
      let bytes = Array(marked.filter { $0 != "‸" }.utf8)
      caret = marked.firstIndex(of: "‸").map { marked[..<$0].utf8.count } ?? 0
      Self.write("policies: [p.policy]\ndata: [\(name)]\nas-of: 2020-01-01\n", folder + "/policyc.yaml")
      Self.write(DataTests.policy, folder + "/p.policy")
      Self.write(String(decoding: bytes, as: UTF8.self), folder + "/" + name)
      let workspace = Workspace(today: { CalendarDate(days: 18_000) })
      let path = folder + "/" + name
      workspace.open(TextDocument(path: path, language: "yaml", version: 1, text: bytes))
      let snapshot = workspace.snapshot(of: path)
      context = try #require(DataContext(snapshot: snapshot, path: path, language: "en"))
      data = DataAnalysis.run(snapshot, language: "en", cancellation: Cancellation())
    }

    deinit {
      for name in ["policyc.yaml", "p.policy", "data.yaml", "data.json"] { unlink(folder + "/" + name) }
      rmdir(folder)
    }

    private static func write(_ text: String, _ path: String) {
      guard let file = fopen(path, "w") else { return }
      fputs(text, file)
      fclose(file)
    }

    func text(_ range: SourceRange) -> String { context.source.text(in: range) }
  }

  static let policy = """
    policy demo.x
    enum State { active, left }
    /// A person in service.
    entity Person from people {
      key id : Text
      state  : State
      boss   : Person?
      held   : [Role] = []
    }
    entity Role from roles { key id : Text, valid : Period? }
    rule R_01 "Nobody is their own boss" {
      for  p in Person where p.boss is present
      must p.boss != p
      waivable by "Controller" for at most 90 days
      allow uncited-norm because "a test"
    }
    """

  static let data = """
    people:
      - id: u1
        state: active
        boss: u1
      - { id: u2, state: left, boss: u1, held: [CASHIER] }
    roles:
      - { id: CASHIER }

    """

  @Test func aFieldIsShownWithItsType() throws {
    let fixture = try Fixture(Self.data.replacingFirst("state: active", with: "st‸ate: active"))
    let hover = try #require(DataFeatures.hover(at: fixture.caret, in: fixture.context, data: nil))
    #expect(hover.markdown.contains("Person.state : State"))
  }

  @Test func aFindingIsShownAtItsPlace() throws {
    let fixture = try Fixture(Self.data.replacingFirst("boss: u1\n", with: "boss: u‸1\n"))
    let hover = try #require(DataFeatures.hover(at: fixture.caret, in: fixture.context, data: fixture.data))
    #expect(hover.markdown.contains("demo.x.R_01"))
    #expect(hover.markdown.contains("**Person `u1`**"))
  }

  @Test func aKeyLeadsToItsInstanceAndAFieldToThePolicy() throws {
    let key = try Fixture(Self.data.replacingFirst("boss: u1,", with: "boss: u‸1,"))
    let found = DataFeatures.definition(at: key.caret, in: key.context, data: nil)
    #expect(found.map { key.context.source.position(at: $0.range.start).line } == [1])
    let field = try Fixture(Self.data.replacingFirst("boss: u1,", with: "bo‸ss: u1,"))
    let declared = DataFeatures.definition(at: field.caret, in: field.context, data: nil)
    #expect(declared.first?.file.path.hasSuffix("p.policy") == true)
    #expect(DataFeatures.references(at: key.caret, in: key.context, withDeclaration: true).count == 3)
  }

  @Test(arguments: [
    ("people:\n  - id: u1\n    state: ‸\n", ["active", "left"]),
    ("people:\n  - { id: u1, state: ‸ }\n", ["active", "left"]),
    ("people:\n  - id: u1\n    ‸\n", ["boss", "held", "id", "state"]),
    ("people:\n  - { id: u1, ‸ }\n", ["boss", "held", "id", "state"]),
    ("people:\n- id: u1\n  st‸\n", ["boss", "held", "id", "state"]),
    ("roles:\n  - id: A\npeople:\n  - id: u1\n    held: [‸]\n", ["A"]),
    ("roles:\n  - id: A\npeople:\n  - id: u1\n    held:\n      - ‸\n", ["A"]),
    ("roles:\n  - id: A\n    valid: { ‸ }\n", ["from", "until"]),
    ("‸\n", ["calendars", "exchange_rates", "people", "roles", "waivers"]),
  ])
  func whatFitsIsCompleted(_ text: String, _ expected: [String]) throws {
    let fixture = try Fixture(text)
    #expect(DataCompletion.at(fixture.caret, in: fixture.context).items.map(\.label).sorted() == expected)
  }

  @Test func jsonIsCompletedByItsBrackets() throws {
    let fixture = try Fixture(#"{ "people": [ { "id": "u1", "state": "‸" } ] }"#, name: "data.json")
    #expect(DataCompletion.at(fixture.caret, in: fixture.context).items.map(\.label) == ["active", "left"])
  }

  @Test func theNearestNameIsOffered() throws {
    let fixture = try Fixture(Self.data.replacingFirst("state: active", with: "state: actve"))
    let end = fixture.context.source.bytes.count
    let actions = DataCodeActions.at(SourceRange(0, end), in: fixture.context, data: fixture.data)
    let edit = try #require(actions.first { $0.title.contains("active") }?.edits.first)
    #expect(fixture.text(edit.range) == "actve")
  }

  @Test func aWaiverIsDrafted() throws {
    let fixture = try Fixture(Self.data)
    let actions = DataCodeActions.at(
      SourceRange(0, fixture.context.source.bytes.count), in: fixture.context, data: fixture.data)
    let action = try #require(actions.first { $0.title.hasPrefix("Draft a waiver") })
    let text = String(decoding: TextEdit.apply(action.edits, to: fixture.context.source.bytes), as: UTF8.self)
    #expect(text.contains("waivers:\n  - { rule: demo.x.R_01, subject: \"u1\""))
  }

  @Test func sectionsSayHowManyFindingsTheyHave() throws {
    let fixture = try Fixture(Self.data)
    let lenses = DataFeatures.lenses(in: fixture.context, data: fixture.data)
    #expect(lenses.map(\.title) == ["1 finding", "0 findings"])
  }

  @Test func everyPlaceCanBeAskedAbout() throws {
    let fixture = try Fixture(Self.data)
    for offset in 0...fixture.context.source.bytes.count {
      _ = DataCompletion.at(offset, in: fixture.context)
      _ = DataFeatures.hover(at: offset, in: fixture.context, data: fixture.data)
    }
  }
}
