import Evaluation
import RecordStore
import RulePlan
import TestSupport
import Testing

/// The days of a span on which norms can come out otherwise, and for which rows.
@Suite struct SpanChangesTests {
  private static let model = """
    policy t.spans

    entity Person from people {
      key id  : Text
      trained : Date?
      retakes : [Date] = []
      grace   : Duration = 10 days
      seen    : Timestamp?
    }

    entity Grant from grants {
      key id : Text
      person : Person
      valid  : Period
      let since = today - valid.from
    }

    parameter interval : Duration { from 2000-01-01 : 1 month }
    parameter limit : Integer {
      from 2000-01-01 until 2019-07-04 : 3
      from 2019-07-05 : 4
    }

    define ended(p: Period, day: Date): Boolean = not (p contains day) and p.from < day


    """
  private static let data = """
    { "people": [
        { "id": "p1", "trained": "2019-06-05", "retakes": ["2019-07-02", "2019-12-01"], "grace": "5 days" },
        { "id": "p2", "trained": "2019-05-31", "seen": "2019-07-03T22:30:00Z" },
        { "id": "p3" } ],
      "grants": [
        { "id": "g1", "person": "p1", "valid": { "from": "2019-07-01", "until": "2019-07-10" } },
        { "id": "g2", "person": "p2", "valid": { "from": "2019-01-01", "until": "2019-07-31" } },
        { "id": "g3", "person": "p3", "valid": { "from": "2019-07-04" } } ],
      "exchange_rates": [
        { "currency": "USD", "per": "EUR", "rate": 1.1, "valid": { "from": "2019-07-06", "until": "2019-07-08" } } ] }
    """

