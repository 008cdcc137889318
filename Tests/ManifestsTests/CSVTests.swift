import Diagnostics
import Manifests
import RecordStore
import RulePlan
import Testing

@Suite struct CSVTests {
  private func load(_ text: String, name: String = "people.csv", schema: Schema = Office.schema) -> LoadResult {
    Office.load(text, name: name, schema: schema)
  }

  private func things(_ text: String) -> LoadResult { load(text, name: "things.csv", schema: Office.typesSchema) }

  @Test func quotesLineEndingsAndAByteOrderMarkAreUnderstood() {
    let text =
      "\u{FEFF}id,name,joined\r\nu1,\"Sample, A.\",2019-01-01\r\n\r\nu2,\"Quote \"\"B\"\"\",\r\nu3,\"two\r\nlines\",\r\nu4,\"\",\r\nu5,,"
    let result = load(text)
    #expect(result.lines == [])
    #expect(
      result.store.dump("people") == [
        "id='u1' name='Sample, A.' status=active joined=2019-01-01", "id='u2' name='Quote \"B\"' status=active",
        "id='u3' name='two\r\nlines' status=active", "id='u4' name='' status=active", "id='u5' status=active",
      ])
  }

  @Test func listsAndDottedColumnsReachIntoAField() {
    let result = things(
      #"""
      id,texts,dates,things,period.from,period.until,money.amount,money.currency,address.city,address.tags,level,preset
      a,x|y,2019-01-01|2019-01-02,a|b,2019-01-01,2019-12-31,5,EUR,Nairobi,k|l,low,low
      b,"x|""q""",,,2019-01-01,,,,,,,
      c,"",,,,,7,USD,,,,high
      """#)
    #expect(result.lines == [])
    #expect(
      result.store.dump("things") == [
        "id='a' money=5 EUR period=2019-01-01 .. 2019-12-31 level=low address={city='Nairobi' tags=['k','l']} "
          + "texts=['x','y'] dates=[2019-01-01,2019-01-02] things=[a,b] preset=low",
        "id='b' period=2019-01-01 .. texts=['x','\"q\"'] preset=high", "id='c' money=7 USD texts=[''] preset=high",
      ])
  }

  @Test func valuesOfBlocksAreThoseOfOtherReaders() {
    let result = things(
      """
      id,integer,flag,level,preset
      a,-7,true,low,low
      b,+7,True,high,
      c,9223372036854775807,FALSE,"low",high
      d,,,,
      e,-0,"false","high",low
      """)
    #expect(result.lines == [])
    #expect(
      result.store.dump("things") == [
        "id='a' flag=true integer=-7 level=low preset=low", "id='b' flag=true integer=7 level=high preset=high",
        "id='c' flag=false integer=9223372036854775807 level=low preset=high", "id='d' preset=high",
        "id='e' flag=false integer=0 level=high preset=low",
      ])
    let faulty = things(
      """
      id,integer,flag,level
      a,-,yes,lo
      b,1.5,1,""
      c,9223372036854775808,,lowlowlowlowlowlow
      """)
    #expect(
      faulty.lines == [
        "P4104 2:3 `integer` expects a whole number such as `1000`, found `-`: `missing \"-\"` in a source says that nothing is there",
        "P4104 2:5 `flag` expects `true` or `false`, found `yes`: `true \"yes\"` or `false \"yes\"` in a source reads it",
        "P4105 2:9 `level` expects `low` or `high`, found `lo`; did you mean `low`?",
        "P4104 3:3 `integer` expects a whole number such as `1000`, found `1.5`: `numbers \"1'234.56\"` in a source reads it",
        "P4104 3:7 `flag` expects `true` or `false`, found `1`: `true \"1\"` or `false \"1\"` in a source reads it",
        "P4105 3:9 `level` expects `low` or `high`, found an empty text",
        "P4107 4:3 `integer` expects a whole number such as `1000`, found `9223372036854775808`: it is out of range",
        "P4105 4:24 `level` expects `low` or `high`, found `lowlowlowlowlowlow`",
      ])
    #expect(faulty.store.dump("things") == ["id='a' preset=high", "id='b' preset=high", "id='c' preset=high"])
  }

  @Test func columnsThatAreNotGivenAreMissingOrTakeTheirDefault() {
    let result = things("text,id\nx,a\n,b\n")
    #expect(result.lines == [])
    #expect(result.store.dump("things") == ["id='a' text='x' preset=high", "id='b' preset=high"])
  }

  @Test func severalFilesOfASectionAreJoined() {
    let result = DataLoader.load(
      [
        .bytes(Array("id,name\nu1,One\n".utf8), name: "people.csv"),
        .bytes(Array("people: [{ id: u2, name: Two }]".utf8), name: "more.yaml"),
        .bytes(Array("joined,id\n2019-01-01,u3\n".utf8), name: "rest.csv", section: "people"),
        .bytes(Array("{\"id\": \"u4\"}\n\n{\"id\": \"u5\"}\n".utf8), name: "people.jsonl"),
      ], schema: Office.schema)
    #expect(result.lines == [])
    #expect(
      result.store.dump("people") == [
        "id='u1' name='One' status=active", "id='u2' name='Two' status=active",
        "id='u3' status=active joined=2019-01-01", "id='u4' status=active", "id='u5' status=active",
      ])
    let people = TableID(result.store.schema.tables.firstIndex { $0.name == "Person" } ?? 0)
    let places = (0..<5).compactMap { result.store.place(of: $0, in: people) }.map {
      "\($0.file):\($0.line):\($0.column)"
    }
    #expect(places == ["people.csv:2:1", "more.yaml:1:10", "rest.csv:2:1", "people.jsonl:1:1", "people.jsonl:3:1"])
  }

  @Test(arguments: [
    ("", "P4003 1:1 expected a header: the names of the columns, separated by commas"),
    ("\n\n", "P4003 1:1 expected a header: the names of the columns, separated by commas"),
    ("id;name\nu1;One\n", "P4003 1:1 expected columns separated by commas, found semicolons"),
    ("id\tname\n", "P4003 1:1 expected columns separated by commas, found tabs"),
    ("id,nam\nu1,One\n", "P4102 1:4 Person has no field `nam`; did you mean `name`?"),
    ("id,id\nu1,u1\n", "P4112 1:4 the column `id` is given twice"),
    ("name\nOne\n", "P4103 1:1 the header lacks the column `id` of Person: a text"),
    ("id,here\nu1,true\n", "P4113 1:4 `here` of Person is computed, so data cannot give it"),
    ("id,name.first\nu1,One\n", "P4102 1:4 `name` has no part `first`; it has none"),
    ("id,name\nu1,One,Two\nu2,Two\n", "P4003 2:1 expected 2 cells as in the header, found 3"),
    ("id,name\nu1\nu2,Two\n", "P4003 2:1 expected 2 cells as in the header, found 1"),
    (
      "id,name\nu1,O\"ne\nu2,Two\n",
      "P4003 2:5 a quote inside a cell; a cell that holds a quote must be in quotes, and the quote in it doubled"
    ),
    ("id,name\nu1,\"One\"x\nu2,Two\n", "P4003 2:9 expected `,` or the end of the line after the closing quote"),
    ("id,name\nu1,\"One\nu2,Two\n", "P4003 2:4 a quote that begins here is not closed"),
    (
      "id,joined\nu1,2019-02-30\nu2,2019-01-01\n",
      "P4106 2:4 `joined` expects a date such as `2019-06-30`, found `2019-02-30`: February 2019 has 28 days"
    ),
    (
      "id,status\nu1,activ\n",
      "P4105 2:4 `status` expects `active` or `separated`, found `activ`; did you mean `active`?"
    ),
    ("id,name\n,One\n", "P4103 2:1 this Person lacks `id`: a text"),
    ("id,unit\nu1,UNON\n", "P4202 2:4 `unit` refers to Unit `UNON`, which the data does not have"),
    ("id,name\nu1,\"One\"\n\nu1,Two\n", "P4201 4:1 another Person has the key `u1` already"),
  ])
  func faultsHavePlaces(text: String, expected: String) {
    #expect(load(text).lines == [expected])
  }

  @Test(arguments: [
    ("id,address\na,x\n", "P4104 1:4 `address` expects a record, found one column"),
    ("id,addresses\na,x\n", "P4104 1:4 `addresses` expects several records, which a row of CSV cannot hold"),
    ("id,address.town\na,x\n", "P4102 1:4 Address has no field `town`; it has `city`, `zip` and `tags`"),
    ("id,address.zip\na,x\n", "P4103 1:1 the header lacks the column `city` of Address: a text"),
    ("id,address.city,address.zip\na,,1\n", "P4103 2:3 this Address lacks `city`: a text"),
    ("id,period.from,period\na,,\n", "P4112 1:16 the column `period` is given twice"),
    ("id,period,period.from\na,,\n", "P4112 1:11 the column `period.from` is given twice"),
    ("id,period.until\na,2019-01-01\n", "P4103 2:3 `period` lacks `from`: a date such as `2019-06-30`"),
    (
      "id,period.from,period.until\na,2019-01-02,2019-01-01\n",
      "P4111 2:3 `period` ends on 2019-01-01, before it begins on 2019-01-02"
    ),
    ("id,period.from\na,soon\n", "P4104 2:3 `from` of `period` expects a date such as `2019-06-30`, found `soon`"),
    ("id,dates\na,2019-01-01|soon\n", "P4104 2:14 `dates` expects a date such as `2019-06-30`, found `soon`"),
    ("id,things\na,a|b\n", "P4202 2:5 `things` refers to Thing `b`, which the data does not have"),
    ("id,money\na,5\n", "P4108 2:3 `money` expects an amount such as `50000 USD`, found `5`: the currency is missing"),
  ])
  func faultsOfPartsHavePlaces(text: String, expected: String) {
    #expect(things(text).lines == [expected])
  }

  @Test func theNameOfTheFileSaysTheSection() {
    let result = load("id\nu1\n", name: "folder/persons.csv")
    #expect(
      result.lines == [
        "P4101 1:1 no entity is read from a section `persons`; expected `units`, `people`, `orders`, `items`, `receipts` or `parcels`"
      ])
    #expect(result.diagnostics.first?.notes == ["name the section of a file: `--data SECTION=PATH`"])
    #expect(Office.load("id\nu1\n", name: "x.csv", section: "people").lines == [])
    #expect(Office.load("id\nu1\n", name: "x.csv", section: "peopl").codes == ["P4101"])
  }

  @Test func rowsBehindFaultyOnesKeepTheirPlaces() {
    var text = "id,name\n"
    for index in 0..<3000 {
      text += index % 700 == 3 ? "x\n" : "u\(index),\(index % 5 == 0 ? "\"two\nlines\"" : "N")\n"
    }
    text += "u2999,again\n"
    let result = load(text)
    #expect(result.codes == ["P4003", "P4003", "P4003", "P4003", "P4003", "P4201"])
    let last = result.diagnostics.last
    // Every fifth row takes two lines.
    #expect(last?.place.line == 3002 + 600)
    #expect(last?.related.map(\.place.line) == [3001 + 600])
  }
}
