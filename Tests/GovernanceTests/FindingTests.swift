import Diagnostics
import Governance
import RulePlan
import TestSupport
import Testing

@Suite struct FindingTests {
  static let policy = """
    policy demo.buy

    entity Person from people {
      key id : Text
      name   : Text
    }

    record Line {
      product : Text
      amount  : Money in USD
    }

    entity Order from orders {
      key id    : Text
      by        : Person
      raised    : Date
      urgent    : Boolean = false
      lines     : [Line]
      let total = sum(lines.amount)
    }

    instrument MANUAL {
      symbol "MAN/1"
      title  en "Manual"
      issuer "Office"
      in force from 2019-01-01
      clause §7 en "Lines are small."
               fr "Les lignes sont petites."
    }

    rule BUY_01 "Lines are small" {
      for   o in Order, l in o.lines
      must  l.amount <= 100 USD
      cites MANUAL §7
      level high
      at    o.raised
      message en "{o.by.name} bought {l.product} for {l.amount} on {o.raised} ({o.urgent}; {o.lines.product})."
              fr "{o.by.name} a acheté {l.product}."
      remedy  en "Split {o.id}."
    }

    rule BUY_02 "At most two orders" {
      should count(o in Order where o.urgent) <= 2
    }

    rule BUY_03 "Totals are small" {
      for  o in Order
      must o.total <= 1_000 USD
    }
    """.replacing("count(o in Order where o.urgent)", with: "count(o for o in Order where o.urgent)")

  static let data = """
    people: [{ id: u1, name: One }]
    orders:
      - id: o1
        by: u1
        raised: 2019-02-01
        lines:
          - { product: pen, amount: 5 }
          - { product: car, amount: "2000.50 USD" }
    """

  private func assessment(_ data: String = data, language: String = "en") throws -> Assessment {
    try Scenario(Self.policy, data: data, name: "d.yaml").assessment(language: language)
  }

  @Test func valuesInMessagesAreWrittenAsInData() throws {
    let finding = try #require(try assessment().finding("demo.buy.BUY_01"))
    #expect(finding.message == "One bought car for 2000.50 USD on 2019-02-01 (false; pen, car).")
    #expect(finding.remedy == "Split o1.")
  }

  @Test func messagesAndClausesComeInTheLanguageAskedForOrElseTheFirst() throws {
    let finding = try #require(try assessment(language: "fr").finding("demo.buy.BUY_01"))
    #expect(finding.message == "One a acheté car.")
    #expect(finding.remedy == "Split o1.")
    #expect(finding.citations.first?.text == "Les lignes sont petites.")
  }

  @Test func aFindingSaysWhatItRestsOn() throws {
    let finding = try #require(try assessment().finding("demo.buy.BUY_01"))
    #expect(finding.level == .high)
    #expect(finding.citations.map { "\($0.instrument) \($0.clause)" } == ["MAN/1 7"])
    #expect(finding.subject == Finding.Subject(type: "Order", key: "o1"))
    // At the field that the rule names, not at the order.
    #expect(finding.place?.line == 5)
    #expect(finding.evidence.map(\.text) == ["l = Line orders[0].lines[1]", "l.amount = 2000.50 USD"])
    #expect(finding.evidence.map(\.place?.line) == [8, 8])
    #expect(finding.rulePlace?.file == "scenario.policy")
  }

