import RulePlan

/// On how many days running a conflict or a finding is excused. Waivers are added in the order of their first days.
struct WaiverRun {
  struct Days {
    var first: Int64
    var last: Int64
  }

  /// The part that changes with each waiver.
  struct State {
    /// By place at which the conflict meets: the last days running on which it is excused there.
    fileprivate var places: [Days?]
    /// The last days running on which it is excused everywhere.
    fileprivate var excused: Days?
    /// From which day on they count.
    fileprivate var counted = Int64.min
    fileprivate var term = 0
  }

  private(set) var state: State
  /// The waivers that hold, by their index, with the places that each covers.
  private(set) var waivers: [(index: Int, term: Int, places: [Int])] = []

  init(placeCount: Int) { state = State(places: [Days?](repeating: nil, count: placeCount)) }

  /// Adds a waiver, and returns how many days running would be excused with it; zero where none are.
  ///
  /// - Parameter covered: the places that the waiver covers.
  mutating func add(_ index: Int, _ waiver: Waiver, covering covered: [Int]) -> Int64 {
    let days = Days(first: Int64(waiver.valid.from), last: Int64(waiver.valid.until))
    for place in covered {
      if let known = state.places[place], days.first <= known.last + 1 {
        state.places[place]?.last = max(known.last, days.last)
      } else {
        state.places[place] = days
      }
    }
    let isContinued = extend()
    if waiver.renews {
      state.term += 1
      state.counted = max(days.first, state.excused?.first ?? days.first)
    } else if !isContinued || state.term == 0 {
      state.term = 1
      state.counted = state.excused?.first ?? days.first
    }
    waivers.append((index, state.term, covered))
    return state.excused.map { $0.last - max($0.first, state.counted) + 1 } ?? 0
  }

  /// Takes the waiver that was added last out again.
  mutating func takeBack(to state: State) {
    self.state = state
    waivers.removeLast()
  }

  /// Takes over where all places are covered now; whether that continues what was excused before.
  private mutating func extend() -> Bool {
    var first = Int64.min
    var last = Int64.max
    for place in state.places {
      guard let place else { return false }
      first = max(first, place.first)
      last = min(last, place.last)
    }
    guard first <= last else { return state.excused != nil }
    let isContinued = state.excused.map { first <= $0.last + 1 } ?? false
    state.excused = Days(first: first, last: last)
    return isContinued
  }

  /// Whether every place is among those that some waivers cover.
  func isCovered(by places: [[Int]]) -> Bool {
    var covered = [Bool](repeating: false, count: state.places.count)
    for place in places.joined() { covered[place] = true }
    return covered.allSatisfy { $0 }
  }
}
