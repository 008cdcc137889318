import RecordStore
import RulePlan

/// The atoms that the rows give through which rights reach entitlements (roles, say), each computed once.
final class PivotAtoms: Sendable {
  let model: AccessModel
  let width: Int
  private let context: EvaluationContext
  /// Words by pivot row, for a table that is not larger than this.
  private let all: [UInt64]?
  let plainWords: PlainWords?
  /// Pivot rows of which it is not known what they give.
  let open: Bitset

  /// The words of all pivot rows, and whether a row gives anything at all.
  struct PlainWords: Sendable {
    let words: [UInt64]
    let isGiving: [Bool]
    let width: Int
  }
  private static let cachedRows = 1 << 20

  /// Rows whose atoms are kept.
  var rowCount: Int { plainWords?.isGiving.count ?? 0 }

  init(model: AccessModel, context: EvaluationContext) {
    self.model = model
    self.context = context
    width = context.atoms.wordCount
    guard case .row(let table) = model.pivot.type.scalar, context.rowCount(table) <= Self.cachedRows else {
      all = nil
      plainWords = nil
      open = Bitset(capacity: 0)
      return
    }
    let evaluator = ExpressionEvaluator(context: context)
    let entitlements = EntitlementAtoms(model: model, context: context)
    var words: [UInt64] = []
    if let path = GivesPath(model, in: context.plan.schema) {
      words = HierarchyWords.words(along: path, entitlements, evaluator: evaluator)
    } else {
      for start in stride(from: 0, to: context.rowCount(table), by: 4096) {
        let rows = (start..<min(context.rowCount(table), start + 4096)).map(Int32.init)
        words.append(contentsOf: Self.words(of: rows, model: model, entitlements, evaluator))
      }
    }
    all = words
    open = Self.openRows(of: model, context, evaluator)
    let width = width
    let isGiving = (0..<context.rowCount(table)).map { row in
      words[(row * width)..<((row + 1) * width)].contains { $0 != 0 }
    }
    plainWords = PlainWords(words: words, isGiving: isGiving, width: width)
  }

  /// The atoms computed from the data as it was read, with those of the rows that differ in another state.
  init(_ other: PivotAtoms, changedIn rows: [Int32], context: EvaluationContext) {
    model = other.model
    width = other.width
    self.context = context
    open = other.open
    guard var words = other.all, let plain = other.plainWords else {
      all = nil
      plainWords = nil
      return
    }
    guard !rows.isEmpty else {
      all = other.all
      plainWords = other.plainWords
      return
    }
    let own = Self.words(
      of: rows, model: model, EntitlementAtoms(model: model, context: context), ExpressionEvaluator(context: context))
    var isGiving = plain.isGiving
    for (place, row) in rows.enumerated() where isGiving.indices.contains(Int(row)) {
      let changed = own[(place * width)..<((place + 1) * width)]
      words.replaceSubrange((Int(row) * width)..<((Int(row) + 1) * width), with: changed)
      isGiving[Int(row)] = changed.contains { $0 != 0 }
    }
    all = words
    plainWords = PlainWords(words: words, isGiving: isGiving, width: width)
  }

  /// The pivot rows of which it is not known what they give, because a value on the way cannot be read.
  private static func openRows(
    of model: AccessModel, _ context: EvaluationContext, _ evaluator: ExpressionEvaluator
  ) -> Bitset {
    var open = Bitset(capacity: 0)
    guard context.store.hasUnreadableValues, case .row(let table) = model.pivot.type.scalar else { return open }
    let unreadableKeys = Self.unreadableKeys(of: model, context)
    for start in stride(from: 0, to: context.rowCount(table), by: 4096) {
      let rows = (start..<min(context.rowCount(table), start + 4096)).map(Int32.init)
      let given = evaluator.evaluate(
        model.gives, Frame(count: rows.count, own: [model.pivotVariable.index: Values(.rows(rows))]))
      for index in rows.indices {
        var isOpen = given.status(index) == Values.undetermined
        if case .lists(let lists) = given.vector {
          isOpen =
            isOpen
            || lists.range(index).contains { element in
              lists.elements.status(element) == Values.undetermined
                || isAmong(unreadableKeys, lists.elements.vector, element)
            }
        } else if given.status(index) == Values.present {
          isOpen = isOpen || isAmong(unreadableKeys, given.vector, index)
        }
        if isOpen { open.insert(start + index) }
      }
    }
    return open
  }

