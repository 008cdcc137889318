/// A value as it is written in a policy and in the data, and what it means.
struct Literal {
  var policy: String
  var json: String
  var plain: Plain
}

/// Values worth trying: few, so that they often meet, and some at the ends of what can be held.
enum Literals {
  static func pick(_ kind: Kind, _ dice: inout Dice) -> Literal? {
    switch kind {
    case .text: return text(dice.pick(texts))
    case .boolean:
      let truth = dice.chance(50)
      return Literal(policy: "\(truth)", json: "\(truth)", plain: .truth(truth))
    case .integer:
      let value = dice.chance(15) ? dice.pick([.max, .max - 1, -.max, 4_000_000_000]) : Int64(dice.pick(-2...6))
      return Literal(policy: "\(value)", json: "\(value)", plain: .integer(value))
    case .decimal:
      let value = dice.chance(15) ? dice.pick(extremes) : dice.pick(decimals)
      let json = dice.chance(50) ? value : quoted(value)
      return Literal(
        policy: value.contains(".") ? value : value + ".0", json: json, plain: .number(Number(text: value)))
    case .percent:
      let value = dice.pick(["0", "15", "100", "0.5", "33.333", "-5", "250"])
      return Literal(
        policy: value + " %", json: quoted(value + " %"), plain: .number(Number(text: value) * Number(text: "0.01")))
    case .money(let fixed):
      let value = dice.chance(8) ? dice.pick(extremes) : dice.pick(["0", "10", "10.50", "9999", "0.01", "-10", "1000"])
      let currency = fixed ?? dice.pick(["USD", "EUR", "KES"])
      let written = value + " " + currency
      let form = dice.below(3)
      let json =
        form == 0 && fixed != nil
        ? value : form == 1 ? "{ \"amount\": \(quoted(value)), \"currency\": \"\(currency)\" }" : quoted(written)
      return Literal(policy: written, json: json, plain: .money(Number(text: value), currency))
    case .date: return date(dice.chance(10) ? dice.pick(["0001-01-01", "9999-12-31", "1900-02-28"]) : dice.pick(dates))
    case .timestamp:
      if dice.chance(25) {
        // One day here, another one in UTC.
        let (text, day, time, offset) = dice.pick([
          ("2019-06-29T23:59:59+02:00", "2019-06-29", 79_199, 120),
          ("2019-06-30T01:30:00+03:00", "2019-06-29", 81_000, 180),
          ("2019-06-29T19:00:00-05:00", "2019-06-30", 0, -300),
        ])
        let moment = Moment(day: Civil(text: day), time: time * 1_000_000, offset: offset)
        return Literal(policy: text, json: quoted(text), plain: .moment(moment))
      }
      let day = Civil(text: dice.chance(10) ? dice.pick(["0001-01-01", "9999-12-31"]) : dice.pick(dates))
      let moment = Moment(day: day, time: dice.pick([0, 14 * 3600, 86_399]) * 1_000_000)
      return Literal(policy: moment.text, json: quoted(moment.text), plain: .moment(moment))
    case .duration:
      let (count, unit) = dice.pick(durations)
      let text = "\(count) \(unit)" + (count == 1 ? "" : "s")
      return Literal(policy: text, json: quoted(text), plain: .length(length(count, unit)))
    case .period: return period(&dice)
    case .dataSize:
      let (text, bytes) = dice.pick(sizes)
      return Literal(policy: text, json: quoted(text), plain: .size(bytes))
    case .version:
      let (text, parts) = dice.pick(versions)
      return Literal(policy: text, json: quoted(text), plain: .version(parts))
    case .choice, .row: return nil
    }
  }

