import RecordStore
import Synchronization
import Testing

@Suite struct WorkersTests {
  @Test(arguments: [0, 1, 2, 7, 500]) func eachPartIsDoneOnceAndResultsComeInOrder(parts: Int) {
    #expect(Workers.map(parts: parts) { $0 * $0 } == (0..<parts).map { $0 * $0 })
  }

  @Test func workInsideOfWorkComesToAnEnd() {
    let sums = Workers.map(parts: 8) { outer in
      Workers.map(parts: 8) { inner in Workers.map(parts: 3) { outer * 100 + inner * 10 + $0 }.reduce(0, +) }.reduce(
        0, +)
    }
    #expect(
      sums == (0..<8).map { outer in (0..<8).reduce(0) { $0 + (0..<3).reduce(0) { $0 + outer * 100 + $1 } + $1 * 30 } })
  }

  @Test func severalAskAtOnce() async {
    await withTaskGroup(of: Int.self) { group in
      for index in 0..<20 {
        group.addTask { Workers.map(parts: 50) { $0 + index }.reduce(0, +) }
      }
      var total = 0
      for await sum in group { total += sum }
      #expect(total == (0..<20).reduce(0) { $0 + 1225 + 50 * $1 })
    }
  }
}
