extension DiagnosticCode {
  public static let typeMismatch = DiagnosticCode(
    "P2001", "type-mismatch", fix: .sometimes, title: "Value of another type than the place needs",
    why: """
      Every field, parameter and operator says of what type its values are. A value of another type could only be \
      compared or stored by guessing what was meant, so it is refused.
      """,
    example: """
      policy demo.x
      entity A from as { key id : Text
        bought : Date }
      rule R "A" { for a in A must a.bought < a.id }
      """,
    prefer: """
      policy demo.x
      entity A from as { key id : Text
        bought : Date }
      rule R "A" { for a in A must a.bought < today }
      """)

  public static let optionalValue = DiagnosticCode(
    "P2002", "optional-value", fix: .sometimes, title: "Value that may be missing",
    why: """
      A missing value never satisfies a requirement by accident: the author says what it means. Either the condition \
      asks first (`x is present and x < y`), or a value takes the place of the missing one (`x otherwise 0`).
      """,
    example: """
      policy demo.x
      entity A from as { memory : DataSize? }
      rule R "A" { for a in A must a.memory >= 16 GB }
      """,
    prefer: """
      policy demo.x
      entity A from as { memory : DataSize? }
      rule R "A" { for a in A must a.memory is present and a.memory >= 16 GB }
      """)

  public static let severalValues = DiagnosticCode(
    "P2003", "several-values", title: "Several values where one is needed",
    why: """
      The path leads to several values, and the operator asks about one. Say for which of them it must hold (`some`, \
      `every`), or reduce them to one value with `sum`, `count`, `min` or `max`.
      """,
    example: """
      policy demo.x
      entity A from as { prices : [Integer] }
      rule R "A" { for a in A must a.prices < 10 }
      """,
    prefer: """
      policy demo.x
      entity A from as { prices : [Integer] }
      rule R "A" { for a in A must every p in a.prices satisfies p < 10 }
      """)

  public static let singleValue = DiagnosticCode(
    "P2004", "single-value", fix: .sometimes, title: "One value where several are needed",
    why: """
      `for`, `in`, `some`, `every`, `count` and the like go through several values: the instances of an entity, a path \
      over a field of type `[…]`, or a list in square brackets.
      """,
    example: """
      policy demo.x
      entity A from as { price : Integer }
      rule R "A" { for a in A must count(a.price) < 10 }
      """,
    prefer: """
      policy demo.x
      entity A from as { prices : [Integer] }
      rule R "A" { for a in A must count(a.prices) < 10 }
      """)

  public static let mixedCurrencies = DiagnosticCode(
    "P2005", "mixed-currencies", fix: .sometimes, title: "Amounts not known to be of one currency",
    why: """
      Ten thousand of one currency and ten thousand of another are not the same. Fix the currency where the field is \
      declared (`Money in USD`), or convert at the rate of a day (`x.price in USD on x.raised`).
      """,
    example: """
      policy demo.x
      entity A from as { price : Money }
      rule R "A" { for a in A must a.price <= 5_000 USD }
      """,
    prefer: """
      policy demo.x
      entity A from as { price : Money in USD }
      rule R "A" { for a in A must a.price <= 5_000 USD }
      """)

  public static let noEquality = DiagnosticCode(
    "P2006", "no-equality", title: "Records compared with each other",
    why: """
      A record is a value without identity, often with fields that do not matter for the comparison. Compare the \
      fields that do.
      """,
    example: """
      policy demo.x
      record Line { product : Text }
      entity A from as { first : Line
        last : Line }
      rule R "A" { for a in A must a.first == a.last }
      """,
    prefer: """
      policy demo.x
      record Line { product : Text }
      entity A from as { first : Line
        last : Line }
      rule R "A" { for a in A must a.first.product == a.last.product }
      """)

  public static let noOrder = DiagnosticCode(
    "P2007", "no-order", fix: .sometimes, title: "Order asked of values that have none",
    why: """
      Numbers, amounts, dates, texts and versions have an order; truth values, periods, instances and the cases of an \
      enum have none, unless the enum is declared `ordered`.
      """,
    example: """
      policy demo.x
      enum Level { low, high }
      entity A from as { level : Level }
      rule R "A" { for a in A must a.level < high }
      """,
    prefer: """
      policy demo.x
      enum Level ordered { low, high }
      entity A from as { level : Level }
      rule R "A" { for a in A must a.level < high }
      """)

