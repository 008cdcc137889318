/// Counts lines up to ascending offsets of a file. Where rows are known to be one line each, it goes from one kept
/// place to another and passes over the bytes between them.
struct LineWalk {
  /// Where it is.
  private(set) var scanner: LineScanner
  /// Rows that are one line each: where every ``RowSegment/anchorInterval``th begins. In the order of the file.
  private let runs: [[UInt32]]
  /// The run that is gone through or comes next.
  private var run = 0
  /// The scanner at the last anchor that was passed, and the place of the anchor in its run; −1 before the first.
  private var anchored: LineScanner
  private var anchor = -1

  /// - Parameter start: of a line; lines are counted from it.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, over runs: [[UInt32]]) {
    scanner = LineScanner(bytes, from: start)
    anchored = scanner
    self.runs = runs
  }

  /// Moves to an offset, which must not be before the last one.
  mutating func advance(to wanted: Int) {
    while run < runs.count {
      guard let next = nextAnchor else {
        run += 1
        anchor = -1
        continue
      }
      guard runs[run][next] <= wanted else { break }
      if anchor < 0 {
        scanner.advance(to: Int(runs[run][next]))
        anchored = scanner
        anchor = next
      }
      let last = lastAnchor(upTo: wanted)
      anchored.pass(lines: (last - anchor) * RowSegment.anchorInterval, to: Int(runs[run][last]))
      scanner = anchored
      anchor = last
    }
    scanner.advance(to: wanted)
  }

  /// Moves past this many lines, each of them a row.
  mutating func skipLines(_ count: Int) { scanner.skipLines(count) }

  /// The first anchor of the run that has not been passed; nil where there is none.
  private var nextAnchor: Int? {
    let next = anchor >= 0 ? anchor + 1 : lastAnchor(upTo: scanner.offset - 1) + 1
    return next < runs[run].count ? next : nil
  }

  /// The last anchor of the run at an offset or before it, from the last that was passed on; −1 where there is none.
  private func lastAnchor(upTo offset: Int) -> Int {
    let anchors = runs[run]
    var low = anchor
    var high = anchors.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(anchors[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
