import Diagnostics
import Manifests
import RulePlan
import Testing

/// Each type, as it is read and as it is refused, whatever the format.
@Suite struct ScalarTests {
  private func loadThing(_ field: String, _ value: String, name: String = "data.yaml") -> LoadResult {
    let text = name == "data.yaml" ? "things: [{ id: a, \(field): \(value) }]" : value
    return Office.load(text, name: name, schema: Office.typesSchema)
  }

  @Test(arguments: [
    ("text", "NO", "'NO'"), ("text", "007", "'007'"), ("text", "\"\"", "''"), ("text", "2019-01-01", "'2019-01-01'"),
    ("text", "'null'", "'null'"), ("text", "true", "'true'"), ("text", "é", "'é'"),
    ("flag", "true", "true"), ("flag", "False", "false"), ("flag", "\"TRUE\"", "true"),
    ("integer", "-9223372036854775808", "-9223372036854775808"), ("integer", "+7", "7"), ("integer", "007", "7"),
    ("decimal", "20000.50", "20000.50"), ("decimal", "1e-5", "0.00001"), ("decimal", "1.5E3", "1500"),
    ("decimal", "-0", "0"), ("decimal", "0e99", "0"),
    ("percent", "15 %", "0.15"), ("percent", "15%", "0.15"), ("percent", "0.5 %", "0.005"),
    ("money", "50000 USD", "50000 USD"), ("money", "\"50000.00 USD\"", "50000.00 USD"),
    ("money", "{ amount: 5, currency: EUR }", "5 EUR"), ("dollars", "50", "50 USD"), ("dollars", "50 USD", "50 USD"),
    ("dollars", "1e3", "1000 USD"), ("dollars", "{ amount: 7 }", "7 USD"),
    ("date", "2020-02-29", "2020-02-29"),
    ("timestamp", "2019-06-30T14:00:00Z", "2019-06-30T14:00:00Z"),
    ("timestamp", "2019-06-30T14:00:00+02:00", "2019-06-30T14:00:00+02:00"),
    ("duration", "90 days", "90 days"), ("duration", "1 year", "1 year"),
    ("period", "{ from: 2019-01-01 }", "2019-01-01 .."),
    ("period", "{ until: 2019-12-31, from: 2019-01-01 }", "2019-01-01 .. 2019-12-31"),
    ("period", "{ from: 2019-01-01, until: }", "2019-01-01 .."),
    ("period", "2019-01-01 .. 2019-12-31", "2019-01-01 .. 2019-12-31"),
    ("size", "16 GB", "16 GB"), ("size", "512 MiB", "512 MiB"),
    ("version", "1.10", "v1.10"), ("version", "v11.0.3", "v11.0.3"),
    ("level", "low", "low"), ("address", "{ city: Nairobi }", "{city='Nairobi'}"), ("thing", "a", "a"),
    ("texts", "[x, 'y', \"\"]", "['x','y','']"), ("dates", "[2019-01-01]", "[2019-01-01]"),
    ("things", "[a, a]", "[a,a]"),
    ("addresses", "[{ city: A, tags: [t] }, { city: B }]", "[{city='A' tags=['t']},{city='B'}]"),
  ])
  func aValueIsReadAsItsFieldSays(field: String, value: String, expected: String) {
    let result = loadThing(field, value)
    #expect(result.lines == [])
    #expect(result.store.dump("things") == ["id='a' \(field)=\(expected) preset=high"])
  }