  public static let noArithmetic = DiagnosticCode(
    "P2008", "no-arithmetic", fix: .sometimes, title: "Calculation without a meaning",
    why: """
      Numbers add to numbers, amounts to amounts of the same currency, durations to dates. Other combinations have no \
      result that everybody would agree on.
      """,
    example: """
      policy demo.x
      entity A from as { due : Date }
      rule R "A" { for a in A must today <= a.due + 5 }
      """,
    prefer: """
      policy demo.x
      entity A from as { due : Date }
      rule R "A" { for a in A must today <= a.due + 5 days }
      """)

  public static let argumentCount = DiagnosticCode(
    "P2009", "argument-count", title: "Too many or too few arguments",
    why: "A function is called with one value for each of its parameters, in their order.",
    example: """
      policy demo.x
      entity A from as { due : Date }
      define late(due: Date, days: Integer): Boolean = due < today and days > 0
      rule R "A" { for a in A must not late(a.due) }
      """,
    prefer: """
      policy demo.x
      entity A from as { due : Date }
      define late(due: Date, days: Integer): Boolean = due < today and days > 0
      rule R "A" { for a in A must not late(a.due, 5) }
      """)

  public static let noFields = DiagnosticCode(
    "P2010", "no-fields", fix: .sometimes, title: "Part of a value that has no such part",
    why: """
      Entities and records have the fields that they declare. Of the built-in types only a few have parts: `from` and \
      `until` of a `Period`, `amount` and `currency` of `Money`, `year`, `month` and `day` of a `Date`, `date` of a \
      `Timestamp`.
      """,
    example: """
      policy demo.x
      entity A from as { name : Text }
      rule R "A" { for a in A must a.name.first == "x" }
      """,
    prefer: """
      policy demo.x
      entity A from as { name : Text }
      rule R "A" { for a in A must a.name like "x*" }
      """)

  public static let noKey = DiagnosticCode(
    "P2011", "no-key", title: "Entity without a key named by a key",
    why: """
      A reference to an instance is written in the data and in policies as its key. Instances of an entity without a \
      key are only listed; nothing can refer to one of them.
      """,
    example: "policy demo.x\nentity A from as { size : Integer }\nentity B from bs { a : A }",
    prefer: "policy demo.x\nentity A from as { key id : Text }\nentity B from bs { a : A }")

  public static let keyField = DiagnosticCode(
    "P2012", "key-field", fix: .sometimes, title: "Key that cannot tell instances apart",
    why: """
      The key is how the data names an instance. Each of its parts is a `Text`, an `Integer`, a `Date`, a case of an \
      enum or an instance of an entity, and is never missing. A record has no identity and so no key.
      """,
    example: "policy demo.x\nentity A from as { key id : Text? }",
    prefer: "policy demo.x\nentity A from as { key id : Text }")

  public static let unfinishedRecord = DiagnosticCode(
    "P2013", "unfinished-record", title: "Record that contains itself without end",
    why: """
      A record is written out inside what holds it. One that always contains another of its own kind could never be \
      written to the end. Make the field optional or a list, or make it an entity and refer to it by its key.
      """,
    example: "policy demo.x\nrecord Part { name : Text\n  inner : Part }",
    prefer: "policy demo.x\nrecord Part { name : Text\n  inner : [Part] }")

  public static let definitionCircle = DiagnosticCode(
    "P2014", "definition-circle", title: "Definition that rests on itself",
    why: """
      Functions, derived fields and access models may build on each other, but not in a cycle: its value would depend \
      on itself. Rows reached over a field any number of times are a closure, `unit.parent*`.
      """,
    example: """
      policy demo.x
      define even(n: Integer): Boolean = n == 0 or odd(n - 1)
      define odd(n: Integer): Boolean = n != 0 and even(n - 1)
      """,
    prefer: """
      policy demo.x
      define positive(n: Integer): Boolean = n > 0
      define small(n: Integer): Boolean = positive(n) and n < 10
      """)

  public static let notConstant = DiagnosticCode(
    "P2015", "not-constant", title: "Value that is not the same for everything",
    why: """
      A default, a step of a parameter and the data of a test are written out: a literal, a case, or a list or record \
      of them. A value that depends on the data or on the day belongs in a derived field or a function.
      """,
    example: "policy demo.x\nentity A from as { due : Date = today }",
    prefer: "policy demo.x\nentity A from as { due : Date = 2019-12-31 }")

