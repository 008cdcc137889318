import Diagnostics
import Manifests
import RecordStore
import RulePlan
import Testing

@Suite struct YAMLTests {
  @Test func blockAndFlowStyleSayTheSame() {
    let block = """
      # a comment
      people:
        - id: u1
          name: "A. Sample"
          rights:
            - READ
            - POST
        -
          id: u2
          name: |
            two
            lines
      units:
      """
    let result = Office.load(block)
    #expect(result.lines == [])
    #expect(
      result.store.dump("people") == [
        "id='u1' name='A. Sample' status=active rights=['READ','POST']", "id='u2' name='two\nlines\n' status=active",
      ])
    #expect(result.store.presentSections.count == 2)
  }

  @Test func aliasesRepeatValuesAndMergesTakeFieldsOver() {
    let text = """
      people:
        - &base { id: u1, name: One, rights: &clerk [READ, POST] }
        - { <<: *base, id: u2 }
        - { id: u3, rights: *clerk, <<: [{ status: separated }, *base] }
        - { id: u4, <<: { <<: *base, name: Four } }
        - id: &five u5
          name: *five
      """
    let result = Office.load(text)
    #expect(result.lines == [])
    #expect(
      result.store.dump("people") == [
        "id='u1' name='One' status=active rights=['READ','POST']",
        "id='u2' name='One' status=active rights=['READ','POST']",
        "id='u3' name='One' status=separated rights=['READ','POST']",
        "id='u4' name='Four' status=active rights=['READ','POST']",
        "id='u5' name='u5' status=active",
      ])
  }

  @Test func aliasesInsideAnchorsAreFollowed() {
    let text = """
      people: [{ id: u1 }]
      orders:
        - id: o1
          by: u1
          lines: &lines
            - &line { product: &p LAPTOP, amount: 5 }
            - { product: *p, amount: 7 }
            - *line
        - { id: o2, by: u1, lines: *lines }
      """
    let result = Office.load(text)
    #expect(result.lines == [])
    let lines =
      "lines=[{product='LAPTOP' amount=5 USD},{product='LAPTOP' amount=7 USD},{product='LAPTOP' amount=5 USD}]"
    #expect(result.store.dump("orders") == ["id='o1' by=u1 \(lines)", "id='o2' by=u1 \(lines)"])
  }

  @Test func aFaultInARepeatedValueIsReportedOnce() {
    let result = Office.load(
      """
      people:
        - { id: u1, joined: &day 2019-02-30 }
        - { id: u2, joined: *day }
      """)
    #expect(result.codes == ["P4106"])
    #expect(result.diagnostics.map(\.place.line) == [2])
  }

  @Test(arguments: [
    ("people:\n  - { id: u1, <<: 5 }", "P4104 2:19 `<<` expects a mapping, or a list of mappings, to take fields from"),
    ("people:\n  - { id: u1, <<: *no }", "P4007 2:19 no value before this one has the anchor `no`"),
    ("people:\n  - &a { id: u1, rights: *a }", "P4007 2:26 no value before this one has the anchor `a`"),
    ("people:\n\t- id: u1", "P4001 2:1 this is not YAML: found character that cannot start any token"),
    ("people: [", "P4001 1:10 this is not YAML: did not find expected node content"),
    ("people:\n  - id: u1\n   name: x", "P4001 3:4 this is not YAML: did not find expected `-` indicator"),
    ("people: \"a", "P4001 1:11 this is not YAML: found unexpected end of stream"),
    ("a\u{7}b", "P4001 1:2 this is not YAML: control characters are not allowed"),
    ("text", "P4104 1:1 expected sections with their records, found `text`"),
    ("people: 5", "P4114 1:9 section `people` expects a list of records, found `5`"),
    ("people:\n  - { id: u1 }\npeople:\n  - { id: u2 }", "P4112 3:1 section `people` is given twice"),
    ("? { a: b }\n: 5", "P4104 1:3 expected the name of a field, found a mapping"),
    ("%YAML 9.9\n---\n", "P4001 1:1 this is not YAML: found incompatible YAML document"),
  ])
  func faultsOfFormHavePlaces(text: String, expected: String) {
    #expect(Office.load(text).lines == [expected])
  }

  @Test func placesBehindOtherScriptsAreExact() {
    let result = Office.load("people:\n  - { id: é😀, name: 日本, joined: x }\n  - { id: \"é\", jöined: 1 }\n")
    #expect(
      result.lines == [
        "P4104 2:33 `joined` expects a date such as `2019-06-30`, found `x`",
        "P4102 3:16 Person has no field `jöined`; did you mean `joined`?",
      ])
  }

  @Test func aByteOrderMarkAndAnEmptyFileAreNothing() {
    #expect(Office.load("\u{FEFF}people: [{ id: u1 }]").store.dump("people").count == 1)
    for text in ["", "\u{FEFF}", "# only a comment\n", "---\n", "~"] {
      let result = Office.load(text)
      #expect(result.lines == [])
      #expect(result.outcome == .complete)
      #expect(result.store.presentSections.isEmpty)
    }
  }

  @Test func windowsLineEndingsCountOnce() {
    let result = Office.load("people:\r\n  - { id: u1 }\r\n  - { id: u1 }\r\n")
    #expect(result.lines == ["P4201 3:11 another Person has the key `u1` already"])
  }
}
