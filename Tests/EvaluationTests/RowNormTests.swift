import Evaluation
import RecordStore
import RulePlan
import TestSupport
import Testing

/// Duties and norms that the data has one of for each row.
@Suite struct RowNormTests {
  private static let model = """
    policy test.rows

    entity Action from actions { key id : Text }
    entity Function from functions { key id : Text  title : Text = "F"  actions : [Action] = []  codes : [Text] = [] }
    enum Grade ordered { low, medium, high, critical }
    entity Risk from risks {
      key id : Text
      first  : Function?
      all    : [Function] = []
      most   : Integer = 0
      grade  : Grade?
      owners : [Text] = []
      valid  : Period = { from: 2000-01-01 }
    }
    entity User from users { key id : Text  can : [Action] = [] }
    access rights { for u in User  gives u.can }

    """

  private static let duties = "duty each f in Function \"{f.title}\" of Action = any of f.actions\n"
  private static let limited = """
    segregate each r in Risk as r.id "{r.id}" {
      at most r.most of duty(r.all)
      in    rights
      where r.valid contains today
      level r.grade
      waivable by r.owners, "Auditor" for at most 30 days
    }
    """

  private static let data = """
    { "actions": [{ "id": "a" }, { "id": "b" }, { "id": "c" }],
      "functions": [{ "id": "A", "actions": ["a"] }, { "id": "B", "actions": ["b"], "title": "Bee" },
                    { "id": "C", "actions": ["c", "b"] }],
      "risks": [{ "id": "R-1", "all": ["A", "B"], "most": 1, "grade": "high", "owners": ["One", "Two"] },
                { "id": "R-2", "all": ["A"], "valid": { "from": "2019-07-01", "until": "2019-07-31" } },
                { "id": "R-3", "all": ["A", "B", "C"], "most": 2 }],
      "users": [{ "id": "u", "can": ["a", "b"] }, { "id": "v", "can": ["a", "c"] }, { "id": "w", "can": ["b"] }] }
    """

  private func faults(_ policy: String, _ data: String) -> [String] {
    do {
      _ = try Scenario(Self.model + policy, data: data)
      return []
    } catch { return "\(error)".split(separator: "\n").map(String.init) }
  }

  @Test func eachRowHasItsNorm() throws {
    let scenario = try Scenario(Self.model + Self.duties + Self.limited, data: Self.data)
    #expect(scenario.outcomes() == ["R-1 u", "R-3 u"])
    let norm = try #require(scenario.plan.norms.first { $0.shortName == "R-1" })
    #expect(norm.name == "test.rows.R-1")
    #expect(norm.title == LocalizedText("R-1"))
    #expect(norm.level == .high)
    #expect(norm.waivability?.authorities.map { $0.text(in: "en") } == ["Auditor", "One", "Two"])
    #expect(scenario.plan.norms.first { $0.shortName == "R-3" }?.level == nil)
    #expect(scenario.plan.duties.first { $0.name == "B" }?.title == LocalizedText("Bee"))
  }

  @Test func ruleSetsDifferFromDayToDay() throws {
    let scenario = try Scenario(Self.model + Self.duties + Self.limited, data: Self.data)
    let evaluator = scenario.evaluator()
    func broken(_ day: String) throws -> [String] {
      let date = try #require(CalendarDate(day))
      return evaluator.on(date).run().outcomes.map { scenario.plan[$0.norm].shortName }
    }
    #expect(try broken("2019-07-01") == ["R-1", "R-2", "R-2", "R-3"])
    #expect(try broken("2019-08-01") == ["R-1", "R-3"])
    let last = try #require(CalendarDate("2019-12-31"))
    let span = try #require(DaySpan(first: scenario.asOf, last: last))
    let changes = evaluator.changes(in: span)
    #expect(changes.relevantDays.map(\.description) == ["2019-06-30", "2019-07-01", "2019-08-01"])
  }

