import Diagnostics
import RulePlan
import SourceText

/// Computes the values of a source over one document or one row.
final class SourceEvaluator {
  /// Where values come from.
  enum Scope {
    case document(DocumentTree)
    /// The cells of a row, by column of the source; missing ones have no place.
    case row
  }

  let plan: SourcePlan
  let arena = TextArena()
  /// By variable.
  var variables: [SourceItem]
  private(set) var scope: Scope
  /// The cells of the row, by column of the source.
  var cells: [SourceItem] = []
  private let fileName: [UInt8]
  private let missingWords: MissingWords
  private let forever: MissingWords
  /// By step: whether it has led somewhere, and the names that were there where it did not.
  private(set) var foundSteps: [Bool]
  private(set) var otherNames: [Set<String>]
  private let stepNames: [[UInt8]]
  // The last object that a step was looked up in: one document is looked into for each of its records.
  private var lastObject: [Int]
  private var lastFound: [Int]

  /// - Parameter fileName: without its folder and ending.
  init(_ plan: SourcePlan, fileName: String) {
    self.plan = plan
    scope = .row
    self.fileName = Array(fileName.utf8)
    missingWords = MissingWords(plan.forms.missing)
    forever = MissingWords(plan.forms.forever)
    variables = Array(repeating: .missing, count: plan.variableCount)
    foundSteps = Array(repeating: false, count: plan.steps.count)
    otherNames = Array(repeating: [], count: plan.steps.count)
    // Names of LDIF come in small letters: letter case says nothing there.
    stepNames = plan.steps.map { Array((plan.format == .ldif ? $0.name.lowercased() : $0.name).utf8) }
    lastObject = Array(repeating: -1, count: plan.steps.count)
    lastFound = lastObject
  }

  /// Begins with another document.
  func begin(_ tree: DocumentTree) {
    scope = .document(tree)
    arena.removeAll()
    for index in lastObject.indices { lastObject[index] = -1 }
  }

  /// Begins with another row.
  func beginRow() {
    scope = .row
    arena.removeAll()
  }

  /// Whether a text means that there is no last day.
  func isForever(_ text: UnsafeBufferPointer<UInt8>) -> Bool { forever.holds(text) }

  // MARK: Values

  /// The value of an expression. The nesting of policies limits the recursion.
  func value(_ expression: SourceExpression, isRaw: Bool = false) -> SourceItem {
    switch expression {
    case .constant(let text): return constant(text)
    case .variable(let number): return isRaw ? variables[number] : read(variables[number])
    case .document:
      guard case .document(let tree) = scope, let root = tree.root else { return .missing }
      return item(root, tree, isRaw: isRaw)
    case .column(let number): return isRaw ? cells[number] : read(cells[number])
    case .file: return .text(SourceTextItem(bytes: arena.keep(fileName), place: nil, isCanonical: false))
    case .step(let base, let step): return self.step(step, of: value(base, isRaw: isRaw), isRaw: isRaw)
    case .element(let base, let position):
      let elements = elements(of: value(base, isRaw: isRaw), isRaw: isRaw)
      return position < elements.count ? elements[position] : .missing
    case .list(let values): return .list(values.map { value($0) })
    case .comprehension(let element, let variable, let list, let condition):
      return comprehension(element, variable, elements(of: value(list)), condition)
    case .record(let fields): return .record(fields.map { ($0.name, value($0.value)) })
    case .interpolation(let parts): return interpolation(parts)
    case .otherwise(let first, let second):
      let found = value(first, isRaw: isRaw)
      return found.isMissing ? value(second, isRaw: isRaw) : found
    case .choice(let condition, let then, let other):
      return holds(condition) ? value(then, isRaw: isRaw) : value(other, isRaw: isRaw)
    case .written(let inner): return value(inner, isRaw: true)
    case .call(let function, let arguments): return call(function, arguments.map { value($0, isRaw: isRaw) })
    case .equal, .in, .like, .startsWith, .endsWith, .isMissing, .and, .or, .not:
      return constant(holds(expression) ? "true" : "false")
    }
  }

  private func constant(_ text: String) -> SourceItem {
    .text(SourceTextItem(bytes: arena.keep(Array(text.utf8)), place: nil, isCanonical: true))
  }

  /// A text that means that nothing is there is missing.
  private func read(_ item: SourceItem) -> SourceItem {
    guard case .text(let text) = item, missingWords.holds(text.bytes), !text.isCanonical || text.place != nil else {
      return item
    }
    return .missing
  }

