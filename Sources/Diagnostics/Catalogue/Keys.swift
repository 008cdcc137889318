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
}

extension Catalogue {
  /// P213 and P214, keys and labels of entities.
  static let keys: [DiagnosticCode] = [.keyCircle, .policyKeyForm, .furtherKey, .nameInData, .passedOver]
}
