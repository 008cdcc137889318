import RulePlan

/// Finds the records in documents, and what their members hold.
struct DocumentSampler {
  private static let documentLimit = 500
  private static let recordLimit = 2_000
  private static let depth = 3

  /// Steps from the document to the list of records; nil where each document is one.
  private(set) var recordPath: [String]?
  private(set) var columns: [SampleColumn] = []
  private(set) var recordCount = 0
  private var indexes: [String: Int] = [:]

  /// - Parameter next: reads the next document into the tree; false where there is none.
  mutating func sample(_ tree: DocumentTree, next: () throws(ReadStopped) -> Bool) throws(ReadStopped) {
    var documentCount = 0
    while documentCount < Self.documentLimit, recordCount < Self.recordLimit {
      tree.removeAll()
      guard try next() else { return }
      guard let root = tree.root else { continue }
      if documentCount == 0 { recordPath = Self.recordPath(in: tree, root) }
      documentCount += 1
      for record in records(in: tree, root) where recordCount < Self.recordLimit {
        recordCount += 1
        add(record, in: tree, path: [], depth: 0)
      }
    }
  }

  var base: String { recordPath == nil ? "document" : "r" }

  // MARK: Records

  /// The way to the largest list of objects; of two the one nearer to the top.
  private static func recordPath(in tree: DocumentTree, _ root: Int) -> [String]? {
    var best: (count: Int, path: [String])?
    var waiting: [(node: Int, path: [String])] = [(root, [])]
    while let (node, path) = waiting.first {
      waiting.removeFirst()
      if tree.nodes[node].kind == .list {
        let count = children(of: node, in: tree).filter { tree.nodes[$0].kind == .object }.count
        if count > best?.count ?? 0 { best = (count, path) }
      } else if tree.nodes[node].kind == .object, path.count < depth {
        for child in children(of: node, in: tree) {
          waiting.append((child, path + [String(decoding: tree.name(of: child), as: UTF8.self)]))
        }
      }
    }
    // A list of one inside a record need not be the records.
    guard let best, best.count > 1 || best.path.isEmpty else { return nil }
    return best.path
  }

  private func records(in tree: DocumentTree, _ root: Int) -> [Int] {
    guard let recordPath else { return [root] }
    var node = root
    for step in recordPath {
      let name = Array(step.utf8)
      guard let member = name.withUnsafeBufferPointer({ tree.member($0, of: node) }) else { return [] }
      node = member
    }
    return tree.nodes[node].kind == .list ? Self.children(of: node, in: tree) : [node]
  }

  private static func children(of node: Int, in tree: DocumentTree) -> [Int] {
    var result: [Int] = []
    var child = node + 1
    while child < tree.next(after: node) {
      result.append(child)
      child = tree.next(after: child)
    }
    return result
  }

  // MARK: Members

  private mutating func add(_ node: Int, in tree: DocumentTree, path: [String], depth: Int) {
    let item = tree.nodes[node]
    switch item.kind {
    case .missing: if !path.isEmpty { columns[index(of: path)].hasGaps = true }
    case .text:
      guard !path.isEmpty else { return }
      columns[index(of: path)].add(
        String(decoding: tree.text(of: node), as: UTF8.self), isCanonical: item.isCanonical)
    case .list:
      guard !path.isEmpty else { return }
      let column = index(of: path)
      columns[column].isList = true
      columns[column].isStructure = Self.children(of: node, in: tree).contains { tree.nodes[$0].kind != .text }
    case .object:
      if !path.isEmpty { columns[index(of: path)].isStructure = true }
      guard depth < Self.depth else { return }
      for child in Self.children(of: node, in: tree) {
        let name = String(decoding: tree.name(of: child), as: UTF8.self)
        // The text of an element of XML is that of its object.
        add(child, in: tree, path: name.isEmpty ? path : path + [name], depth: depth + 1)
        if name.isEmpty, !path.isEmpty { columns[index(of: path)].isStructure = false }
      }
    }
  }

  private mutating func index(of path: [String]) -> Int {
    let name = path.joined(separator: ".")
    if let known = indexes[name] { return known }
    indexes[name] = columns.count
    columns.append(SampleColumn(name: name, expression: base + path.map(DraftedSource.step).joined()))
    return columns.count - 1
  }
}
