extension DiagnosticCode {
  public static let sourceName = DiagnosticCode(
    "P2101", "source-name", title: "Name of a source that something else has",
    why: """
      `--data NAME=PATH` and `policyc.yaml` give a file to the source or to the section of that name. A name that two \
      sources have, or a source and a section, would not say which of them is meant.
      """,
    example: """
      policy demo.office

      entity Person from people { key id : Text }

      source people for Person {
        from csv "people.csv"
        each row
        take { id : row.ID }
      }
      """,
    prefer: """
      policy demo.office

      entity Person from people { key id : Text }

      source staff_list for Person {
        from csv "people.csv"
        each row
        take { id : row.ID }
      }
      """)

  public static let sourceClause = DiagnosticCode(
    "P2102", "source-clause", fix: .sometimes, title: "Clause that does not say how files are written",
    why: """
      A source says once how its files are written, and is checked before any file is there. A clause of another format \
      would be passed over, and the files would be read otherwise than it says.
      """,
    example: """
      policy demo.office

      entity Person from people { key id : Text }

      source staff for Person {
        from      csv "people.csv"
        separator "; "
        each      row
        take { id : row.ID }
      }
      """,
    prefer: """
      policy demo.office

      entity Person from people { key id : Text }

      source staff for Person {
        from      csv "people.csv"
        separator ";"
        each      row
        take { id : row.ID }
      }
      """)

  public static let sourceField = DiagnosticCode(
    "P2103", "source-field", fix: .sometimes, title: "Taken field that the entity does not have",
    why: """
      A source gives the fields of its entity, each once. A field that is computed from others, or that nobody declared, \
      would be read and then forgotten.
      """,
    example: """
      policy demo.office

      entity Person from people { key id : Text   name : Text? }

      source staff for Person {
        from csv "people.csv"
        each row
        take { id : row.ID   nmae : row.Name }
      }
      """,
    prefer: """
      policy demo.office

      entity Person from people { key id : Text   name : Text? }

      source staff for Person {
        from csv "people.csv"
        each row
        take { id : row.ID   name : row.Name }
      }
      """)

  public static let sourceFieldNeeded = DiagnosticCode(
    "P2104", "source-field-needed", title: "Required field that a source does not take",
    why: """
      Each instance has a value for a field that is neither optional nor has a default. A source that takes none would \
      make every record of it faulty.
      """,
    example: """
      policy demo.office

      entity Person from people { key id : Text   unit : Text }

      source staff for Person {
        from csv "people.csv"
        each row
        take { id : row.ID }
      }
      """,
    prefer: """
      policy demo.office

      entity Person from people { key id : Text   unit : Text }

      source staff for Person {
        from csv "people.csv"
        each row
        take { id : row.ID   unit : row.UNIT }
      }
      """)

  public static let sourceValue = DiagnosticCode(
    "P2105", "source-value", title: "Something that a source cannot compute",
    why: """
      Before a field gives it a type, what comes is a text, a list, an object, or missing. Sizes, sums and days have no \
      meaning there; norms compare them, where types are known.
      """,
    example: """
      policy demo.office

      entity Person from people { key id : Text }

      source staff for Person {
        from  csv "people.csv"
        each  row
        where row.SALARY > 1000
        take { id : row.ID }
      }
      """,
    prefer: """
      policy demo.office

      entity Person from people { key id : Text }

      source staff for Person {
        from  csv "people.csv"
        each  row
        where row.SALARY is present
        take { id : row.ID }
      }
      """)

  public static let sourceUnknownName = DiagnosticCode(
    "P2106", "source-unknown-name", fix: .sometimes, title: "Unknown name in a source",
    why: """
      A source knows `row` or `document`, `file`, and the variables of its clauses `each` above. Its functions are few, \
      so that what it does can be read at a glance.
      """,
    example: """
      policy demo.office

      entity Person from people { key id : Text }

      source staff for Person {
        from json "people.json"
        each p in document.people
        take { id : person.id }
      }
      """,
    prefer: """
      policy demo.office

      entity Person from people { key id : Text }

      source staff for Person {
        from json "people.json"
        each p in document.people
        take { id : p.id }
      }
      """)

  public static let sourceType = DiagnosticCode(
    "P2107", "source-type", title: "Value that its field cannot have",
    why: """
      The type of the field says how a text that comes is read. A constant, a list or a record that no value of this \
      type looks like would fail for every record.
      """,
    example: """
      policy demo.office

      entity Person from people { key id : Text   joined : Date }

      source staff for Person {
        from csv "people.csv"
        each row
        take { id : row.ID   joined : "yesterday" }
      }
      """,
    prefer: """
      policy demo.office

      entity Person from people { key id : Text   joined : Date }

      source staff for Person {
        from csv "people.csv"
        each row
        take { id : row.ID   joined : row.JOINED otherwise 1900-01-01 }
      }
      """)

  public static let datePattern = DiagnosticCode(
    "P2108", "date-pattern", title: "Text that is not a form of dates",
    why: """
      A form is written with `YYYY` or `YY`, `MM` or `MON`, `DD`, `HH`, `mm`, `ss` and the signs between them. Two forms \
      that read one text as different days would leave the day to chance.
      """,
    example: """
      policy demo.office

      entity Person from people { key id : Text   joined : Date }

      source staff for Person {
        from  csv "people.csv"
        dates "DD/MM/YYYY", "MM/DD/YYYY"
        each  row
        take { id : row.ID   joined : row.JOINED }
      }
      """,
    prefer: """
      policy demo.office

      entity Person from people { key id : Text   joined : Date }

      source staff for Person {
        from  csv "people.csv"
        dates "DD/MM/YYYY"
        each  row
        take { id : row.ID   joined : row.JOINED }
      }
      """)
}

extension Catalogue {
  static let dataSources: [DiagnosticCode] = [
    .sourceName, .sourceClause, .sourceField, .sourceFieldNeeded, .sourceValue, .sourceUnknownName, .sourceType,
    .datePattern,
  ]
}