  public static let nestedType = DiagnosticCode(
    "P2016", "nested-type", title: "List of lists, or list that may be missing",
    why: """
      Several values are one flat list, and a list without values is empty rather than missing. Inner lists belong \
      in a record.
      """,
    example: "policy demo.x\nentity A from as { grid : [[Integer]] }",
    prefer: "policy demo.x\nrecord Row { cells : [Integer] }\nentity A from as { grid : [Row] }")

  public static let currencyOfOtherType = DiagnosticCode(
    "P2017", "currency-of-other-type", title: "Currency of something that is not money",
    why: "`in USD` after a type fixes the currency of amounts. Only `Money` has one.",
    example: "policy demo.x\nentity A from as { price : Decimal in USD }",
    prefer: "policy demo.x\nentity A from as { price : Money in USD }")

  public static let closureField = DiagnosticCode(
    "P2018", "closure-field", title: "Star or plus after something that cannot be repeated",
    why: """
      `role.includes*` follows `includes` again and again. That needs a field that leads from an entity to the same \
      entity; another field leads somewhere from which it cannot be followed again.
      """,
    example: """
      policy demo.x
      entity Unit from units { key id : Text }
      entity Person from people { key id : Text
        unit : Unit }
      rule R "A" { for p in Person must count(p.unit*) > 1 }
      """,
    prefer: """
      policy demo.x
      entity Unit from units { key id : Text
        parent : Unit? }
      entity Person from people { key id : Text
        unit : Unit }
      rule R "A" { for p in Person must count(p.unit.parent*) > 1 }
      """)

  public static let untypedValue = DiagnosticCode(
    "P2020", "untyped-value", title: "Value whose type nothing says",
    why: """
      An empty list and a record in braces take their type from the place: the other side of an operator, the field or \
      the parameter that they are for. Here nothing gives them one.
      """,
    example: """
      policy demo.x
      entity A from as { key id : Text }
      rule R "A" { for a in A must count([]) == 0 }
      """,
    prefer: """
      policy demo.x
      entity A from as { key id : Text }
      rule R "A" { for a in A must count([a.id]) == 1 }
      """)

  public static let accessModelChoice = DiagnosticCode(
    "P2021", "access-model-choice", fix: .always, title: "Several access models fit",
    why: """
      Two access models give this subject such entitlements, perhaps different ones. Name the one that is meant: \
      `p performs pay in payments`.
      """,
    example: """
      policy demo.x
      entity Person from people { key id : Text
        codes : [Text]
        old_codes : [Text] }
      access now { for p in Person
        gives p.codes }
      access before { for p in Person
        gives p.old_codes }
      rule R "A" { for p in Person must not p holds "XK01" }
      """,
    prefer: """
      policy demo.x
      entity Person from people { key id : Text
        codes : [Text]
        old_codes : [Text] }
      access now { for p in Person
        gives p.codes }
      access before { for p in Person
        gives p.old_codes }
      rule R "A" { for p in Person must not p holds "XK01" in now }
      """)

  public static let noAccessModel = DiagnosticCode(
    "P2022", "no-access-model", title: "No access model fits",
    why: """
      `holds` and `performs` ask what an access model gives. None that is visible here, or not the one that is named, \
      gives such entitlements to this subject.
      """,
    example: """
      policy demo.x
      entity Person from people { key id : Text }
      rule R "A" { for p in Person must not p holds "XK01" }
      """,
    prefer: """
      policy demo.x
      entity Person from people { key id : Text
        codes : [Text] }
      access rights { for p in Person
        gives p.codes }
      rule R "A" { for p in Person must not p holds "XK01" }
      """)

  public static let neverMissing = DiagnosticCode(
    "P2023", "never-missing", .warning, title: "Question whether a required value is there",
    why: """
      The field is required, so the data always has it: the condition always or never holds. Either the question is \
      not needed, or the field should be declared optional, `T?`.
      """,
    example: """
      policy demo.x
      entity A from as { bought : Date }
      rule R "A" { for a in A must a.bought is present }
      """,
    prefer: """
      policy demo.x
      entity A from as { bought : Date? }
      rule R "A" { for a in A must a.bought is present }
      """)

  public static let recordFields = DiagnosticCode(
    "P2025", "record-fields", title: "Fields of a value missing or given twice",
    why: """
      A value in braces gives each required field of its record, entity or period once. Fields with a default and \
      optional ones may be left out; derived ones follow from the others.
      """,
    example: "policy demo.x\nentity A from as { valid : Period = { until: 2019-12-31 } }",
    prefer: "policy demo.x\nentity A from as { valid : Period = { from: 2019-01-01, until: 2019-12-31 } }")

