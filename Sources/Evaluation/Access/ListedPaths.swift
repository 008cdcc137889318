import RulePlan

/// The paths of a piece of evidence. They are few mostly, so that comparing costs less than hashing.
struct ListedPaths {
  private struct Key: Hashable {
    var right: RowReference?
    var trail: [Value]
    var way: [Value]
    var omitted: Int

    init(_ path: Evidence.Path) {
      right = path.right
      trail = path.trail
      way = path.way
      omitted = path.omitted
    }
  }

  private var keys: Set<Key> = []
  private static let mostFew = 16

  /// False where the same path, of whatever duty, is among those that have been listed.
  mutating func insert(_ path: Evidence.Path, unlessAmong paths: [Evidence.Path]) -> Bool {
    if paths.count <= Self.mostFew {
      return !paths.contains {
        $0.right == path.right && $0.way == path.way && $0.omitted == path.omitted && $0.trail == path.trail
      }
    }
    if keys.isEmpty { keys = Set(paths.map(Key.init)) }
    return keys.insert(Key(path)).inserted
  }
}