  /// A node of the tree as a value.
  func item(_ node: Int, _ tree: DocumentTree, isRaw: Bool = false) -> SourceItem {
    switch tree.nodes[node].kind {
    case .missing: return .missing
    case .text:
      let bytes = tree.text(of: node)
      if !isRaw, missingWords.holds(bytes) { return .missing }
      return .text(
        SourceTextItem(bytes: bytes, place: tree.place(of: node), isCanonical: tree.nodes[node].isCanonical))
    case .list, .object: return .node(node)
    }
  }

  private func step(_ step: Int, of base: SourceItem, isRaw: Bool) -> SourceItem {
    guard case .document(let tree) = scope else { return .missing }
    switch base {
    case .missing, .text, .record: return .missing
    case .list(let elements): return joined(elements.map { self.step(step, of: $0, isRaw: isRaw) })
    case .node(let node):
      if tree.nodes[node].kind == .list {
        return joined(children(of: node, tree, isRaw: isRaw).map { self.step(step, of: $0, isRaw: isRaw) })
      }
      guard let member = member(step, of: node, tree) else { return .missing }
      return item(member, tree, isRaw: isRaw)
    }
  }

  /// Values over the elements of a list: those that are there, lists among them opened.
  private func joined(_ items: [SourceItem]) -> SourceItem {
    var result: [SourceItem] = []
    for item in items {
      switch item {
      case .missing: continue
      case .list(let inner): result += inner
      case .node(let node):
        if case .document(let tree) = scope, tree.nodes[node].kind == .list {
          result += children(of: node, tree, isRaw: false)
        } else {
          result.append(item)
        }
      case .text, .record: result.append(item)
      }
    }
    return .list(result)
  }

  private func member(_ step: Int, of object: Int, _ tree: DocumentTree) -> Int? {
    if lastObject[step] == object { return lastFound[step] < 0 ? nil : lastFound[step] }
    let found = stepNames[step].withUnsafeBufferPointer { tree.member($0, of: object) }
    lastObject[step] = object
    lastFound[step] = found ?? -1
    if !foundSteps[step] {
      if found != nil {
        foundSteps[step] = true
        otherNames[step] = []
      } else {
        noteNames(of: object, for: step, tree)
      }
    }
    return found
  }

  private func noteNames(of object: Int, for step: Int, _ tree: DocumentTree) {
    var child = object + 1
    let end = tree.next(after: object)
    while child < end, otherNames[step].count < 200 {
      otherNames[step].insert(String(decoding: tree.name(of: child), as: UTF8.self))
      child = tree.next(after: child)
    }
  }

  private func children(of node: Int, _ tree: DocumentTree, isRaw: Bool) -> [SourceItem] {
    var result: [SourceItem] = []
    var child = node + 1
    let end = tree.next(after: node)
    while child < end {
      result.append(item(child, tree, isRaw: isRaw))
      child = tree.next(after: child)
    }
    return result
  }

  /// The values that `each` goes through: a list, a single value as a list of one, and nothing of what is missing.
  func elements(of item: SourceItem, isRaw: Bool = false) -> [SourceItem] {
    switch item {
    case .missing: return []
    case .list(let items): return items.filter { !$0.isMissing }
    case .text, .record: return [item]
    case .node(let node):
      guard case .document(let tree) = scope, tree.nodes[node].kind == .list else { return [item] }
      return children(of: node, tree, isRaw: isRaw).filter { !$0.isMissing }
    }
  }

  /// The members of an object with their names; nil for anything else.
  func members(of item: SourceItem) -> [(name: SourceItem, value: SourceItem)]? {
    switch item {
    case .missing: return []
    case .text, .record, .list: return nil
    case .node(let node):
      guard case .document(let tree) = scope, tree.nodes[node].kind == .object else { return nil }
      var result: [(name: SourceItem, value: SourceItem)] = []
      var child = node + 1
      let end = tree.next(after: node)
      while child < end {
        let name = SourceTextItem(bytes: tree.name(of: child), place: tree.place(of: child), isCanonical: false)
        result.append((.text(name), self.item(child, tree)))
        child = tree.next(after: child)
      }
      return result
    }
  }

  private func comprehension(
    _ element: SourceExpression, _ variable: Int, _ items: [SourceItem], _ condition: SourceExpression?
  ) -> SourceItem {
    let outer = variables[variable]
    defer { variables[variable] = outer }
    var result: [SourceItem] = []
    for item in items {
      variables[variable] = item
      guard condition.map({ holds($0) }) ?? true else { continue }
      let value = value(element)
      if !value.isMissing { result.append(value) }
    }
    return .list(result)
  }

