import Evaluation
import TestSupport
import Testing

/// The value of a condition for a thing with values of every type.
enum Truth: String, Sendable { case holds, fails, undetermined }

/// The truth of a condition about `x`.
func truth(of condition: String, with declarations: String = "") throws -> Truth {
  let scenario = try Scenario(
    Truths.policy + declarations + "\nrule R \"R\" { for x in Thing where x.id == \"t1\"  must (\(condition)) }",
    data: Truths.data)
  let outcomes = scenario.outcomes()
  #expect(scenario.outcomes(jobs: 2) == outcomes)
  return outcomes.isEmpty ? .holds : outcomes == ["R t1"] ? .fails : .undetermined
}

enum Truths {
  static let policy = """
    policy test.truths

    enum Kind { laptop, server }
    enum Level ordered { low, medium, high }

    record Line { product : Text  amount : Money in USD  quantity : Integer  note : Text? }

    entity Thing from things {
      key id    : Text
      name      : Text
      nick      : Text?
      open      : Boolean
      count     : Integer
      big       : Integer
      rate      : Decimal
      share     : Percent
      price     : Money in USD
      paid      : Money
      cost      : Money?
      bought    : Date
      sold      : Date?
      seen      : Timestamp
      term      : Duration
      leap      : Date
      valid     : Period
      unending  : Period
      memory    : DataSize
      release   : Version
      kind      : Kind
      level     : Level
      first     : Line
      lines     : [Line] = []
      tags      : [Text] = []
      numbers   : [Integer] = []
      nothing   : [Integer] = []
      parent    : Thing?
      peers     : [Thing] = []
      factor    : Integer = 3
      let total = sum(lines.amount)
      let double = count * 2
      let children = [c for c in Thing where c.parent is present and c.parent == self]
    }

    define late(day: Date): Boolean = day < today
    define twice(n: Integer): Integer = n * 2

    parameter limit "Ceiling" : Money in USD {
      from 2010-01-01 : 4_000 USD
      from 2019-01-01 : 10_000 USD
    }

    """

  static let data = """
    {
      "things": [
        { "id": "t1", "name": "Alpha", "open": true, "count": 3, "big": 9223372036854775807, "rate": "0.15",
          "share": "15 %", "price": 9000, "paid": "100 EUR", "bought": "2019-05-01",
          "seen": "2019-06-30T14:00:00Z", "term": "90 days", "leap": "2020-02-29",
          "valid": { "from": "2019-01-01", "until": "2019-12-31" }, "unending": { "from": "2019-01-01" },
          "memory": "16 GB", "release": "v11.0.3", "kind": "laptop", "level": "medium",
          "first": { "product": "p1", "amount": 10, "quantity": 1 },
          "lines": [
            { "product": "p1", "amount": 10, "quantity": 1, "note": "n" },
            { "product": "p2", "amount": 20.5, "quantity": 2 },
            { "product": "p1", "amount": 30, "quantity": 3 }
          ],
          "tags": ["a", "b", "a"], "numbers": [4, 1, 2], "parent": "t2", "peers": ["t2", "t3", "t2"] },
        { "id": "t2", "name": "Beta", "nick": "B", "open": false, "count": 0, "big": 0, "rate": 2, "share": "100 %",
          "price": "20.00 USD", "paid": "5 USD", "cost": "7 USD", "bought": "2018-05-01", "sold": "2019-01-01",
          "seen": "2019-06-29T23:59:59+02:00", "term": "1 year", "leap": "2019-03-31",
          "valid": { "from": "2018-01-01", "until": "2018-12-31" }, "unending": { "from": "2020-01-01" },
          "memory": "512 MiB", "release": "v1.2", "kind": "server", "level": "high",
          "first": { "product": "p9", "amount": 1, "quantity": 1 }, "parent": "t3" },
        { "id": "t3", "name": "Gamma", "open": true, "count": 7, "big": 1, "rate": 0, "share": "0 %",
          "price": 0, "paid": "0 USD", "bought": "2019-06-30", "seen": "2019-06-30T00:00:00Z", "term": "4 hours",
          "leap": "2019-01-31", "valid": { "from": "2019-06-30", "until": "2019-06-30" },
          "unending": { "from": "2019-06-30" }, "memory": "1 TB", "release": "v11.0", "kind": "server",
          "level": "low", "first": { "product": "p1", "amount": 1, "quantity": 1 }, "parent": "t1" }
      ],
      "exchange_rates": [
        { "currency": "EUR", "per": "USD", "rate": 0.90, "valid": { "from": "2019-01-01", "until": "2019-12-31" } }
      ]
    }
    """
}
