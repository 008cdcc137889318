extension DiagnosticCode {
  /// A rule set as rows, without what follows `segregate`.
  private static let model = """
    policy demo.x

    entity Action from actions { key id : Text }

    entity Function from functions {
      key id  : Text
      title   : Text
      actions : [Action]
    }

    enum Grade ordered { low, medium, high, critical }

    entity Risk from risks {
      key id : Text
      first  : Function
      second : Function
      grade  : Grade
      owner  : Text
    }

    entity Person from people {
      key id : Text
      can    : [Action]
    }

    access rights {
      for   p in Person
      gives p.can
    }

    """

  private static let duties = "duty each f in Function \"{f.title}\" of Action = any of f.actions\n\n"

  private static let norms = """
    segregate each r in Risk as r.id "{r.id}" {
      duty(r.first) from duty(r.second)
      in rights
    }
    """

  public static let repeatedDutyEach = DiagnosticCode(
    "P3310", "repeated-duty-each", title: "Second duty for each instance of one entity",
    why: """
      `duty(f)` is the duty of an instance, so an instance has one. The entitlements that amount to it are given once, in one \
      `duty each` for the entity.
      """,
    example: model + duties + duties + norms,
    prefer: model + duties + norms)

  public static let noDutyEach = DiagnosticCode(
    "P3311", "no-duty-each", title: "Duty of something that has none",
    why: """
      `duty(x)` is the duty that a `duty each` declares for the instances of an entity. For instances of other entities, and \
      for values that are not instances, there is none.
      """,
    example: model + norms,
    prefer: model + duties + norms)

  public static let rowValueOutsideEach = DiagnosticCode(
    "P3312", "row-value-outside-each", title: "Field of a row where there is no row",
    why: """
      Only a norm that is one for each row can take its duties, its level and its authorities from fields of the row. \
      Other norms write them out.
      """,
    example: model + duties + """
      rule R_01 "Titles are short" {
        level r.grade
        for   f in Function
        must  length(f.title) < 80
      }
      """,
    prefer: model + duties + """
      rule R_01 "Titles are short" {
        level low
        for   f in Function
        must  length(f.title) < 80
      }
      """)

  public static let rowLevel = DiagnosticCode(
    "P3313", "row-level", title: "Field in the place of a level that holds other things",
    why: """
      The level of a norm is `low`, `medium`, `high` or `critical`. A field in its place is of an enum whose cases are some of \
      these words and no others, so that no row has a level which nobody knows.
      """,
    example: model + duties + """
      segregate each r in Risk as r.id "{r.id}" {
        duty(r.first) from duty(r.second)
        in    rights
        level r.owner
      }
      """,
    prefer: model + duties + """
      segregate each r in Risk as r.id "{r.id}" {
        duty(r.first) from duty(r.second)
        in    rights
        level r.grade
      }
      """)

  public static let rowText = DiagnosticCode(
    "P3314", "row-text", title: "Name or authority that is not a text",
    why: """
      The norm of a row is named by a text that every row has, and waived by authorities whose names are texts.
      """,
    example: model + duties + """
      segregate each r in Risk as r.grade "{r.id}" {
        duty(r.first) from duty(r.second)
        in rights
      }
      """,
    prefer: model + duties + norms)

  public static let dutyOfValues = DiagnosticCode(
    "P3315", "duty-of-values", title: "Duty made of values that are not entitlements",
    why: """
      The parts of a duty are entitlements: instances of the entity that the duty is `of`, or texts that are their keys. \
      After `like` only texts have a place.
      """,
    example: model + """
      duty each r in Risk "{r.id}" of Action = any of r.grade
      """,
    prefer: model + """
      duty each r in Risk "{r.id}" of Action = any of r.first.actions
      """)
}

extension Catalogue {
  static let rowNorms: [DiagnosticCode] = [
    .repeatedDutyEach, .noDutyEach, .rowValueOutsideEach, .rowLevel, .rowText, .dutyOfValues,
  ]
}
