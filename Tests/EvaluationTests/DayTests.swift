import Evaluation
import RecordStore
import RulePlan
import TestSupport
import Testing

/// `E on D`, and rows that are judged on a day of their own.
@Suite struct DayTests {
  static let model = """
    policy test.days

    entity Permission from permissions { key id : Text }

    entity Unit from units {
      key id : Text
      moves  : [Move] = []
      let parent = [m.to for m in moves where m.valid contains today]
    }

    record Move { to : Unit  valid : Period }

    entity Person from people {
      key id : Text
      joined : Date
      let senior = joined + 1 year <= today
    }

    entity Post from posts {
      key id   : Text
      let held = [i.person for i in Incumbency where i.post == self and i.valid contains today]
    }

    entity Incumbency from incumbencies {
      person : Person
      post   : Post
      valid  : Period
    }

    entity Grant from grants {
      person : Person
      may    : Permission
      valid  : Period
    }

    entity Act from acts {
      key id : Text
      by     : Person
      done   : Date
      paid   : Date?
      amount : Integer
    }

    access rights {
      for   p in Person
      each  g in Grant where g.person == p and g.valid contains today
      gives g.may
    }

    duty pay "Pay" of Permission = any of "F110"

    parameter limit "Limit" : Integer {
      from 2018-01-01 : 10
      from 2019-01-01 : 100
    }

    define chief(p: Person): Boolean = p in Post "CHIEF".held
    define before(d: Date): Boolean = d < today
    define was_before(d: Date): Boolean = (d < today) on 2018-01-01

    """

  static let data = """
    { "permissions": [ { "id": "F110" } ],
      "units": [
        { "id": "a", "moves": [ { "to": "b", "valid": { "from": "2018-01-01", "until": "2018-12-31" } },
                                { "to": "c", "valid": { "from": "2019-01-01" } } ] },
        { "id": "b", "moves": [ { "to": "c", "valid": { "from": "2018-01-01" } } ] },
        { "id": "c" } ],
      "people": [ { "id": "u", "joined": "2017-07-01" }, { "id": "v", "joined": "2019-01-01" } ],
      "posts": [ { "id": "CHIEF" } ],
      "incumbencies": [
        { "person": "u", "post": "CHIEF", "valid": { "from": "2018-01-01", "until": "2018-12-31" } },
        { "person": "v", "post": "CHIEF", "valid": { "from": "2019-01-01" } } ],
      "grants": [
        { "person": "u", "may": "F110", "valid": { "from": "2018-01-01", "until": "2018-06-30" } },
        { "person": "v", "may": "F110", "valid": { "from": "2019-01-01" } } ],
      "acts": [
        { "id": "x1", "by": "u", "done": "2018-03-01", "amount": 5 },
        { "id": "x2", "by": "u", "done": "2018-09-01", "paid": "2019-02-01", "amount": 50 },
        { "id": "x3", "by": "v", "done": "2018-09-01", "amount": 50 },
        { "id": "x4", "by": "v", "done": "2019-03-01", "amount": 500 },
        { "id": "x5", "by": "u", "done": "2020-03-01", "amount": 1 } ] }
    """

  private func outcomes(_ rules: String, asOf: String = "2019-06-30") throws -> [String] {
    let scenario = try Scenario(Self.model + rules, data: Self.data, asOf: asOf)
    let found = scenario.outcomes()
    #expect(scenario.outcomes(jobs: 3) == found)
    return found
  }

  // MARK: E on D

  @Test func aParameterIsThatOfTheDay() throws {
    #expect(try outcomes("rule R \"\" { for a in Act must a.amount <= limit on a.done }") == ["R x2", "R x3", "R x4"])
  }

  @Test func aWholeConditionIsThatOfTheDay() throws {
    let rule = "rule R \"\" { for a in Act where a.done < today must (a.amount <= limit) on a.done }"
    #expect(try outcomes(rule) == ["R x2", "R x3", "R x4"])
  }

  @Test func aDerivedFieldIsThatOfTheDay() throws {
    #expect(try outcomes("rule R \"\" { for a in Act must a.by.senior on a.done }") == ["R x1", "R x3", "R x4"])
    let held = "rule R \"\" { for a in Act must a.by in (Post \"CHIEF\".held on a.done) }"
    #expect(try outcomes(held) == ["R x3", "R x5"])
  }

  @Test func aFunctionAndAnEntitysNameAreThoseOfTheDay() throws {
    #expect(try outcomes("rule R \"\" { for a in Act must chief(a.by) on a.done }") == ["R x3", "R x5"])
    let own = "rule R \"\" { for a in Act must (some p in Post where a.by in p.held) on a.done }"
    #expect(try outcomes(own) == ["R x3", "R x5"])
  }

