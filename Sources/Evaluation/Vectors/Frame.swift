/// A batch of tuples: for every variable that is bound, its value in each of them, and the day that `today` stands for.
///
/// A frame derived from another by joining or filtering keeps the other and the origin of each of its tuples;
/// a variable is gathered from there when it is first asked for. Used by one thread.
final class Frame {
  let count: Int
  private var own: [Int: Values]
  /// Without places the tuples are those of the parent.
  private let parent: (frame: Frame, places: [Int32]?)?
  /// Whether `today` is another day than that of the evaluation.
  let hasDays: Bool
  private var ownDays: Values?

  init(
    count: Int, own: [Int: Values] = [:], parent: (frame: Frame, places: [Int32]?)? = nil, days: Values? = nil
  ) {
    self.count = count
    self.own = own
    self.parent = parent
    ownDays = days
    hasDays = days != nil || parent?.frame.hasDays ?? false
  }

  /// The tuples of another frame on the day of the evaluation.
  private init(onDayOfEvaluation frame: Frame) {
    count = frame.count
    own = [:]
    parent = (frame, nil)
    hasDays = false
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

  /// The day that `today` stands for in each tuple; nil where it is that of the evaluation in all of them.
  var days: Values? {
    guard hasDays else { return nil }
    if let ownDays { return ownDays }
    guard let parent, let days = parent.frame.days else { return nil }
    let gathered = parent.places.map { days.gathered($0) } ?? days
    ownDays = gathered
    return gathered
  }

  /// The same tuples with room for more variables.
  func extended() -> Frame { Frame(count: count, parent: (self, nil)) }

  /// The same tuples with another `today`.
  ///
  /// - Parameter days: one for each tuple; nil for the day of the evaluation.
  func onDays(_ days: Values?) -> Frame {
    guard let days else { return hasDays ? Frame(onDayOfEvaluation: self) : extended() }
    return Frame(count: count, parent: (self, nil), days: days)
  }

  /// The tuples at some places.
  func selected(_ places: [Int32]) -> Frame { Frame(count: places.count, parent: (self, places)) }
}
