/// Makes a case that fails smaller, as long as it fails.
struct Shrinker {
  private(set) var policy: Policy
  private(set) var data: DataSet
  private var attempts = 0
  private let limit: Int
  private let fails: (Policy, DataSet) -> Bool

  init(_ policy: Policy, _ data: DataSet, attempts limit: Int = 4000, fails: @escaping (Policy, DataSet) -> Bool) {
    self.policy = policy
    self.data = data
    self.limit = limit
    self.fails = fails
  }

  mutating func shrink() {
    var before = -1
    while before != size, attempts < limit {
      before = size
      dropDeclarations()
      dropItems()
      dropRecords()
      shrinkTrees()
      dropFields()
    }
  }

  private var size: Int {
    policy.declarations.reduce(0) { $0 + $1.items.reduce(1) { $0 + ($1.tree?.size ?? 1) } } + data.json.utf8.count
  }

  private mutating func accepts(_ candidate: Policy) -> Bool {
    attempts += 1
    guard attempts < limit, fails(candidate, data) else { return false }
    policy = candidate
    return true
  }

  private mutating func accepts(_ candidate: DataSet) -> Bool {
    attempts += 1
    guard attempts < limit, fails(policy, candidate) else { return false }
    data = candidate
    return true
  }

  private mutating func dropDeclarations() {
    for index in policy.declarations.indices.reversed() {
      var candidate = policy
      candidate.declarations.remove(at: index)
      if !accepts(candidate), policy.declarations[index].head.hasPrefix("entity") {
        // An entity can only go with its section.
        let section = policy.declarations[index].head.split(separator: " ").dropFirst(3).first.map(String.init)
        var without = data
        without.sections.removeAll { $0.name == section }
        if fails(candidate, without) { (policy, data) = (candidate, without) }
      }
    }
  }

  private mutating func dropItems() {
    for index in policy.declarations.indices {
      for item in policy.declarations[index].items.indices.reversed()
      where !policy.declarations[index].items[item].isNeeded {
        var candidate = policy
        let removed = candidate.declarations[index].items.remove(at: item)
        if accepts(candidate) { continue }
        // A field can only go with its values.
        let name = removed.head.split(separator: " ").first.map(String.init) ?? ""
        let without = removingField(name)
        if fails(candidate, without) { (policy, data) = (candidate, without) }
      }
    }
  }

  private func removingField(_ name: String) -> DataSet {
    func removed(_ value: DataValue) -> DataValue {
      switch value {
      case .record(let fields):
        .record(fields.filter { $0.name != name }.map { ($0.name, removed($0.value)) })
      case .list(let list): .list(list.map(removed))
      default: value
      }
    }
    var result = data
    for section in result.sections.indices where result.sections[section].name != "exchange_rates" {
      result.sections[section].records = result.sections[section].records.map { record in
        record.filter { $0.name != name }.map { ($0.name, removed($0.value)) }
      }
    }
    return result
  }

  private mutating func dropRecords() {
    for section in data.sections.indices.reversed() {
      var candidate = data
      candidate.sections.remove(at: section)
      if accepts(candidate) { continue }
      for record in data.sections[section].records.indices.reversed() {
        candidate = data
        candidate.sections[section].records.remove(at: record)
        _ = accepts(candidate)
      }
    }
  }

  private mutating func dropFields() {
    for section in data.sections.indices {
      for record in data.sections[section].records.indices {
        for field in data.sections[section].records[record].indices.reversed() {
          var candidate = data
          candidate.sections[section].records[record].remove(at: field)
          if accepts(candidate) { continue }
          guard case .list(let list) = data.sections[section].records[record][field].value else { continue }
          for element in list.indices.reversed() {
            guard case .list(var shorter) = data.sections[section].records[record][field].value,
              element < shorter.count
            else { continue }
            candidate = data
            shorter.remove(at: element)
            candidate.sections[section].records[record][field].value = .list(shorter)
            _ = accepts(candidate)
          }
        }
      }
    }
  }

  // MARK: Expressions

  private mutating func shrinkTrees() {
    for index in policy.declarations.indices {
      for item in policy.declarations[index].items.indices {
        var path: [Int]? = []
        // Every place of the tree, from the root on.
        while let place = path, attempts < limit {
          guard let tree = policy.declarations[index].items[item].tree, let here = tree.at(place[...]) else { break }
          var isSmaller = false
          for smaller in here.replacements {
            var candidate = policy
            candidate.declarations[index].items[item].tree = tree.replacing(place[...], with: smaller)
            if accepts(candidate) {
              isSmaller = true
              break
            }
          }
          if !isSmaller { path = tree.next(after: place) }
        }
      }
    }
  }
}

extension Tree {
  func at(_ path: ArraySlice<Int>) -> Tree? {
    guard let first = path.first else { return self }
    return first < children.count ? children[first].at(path.dropFirst()) : nil
  }

  func replacing(_ path: ArraySlice<Int>, with tree: Tree) -> Tree {
    guard let first = path.first else { return tree }
    var result = self
    result.children[first] = children[first].replacing(path.dropFirst(), with: tree)
    return result
  }

  /// The place after one, depth first.
  func next(after path: [Int]) -> [Int]? {
    if let here = at(path[...]), !here.children.isEmpty { return path + [0] }
    var rest = path
    while let last = rest.popLast() {
      if let parent = at(rest[...]), last + 1 < parent.children.count { return rest + [last + 1] }
    }
    return nil
  }

  private var descendants: [Tree] { children.flatMap { [$0] + $0.descendants } }

  /// Simpler trees of the same type.
  var replacements: [Tree] {
    var result: [Tree] = []
    if kind == .boolean, count == .one, text != "true", text != "false" {
      result += [Tree(.boolean, "true"), Tree(.boolean, "false")]
    }
    result += descendants.filter { $0.kind == kind && $0.count == count && $0.size < size }
    if kind == .integer, count == .one, size > 1 { result.append(Tree(.integer, "1")) }
    if count == .many, children.count > 1, parts[0] == "[", parts[1] == ", " {
      for index in children.indices {
        var shorter = self
        shorter.children.remove(at: index)
        shorter.parts.remove(at: 1)
        result.append(shorter)
      }
    }
    return result
  }
}
