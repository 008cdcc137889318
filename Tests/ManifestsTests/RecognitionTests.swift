import Diagnostics
import RulePlan
import Testing

@testable import Manifests

/// Sources that are drafted for files of other systems.
@Suite struct RecognitionTests {
  private static let schema = Office.compile(
    """
    policy demo.adopt

    enum Status { active, separated }

    entity RoleGrant from role_grants {
      key role : Text
      key user : Text
      valid    : Period
      locked   : Boolean
    }

    entity Order from orders {
      key number : Text
      vendor     : Text
      value      : Money
      raised     : Date?
      share      : Percent?
      status     : Status?
      tags       : [Text] = []
    }
    """)

  private func draft(_ bytes: [UInt8], _ path: String, for entity: String) -> String {
    guard let table = Self.schema.tables.first(where: { $0.name == entity }) else { return "no entity" }
    return bytes.withUnsafeBufferPointer { buffer in
      switch SourceDrafter.drafted(buffer, named: path, for: table.id, of: Self.schema, besides: ["orders"]) {
      case .success(let source): source.text
      case .failure(let fault): "\(fault.code.code) \(fault.message)"
      }
    }
  }

  private func draft(_ text: String, _ path: String, for entity: String = "Order") -> String {
    draft(Array(text.utf8), path, for: entity)
  }

  @Test func aListOfRolesFromAnOldSystem() {
    let lines = [
      "Tabelle AGR_USERS", "Stand 04.03.2024", "", "AGR_NAME;UNAME;FROM_DAT;TO_DAT;Locked;Ge\u{E4}ndert von",
      "ZF_CASHIER;U1001;01.01.2024;31.12.9999;;B\u{DC}RO1", "ZM_BUYER;U1002;15.02.2024;30.06.2024;X;B\u{DC}RO1",
      "ZM_BUYER;U1003;00.00.0000;31.12.9999;;B\u{DC}RO1",
    ]
    let bytes = lines.joined(separator: "\r\n").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(
      draft(bytes, "exports/AGR_USERS_100.txt", for: "RoleGrant") == """
        /// Read from exports/AGR_USERS_100.txt.
        source agr_users_100 for RoleGrant {
          from      csv "exports/AGR_USERS_100.txt"
          encoding  windows-1252  // the byte E4 at 79 is not UTF-8
          separator ";"  // 6 columns in each of 3 rows
          header    line 4
          dates     "DD.MM.YYYY"  // FROM_DAT: 01.01.2024
          missing   "00.00.0000"  // FROM_DAT
          forever   "31.12.9999"
          true      "X"
          false     ""
          each      row
          take {
            role   : row.AGR_NAME
            user   : row.UNAME
            valid  : { from: row.FROM_DAT, until: row.TO_DAT }
            locked : row.Locked
            // left over: Geändert von
          }
        }

        """)
  }

  @Test func numbersCurrenciesAndListsOfATable() {
    let text = """
      Order No,Supplier,Amount,Currency,Raised on,Share,Status,Tags
      4500000012,V1,"1.200,50",EUR,2024-01-31,15 %,active,"a,b"
      4500000013,V2,"800,00-",USD,,#N/A,closed,
      """
    #expect(
      draft(text, "orders.csv") == """
        /// Read from orders.csv.
        source orders_2 for Order {
          from      csv "orders.csv"
          separator ","  // 8 columns in each of 2 rows
          header    line 1
          numbers   "1.234,56-"  // Amount: 1.200,50
          missing   "#N/A"  // Share
          each      row
          take {
            number : row."Order No"
            vendor : row.Supplier
            value  : { amount: row.Amount, currency: row.Currency }
            raised : row."Raised on"
            share  : row.Share
            status : row.Status  // "closed": say in the enum which case each is, `case from "A"`
            tags   : split(row.Tags, ",")
          }
        }

        """)
  }

  @Test func daysThatCouldBeMonthsAreMarked() {
    let text = draft("number;raised\nA1;03/04/2024\nA2;05/06/2024\n", "o.csv")
    #expect(
      text.contains(
        "dates     \"DD/MM/YYYY\"  // raised: 03/04/2024; CHECK: no day is above 12, so it may be MM/DD/YYYY"))
    #expect(
      draft("number;raised\nA1;03/04/2024\nA2;05/16/2024\n", "o.csv").contains("dates     \"MM/DD/YYYY\"  // raised"))
    #expect(
      draft("number;raised\nA1;03.04.24\n", "o.csv").contains("century   2000  // CHECK: the years have two digits"))
  }

  @Test func fieldsWithoutAColumnAreNamed() {
    let text = draft("number|colour\nA1|red\nA2|blue\n", "o.dat")
    #expect(text.contains("separator \"|\""))
    #expect(text.contains("// vendor : no column resembles it, and it is needed"))
    #expect(text.contains("// raised : no column resembles it\n"))
    #expect(text.contains("// left over: colour"))
  }

  @Test func recordsOfDocumentsAreFound() {
    let json =
      #"{"next": 2, "data": {"orders": [{"number": "1", "vendor": {"id": "V1"}, "value": {"amount": 5, "currency": "EUR"}}, {"number": "2"}]}}"#
    let text = draft(json, "api/page-1.json")
    #expect(text.contains("source page_1 for Order {\n  from json \"api/page-1.json\"\n"))
    #expect(text.contains("each r in document.data.orders") || text.contains("each  r in document.data.orders"))
    #expect(text.contains("number : r.number"))
    #expect(text.contains("amount: r.value.amount, currency: r.value.currency"))
  }

  @Test func namespacesOfXMLAreDeclared() {
    let xml = "<l xmlns='urn:l' xmlns:c='urn:c'><o c:x='1'><c:number>1</c:number></o><o><c:number>2</c:number></o></l>"
    let text = draft(xml, "l.xml")
    #expect(text.contains("namespace c \"urn:c\""))
    #expect(text.contains("r in document.o"))
    #expect(text.contains("number : r.\"c:number\""))
  }

  @Test func packedFilesAndWorkbooksAreLookedInto() {
    let packed = Packing.gzip(Array("dn: cn=a\nnumber: 7\nvendor: V\n".utf8))
    #expect(draft(packed, "a.ldif.gz", for: "Order").contains("number : document.number"))
    let rows =
      "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Number</v></c><c r=\"B2\" t=\"str\"><v>Vendor</v></c></row>"
      + "<row><c t=\"str\"><v>A1</v></c><c t=\"str\"><v>V1</v></c></row>"
    let text = draft(Workbooks.workbook(rows: rows), "plan.xlsx", for: "Order")
    #expect(text.contains("from   xlsx \"plan.xlsx\"\n  header line 2\n  each   row\n"))
    #expect(text.contains("vendor : row.Vendor"))
  }

  @Test func whereThereIsNothingItSaysSo() {
    #expect(draft("", "a.csv") == "P4610 `a.csv` holds neither rows nor records")
    #expect(draft("{", "a.json").hasPrefix("P4002"))
    #expect(draft("{}", "a.json") == "P4610 `a.json` holds neither rows nor records")
  }

  @Test func wordsOfNamesAndTheirResemblance() {
    #expect(FieldMatcher.words(of: "validFrom_DATE-2") == ["valid", "from", "date", "2"])
    #expect(FieldMatcher.resemblance("unit", "Unit") == 100)
    #expect(FieldMatcher.resemblance("user", "UNAME") > 50)
    #expect(FieldMatcher.resemblance("user", "COLOUR") == 0)
  }
}
