/// A batch of tuples: for every variable that is bound, its value in each of them.
///
/// A frame derived from another by joining or filtering keeps the other and the origin of each of its tuples;
/// a variable is gathered from there when it is first asked for. Used by one thread.
final class Frame {
  let count: Int
  private var own: [Int: Values]
  /// Without places the tuples are those of the parent.
  private let parent: (frame: Frame, places: [Int32]?)?

  init(count: Int, own: [Int: Values] = [:], parent: (frame: Frame, places: [Int32]?)? = nil) {
    self.count = count
    self.own = own
    self.parent = parent
  }

  /// One tuple without variables.
  static var single: Frame { Frame(count: 1) }

  func bind(_ variable: Int, _ values: Values) { own[variable] = values }

  /// Nil for a variable that is not bound.
  func values(of variable: Int) -> Values? {
    if let values = own[variable] { return values }
    guard let parent, let values = parent.frame.values(of: variable) else { return nil }
    guard let places = parent.places else { return values }
    let gathered = values.gathered(places)
    own[variable] = gathered
    return gathered
  }

  /// The same tuples with room for more variables.
  func extended() -> Frame { Frame(count: count, parent: (self, nil)) }

  /// The tuples at some places.
  func selected(_ places: [Int32]) -> Frame { Frame(count: places.count, parent: (self, places)) }
}
