import RulePlan

/// Puts the conflicts of a finding together, as they are on the days of a span.
struct SpanConflicts {
  private struct Entry {
    /// With what is shown of the first day of its worst status.
    var conflict: Finding.Conflict
    var days: [(days: Period, status: Finding.Status)]
    var ways: [Finding.Conflict.Way]
    var places: [WayKey: Int]
  }

  private struct WayKey: Hashable {
    var rights: [String]
    var scope: String?
  }

  private var entries: [[DutyID]: Entry] = [:]
  /// Places of duties in the norm.
  private let duties: [DutyID: Int]

  /// Ways beyond this are not listed.
  private static let limit = 10

  init(duties: [DutyID: Int]) { self.duties = duties }

  /// Takes over a conflict on some days, which come after those before.
  mutating func add(_ conflict: Finding.Conflict, _ duties: [DutyID], on days: Period) {
    // Taken out, so that adding to it copies nothing.
    guard var entry = entries.removeValue(forKey: duties) else {
      var entry = Entry(conflict: conflict, days: [(days, conflict.status)], ways: [], places: [:])
      Self.add(conflict.ways, on: days, to: &entry)
      entries[duties] = entry
      return
    }
    entry.days.append((days, conflict.status))
    Self.add(conflict.ways, on: days, to: &entry)
    if conflict.status < entry.conflict.status {
      entry.conflict.status = conflict.status
      entry.conflict.waivers = conflict.waivers
    }
    entry.conflict.hasMoreWays = entry.conflict.hasMoreWays || conflict.hasMoreWays
    let scopes = Set(entry.conflict.scopes)
    entry.conflict.scopes += conflict.scopes.filter { !scopes.contains($0) }
    let rights = Set(entry.conflict.rights)
    entry.conflict.rights += conflict.rights.filter { !rights.contains($0) }
    entries[duties] = entry
  }

  private static func add(_ ways: [Finding.Conflict.Way], on days: Period, to entry: inout Entry) {
    for way in ways {
      let key = WayKey(rights: way.rights, scope: way.scope)
      if let place = entry.places[key] {
        entry.ways[place].days.append(days)
      } else {
        entry.places[key] = entry.ways.count
        var way = way
        way.days = [days]
        entry.ways.append(way)
      }
    }
  }

  /// All conflicts in the order of the norm, each with its days; the ways least first.
  var conflicts: [Finding.Conflict] {
    entries.sorted { ranks($0.key).lexicographicallyPrecedes(ranks($1.key)) }.map { _, entry in
      var conflict = entry.conflict
      conflict.periods = SpanTrack.runs(entry.days)
      let order = entry.ways.indices.sorted { left, right in
        let (first, second) = (entry.ways[left].rights.count, entry.ways[right].rights.count)
        return first == second ? left < right : first < second
      }
      conflict.ways = order.prefix(Self.limit).map { index in
        var way = entry.ways[index]
        way.days = SpanTrack.runs(way.days)
        return way
      }
      if order.count > Self.limit { conflict.hasMoreWays = true }
      return conflict
    }
  }

  private func ranks(_ duties: [DutyID]) -> [Int] { duties.map { self.duties[$0] ?? .max } }
}