  @Test func aComputedFieldHasNoPlaceInTheData() throws {
    let finding = try #require(try assessment().finding("demo.buy.BUY_03"))
    #expect(finding.message == "Totals are small")
    #expect(
      finding.evidence.map(\.text) == [
        "o.total = 2005.50 USD", "sum(lines.amount) = 2005.50 USD, over 2 rows", "Line orders[0].lines[1]: 2000.50 USD",
        "Line orders[0].lines[0]: 5 USD",
      ])
    #expect(finding.evidence.map(\.place?.line) == [nil, nil, 8, 7])
  }

  @Test func aRuleAboutTheDataAsAWholeIsAboutThePolicyAndStandsAtTheSection() throws {
    let orders = (1...3).map { "  - { id: o\($0), by: u1, raised: 2019-01-01, urgent: true, lines: [] }" }
    let data = "people: [{ id: u1, name: One }]\norders:\n" + orders.joined(separator: "\n")
    let finding = try #require(try assessment(data).finding("demo.buy.BUY_02"))
    #expect(finding.subject == Finding.Subject(type: "Policy", key: "demo.buy"))
    #expect(finding.severity == .warning)
    #expect(finding.place?.line == 2)
  }

  @Test(arguments: [
    "let n = count(Order)  must n < 3", "let all = [o for o in Order]  let n = count(all)  must n < 3",
    "let n = count(demo.whole.Order)  must n < 3", "let n = orders()  let limit = 3  must n < limit",
  ])
  func theEntityOfARuleAboutTheWholeMayStandInALet(clauses: String) throws {
    let scenario = try Scenario(
      """
      policy demo.whole
      entity Person from people { key id : Text }
      entity Order from orders { key id : Text }
      define orders(): Integer = count(Order)
      rule R "Few orders" { \(clauses) }
      """, data: "people: [{ id: a }]\norders: [{ id: a }, { id: b }, { id: c }]", name: "d.yaml")
    let finding = try #require(scenario.assessment().findings.first)
    #expect(finding.subject == Finding.Subject(type: "Policy", key: "demo.whole"))
    #expect(finding.place?.line == 2)
  }

  @Test func anUndeterminedOutcomeIsAnErrorThatSaysWhy() throws {
    let policy = """
      policy demo.rates

      entity Order from orders {
        key id : Text
        amount : Money
        raised : Date
      }

      rule BUY_04 "Orders are small" {
        for    o in Order
        should o.amount in USD on o.raised < 100 USD
        message en "{o.id} is large."
      }
      """
    let data = "orders: [{ id: o1, amount: 5 EUR, raised: 2019-02-01 }]"
    let assessment = try Scenario(policy, data: data, name: "d.yaml").assessment()
    let finding = try #require(assessment.findings.first)
    #expect(finding.status == .undetermined)
    #expect(finding.severity == .error)
    #expect(
      finding.message
        == "Orders are small: this cannot be decided, because there is no exchange rate from EUR to USD on 2019-02-01.")
    #expect(finding.evidence.first?.place?.file == "scenario.policy")
    #expect(assessment.summary.undetermined == 1)
    #expect(assessment.summary.errors == 0)
    #expect(assessment.summary.warnings == 0)
  }

  @Test func findingsAreSortedByPlaceThenRuleThenSubject() throws {
    let data = """
      orders:
        - { id: z, by: u1, raised: 2019-02-01, lines: [{ product: car, amount: 2000 }] }
        - { id: a, by: u1, raised: 2019-02-01, lines: [{ product: car, amount: 2000 }] }
      people: [{ id: u1, name: One }]
      """
    #expect(
      try assessment(data).lines == [
        "demo.buy.BUY_03 Order z open", "demo.buy.BUY_01 Order z open", "demo.buy.BUY_03 Order a open",
        "demo.buy.BUY_01 Order a open",
      ])
  }

  @Test func severalCoresGiveTheSame() throws {
    let scenario = try Scenario(Self.policy, data: Self.data, name: "d.yaml")
    #expect(scenario.assessment(jobs: 1).lines == scenario.assessment(jobs: 4).lines)
  }

  /// Findings of several norms, with values, places and evidence of each kind, in an order that is not that of the data.
  @Test func manyFindingsDoNotDependOnTheThreads() throws {
    let people = (0..<700).map { "{ \"id\": \"p\($0)\", \"name\": \"Person \($0)\" }" }
    let orders = (0..<700).map { index in
      """
      { "id": "o\(index)", "by": "p\(index * 7 % 700)", "raised": "2019-03-0\(1 + index % 9)", "urgent": true,
        "lines": [{ "product": "a", "amount": "\(90 + index % 20).00 USD" },
                  { "product": "b", "amount": "\(index * 3).00 USD" }] }
      """
    }
    let data = """
      { "people": [\(people.joined(separator: ",\n"))],
        "orders": [\(orders.joined(separator: ",\n"))] }
      """
    let scenario = try Scenario(Self.policy, data: data)
    let one = scenario.assessment()
    #expect(one.findings.count > 1200)
    #expect(Set(one.findings.map(\.fingerprint)).count == one.findings.count)
    for jobs in [2, 3] {
      let more = scenario.assessment(jobs: jobs)
      #expect(one.findings.map { "\($0)" } == more.findings.map { "\($0)" })
    }
    let lines = one.findings.map { $0.place?.line ?? 0 }
    #expect(lines == lines.sorted())
  }

  @Test(arguments: [
    ("en", ["Item a breaks: Light", "Item a breaks: Things", "Heavy a"], ["Mend: Light", "Mend: Things", "a: Heavy"]),
    (
      "fr", ["L'article a enfreint : Léger", "L'article a enfreint : Choses", "Lourd a"],
      ["Mend: Léger", "Mend: Choses", "a: Lourd"]
    ),
    ("es", ["Item a breaks: Light", "Item a breaks: Things", "Heavy a"], ["Mend: Light", "Mend: Things", "a: Heavy"]),
  ])
  func aTextMayNameTheTitleOfItsNorm(language: String, messages: [String], remedies: [String]) throws {
    let scenario = try Scenario(
      """
      policy demo.titles

      entity Item from items { key id : Text  weight : Integer }

      standard S "Things" version 1 {
        title   fr "Choses"
        for     i in Item
        must    light "Light" fr "Léger" : i.weight < 5
        must    other                    : i.weight == 0
        message en "Item {i.id} breaks: {title}"
                fr "L'article {i.id} enfreint : {title}"
        remedy  "Mend: {title}"
      }

      rule T "Heavy" {
        title   fr "Lourd"
        for     i in Item
        let     name = i.id
        must    i.weight < 3
        message "{title} {name}"
        remedy  en "{i.id}: {title}"
                fr "{i.id}: {title}"
      }
      """, data: "{ \"items\": [{ \"id\": \"a\", \"weight\": 7 }] }")
    let findings = scenario.assessment(language: language).findings
    #expect(findings.map(\.rule) == ["demo.titles.S.light", "demo.titles.S.other", "demo.titles.T"])
    #expect(findings.map(\.message) == messages)
    #expect(findings.map(\.remedy) == remedies)
    #expect(findings.map(\.title) == (language == "fr" ? ["Léger", "Choses", "Lourd"] : ["Light", "Things", "Heavy"]))
  }

  @Test(arguments: [
    ("en", "Laptop, server, other: Laptop"), ("fr", "Portable, serveur, other: Portable"),
    ("es", "Laptop, server, other: Laptop"),
  ])
  func casesGoByTheirLabelsInMessagesAndByTheirNamesInEvidence(language: String, message: String) throws {
    let scenario = try Scenario(
      """
      policy demo.labels

      enum Kind { laptop "Laptop" fr "Portable", server fr "serveur", other }

      entity Item from items { key id : Text  kind : Kind  kinds : [Kind] }

      rule R "R" {
        for     i in Item
        must    i.kind == server
        message "{i.kinds}: {i.kind}"
      }
      """,
      data: "{ \"items\": [{ \"id\": \"a\", \"kind\": \"laptop\", \"kinds\": [\"laptop\", \"server\", \"other\"] }] }")
    let finding = try #require(scenario.assessment(language: language).findings.first)
    #expect(finding.message == message)
    #expect(finding.evidence.map(\.text) == ["i.kind = laptop"])
  }

  @Test func aVariableNamedTitleIsTheVariable() throws {
    let scenario = try Scenario(
      """
      policy demo.titles
      entity Item from items { key id : Text }
      rule R "Of the norm" { for i in Item let title = i.id must false message "{title}" }
      """, data: "{ \"items\": [{ \"id\": \"a\" }] }")
    #expect(scenario.assessment().findings.map(\.message) == ["a"])
  }
}
