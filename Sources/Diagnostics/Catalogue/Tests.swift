extension DiagnosticCode {
  public static let testWithoutExpectation = DiagnosticCode(
    "P6001", "test-without-expectation", title: "Test that expects nothing",
    why: """
      A test shows that a norm finds what it is meant to find, or that it leaves alone what it should. Without an \
      `expect` it passes whatever the norms do.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      test "a person" {
        as of 2019-06-30
        given Person { id: "u1" }
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      test "a person" {
        as of 2019-06-30
        given Person { id: "u1" }
        expect no findings
      }
      """)

  public static let repeatedTest = DiagnosticCode(
    "P6002", "repeated-test", title: "Two tests of one name",
    why: "A report names a test by what it shows. Two of one name in a namespace could not be distinguished.",
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      test "nothing is found" {
        as of 2019-06-30
        given Person { id: "u1" }
        expect no findings
      }

      test "nothing is found" {
        as of 2019-06-30
        given Person { id: "u2" }
        expect no findings
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      test "nothing is found" {
        as of 2019-06-30
        given Person { id: "u1" }
        expect no findings
      }

      test "nothing is found of another" {
        as of 2019-06-30
        given Person { id: "u2" }
        expect no findings
      }
      """)

  public static let testRecord = DiagnosticCode(
    "P6003", "test-record", title: "Record of a test that is not as the data would be",
    why: """
      The records of a test are data: instances of entities with their fields, each key once. A record that could not \
      be in the data cannot be given in a test.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      test "nothing is found" {
        as of 2019-06-30
        given Person { id: "u1" }, Person { id: "u1" }
        expect no findings
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      test "nothing is found" {
        as of 2019-06-30
        given Person { id: "u1" }, Person { id: "u2" }
        expect no findings
      }
      """)

  public static let testReference = DiagnosticCode(
    "P6004", "test-reference", fix: .sometimes, title: "Instance that the test does not give",
    why: """
      A reference in the data names an instance that is there, and an expectation is about an instance that the test \
      gives. The data of a test holds nothing but what `given` says.
      """,
    example: """
      policy demo.x

      entity Unit from units { key id : Text }

      entity Person from people {
        key id : Text
        unit   : Unit
      }

      test "nothing is found" {
        as of 2019-06-30
        given Person { id: "u1", unit: "UNON" }
        expect no findings
      }
      """,
    prefer: """
      policy demo.x

      entity Unit from units { key id : Text }

      entity Person from people {
        key id : Text
        unit   : Unit
      }

      test "nothing is found" {
        as of 2019-06-30
        given Unit { id: "UNON" }
        given Person { id: "u1", unit: "UNON" }
        expect no findings
      }
      """)

  public static let unknownNorm = DiagnosticCode(
    "P6005", "unknown-norm", fix: .sometimes, title: "Expectation of a norm that does not exist",
    why: """
      An expectation names a rule, a segregation, a requirement of a standard, or a check of waivers such as \
      `waiver.expired`. A name that is not one of these can never be found, so that `expect no …` would always hold.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != ""
      }

      test "a name is given" {
        as of 2019-06-30
        given Person { id: "u1" }
        expect no R_02
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != ""
      }

      test "a name is given" {
        as of 2019-06-30
        given Person { id: "u1" }
        expect no R_01
      }
      """)

  public static let expectedSubject = DiagnosticCode(
    "P6006", "expected-subject", title: "Expectation about a subject that the norm is not about",
    why: """
      A finding of a rule is about the first variable after `for`, one of a segregation about the subjects of its \
      access models. About an instance of another entity the norm never says anything.
      """,
    example: """
      policy demo.x

      entity Unit from units { key id : Text }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != "x"
      }

      test "a name is given" {
        as of 2019-06-30
        given Unit { id: "x" }, Person { id: "x" }
        expect R_01 for Unit "x"
      }
      """,
    prefer: """
      policy demo.x

      entity Unit from units { key id : Text }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != "x"
      }

      test "a name is given" {
        as of 2019-06-30
        given Unit { id: "x" }, Person { id: "x" }
        expect R_01 for Person "x"
      }
      """)

  public static let repeatedExpectation = DiagnosticCode(
    "P6007", "repeated-expectation", title: "Expectation that is written twice, or against another",
    why: """
      The same expectation twice shows nothing more, and one that contradicts another can never hold together with it; \
      perhaps another subject or norm was meant.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != "x"
      }

      test "a name is given" {
        as of 2019-06-30
        given Person { id: "x" }
        expect R_01 for Person "x"
        expect no R_01 for Person "x"
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != "x"
      }

      test "a name is given" {
        as of 2019-06-30
        given Person { id: "x" }
        expect R_01 for Person "x"
      }
      """)

  public static let unknownSeverity = DiagnosticCode(
    "P6008", "unknown-severity", fix: .sometimes, title: "Severity that does not exist",
    why: "`at` is followed by the least severity that counts: `error`, or `warning`, which includes errors.",
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      test "nothing is found" {
        as of 2019-06-30
        given Person { id: "u1" }
        expect no findings at eror
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      test "nothing is found" {
        as of 2019-06-30
        given Person { id: "u1" }
        expect no findings at error
      }
      """)
}

extension Catalogue {
  /// P6, tests of policies.
  static let tests: [DiagnosticCode] = [
    .testWithoutExpectation, .repeatedTest, .testRecord, .testReference, .unknownNorm, .expectedSubject,
    .repeatedExpectation, .unknownSeverity,
  ]
}