  private func interpolation(_ parts: [SourceExpression]) -> SourceItem {
    var text: [UInt8] = []
    var place: SourceRange?
    for part in parts {
      if case .constant(let fixed) = part {
        text += Array(fixed.utf8)
        continue
      }
      guard case .text(let found) = asText(value(part)) else { return .missing }
      text += found.bytes
      if place == nil { place = found.place }
    }
    return .text(SourceTextItem(bytes: arena.keep(text), place: place, isCanonical: false))
  }

  /// An element of XML where a text is wanted: its text, the member without a name. Anything else is what it is.
  func asText(_ item: SourceItem) -> SourceItem {
    guard plan.format == .xml, case .node(let node) = item, case .document(let tree) = scope else { return item }
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    guard let member = tree.member(empty, of: node) else { return item }
    guard case .text(var text) = self.item(member, tree) else { return .missing }
    while let first = text.bytes.first, first <= 0x20 {
      text.bytes = UnsafeBufferPointer(rebasing: text.bytes.dropFirst())
    }
    while let last = text.bytes.last, last <= 0x20 { text.bytes = UnsafeBufferPointer(rebasing: text.bytes.dropLast()) }
    return .text(text)
  }

  // MARK: Functions

  private func call(_ function: SourceFunction, _ arguments: [SourceItem]) -> SourceItem {
    guard let first = arguments.first.map({ asText($0) }) else { return .missing }
    var others: [UnsafeBufferPointer<UInt8>] = []
    for argument in arguments.dropFirst() {
      guard case .text(let text) = asText(argument) else { return .missing }
      others.append(text.bytes)
    }
    switch first {
    case .missing, .record: return .missing
    case .node, .list:
      let values = elements(of: first).map { element -> SourceItem in
        guard case .text(let text) = asText(element) else { return .missing }
        return apply(function, text, others)
      }
      return .list(values.filter { !$0.isMissing })
    case .text(let text): return apply(function, text, others)
    }
  }

  private func apply(
    _ function: SourceFunction, _ text: SourceTextItem, _ others: [UnsafeBufferPointer<UInt8>]
  ) -> SourceItem {
    if function == .split, let separator = others.first {
      return .list(
        SourceTexts.split(text.bytes, separator).map {
          .text(SourceTextItem(bytes: $0, place: text.place, isCanonical: false))
        })
    }
    guard let made = SourceTexts.apply(function, text.bytes, others) else { return .missing }
    return .text(SourceTextItem(bytes: arena.keep(made), place: text.place, isCanonical: false))
  }

  // MARK: Conditions

  /// Whether a condition holds. Of what is missing, no comparison does.
  func holds(_ condition: SourceExpression) -> Bool {
    switch condition {
    case .equal(let left, let right):
      guard case .text(let first) = asText(value(left)), case .text(let second) = asText(value(right)) else {
        return false
      }
      return first.bytes.elementsEqual(second.bytes)
    case .in(let left, let right):
      guard case .text(let wanted) = asText(value(left)) else { return false }
      return elements(of: value(right)).contains { element in
        if case .text(let text) = asText(element) { text.bytes.elementsEqual(wanted.bytes) } else { false }
      }
    case .like(let left, let pattern):
      guard case .text(let text) = asText(value(left)) else { return false }
      return pattern.matches(String(decoding: text.bytes, as: UTF8.self))
    case .startsWith(let left, let right):
      guard case .text(let text) = asText(value(left)), case .text(let start) = value(right) else { return false }
      return text.bytes.starts(with: start.bytes)
    case .endsWith(let left, let right):
      guard case .text(let text) = asText(value(left)), case .text(let end) = value(right) else { return false }
      return text.bytes.suffix(end.bytes.count).elementsEqual(end.bytes)
    case .isMissing(let inner):
      switch value(inner) {
      case .missing: return true
      case .list(let elements): return elements.allSatisfy(\.isMissing)
      case .text, .node, .record: return false
      }
    case .and(let left, let right): return holds(left) && holds(right)
    case .or(let left, let right): return holds(left) || holds(right)
    case .not(let inner): return !holds(inner)
    case .constant(let text): return text == "true"
    case .variable, .document, .column, .file, .step, .element, .list, .comprehension, .record, .interpolation,
      .otherwise, .choice, .call, .written:
      return false
    }
  }
}

/// Words for what is missing, to look for one fast.
struct MissingWords {
  private let words: [[UInt8]]
  /// A bit for each length up to 62; the last one for longer ones.
  private let lengths: UInt64

  init(_ words: [String]) {
    self.words = words.map { Array($0.utf8) }
    lengths = self.words.reduce(0) { $0 | 1 << UInt64(min(63, $1.count)) }
  }

  @inline(__always)
  func holds(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard lengths >> UInt64(min(63, text.count)) & 1 != 0 else { return false }
    return words.contains { $0.count == text.count && text.elementsEqual($0) }
  }
}