  @Test func dutiesDifferFromDayToDay() throws {
    let scenario = try Scenario(
      Self.model + """
        duty each f in Function of Action = any of [a for a in f.actions where a.id != "b" or today >= 2019-07-05]

        segregate each r in Risk as r.id "{r.id}" { at most r.most of duty(r.all)  in rights }
        """,
      data: Self.data.replacing(#"["b"], "title""#, with: #"["b", "c"], "title""#))
    let evaluator = scenario.evaluator()
    func broken(_ day: String) throws -> [String] {
      let date = try #require(CalendarDate(day))
      return evaluator.on(date).run().outcomes.map { outcome in
        scenario.plan[outcome.norm].shortName
          + (outcome.subject.map { " " + scenario.store.instanceName($0.table, row: $0.row) } ?? "")
      }
    }
    #expect(try broken("2019-07-04") == ["R-1 v", "R-2 u", "R-2 v", "R-3 v"])
    #expect(try broken("2019-07-05") == ["R-1 u", "R-1 v", "R-2 u", "R-2 v", "R-3 u", "R-3 v"])
  }

  @Test func aRowThatIsNotThereHasNoNorm() throws {
    let scenario = try Scenario(Self.model + Self.duties + Self.limited, data: Self.data)
    let risks = try #require(scenario.plan.schema.entity(inSection: "risks"))
    let first = scenario.evaluator()
    var view = RowView()
    view.hide([0], in: risks)
    let without = first.over(DataState(view: view))
    #expect(without.run().outcomes.map { scenario.plan[$0.norm].shortName } == ["R-3"])
    let affected = without.affected(since: first)
    #expect(affected.norms.map { scenario.plan[$0].shortName } == ["R-1"])
    #expect(without.run(affected).isEmpty)
  }

  @Test func changedDutiesTouchTheNormsThatNameThem() throws {
    let scenario = try Scenario(Self.model + Self.duties + Self.limited, data: Self.data)
    let functions = try #require(scenario.plan.schema.entity(inSection: "functions"))
    let actions = try #require(scenario.plan.schema.field(named: "actions", of: functions))
    let first = scenario.evaluator()
    // B is what C is: b or c.
    let replaced = ReplacedValue(field: actions, row: 1, source: .row(2))
    let other = first.over(DataState(view: RowView(), replaced: [replaced]))
    let affected = other.affected(since: first)
    #expect(affected.norms.map { scenario.plan[$0].shortName } == ["R-1", "R-3"])
    let broken = other.run(affected).map { outcome in
      scenario.plan[outcome.norm].shortName
        + (outcome.subject.map { " " + scenario.store.instanceName($0.table, row: $0.row) } ?? "")
    }
    #expect(broken == ["R-1 u", "R-1 v", "R-3 u", "R-3 v"])
  }

  @Test func rowsOfWhichNothingCanBeMadeAreFaults() {
    func risk(_ fields: String) -> String {
      Self.data.replacing(#"{ "id": "R-1", "all": ["A", "B"], "most": 1,"#, with: "{ \"id\": \"R-1\", \(fields),")
    }
    let policy = Self.duties + Self.limited
    #expect(faults(policy, risk(#""most": 0"#)) == ["noDuty"])
    #expect(faults(policy, risk(#""all": ["A", "A"]"#)) == [#"repeatedDuty("A")"#])
    #expect(faults(policy, risk(#""all": ["A", "B"], "most": 2"#)) == ["limit(2, of: 2)"])
    #expect(faults(policy, risk(#""all": ["A", "B"], "most": -1"#)) == ["limit(-1, of: 2)"])
    #expect(
      faults(policy, Self.data.replacing(#"["c", "b"]"#, with: "[]")) == [#"noEntitlement(duty: "C")"#])
    // Of a row of which there is no norm on the day, nothing has to be made.
    #expect(faults(policy, risk(#""most": 0, "valid": { "from": "2018-01-01", "until": "2018-12-31" }"#)).isEmpty)
  }

  @Test func codesMayBePatterns() throws {
    let scenario = try Scenario(
      Self.model + """
        duty each f in Function of Action = any of like f.codes, f.actions

        segregate each r in Risk as r.id "{r.id}" { at most r.most of duty(r.all)  in rights }
        """,
      data: Self.data.replacing(#"{ "id": "A", "actions": ["a"] }"#, with: #"{ "id": "A", "codes": ["?"] }"#))
    #expect(scenario.outcomes() == ["R-1 u", "R-1 w", "R-2 u", "R-2 v", "R-2 w", "R-3 u", "R-3 w"])
  }
}