  /// The days after the first of a span on which a rule can change, as `day rows`.
  private func changes(_ rule: String, from first: String, until last: String) throws -> [String] {
    let scenario = try Scenario(Self.model + "rule R \"R\" {\n" + rule + "\n}\n", data: Self.data, asOf: first)
    let start = try #require(CalendarDate(first))
    let end = try #require(CalendarDate(last))
    let changes = scenario.evaluator().changes(in: try #require(DaySpan(first: start, last: end)))
    return changes.relevantDays.dropFirst().map { day in
      let units = changes.units(on: day)
      let rows =
        switch units.extents[NormID(0)] {
        case nil: ""
        case .whole: " all"
        case .rows(let rows):
          rows.map { " " + scenario.store.instanceName($0.table, row: $0.row) }.sorted().joined()
        }
      return day.description.dropFirst(5) + rows
    }
  }

  @Test(arguments: [
    // Both ends of a period count.
    ("for g in Grant\n must g.valid contains today", ["07-01 g1", "07-04 g3", "07-11 g1"]),
    ("for g in Grant\n must not (g.valid contains today + 2 days)", ["06-29 g1", "07-02 g3", "07-09 g1", "07-30 g2"]),
    // A day is reached, or passed.
    ("for g in Grant\n must g.valid.from < today", ["07-02 g1", "07-05 g3"]),
    ("for g in Grant\n must g.valid.from <= today", ["07-01 g1", "07-04 g3"]),
    ("for g in Grant\n must g.valid.from == today", ["07-01 g1", "07-02 g1", "07-04 g3", "07-05 g3"]),
    // By the row that is read, wherever it is.
    (
      "for g in Grant where g.person.trained is present\n must g.person.trained + interval >= today",
      ["07-01 g2", "07-06 g1"]
    ),
    (
      "for p in Person\n must some g in Grant where g.person == p and g.valid contains today",
      ["07-01 p1", "07-04 p3", "07-11 p1"]
    ),
    // Durations of the data: each is tried with each day.
    (
      "for p in Person where p.trained is present\n must p.trained + 1 month + p.grace >= today",
      ["07-06 p2", "07-11 p1 p2", "07-16 p1"]
    ),
    // The time since a day.
    ("for p in Person where p.trained is present\n must today - p.trained <= 30 days", ["07-01 p2", "07-06 p1"]),
    (
      "for p in Person where p.trained is present\n must today - p.trained <= 1 month",
      ["06-28 p2", "06-29 p2", "07-01 p2", "07-02 p2", "07-03 p1", "07-04 p1", "07-06 p1", "07-07 p1"]
    ),
    ("for g in Grant\n must g.since < 3 days", ["07-04 g1", "07-07 g3"]),
    ("for g in Grant where g.valid.until is present\n must g.valid.until - today > 20 days", ["07-11 g2"]),
    // Lists, names, functions, choices.
    ("for p in Person\n must today not in p.retakes", ["07-02 p1", "07-03 p1"]),
    ("for p in Person\n must (max(p.retakes) otherwise today) >= today", ["07-03 p1"]),
    ("for g in Grant\n let start = g.valid.from\n must start <= today", ["07-01 g1", "07-04 g3"]),
    ("for g in Grant\n must not ended(g.valid, today)", ["07-01 g1", "07-02 g1", "07-04 g3", "07-05 g3", "07-11 g1"]),
    // The day of a timestamp, by whichever zone.
    ("for p in Person where p.seen is present\n must p.seen.date >= today", ["07-03 p2", "07-04 p2", "07-05 p2"]),
    // For all rows: parameters, days that are written, months.
    ("for g in Grant\n must limit > 3", ["07-05 all"]),
    ("for g in Grant\n must today >= 2019-07-15", ["07-15 all"]),
    ("for g in Grant\n must today.month == 7", ["07-01 all"]),
    ("for g in Grant\n must today.year == 2019", []),
    ("for g in Grant\n must (1 EUR in USD on today) > 1 USD", ["07-06 all", "07-09 all"]),
    // In force.
    ("for g in Grant\n must g.id == \"g1\"\n in force from 2019-07-03 until 2019-07-20", ["07-03 all", "07-21 all"]),
    // Without a change.
    ("for g in Grant\n must g.valid contains 2019-07-01", []),
    ("for g in Grant\n must (limit on g.valid.from) > 0", []),
    ("for g in Grant\n must today <= today + 1 month", []),
  ])
  func theDaysAreThoseOnWhichSomethingChanges(rule: String, expected: [String]) throws {
    #expect(try changes(rule, from: "2019-06-27", until: "2019-07-30") == expected)
  }

  @Test func whatCannotBeToldIsEveryDay() throws {
    let days = try changes("for g in Grant\n must today.day > 20", from: "2019-06-27", until: "2019-06-30")
    #expect(days == ["06-28 all", "06-29 all", "06-30 all"])
    let ordered = try changes(
      "for g in Grant\n must today + 1 month < today + 30 days", from: "2019-06-27", until: "2019-06-28")
    #expect(ordered == ["06-28 all"])
  }

  @Test func accessModelsChangeForTheSubjectsOfTheirRights() throws {
    let policy = """
      policy t.access

      entity Permission from permissions { key id : Text }
      entity Role from roles { key id : Text   permissions : [Permission] }
      entity Person from people { key id : Text }
      entity Grant from grants { person : Person   role : Role   valid : Period }

      access rights {
        for   p in Person
        each  g in Grant where g.person == p and g.valid contains today
        gives g.role.permissions
      }

      duty enter "E" of Permission = any of "ENTER"
      duty pay "P" of Permission = any of "PAY"

      segregate S "S" { enter from pay in rights }
      rule R "R" { for p in Person must not (p performs pay in rights) }
      """
    let data = """
      { "permissions": [{ "id": "ENTER" }, { "id": "PAY" }],
        "roles": [{ "id": "e", "permissions": ["ENTER"] }, { "id": "p", "permissions": ["PAY"] }],
        "people": [{ "id": "p1" }, { "id": "p2" }],
        "grants": [
          { "person": "p1", "role": "e", "valid": { "from": "2019-06-01" } },
          { "person": "p1", "role": "p", "valid": { "from": "2019-07-01", "until": "2019-07-03" } },
          { "person": "p2", "role": "p", "valid": { "from": "2019-01-01", "until": "2019-07-04" } } ] }
      """
    let scenario = try Scenario(policy, data: data, asOf: "2019-06-30")
    let last = try #require(CalendarDate("2019-07-31"))
    let changes = scenario.evaluator().changes(in: try #require(DaySpan(first: scenario.asOf, last: last)))
    #expect(changes.relevantDays.map(\.description) == ["2019-06-30", "2019-07-01", "2019-07-04", "2019-07-05"])
    for (day, subject) in [("2019-07-01", "p1"), ("2019-07-04", "p1"), ("2019-07-05", "p2")] {
      let units = changes.units(on: try #require(CalendarDate(day)))
      #expect(units.extents.count == 2)
      for norm in scenario.plan.norms {
        guard case .rows(let rows) = units.extents[norm.id] else {
          Issue.record("\(norm.shortName) on \(day): not by row")
          continue
        }
        #expect(rows.map { scenario.store.instanceName($0.table, row: $0.row) } == [subject])
      }
    }
  }
}
