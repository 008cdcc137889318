import SourceText
import Testing

@Suite struct CellNameTests {
  @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")])
  func columnsHaveLetters(_ column: Int, _ letters: String) {
    #expect(CellName.letters(ofColumn: column) == letters)
    #expect(CellName.text(column: column, row: 7) == letters + "7")
  }

  @Test(arguments: [
    ("budget/plan.xlsx!Plan", true), ("PLAN.XLSM!A!B", true), ("plan.xlsx.gz!Plan", true), ("plan.xlsx", false),
    ("hello!.yaml", false), ("plan.csv!x", false), ("", false),
  ])
  func sheetsAreKnownByTheirFile(_ file: String, _ isSheet: Bool) { #expect(CellName.isSheet(file) == isSheet) }
}