  public static let noText = DiagnosticCode(
    "P2027", "no-text", title: "Value that cannot be used in a message",
    why: """
      In a message an instance is shown by its key. A record, or an entity without a key, has no such short form: name \
      the field that a reader should see.
      """,
    example: """
      policy demo.x
      record Line { product : Text }
      entity A from as { line : Line }
      rule R "A" { for a in A must a.line.product != ""
        message "Bad line {a.line}." }
      """,
    prefer: """
      policy demo.x
      record Line { product : Text }
      entity A from as { line : Line }
      rule R "A" { for a in A must a.line.product != ""
        message "Bad line {a.line.product}." }
      """)

  public static let definitionTooLarge = DiagnosticCode(
    "P2028", "definition-too-large", title: "Definitions that grow beyond what can be evaluated",
    why: """
      Each function that calls the one before it twice doubles the work: after thirty there are a thousand million \
      steps. Name the shared part with a derived field, which is computed once for each instance.
      """,
    example: "policy demo.x\ndefine f0(n: Integer): Integer = n + n + n + n + n + n + n + n\n"
      + (1...24).map { "define f\($0)(n: Integer): Integer = f\($0 - 1)(n) + f\($0 - 1)(n)" }.joined(separator: "\n"),
    prefer: """
      policy demo.x
      define f0(n: Integer): Integer = n + n
      define f1(n: Integer): Integer = 2 * f0(n)
      """)

  public static let parameterOverride = DiagnosticCode(
    "P2029", "parameter-override", fix: .sometimes, title: "Parameter of the project that does not fit the policies",
    why: """
      Under `parameters` a project sets its own value for a parameter of the policies. The name must be one that they \
      declare, and the value must be of its type, written as in the data.
      """,
    example: "", prefer: "")

  public static let whereWithoutFor = DiagnosticCode(
    "P2030", "where-without-for", title: "Condition that narrows nothing",
    why: """
      `where` says for which of the rows that `for` lists a norm applies. A rule without `for` is about the data as a \
      whole, so there is nothing to narrow.
      """,
    example: """
      policy demo.x
      entity A from as { active : Boolean }
      rule R "A" { where today > 2019-01-01
        must count(a for a in A where a.active) < 10 }
      """,
    prefer: """
      policy demo.x
      entity A from as { active : Boolean }
      rule R "A" { must today > 2019-01-01 implies count(a for a in A where a.active) < 10 }
      """)

  public static let accessModel = DiagnosticCode(
    "P2031", "access-model", title: "Access model that is not complete",
    why: """
      An access model says who holds entitlements (`for person in Person`), through what (`each grant in Grant where \
      …`), and which ones (`gives grant.role.permissions`): texts, or instances of an entity with a key, reached from \
      one row.
      """,
    example: "policy demo.x\nentity Person from people { key id : Text }\naccess rights { for p in Person }",
    prefer: """
      policy demo.x
      entity Person from people { key id : Text
        codes : [Text] }
      access rights { for p in Person
        gives p.codes }
      """)

  public static let loneBrace = DiagnosticCode(
    "P2040", "lone-brace", fix: .always, title: "Brace that encloses no value",
    why: """
      In a text, braces enclose a value: `"{a.id}/{a.year}"`. A brace that is part of the text is written twice, `{{` or \
      `}}`.
      """,
    example: """
      policy demo.x
      entity A from as { key id : Text }
      rule R "A" { for a in A must a.id != "}" }
      """,
    prefer: """
      policy demo.x
      entity A from as { key id : Text }
      rule R "A" { for a in A must a.id != "}}" }
      """)
}

extension Catalogue {
  /// P2, types and the flow of missing values.
  static let types: [DiagnosticCode] = [
    .typeMismatch, .optionalValue, .severalValues, .singleValue, .mixedCurrencies, .noEquality, .noOrder, .noArithmetic,
    .argumentCount, .noFields, .noKey, .keyField, .unfinishedRecord, .definitionCircle, .notConstant, .nestedType,
    .currencyOfOtherType, .closureField, .untypedValue, .accessModelChoice, .noAccessModel,
    .neverMissing, .recordFields, .noText, .definitionTooLarge, .parameterOverride,
    .whereWithoutFor, .accessModel, .loneBrace, .amountDecimals,
    .parameterWithoutBasis, .illustrationWithBasis, .unknownAuthority,
  ]
}
