/// A type of the language.
enum Kind: Hashable {
  case text, boolean, integer, decimal, percent
  /// With a currency where the declaration fixes one.
  case money(String?)
  case date, timestamp, duration, period, dataSize, version
  /// An enumeration, an entity or a record by its index in the blueprint.
  case choice(Int)
  case row(Int)

  static let plain: [Kind] = [
    .text, .boolean, .integer, .decimal, .percent, .money("USD"), .money(nil), .date, .timestamp, .duration, .period,
    .dataSize, .version,
  ]
}

enum Count: Hashable { case one, optional, many }

/// The names that may be used in an expression.
struct Path {
  var text: String
  var kind: Kind
  var count: Count
  /// Whether a question for its presence says something of the whole path; not so of parts of a value.
  var isPlace = true
}

/// Some text with smaller expressions in it, which may be replaced by others of their kind.
struct Tree {
  var kind: Kind
  var count: Count
  /// One more than there are children.
  var parts: [String]
  var children: [Tree]

  /// In the template each `$` stands for the next child.
  init(_ kind: Kind, _ count: Count, _ template: String, _ children: Tree...) {
    self.init(kind, count, template, children)
  }

  init(_ kind: Kind, _ template: String, _ children: Tree...) { self.init(kind, .one, template, children) }

  private init(_ kind: Kind, _ count: Count, _ template: String, _ children: [Tree]) {
    self.kind = kind
    self.count = count
    self.children = children
    parts = template.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String {
    var text = parts[0]
    for (index, child) in children.enumerated() { text += child.text + parts[index + 1] }
    return text
  }

  var size: Int { children.reduce(1) { $0 + $1.size } }
}

/// A declaration: lines with expressions in them.
struct Declaration {
  var head: String
  var items: [Item]
  var tail: String

  struct Item {
    var head: String
    var tree: Tree?
    /// Whether the declaration may do without it.
    var isNeeded = false
  }

  var text: String {
    var text = head
    for item in items { text += "\n  " + item.head + (item.tree?.text ?? "") }
    return text + (items.isEmpty ? tail : "\n" + tail)
  }
}

struct Policy {
  var declarations: [Declaration]

  var text: String { "policy demo.opinion\n\n" + declarations.map(\.text).joined(separator: "\n\n") + "\n" }
}
