extension DiagnosticCode {
  public static let dayOfCondition = DiagnosticCode(
    "P2070", "day-of-condition", fix: .always, title: "Day of a condition without brackets",
    why: """
      `on` binds as closely as a step of a path, so after `performs`, `holds` or `is present` it would be read as the day \
      of the last word. Brackets say what is meant on the day: the whole condition.
      """,
    example: """
      policy demo.x
      entity Permission from permissions { key id : Text }
      entity Person from people { key id : Text }
      entity Grant from grants {
        person : Person
        may    : Permission
        valid  : Period
      }
      entity Payment from payments {
        by   : Person
        paid : Date
      }
      access rights {
        for   p in Person
        each  g in Grant where g.person == p and g.valid contains today
        gives g.may
      }
      duty pay "Pay" of Permission = any of "F110"
      rule R "A" { for p in Payment must p.by performs pay on p.paid }
      """,
    prefer: """
      policy demo.x
      entity Permission from permissions { key id : Text }
      entity Person from people { key id : Text }
      entity Grant from grants {
        person : Person
        may    : Permission
        valid  : Period
      }
      entity Payment from payments {
        by   : Person
        paid : Date
      }
      access rights {
        for   p in Person
        each  g in Grant where g.person == p and g.valid contains today
        gives g.may
      }
      duty pay "Pay" of Permission = any of "F110"
      rule R "A" { for p in Payment must (p.by performs pay) on p.paid }
      """)

  public static let zoneOfOtherValue = DiagnosticCode(
    "P2071", "zone-of-other-value", title: "Time zone of a value that is not a timestamp",
    why: """
      A timestamp is a moment, which may be one day here and another one elsewhere: `.date` is its day where it was written, \
      `.date in UTC` and `.date in "Africa/Nairobi"` are those of other places. A date is a day already.
      """,
    example: """
      policy demo.x
      record Stamp { date : Text }
      entity A from as {
        sent   : Stamp
        raised : Date
      }
      rule R "A" { for a in A must a.sent.date in UTC == a.raised }
      """,
    prefer: """
      policy demo.x
      entity A from as {
        sent   : Timestamp
        raised : Date
      }
      rule R "A" { for a in A must a.sent.date in UTC == a.raised }
      """)

  public static let unknownTimeZone = DiagnosticCode(
    "P2072", "unknown-time-zone", title: "Time zone whose rules are not known",
    why: """
      The offsets that a place has had and will have are those of the time zone database of the system, whose version reports \
      name. Without them the day there is not known.
      """,
    example: """
      policy demo.x
      entity A from as {
        sent   : Timestamp
        raised : Date
      }
      rule R "A" { for a in A must (a.sent.date in "Africa/Nirobi") == a.raised }
      """,
    prefer: """
      policy demo.x
      entity A from as {
        sent   : Timestamp
        raised : Date
      }
      rule R "A" { for a in A must (a.sent.date in UTC) == a.raised }
      """)

  public static let conflictingDays = DiagnosticCode(
    "P3040", "conflicting-days", fix: .sometimes, title: "Variables that are judged on different days",
    why: """
      An entity that says `judged on` makes a rule judge its instances on a day of their own. A rule about instances of \
      several entities judges a combination on one day: where they do not agree, only the author knows which is meant.
      """,
    example: """
      policy demo.x
      entity Order from orders judged on raised {
        key id : Text
        raised : Date
      }
      entity Payment from payments judged on paid {
        order : Order
        paid  : Date
      }
      rule R "A" {
        for  p in Payment, o in Order where p.order == o
        must o.raised <= p.paid
      }
      """,
    prefer: """
      policy demo.x
      entity Order from orders judged on raised {
        key id : Text
        raised : Date
      }
      entity Payment from payments judged on paid {
        order : Order
        paid  : Date
      }
      rule R "A" {
        judged on p.paid
        for  p in Payment, o in Order where p.order == o
        must o.raised <= p.paid
      }
      """)

  public static let dayOfLet = DiagnosticCode(
    "P3041", "day-of-let", title: "Day of judgement that rests on `let`",
    why: """
      A `let` of a norm is computed on the day on which a row is judged. So that day cannot rest on it.
      """,
    example: """
      policy demo.x
      entity Order from orders {
        key id : Text
        raised : Date
        paid   : Date?
      }
      rule R "A" {
        for  o in Order
        let  day = o.paid otherwise o.raised
        judged on day
        must o.raised <= day
      }
      """,
    prefer: """
      policy demo.x
      entity Order from orders {
        key id : Text
        raised : Date
        paid   : Date?
      }
      rule R "A" {
        for  o in Order
        let  day = o.paid otherwise o.raised
        judged on o.paid otherwise o.raised
        must o.raised <= day
      }
      """)

  public static let dayWithoutEffect = DiagnosticCode(
    "P7055", "day-without-effect", .warning, fix: .always, title: "Value that is the same on every day",
    why: """
      `x on day` is `x` with `today` being that day. Parameters, derived fields, functions and access models may depend on \
      it; a field of the data has the value that the data gives, whatever the day. Then `on` changes nothing, and a \
      reader would think that it did. `on` binds more closely than a comparison: for a whole condition on a day, put \
      brackets around it.
      """,
    example: """
      policy demo.x

      entity A from as {
        price  : Integer
        raised : Date
      }

      rule R "A" {
        for  a in A
        must a.price on a.raised < 10
      }
      """,
    prefer: """
      policy demo.x

      parameter limit : Integer {
        from 2019-01-01 : 10
      }

      entity A from as {
        price  : Integer
        raised : Date
      }

      rule R "A" {
        for  a in A
        must a.price < limit on a.raised
      }
      """)
}

extension Catalogue {
  static let days: [DiagnosticCode] = [
    .dayOfCondition, .zoneOfOtherValue, .unknownTimeZone, .conflictingDays, .dayOfLet, .dayWithoutEffect,
  ]
}
