import SourceText
import Testing

@Suite struct LineTableTests {
  @Test func linesEndWithAnyKindOfLineBreak() {
    let table = LineTable(Array("a\nb\r\nc\rd".utf8))
    #expect(table.lineStarts == [0, 2, 5, 7])
  }

  @Test(arguments: [LineTable.ColumnUnit.utf8, .utf16, .unicodeScalars])
  func everyScalarBoundaryGoesThereAndBack(unit: LineTable.ColumnUnit) {
    let text = "é😀x\n\nß\r\n漢字"
    let bytes = Array(text.utf8)
    let table = LineTable(bytes)
    var offset = 0
    for scalar in text.unicodeScalars {
      let position = table.position(at: offset, in: bytes, unit: unit)
      if scalar != "\n" || offset == 0 || bytes[offset - 1] != 0x0D {
        #expect(table.offset(of: position, in: bytes, unit: unit) == offset)
      }
      offset += String(scalar).utf8.count
    }
  }

  @Test func columnsCountScalarsForPeople() {
    let bytes = Array("é😀x".utf8)
    let table = LineTable(bytes)
    #expect(table.position(at: 6, in: bytes).humanColumn == 3)
    #expect(table.position(at: 6, in: bytes, unit: .utf16).column == 3)
  }

  @Test func positionsOutsideTheTextAreClamped() {
    let bytes = Array("ab\ncd".utf8)
    let table = LineTable(bytes)
    #expect(table.offset(of: TextPosition(line: 0, column: 99), in: bytes) == 2)
    #expect(table.offset(of: TextPosition(line: 99, column: 0), in: bytes) == 5)
    #expect(table.position(at: 99, in: bytes) == TextPosition(line: 1, column: 2))
  }
}
