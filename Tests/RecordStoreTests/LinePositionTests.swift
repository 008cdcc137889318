import RecordStore
import SourceText
import Testing

@Suite struct LinePositionTests {
  private struct NoResolver: PlaceResolver, PlaceFinder {
    func finder(in bytes: UnsafeBufferPointer<UInt8>) -> any PlaceFinder { self }
    func range(ofRecord count: Int, after offset: Int) -> SourceRange? { nil }
    func range(of path: [PlaceStep], inRecord record: SourceRange) -> SourceRange? { nil }
  }

  /// Line and column of each offset by the definition, one byte after another.
  private static func positions(_ bytes: [UInt8]) -> [(line: Int, column: Int)] {
    var line = 1
    var column = 1
    var result = [(line, column)]
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A || byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      result.append((line, column))
    }
    return result
  }

  @Test(arguments: ["\n", "\r\n", "\r", "mixed"])
  func linesAndColumnsAreThoseOfTheDefinition(ending: String) {
    var bytes: [UInt8] = []
    let endings = ["\n", "\r\n", "\r"]
    // Lines of many lengths, so that endings fall on every place of a block of bytes.
    for line in 0..<700 {
      bytes += Array(String(repeating: line % 5 == 0 ? "é" : "x", count: line * 7 % 97).utf8)
      bytes += Array((ending == "mixed" ? endings[line % 3] : ending).utf8)
    }
    let wanted = Self.positions(bytes)
    let file = DataFile(path: "f", bytes: FileBytes(bytes), resolver: NoResolver())
    var starts: [Int] = []
    for offset in stride(from: 0, through: bytes.count, by: 11) {
      // No place is requested between the two bytes of an ending.
      if offset > 0, offset < bytes.count, bytes[offset - 1] == 0x0D, bytes[offset] == 0x0A { continue }
      starts.append(offset)
    }
    let found = file.linePositions(of: starts.map { SourceRange($0, $0) })
    let foundPairs: [[Int]] = found.map { [$0.line, $0.column] }
    let wantedPairs: [[Int]] = starts.map { [wanted[$0].line, wanted[$0].column] }
    #expect(foundPairs == wantedPairs)
    let far = file.linePositions(of: [SourceRange(bytes.count, bytes.count)])
    #expect(far.first?.line == wanted[bytes.count].line)
  }

  @Test func linesWithMoreEndingsThanAByteCountsAreCounted() {
    let bytes = [UInt8](repeating: 0x0A, count: 100_003)
    let file = DataFile(path: "f", bytes: FileBytes(bytes), resolver: NoResolver())
    #expect(file.linePositions(of: [SourceRange(100_003, 100_003)]).first?.line == 100_004)
  }
}
