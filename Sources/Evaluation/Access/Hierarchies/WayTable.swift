import RecordStore
import RulePlan

/// The shortest ways from all rows to the entitlements of one atom, found at once from their ends: for hierarchies so
/// large that a search from each row would visit the same rows again and again. Linear in rows and references.
struct WayTable {
  private struct Stage {
    var link: GivesPath.Link
    var links: LinkTable
    /// By row, the steps to an entitlement; −1 where there is none.
    var steps: [Int32]
    /// By row, the place on its way from which on the end of the way is shown.
    var tails: [Place] = []
  }

  /// A place on a way: before the link of a stage, at a row.
  private struct Place: Hashable {
    var stage: Int
    var row: Int32
  }

  private var stages: [Stage]

  /// - Parameter words: by row of the last table, the atoms of the entitlements that it names itself.
  init(path: GivesPath, atom: Int, words: [UInt64], evaluator: ExpressionEvaluator) {
    let context = evaluator.context
    let width = context.atoms.wordCount
    stages = path.links.map { link in
      Stage(
        link: link, links: context.links(link.field, evaluator: evaluator),
        steps: [Int32](repeating: -1, count: context.rowCount(link.field.table)))
    }
    let reached = measure { words[$0 * width + atom >> 6] >> UInt64(atom & 63) & 1 != 0 }
    for stage in stages.indices {
      stages[stage].tails = [Place](repeating: Place(stage: 0, row: -1), count: stages[stage].steps.count)
    }
    for place in reached { stages[place.stage].tails[Int(place.row)] = tail(of: place) }
  }

  /// Counts the steps from the ends backwards; the places in the order in which they are reached.
  private mutating func measure(_ isEnd: (Int) -> Bool) -> [Place] {
    guard let last = stages.indices.last else { return [] }
    let sources = stages.map { SourceLists($0.links, sourceCount: $0.steps.count) }
    var queue: [Place] = []
    func reach(_ stages: inout [Stage], _ place: Place, _ steps: Int32) {
      guard stages[place.stage].steps.indices.contains(Int(place.row)), stages[place.stage].steps[Int(place.row)] < 0
      else { return }
      stages[place.stage].steps[Int(place.row)] = steps
      queue.append(place)
    }
    for row in stages[last].steps.indices where isEnd(row) {
      reach(&stages, Place(stage: last, row: Int32(clamping: row)), 1)
    }
    var next = 0
    while next < queue.count {
      let place = queue[next]
      next += 1
      let steps = stages[place.stage].steps[Int(place.row)] + 1
      if stages[place.stage].link.isClosure {
        for row in sources[place.stage][place.row] { reach(&stages, Place(stage: place.stage, row: row), steps) }
      }
      let before = place.stage - 1
      guard before >= 0 else { continue }
      if stages[before].link.isClosure {
        reach(&stages, Place(stage: before, row: place.row), steps)
      } else {
        for row in sources[before][place.row] { reach(&stages, Place(stage: before, row: row), steps) }
      }
    }
    return queue
  }

  /// The next place on the way, in the order of a search from the start; nil at the row that names the entitlement.
  private func next(after place: Place, startingAt start: Int32? = nil) -> Place? {
    let stage = stages[place.stage]
    let wanted = stage.steps[Int(place.row)] - 1
    guard wanted > 0 else { return nil }
    func fits(_ other: Place) -> Bool {
      stages.indices.contains(other.stage) && stages[other.stage].steps.indices.contains(Int(other.row))
        && stages[other.stage].steps[Int(other.row)] == wanted
    }
    if stage.link.isClosure {
      let exit = Place(stage: place.stage + 1, row: place.row)
      if fits(exit) { return exit }
    }
    var found: Place?
    stage.links.forEachTarget(of: place.row) { target in
      let other = Place(stage: stage.link.isClosure ? place.stage : place.stage + 1, row: target)
      if found == nil, fits(other) { found = other }
    }
    return found
  }

  private func tail(of place: Place) -> Place {
    if stages[place.stage].steps[Int(place.row)] <= Int32(Evidence.Path.shownAtEnd) { return place }
    return next(after: place).map { stages[$0.stage].tails[Int($0.row)] } ?? place
  }

  /// The rows of the way from a pivot, the row that names the entitlement included, and how many are left out after the
  /// first ones. Nil where there is none, and where it might lead through the start of a closure without its start.
  func way(from pivot: Int32) -> (rows: [RowReference], omitted: Int)? {
    guard let first = stages.first, first.steps.indices.contains(Int(pivot)), first.steps[Int(pivot)] > 0,
      stages.allSatisfy({ !$0.link.isClosure || $0.link.includesStart })
    else { return nil }
    var place = Place(stage: 0, row: pivot)
    var rows: [RowReference] = []
    var omitted = 0
    while true {
      let table = stages[place.stage].link.field.table
      let row = RowReference(table: table, row: Int(place.row))
      // Leaving a closure is a step of the search and none of the way.
      if rows.last != row { rows.append(row) }
      guard var following = next(after: place) else { return (rows, omitted) }
      let left = Int(stages[place.stage].steps[Int(place.row)])
      if omitted == 0, rows.count == Evidence.Path.shownAtStart, left > 2 * Evidence.Path.shownAtEnd {
        let tail = stages[place.stage].tails[Int(place.row)]
        omitted = left - 1 - Int(stages[tail.stage].steps[Int(tail.row)])
        following = tail
      }
      place = following
    }
  }
}

/// By row, the rows of which each leads to it.
private struct SourceLists {
  private var ends: [Int32]
  private var sources: [Int32]

  init(_ links: LinkTable, sourceCount: Int) {
    var counts: [Int32] = []
    func forEach(_ body: (Int32, Int32) -> Void) {
      for source in 0..<Int32(clamping: sourceCount) {
        links.forEachTarget(of: source) { if $0 >= 0 { body(source, $0) } }
      }
    }
    forEach { _, target in
      while counts.count <= Int(target) { counts.append(0) }
      counts[Int(target)] += 1
    }
    var total: Int32 = 0
    ends = counts.map { count in
      total += count
      return total
    }
    var places = zip(ends, counts).map { $0 - $1 }
    sources = [Int32](repeating: 0, count: Int(total))
    var filled = sources
    forEach { source, target in
      filled[Int(places[Int(target)])] = source
      places[Int(target)] += 1
    }
    sources = filled
  }

  subscript(row: Int32) -> ArraySlice<Int32> {
    guard row >= 0, Int(row) < ends.count else { return [] }
    return sources[Int(row == 0 ? 0 : ends[Int(row) - 1])..<Int(ends[Int(row)])]
  }
}
