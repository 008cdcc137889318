import Diagnostics
import Governance
import TestSupport
import Testing

/// The rows and values that findings of rules name, besides the plain fields of their variables.
@Suite struct ConditionEvidenceTests {
  static let model = """
    policy t.e

    entity Staff from staff {
      key id : Text
      iban   : Text
      trusted : Boolean = false
    }

    entity Vendor from vendors {
      key id : Text
      iban   : Text
    }

    entity Order from orders {
      key id : Text
      vendor : Vendor
      amount : Money in USD
      raised : Date
    }

    parameter ceiling "Ceiling of all orders of a vendor" : Money in USD {
      from 2010-01-01 : 100 USD
      from 2019-01-01 : 200 USD
    }

    parameter delay "Time to close an order" : Duration {
      from 2010-01-01 : 30 days
    }

    """

  static let data = """
    staff: [{ id: s1, iban: A }, { id: s2, iban: B }, { id: s3, iban: A, trusted: true }]
    vendors: [{ id: v1, iban: A }, { id: v2, iban: C }]
    orders:
      - { id: o1, vendor: v1, amount: 150, raised: 2019-05-01 }
      - { id: o2, vendor: v1, amount: 300, raised: 2019-06-20 }
      - { id: o3, vendor: v2, amount: 10, raised: 2019-06-20 }
    """

  private func evidence(_ rule: String, language: String = "en") throws -> [String] {
    let scenario = try Scenario(Self.model + rule, data: Self.data, name: "d.yaml")
    let findings = scenario.assessment(language: language).findings
    return findings.flatMap { $0.evidence.map(\.text) }
  }

  @Test func theInstancesThatAQuantifierShouldNotFindAreNamed() throws {
    let found = try evidence(#"rule R "r" { for v in Vendor must no s in Staff where s.iban == v.iban }"#)
    #expect(found == ["v.iban = A", "s = Staff s1", "s = Staff s3"])
  }

  @Test func theInstancesForWhichEveryDoesNotHoldAreNamed() throws {
    let found = try evidence(
      #"rule R "r" { for v in Vendor where v.id == "v1" must every s in Staff where s.iban == v.iban satisfies s.trusted }"#
    )
    #expect(found == ["v.iban = A", "s = Staff s1"])
  }

  @Test func aQuantifierInsideAFunctionIsLookedInto() throws {
    let found = try evidence(
      """
      define paid(v: Vendor): Boolean = some s in Staff where s.iban == v.iban and not s.trusted
      rule R "r" { for w in Vendor must not paid(w) }
      """)
    #expect(found == ["s = Staff s1"])
  }

  @Test func anAggregateHasItsValueAndTheRowsThatWeighMost() throws {
    let found = try evidence(
      #"rule R "r" { for v in Vendor must sum(o.amount for o in Order where o.vendor == v) <= ceiling }"#)
    #expect(
      found == [
        "sum(o.amount for o in Order where o.vendor == v) = 450 USD, over 2 rows", "Order o2: 300 USD",
        "Order o1: 150 USD", "ceiling = 200 USD, since 2019-01-01",
      ])
  }

  @Test func aRuleAboutAllDataNamesItsRows() throws {
    let found = try evidence(#"rule R "r" { must count(o for o in Order where o.amount > 100 USD) <= 1 }"#)
    #expect(
      found == [
        "count(o for o in Order where o.amount > 100 USD) = 2, over 2 rows", "Order o1", "Order o2",
      ])
  }

  @Test func computedDatesAreShownWithTodayAndTheParameter() throws {
    let found = try evidence(#"rule R "r" { for o in Order must o.raised + delay >= today }"#)
    #expect(
      found == [
        "o.raised = 2019-05-01", "o.raised + delay = 2019-05-31", "delay = 30 days, since 2010-01-01",
        "today = 2019-06-30",
      ])
  }

  @Test func tenRowsAreNamedAndTheOthersCounted() throws {
    let staff = (0..<14).map { "{ id: t\($0), iban: Z }" }.joined(separator: ", ")
    let scenario = try Scenario(
      Self.model + #"rule R "r" { for v in Vendor must no s in Staff where s.iban == v.iban }"#,
      data: "staff: [\(staff)]\nvendors: [{ id: v9, iban: Z }]", name: "d.yaml")
    let texts = scenario.assessment().findings.flatMap { $0.evidence.map(\.text) }
    #expect(texts.count == 12)
    #expect(texts.last == "… and 4 more")
  }

  @Test func whatIsUndeterminedNamesTheRow() throws {
    let scenario = try Scenario(
      """
      policy t.e
      entity Order from orders {
        key id : Text
        amount : Money
        raised : Date
      }
      rule R "r" { must sum(o.amount in USD on o.raised for o in Order) <= 10 USD }
      """,
      data: """
        orders:
          - { id: o1, amount: 5 USD, raised: 2019-01-01 }
          - { id: o2, amount: 5 JPY, raised: 2019-01-01 }
        """, name: "d.yaml")
    let finding = try #require(scenario.assessment().findings.first)
    #expect(finding.status == .undetermined)
    #expect(finding.evidence.contains { $0.text == "Order o2: undetermined" && $0.place?.line == 3 })
  }

  @Test func frenchReportsSayItInFrench() throws {
    let found = try evidence(
      #"rule R "r" { for v in Vendor must sum(o.amount for o in Order where o.vendor == v) <= ceiling }"#,
      language: "fr")
    #expect(found.first == "sum(o.amount for o in Order where o.vendor == v) = 450 USD, sur 2 lignes")
    #expect(found.last == "ceiling = 200 USD, depuis le 2019-01-01")
  }
}
