extension DiagnosticCode {
  public static let keyCircle = DiagnosticCode(
    "P2130", "key-circle", title: "Key that contains itself",
    why: """
      A part of a key may be an instance of another entity, and is then written as the key of that instance. Where two \
      entities have each other in their keys, neither key could be written to its end.
      """,
    example: """
      policy demo.x
      entity A from as { key b : B }
      entity B from bs { key a : A }
      """,
    prefer: """
      policy demo.x
      entity A from as { key b : B }
      entity B from bs { key id : Text }
      """)

  public static let policyKeyForm = DiagnosticCode(
    "P2131", "policy-key-form", title: "Text that cannot be a key of the entity",
    why: """
      A key of several parts is one text with slashes between the parts, in the order in which they are declared. A \
      part that is a number, a day or a case has to be one. A slash inside a part is written `\\/`.
      """,
    example: """
      policy demo.x
      entity Item from items { key order : Text
        key line : Integer }
      rule R "A" { for i in Item must i != Item "45" }
      """,
    prefer: """
      policy demo.x
      entity Item from items { key order : Text
        key line : Integer }
      rule R "A" { for i in Item must i != Item "45/10" }
      """)

  public static let furtherKey = DiagnosticCode(
    "P2132", "further-key", fix: .sometimes, title: "Further key that cannot name instances",
    why: """
      `also key` is a further text by which data may refer to an instance, unique where it is there: the distinguished \
      name beside the number of a person. Findings and waivers name the instance by its key, so there has to be one.
      """,
    example: """
      policy demo.x
      entity A from as { key id : Text
        also key number : Integer? }
      """,
    prefer: """
      policy demo.x
      entity A from as { key id : Text
        also key number : Text? }
      """)

  public static let nameInData = DiagnosticCode(
    "P2133", "name-in-data", title: "Two fields read from one name",
    why: """
      `from` gives the name that a field has in the data. Each name is read into one field; a second one that needs the \
      same value is derived from the first: `let b = a`.
      """,
    example: """
      policy demo.x
      entity A from as { key id : Text
        first : Text from x
        x : Text }
      """,
    prefer: """
      policy demo.x
      entity A from as { key id : Text
        first : Text from x
        let second = first }
      """)

  public static let passedOver = DiagnosticCode(
    "P2134", "passed-over", title: "Name that is not passed over",
    why: """
      In an open entity or record the data may give other fields, but a name that resembles a field is an error, because \
      it may be a slip. `passes over` says that a name is another field. Without `open` no other field may come at all, \
      and a declared field is read.
      """,
    example: """
      policy demo.x
      entity A from as { key id : Text
        passes over "ID" }
      """,
    prefer: """
      policy demo.x
      entity A from as open { key id : Text
        passes over "ID" }
      """)

  public static let containment = DiagnosticCode(
    "P2135", "containment", title: "Entity within something that does not hold it",
    why: """
      `within` names the field that holds the instances of the entity: the entity that they lie in, then the fields that \
      lead there. The path may go through records. The field at its end has the entity as its type, and is not \
      computed. No entity lies in itself, directly or through others.
      """,
    example: """
      policy demo.x
      entity Lot within Release.names { key id : Text }
      entity Release from releases { key ocid : Text
        names : [Text] = []
        lots : [Lot] = [] }
      """,
    prefer: """
      policy demo.x
      entity Lot within Release.lots { key id : Text }
      entity Release from releases { key ocid : Text
        names : [Text] = []
        lots : [Lot] = [] }
      """)

  public static let containmentParts = DiagnosticCode(
    "P2136", "containment-parts", title: "Record that would hold instances in two places",
    why: """
      Where the path of `within` goes through a record, each such record is part of one parent. A record that another \
      field has as well would hold instances that have no parent there.
      """,
    example: """
      policy demo.x
      record Tender { lots : [Lot] = [] }
      entity Release from releases { key ocid : Text
        tender : Tender }
      entity Plan from plans { key id : Text
        tender : Tender }
      entity Lot within Release.tender.lots { key id : Text }
      """,
    prefer: """
      policy demo.x
      record Tender { lots : [Lot] = [] }
      entity Release from releases { key ocid : Text
        tender : Tender }
      entity Plan from plans { key id : Text
        release : Release }
      entity Lot within Release.tender.lots { key id : Text }
      """)

  public static let groupField = DiagnosticCode(
    "P2137", "group-field", title: "Group that data would have to give",
    why: """
      The instances of an entity `of … by` are groups of instances that the data gives, one for each value that some have in \
      common. They have that value and their `members`, a label, and what is computed with `let`. Data does not name them.
      """,
    example: """
      policy demo.x
      entity Order from orders { key id : Text
        buyer : Text }
      entity Buyer of o in Order by id = o.buyer { name : Text }
      """,
    prefer: """
      policy demo.x
      entity Order from orders { key id : Text
        buyer : Text }
      entity Buyer of o in Order by id = o.buyer { let orders = count(members) }
      """)

  public static let groupKey = DiagnosticCode(
    "P2138", "group-key", title: "Value that groups cannot be made by",
    why: """
      Instances with one value make a group, which findings name by that value. It is a `Text`, an `Integer`, a `Date`, a case \
      of an enum or an instance; of several values an instance belongs to several groups.
      """,
    example: """
      policy demo.x
      entity Order from orders { key id : Text
        amount : Money in USD }
      entity Sum of o in Order by amount = o.amount {}
      """,
    prefer: """
      policy demo.x
      entity Order from orders { key id : Text
        raised : Date }
      entity Day of o in Order by day = o.raised {}
      """)

  public static let groupOfADay = DiagnosticCode(
    "P2139", "group-of-a-day", title: "Groups that depend on the day",
    why: """
      Which instances are in a group is the same on every day, so that findings about it can be compared and waived. A \
      condition on `today` goes into the norm, or into what is computed of the members.
      """,
    example: """
      policy demo.x
      entity Order from orders { key id : Text
        buyer : Text
        raised : Date }
      entity Buyer of o in Order where o.raised <= today by id = o.buyer {}
      """,
    prefer: """
      policy demo.x
      entity Order from orders { key id : Text
        buyer : Text
        raised : Date }
      entity Buyer of o in Order by id = o.buyer { let raised = [o for o in members where o.raised <= today] }
      """)

  public static let groupCircle = DiagnosticCode(
    "P2140", "group-circle", title: "Groups that rest on themselves",
    why: """
      The values of a group are known before the groups are. Neither the value nor the condition can look at the \
      groups themselves, directly or through a field that does.
      """,
    example: """
      policy demo.x
      entity Order from orders { key id : Text
        buyer : Text
        let others = count(b for b in Buyer where b.id == buyer) }
      entity Buyer of o in Order where o.others > 1 by id = o.buyer {}
      """,
    prefer: """
      policy demo.x
      entity Order from orders { key id : Text
        buyer : Text
        let others = count(o for o in Order where o.buyer == buyer) }
      entity Buyer of o in Order where o.others > 1 by id = o.buyer {}
      """)
}

extension Catalogue {
  /// P213 and P214, keys and labels of entities.
  static let keys: [DiagnosticCode] = [
    .keyCircle, .policyKeyForm, .furtherKey, .nameInData, .passedOver, .containment,
    .containmentParts, .groupField, .groupKey, .groupOfADay, .groupCircle,
  ]
}
