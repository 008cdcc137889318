import RecordStore
import RulePlan

/// Values of the types of which large files are made: they are collected for a block of rows before they go to the columns
/// together. Everything here is plain memory, so that a row costs no reference counting.
struct CSVBlock {
  enum Kind: UInt8 {
    case symbols, keys, days, periods, integers
    /// Cases of an enumeration, and truths: one of a few texts.
    case choices
  }

  /// One of the texts that stand for something, of at most sixteen bytes.
  struct Choice {
    var head: UInt64
    var tail: UInt64
    var count: Int
    var word: Int32
  }

  /// What a block does with a column of the file.
  struct Plan {
    var kind: Kind
    var cell: Int
    var secondCell = -1
    var choices: [(text: [UInt8], word: Int32)] = []
  }

  /// One column of the block.
  struct Column {
    var kind: Kind
    /// The cell of the value, or of the first day of a period.
    var cell: Int
    /// The cell of the last day of a period; −1 where the file has none.
    var secondCell = -1
    var words: UnsafeMutablePointer<Int32>
    var moreWords: UnsafeMutablePointer<Int32>?
    var integers: UnsafeMutablePointer<Int64>?
    var choices: UnsafeMutableBufferPointer<Choice>
    var cache = SymbolInterner.Cache()
    /// Texts that are interned behind the block.
    var pending: UnsafeMutablePointer<SymbolInterner.Pending>?
    var pendingCount = 0
  }

  /// Rows of a block.
  static let capacity = 1024

  let columns: UnsafeMutableBufferPointer<Column>
  private let interner: SymbolInterner
  private let lengthLimit: Int

  init(_ plans: [Plan], context: FileContext) {
    columns = .allocate(capacity: plans.count)
    interner = context.builder.symbols.interner
    lengthLimit = context.options.limits.scalarLength
    for (index, plan) in plans.enumerated() {
      let kind = plan.kind
      columns.initializeElement(
        at: index,
        to: Column(
          kind: kind, cell: plan.cell, secondCell: plan.secondCell, words: .allocate(capacity: Self.capacity),
          moreWords: kind == .periods ? .allocate(capacity: Self.capacity) : nil,
          integers: kind == .integers ? .allocate(capacity: Self.capacity) : nil,
          choices: Self.makeChoices(plan.choices),
          pending: kind == .symbols || kind == .keys ? .allocate(capacity: Self.capacity) : nil))
    }
  }

  private static func makeChoices(_ texts: [(text: [UInt8], word: Int32)]) -> UnsafeMutableBufferPointer<Choice> {
    let choices = texts.filter { $0.text.count <= 16 }.map { choice in
      let ends = choice.text.withUnsafeBufferPointer { $0.baseAddress.map { TextEnds($0, choice.text.count) } }
      return Choice(head: ends?.head ?? 0, tail: ends?.tail ?? 0, count: choice.text.count, word: choice.word)
    }
    let buffer = UnsafeMutableBufferPointer<Choice>.allocate(capacity: choices.count)
    _ = buffer.initialize(from: choices)
    return buffer
  }

  func deallocate() {
    for column in columns {
      column.words.deallocate()
      column.moreWords?.deallocate()
      column.integers?.deallocate()
      column.choices.deallocate()
      column.cache.deallocate()
      column.pending?.deallocate()
    }
    columns.deallocate()
  }

  /// Takes the cells of a row. Calls back for a column whose cell is empty, is no value, or needs its text made first.
  @inline(__always)
  func write(
    _ cells: UnsafePointer<CSVScanner.Cell>, in bytes: UnsafePointer<UInt8>, at index: Int,
    orElse setUnusual: (Int) -> Void
  ) {
    for number in 0..<columns.count {
      let column = columns.baseAddress.unsafelyUnwrapped + number
      let cell = cells[column.pointee.cell]
      let count = cell.end &- cell.start
      switch column.pointee.kind {
      case .symbols, .keys:
        guard count > 0, count <= lengthLimit, cell.form != .escaped, let pending = column.pointee.pending else {
          setUnusual(number)
          continue
        }
        let symbol = interner.internLater(
          bytes + cell.start, count: count, cache: &column.pointee.cache, pending: pending,
          pendingCount: &column.pointee.pendingCount)
        column.pointee.words[index] = Int32(bitPattern: symbol)
      case .days:
        guard let day = Self.day(cell, in: bytes) else {
          setUnusual(number)
          continue
        }
        column.pointee.words[index] = day
      case .periods:
        guard let moreWords = column.pointee.moreWords, let from = Self.day(cell, in: bytes) else {
          setUnusual(number)
          continue
        }
        var until = Period.openEnd
        if column.pointee.secondCell >= 0 {
          let second = cells[column.pointee.secondCell]
          if !second.isMissing {
            guard let day = Self.day(second, in: bytes), day >= from else {
              setUnusual(number)
              continue
            }
            until = day
          }
        }
        column.pointee.words[index] = from
        moreWords[index] = until
      case .integers:
        guard let integers = column.pointee.integers, let value = Self.integer(bytes + cell.start, count) else {
          setUnusual(number)
          continue
        }
        integers[index] = value
      case .choices:
        guard count > 0, count <= 16, cell.form != .escaped else {
          setUnusual(number)
          continue
        }
        let ends = TextEnds(bytes + cell.start, count)
        var choice = 0
        let choices = column.pointee.choices
        while choice < choices.count,
          choices[choice].head != ends.head || choices[choice].tail != ends.tail || choices[choice].count != count
        {
          choice &+= 1
        }
        guard choice < choices.count else {
          setUnusual(number)
          continue
        }
        column.pointee.words[index] = choices[choice].word
      }
    }
  }

  /// A number of a few digits, as most are.
  @inline(__always)
  private static func integer(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    let isNegative = count > 1 && bytes[0] == 0x2D
    var index = isNegative ? 1 : 0
    guard count > 0, count <= 18 else { return nil }
    var value: Int64 = 0
    while index < count {
      let digit = bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int64(digit)
      index &+= 1
    }
    return isNegative ? 0 &- value : value
  }

  /// Interns the texts of the block.
  func resolve(rowCount: Int) {
    for number in columns.indices {
      guard let pending = columns[number].pending, columns[number].pendingCount > 0 else { continue }
      interner.resolve(
        UnsafeMutableBufferPointer(start: pending, count: columns[number].pendingCount),
        cache: &columns[number].cache,
        words: UnsafeMutableBufferPointer(start: columns[number].words, count: rowCount))
      columns[number].pendingCount = 0
    }
  }

  @inline(__always)
  private static func day(_ cell: CSVScanner.Cell, in bytes: UnsafePointer<UInt8>) -> Int32? {
    let count = cell.end &- cell.start
    guard count == 10 else { return nil }
    do throws(ValueFault) {
      return try CalendarDate.read(UnsafeBufferPointer(start: bytes + cell.start, count: count)).days
    } catch {
      return nil
    }
  }
}