  @Test func rightsAreThoseOfTheDay() throws {
    #expect(
      try outcomes("rule R \"\" { for a in Act must (a.by performs pay) on a.done }") == ["R x2", "R x3", "R x5"])
    let holds = "rule R \"\" { for a in Act must (a.by holds \"F110\") on a.done }"
    #expect(try outcomes(holds) == ["R x2", "R x3", "R x5"])
  }

  @Test func aClosureOverAComputedFieldIsThatOfTheDay() throws {
    let rule = "rule R \"\" { for u in Unit must Unit \"b\" not in (u.parent* on DAY) }"
    #expect(try outcomes(rule.replacing("DAY", with: "2018-05-01")) == ["R a", "R b"])
    #expect(try outcomes(rule.replacing("DAY", with: "2019-05-01")) == ["R b"])
  }

  @Test func ofTwoDaysTheInnerOneIsUsed() throws {
    #expect(try outcomes("rule R \"\" { for p in Person must (limit on 2018-05-01) on 2019-05-01 == 10 }") == [])
    // The day itself is read on the day outside.
    let rule = "rule R \"\" { for p in Person must ((limit on (today - 1 year)) on 2019-06-01) == 10 }"
    #expect(try outcomes(rule) == [])
  }

  @Test func variablesAndInputsAreWhatTheyAre() throws {
    // `today` is the input; only the body of the function is of the other day.
    #expect(try outcomes("rule R \"\" { for p in Person must not was_before(today) }") == [])
    #expect(try outcomes("rule R \"\" { for p in Person let d = today must before(d) on 2019-07-01 }") == [])
    #expect(try outcomes("rule R \"\" { for p in Person must before(today) on 2019-07-01 }") == ["R u", "R v"])
  }

  @Test func aDayThatCannotBeToldIsUndetermined() throws {
    let rule = "rule R \"\" { for a in Act must a.amount <= limit on (a.done - 9000 years) }"
    #expect(try outcomes(rule) == ["R x1?", "R x2?", "R x3?", "R x4?", "R x5?"])
    // A condition that does not depend on the day is known all the same.
    #expect(try outcomes("rule R \"\" { for a in Act must (a.amount > 0) on (a.done - 9000 years) }") == [])
  }

  @Test func aSubqueryIsAskedForEachDay() throws {
    // Both acts of one day come to the same, the others to their own.
    let rule = """
      rule R "" {
        for  a in Act
        must count(i for i in Incumbency where (i.valid contains today) on a.done) == 1
        and  (count(i for i in Incumbency where i.valid contains today) on a.done) == 1
      }
      """
    #expect(try outcomes(rule) == [])
    let joined = "rule R \"\" { for a in Act must (some p in Person where p == a.by and chief(p)) on a.done }"
    #expect(try outcomes(joined) == ["R x3", "R x5"])
  }

  @Test func anAmountIsConvertedAsItWasOnTheDay() throws {
    let policy = """
      policy test.rates
      parameter fee "Fee" : Money {
        from 2018-01-01 : 10 EUR
        from 2019-01-01 : 20 EUR
      }
      entity Act from acts {
        key id : Text
        done   : Date
        cost   : Money in USD
      }
      rule R "" { for a in Act must fee in USD on a.done == a.cost }
      rule Q "" { for a in Act must (fee in USD) on a.done == a.cost }
      """
    let data = """
      { "exchange_rates": [
          { "currency": "USD", "per": "EUR", "rate": 2, "valid": { "from": "2018-01-01", "until": "2018-12-31" } },
          { "currency": "USD", "per": "EUR", "rate": 3, "valid": { "from": "2019-01-01" } } ],
        "acts": [
          { "id": "x", "done": "2018-05-01", "cost": "20 USD" }, { "id": "y", "done": "2019-05-01", "cost": "60 USD" },
          { "id": "z", "done": "2018-05-01", "cost": "40 USD" } ] }
      """
    #expect(try Scenario(policy, data: data).outcomes() == ["R z", "Q z"])
  }

  @Test func anEvaluationMovesToAnotherDay() throws {
    let scenario = try Scenario(
      Self.model + "rule R \"\" { for p in Person must p.senior and chief(p) }\n", data: Self.data, asOf: "2019-06-30")
    let evaluator = scenario.evaluator()
    func found(_ day: String) -> [String] {
      guard let day = CalendarDate(day) else { return [] }
      return evaluator.on(day).run().outcomes.compactMap { outcome in
        outcome.subject.map { scenario.store.instanceName($0.table, row: $0.row) }
      }
    }
    #expect(found("2019-06-30") == ["u", "v"])
    #expect(found("2018-08-01") == ["v"])
    #expect(found("2020-06-30") == ["u"])
    #expect(found("2019-06-30") == ["u", "v"])
  }

  // MARK: judged on

  private static let judged = model.replacing("entity Act from acts {", with: "entity Act from acts judged on done {")

  private func judged(_ rules: String, asOf: String = "2019-06-30") throws -> (outcomes: [String], later: [Int]) {
    let scenario = try Scenario(Self.judged + rules, data: Self.data, asOf: asOf)
    let result = scenario.run()
    #expect(scenario.outcomes(jobs: 3) == scenario.outcomes())
    return (
      result.outcomes.map { outcome in
        let subject = outcome.subject.map { scenario.store.instanceName($0.table, row: $0.row) } ?? ""
        return "\(subject) \(outcome.day.map { "\($0)" } ?? "-")\(outcome.kind == .undetermined ? "?" : "")"
      }, scenario.plan.norms.map { result.statistics[$0.id]?.later ?? 0 }
    )
  }

  @Test func aRowIsJudgedOnItsDay() throws {
    let found = try judged("rule R \"\" { for a in Act must chief(a.by) }")
    #expect(found.outcomes == ["x3 2018-09-01"])
    #expect(found.later == [1])
  }

  @Test func conditionsAndLetsAreThoseOfTheDay() throws {
    let rule = "rule R \"\" { for a in Act where limit == 10 let l = limit must a.amount <= l }"
    #expect(try judged(rule).outcomes == ["x2 2018-09-01", "x3 2018-09-01"])
    let rights = "rule R \"\" { for a in Act, p in Person where p == a.by and p performs pay must a.amount < 100 }"
    #expect(try judged(rights).outcomes == ["x4 2019-03-01"])
  }

  @Test func aNormJudgesTheActsOfItsTime() throws {
    let rule = "rule R \"\" { in force until 2018-06-30 for a in Act must a.amount < 5 }"
    #expect(try judged(rule).outcomes == ["x1 2018-03-01"])
    let later = try judged("rule R \"\" { in force from 2019-01-01 for a in Act must a.amount < 5 }")
    #expect(later.outcomes == ["x4 2019-03-01"])
    #expect(later.later == [1])
    #expect(try judged("rule R \"\" { in force until 2017-06-30 for a in Act must a.amount < 5 }").outcomes == [])
  }

  @Test func theNormMaySayAnotherDay() throws {
    let state = "rule R \"\" { judged on today for a in Act must chief(a.by) }"
    #expect(try judged(state).outcomes == ["x1 -", "x2 -", "x5 -"])
    let paid = "rule R \"\" { judged on a.paid otherwise a.done for a in Act must chief(a.by) }"
    #expect(try judged(paid).outcomes == ["x2 2019-02-01", "x3 2018-09-01"])
  }

  @Test func aDayOfAnotherVariableIsReadBeforeAllConditions() throws {
    let rule = """
      rule R "" {
        judged on a.done
        for  p in Person, a in Act where a.by == p and p.senior
        must chief(p)
      }
      """
    #expect(try judged(rule).outcomes == [])
    let other = """
      rule R "" {
        judged on a.done
        for  p in Person where not p.senior
        for  a in Act where a.by == p
        must a.amount < 10
      }
      """
    #expect(try judged(other).outcomes == ["v 2018-09-01", "v 2019-03-01"])
  }

  @Test func aStandardIsJudgedOnTheDayToo() throws {
    let standard = """
      standard S "" version 1 {
        for  a in Act
        must chief "" : chief(a.by)
        must small "" : a.amount <= limit
      }
      """
    #expect(try judged(standard).outcomes == ["x3 2018-09-01", "x2 2018-09-01", "x3 2018-09-01", "x4 2019-03-01"])
  }

  @Test func quantifiersAndSegregationsKnowNoDayOfTheEntity() throws {
    // The acts of a person are counted as they are, on the day of the evaluation.
    let rule = "rule R \"\" { for p in Person must every a in Act satisfies a.by != p or a.amount <= limit }"
    #expect(try judged(rule).outcomes == ["v -"])
  }

  @Test func aDayThatCannotBeToldLeavesTheRowUndetermined() throws {
    let rule = "rule R \"\" { judged on a.done - 9000 years for a in Act must a.amount < 50 }"
    #expect(try judged(rule).outcomes == ["x2 -?", "x3 -?", "x4 -?"])
  }
}

extension String {
  fileprivate func replacing(_ part: String, with other: String) -> String {
    var result = ""
    var rest = Substring(self)
    while let range = rest.firstRange(of: part) {
      result += rest[..<range.lowerBound] + other
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