  /// The entitlements whose key cannot be read, so that they could be any.
  private static func unreadableKeys(of model: AccessModel, _ context: EvaluationContext) -> Bitset? {
    guard case .row(let table) = model.entitlement, let key = context.plan.schema[table].keyField else { return nil }
    return context.store.tables[table.index].columns[key]?.unreadable
  }

  private static func isAmong(_ rows: Bitset?, _ vector: Vector, _ index: Int) -> Bool {
    guard let rows, case .rows(let list) = vector else { return false }
    return rows.contains(Int(list[index]))
  }

  /// Calls the body with words and, for each place of `rows`, where its words begin (in units of the width).
  func withWords(
    _ rows: [Int32], evaluator: ExpressionEvaluator, _ body: (UnsafeBufferPointer<UInt64>, (Int) -> Int) -> Void
  ) {
    if let all {
      all.withUnsafeBufferPointer { buffer in body(buffer) { Int(rows[$0]) } }
    } else {
      let entitlements = EntitlementAtoms(model: model, context: context)
      let own = Self.words(of: rows, model: model, entitlements, evaluator)
      own.withUnsafeBufferPointer { buffer in body(buffer) { rows[$0] < 0 ? -1 : $0 } }
    }
  }

  /// The atoms that rows give, each on its day.
  static func words(
    of rows: [Int32], days: Values?, model: AccessModel, _ evaluator: ExpressionEvaluator
  ) -> [UInt64] {
    words(of: rows, days: days, model: model, EntitlementAtoms(model: model, context: evaluator.context), evaluator)
  }

  /// Row by row; ``HierarchyWords`` has to give the same.
  static func words(
    of rows: [Int32], days: Values? = nil, model: AccessModel, _ entitlements: EntitlementAtoms,
    _ evaluator: ExpressionEvaluator
  ) -> [UInt64] {
    let width = evaluator.context.atoms.wordCount
    var words = [UInt64](repeating: 0, count: rows.count * width)
    let frame = Frame(count: rows.count, own: [model.pivotVariable.index: Values(.rows(rows))], days: days)
    let given = evaluator.evaluate(model.gives, frame)
    words.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      if case .lists(let lists) = given.vector {
        for index in rows.indices {
          for element in lists.range(index) { entitlements.mark(lists.elements, element, base + index * width) }
        }
      } else {
        for index in rows.indices { entitlements.mark(given, index, base + index * width) }
      }
    }
    return words
  }
}

/// The atoms of each entitlement, computed once for each.
final class EntitlementAtoms {
  private let context: EvaluationContext
  private let width: Int
  private let keyColumn: Column?
  private let givesPatterns: Bool
  private var bySymbol: [UInt32: [UInt64]] = [:]

  init(model: AccessModel, context: EvaluationContext) {
    self.context = context
    width = context.atoms.wordCount
    givesPatterns = model.givesPatterns
    if case .row(let table) = model.entitlement, let key = context.plan.schema[table].keyField {
      keyColumn = context.store.tables[table.index].columns[key]
    } else {
      keyColumn = nil
    }
  }

  func mark(_ values: Values, _ index: Int, _ words: UnsafeMutablePointer<UInt64>) {
    guard values.status(index) == Values.present else { return }
    let symbol: UInt32
    switch values.vector {
    case .symbols(let list): symbol = list[index]
    case .rows(let list):
      guard let keyColumn, case .symbols(let keys) = keyColumn.values, list[index] >= 0 else { return }
      symbol = keys[Int(list[index])]
    default: return
    }
    let own: [UInt64]
    if let known = bySymbol[symbol] {
      own = known
    } else {
      var made = [UInt64](repeating: 0, count: width)
      made.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        let text = context.text(ofSymbol: symbol)
        if givesPatterns { context.atoms.mark(GivenPattern(text), base) } else { context.atoms.mark(text, base) }
      }
      bySymbol[symbol] = made
      own = made
    }
    for word in 0..<width { words[word] |= own[word] }
  }
}