  @Test(arguments: [
    (
      "flag", "yes",
      "P4104 `flag` expects `true` or `false`, found `yes`: `true \"yes\"` or `false \"yes\"` in a source reads it"
    ),
    (
      "integer", "1.5",
      "P4104 `integer` expects a whole number such as `1000`, found `1.5`: `numbers \"1'234.56\"` in a source reads it"
    ),
    (
      "integer", "1_000",
      "P4104 `integer` expects a whole number such as `1000`, found `1_000`: digits are not grouped in data, and the decimal mark is a point"
    ),
    (
      "integer", "9223372036854775808",
      "P4107 `integer` expects a whole number such as `1000`, found `9223372036854775808`: it is out of range"
    ),
    (
      "decimal", "'1,5'",
      "P4104 `decimal` expects a number such as `0.15`, found `1,5`: digits are not grouped in data, and the decimal mark is a point; `numbers \"1.234,56\"` in a source reads it"
    ),
    (
      "decimal", "1e999",
      "P4107 `decimal` expects a number such as `0.15`, found `1e999`: it has more digits than can be held exactly"
    ),
    ("percent", "15", "P4104 `percent` expects a percentage such as `15 %`, found `15`: the unit is missing"),
    ("money", "5", "P4108 `money` expects an amount such as `50000 USD`, found `5`: the currency is missing"),
    (
      "money", "5 USX",
      "P4110 `money` expects an amount such as `50000 USD`, found `5 USX`: there is no such currency in ISO 4217"
    ),
    ("money", "{ amount: 5 }", "P4108 `money` lacks `currency`: a currency such as `USD`"),
    (
      "money", "{ amount: 5, currency: USD, unit: k }",
      "P4102 `money` has no part `unit`; it has `amount` and `currency`"
    ),
    ("dollars", "5 EUR", "P4109 `dollars` expects an amount in USD such as `50000 USD`, found `5 EUR`: it is in EUR"),
    (
      "dollars", "{ amount: 5, currency: EUR }",
      "P4109 `currency` of `dollars` expects a currency such as `USD`, found `EUR`: it is in EUR"
    ),
    (
      "date", "2019-02-30",
      "P4106 `date` expects a date such as `2019-06-30`, found `2019-02-30`: February 2019 has 28 days"
    ),
    ("date", "30.6.2019", "P4104 `date` expects a date such as `2019-06-30`, found `30.6.2019`"),
    ("date", "\"\"", "P4104 `date` expects a date such as `2019-06-30`, found an empty text"),
    ("date", "[2019-01-01]", "P4104 `date` expects a date such as `2019-06-30`, found a list"),
    (
      "period", "{ from: 2019-12-31, until: 2019-01-01 }",
      "P4111 `period` ends on 2019-01-01, before it begins on 2019-12-31"
    ),
    ("period", "{ until: 2019-01-01 }", "P4103 `period` lacks `from`: a date such as `2019-06-30`"),
    ("period", "{ from: soon }", "P4104 `from` of `period` expects a date such as `2019-06-30`, found `soon`"),
    ("period", "{ from: 2019-01-01, from: 2019-01-01 }", "P4112 `from` is given twice in one `period`"),
    ("size", "16", "P4104 `size` expects a size such as `16 GB`, found `16`: the unit is missing"),
    ("level", "High", "P4105 `level` expects `low` or `high`, found `High`; did you mean `high`?"),
    ("address", "Nairobi", "P4104 `address` expects an Address with its fields, found `Nairobi`"),
    ("address", "{ zip: 1 }", "P4103 this Address lacks `city`: a text"),
    ("texts", "x", "P4104 `texts` expects a list, found `x`"),
    ("texts", "[x, ]", ""),
    ("texts", "[x, ~]", "P4104 each of `texts` expects a text, found nothing"),
    ("texts", "[[x]]", "P4104 `texts` expects a text, found a list"),
    ("dates", "[2019-01-01, soon]", "P4104 `dates` expects a date such as `2019-06-30`, found `soon`"),
    ("things", "[b]", "P4202 `things` refers to Thing `b`, which the data does not have"),
    ("addresses", "[x]", "P4104 `addresses` expects an Address with its fields, found `x`"),
    ("id", "b", "P4112 `id` is given twice in one Thing"),
  ])
  func aValueThatIsNoneIsRefused(field: String, value: String, expected: String) {
    let result = loadThing(field, value)
    let found = result.diagnostics.map { "\($0.code.code) \($0.message)" }
    #expect(found == (expected.isEmpty ? [] : [expected]))
  }

  @Test func anEmptyKeyIsAKeyAndAMissingOneIsNot() {
    let result = Office.load("units: [{ id: '' }, { id: }]")
    #expect(result.lines == ["P4103 1:27 this Unit lacks `id`: a text"])
  }

  @Test func sectionsOfTheToolItselfAreRead() {
    let text = """
      waivers:
        - { rule: R, subject: a, reason: b, approved_by: c, valid: { from: 2019-01-01 }, controls: [d] }
      exchange_rates:
        - { currency: EUR, per: USD, rate: 0.90, valid: { from: 2019-01-01 } }
        - { currency: EURO, per: USD, rate: 0.90, valid: { from: 2019-01-01 } }
      """
    let result = Office.load(text)
    #expect(
      result.lines == [
        "P4110 5:17 `currency` expects a text, found `EURO`: there is no such currency in ISO 4217"
      ])
    #expect(
      result.store.dump("waivers") == [
        "rule='R' subject='a' reason='b' approved_by='c' valid=2019-01-01 .. controls=['d'] renews=false"
      ])
  }
}