  static let texts = ["a", "b", "ab", "B1", "P1", "P2", "PAY_X", "", "é", "e\u{301}", "\u{1F600}b", "*", "a?b"]
  static let patterns = ["*", "a*", "?1", "P*", "*b", "?", "P?Y_*", "**", "*a*b*", "PAY_X", "", "é", "?b"]
  static let decimals = ["0", "0.15", "1", "2.5", "-1.25", "100", "0.3333", "3"]
  static let extremes = [
    "123456789012345678901234567.5", "0.000000000000000001", "-99999999999999999999999999999999",
    "100000000000000000000000000000000000", "0.1234567890123456789012345",
  ]
  static let dates = ["2019-06-30", "2019-01-31", "2020-02-29", "2018-12-31", "2019-07-01", "2000-02-29", "2019-03-01"]
  static let durations: [(Int, String)] = [
    (0, "day"), (1, "day"), (30, "day"), (31, "day"), (28, "day"), (1, "month"), (2, "month"), (1, "year"),
    (12, "month"), (365, "day"), (366, "day"), (24, "hour"), (4, "hour"), (1, "week"), (100_000_000, "month"),
    (2_000_000_000, "day"), (90, "minute"),
  ]
  static let sizes: [(String, Int64)] = [
    ("0 B", 0), ("1 kB", 1000), ("1 KiB", 1024), ("16 GB", 16_000_000_000), ("9223372036854775807 B", .max),
    ("0.5 MiB", 524_288), ("1000 B", 1000),
  ]
  static let versions: [(String, [UInt32])] = [
    ("v1.0", [1]), ("v1.2", [1, 2]), ("v1.2.0", [1, 2]), ("v1.10", [1, 10]), ("v2.0", [2]), ("v11.0.3", [11, 0, 3]),
    ("v0.0", []), ("v1.2.4294967295", [1, 2, 4_294_967_295]),
  ]

  static func length(_ count: Int, _ unit: String) -> Length {
    switch unit {
    case "year": Length(months: 12 * count)
    case "month": Length(months: count)
    case "week": Length(days: 7 * count)
    case "day": Length(days: count)
    case "hour": Length(microseconds: count * 3_600_000_000)
    default: Length(microseconds: count * 60_000_000)
    }
  }

  static func date(_ text: String) -> Literal {
    Literal(policy: text, json: quoted(text), plain: .date(Civil(text: text)))
  }

  static func text(_ text: String) -> Literal { Literal(policy: written(text), json: quoted(text), plain: .text(text)) }

  static func period(from: String, until: String?) -> Literal {
    Literal(
      policy: "", json: "{ \"from\": \"\(from)\"" + (until.map { ", \"until\": \"\($0)\"" } ?? "") + " }",
      plain: .period(Civil(text: from), until.map { Civil(text: $0) }))
  }

  static func period(_ dice: inout Dice) -> Literal {
    let ends = [dice.pick(dates), dice.pick(dates)].sorted()
    let from = Civil(text: ends[0])
    if dice.chance(30) {
      return Literal(
        policy: "{ from: \(ends[0]) }", json: "{ \"from\": \"\(ends[0])\" }", plain: .period(from, nil))
    }
    return Literal(
      policy: "{ from: \(ends[0]), until: \(ends[1]) }",
      json: "{ \"from\": \"\(ends[0])\", \"until\": \"\(ends[1])\" }", plain: .period(from, Civil(text: ends[1])))
  }

  /// A record as a policy writes it; nil where a field has no literal.
  static func record(_ table: Int, _ blueprint: Blueprint, _ dice: inout Dice) -> String? {
    var fields: [String] = []
    for field in blueprint.tables[table].fields where field.derivation == nil {
      guard field.defaultValue == nil && field.count == .one || dice.chance(50) else { continue }
      var values: [String] = []
      for _ in 0..<(field.count == .many ? dice.below(3) : 1) {
        guard let value = written(field.kind, blueprint, &dice) else { return nil }
        values.append(value)
      }
      fields.append("\(field.name): " + (field.count == .many ? "[\(values.joined(separator: ", "))]" : values[0]))
    }
    return fields.isEmpty ? nil : "{ \(fields.joined(separator: ", ")) }"
  }

  /// A value of a type as a policy writes it where the type is known.
  static func written(_ kind: Kind, _ blueprint: Blueprint, _ dice: inout Dice) -> String? {
    switch kind {
    case .choice(let index): dice.pick(blueprint.choices[index].cases)
    case .row(let table) where !blueprint.tables[table].isEntity: record(table, blueprint, &dice)
    case .row(let table): quoted(DataMaker.key(blueprint.tables[table].section ?? "", dice.below(5)))
    default: pick(kind, &dice)?.policy
    }
  }

  /// As a policy writes it: accents that are characters of their own by their number.
  static func written(_ text: String) -> String {
    quoted(text).unicodeScalars.map { $0 == "\u{301}" ? "\\u{301}" : String($0) }.joined()
  }

  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
