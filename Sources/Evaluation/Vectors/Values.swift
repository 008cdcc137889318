import RulePlan

/// Values of one expression for every tuple of a frame, in one array of their physical kind.
enum Vector: Sendable {
  /// 0 false, 1 true, 2 undetermined.
  case truths([UInt8])
  /// Integers, data sizes and cases of enumerations.
  case integers([Int64])
  case days([Int32])
  case symbols([UInt32])
  /// Rows of one table; −1 where there is none.
  case rows([Int32])
  /// Numbers that no decimal holds are kept aside.
  case decimals([Decimal128], aside: NumbersAside)
  case monies([Money], aside: NumbersAside)
  case timestamps([Timestamp])
  case durations([CalendarDuration])
  case periods([Period])
  case versions([Version])
  indirect case lists(ListVector)

  var count: Int {
    switch self {
    case .truths(let values): values.count
    case .integers(let values): values.count
    case .days(let values): values.count
    case .symbols(let values): values.count
    case .rows(let values): values.count
    case .decimals(let values, _): values.count
    case .monies(let values, _): values.count
    case .timestamps(let values): values.count
    case .durations(let values): values.count
    case .periods(let values): values.count
    case .versions(let values): values.count
    case .lists(let values): values.count
    }
  }
}

/// Several values for each tuple: those of tuple i are the elements from offset i to offset i + 1.
struct ListVector: Sendable {
  var offsets: [Int32]
  /// The elements, none of them missing; an element may be undetermined.
  var elements: Values

  var count: Int { offsets.count - 1 }
  func range(_ index: Int) -> Range<Int> { Int(offsets[index])..<Int(offsets[index + 1]) }
}

/// A vector with what is known of each element.
struct Values: Sendable {
  static let present: UInt8 = 0
  static let missing: UInt8 = 1
  static let undetermined: UInt8 = 2

  var vector: Vector
  /// Nil where every element is present.
  var status: [UInt8]?

  init(_ vector: Vector, status: [UInt8]? = nil) {
    self.vector = vector
    self.status = status
  }

  /// A truth value that is neither true nor false is undetermined, as any other value can be.
  init(truths: [UInt8]) {
    let status =
      truths.contains(Kleene.isUndetermined)
      ? truths.map { $0 == Kleene.isUndetermined ? Self.undetermined : Self.present } : nil
    self.init(.truths(truths), status: status)
  }

  var count: Int { vector.count }

  func status(_ index: Int) -> UInt8 { status.map { $0[index] } ?? Self.present }

  /// The truth of each element: what is missing or undetermined is neither true nor false.
  var truths: [UInt8] {
    guard case .truths(var truths) = vector else { return [UInt8](repeating: 2, count: count) }
    if let status { for index in truths.indices where status[index] != Self.present { truths[index] = 2 } }
    return truths
  }

  /// The elements at some places; a negative place gives a missing element.
  func gathered(_ places: [Int32]) -> Values {
    var status: [UInt8]? = self.status.map { own in places.map { $0 < 0 ? Self.missing : own[Int($0)] } }
    if status == nil, places.contains(where: { $0 < 0 }) {
      status = places.map { $0 < 0 ? Self.missing : Self.present }
    }
    return Values(vector.gathered(places), status: status)
  }
}

extension Vector {
  func gathered(_ places: [Int32]) -> Vector {
    func pick<T>(_ values: [T], _ none: T) -> [T] {
      values.withUnsafeBufferPointer { buffer in
        places.map { $0 < 0 ? none : buffer[Int($0)] }
      }
    }
    switch self {
    case .truths(let values): return .truths(pick(values, 2))
    case .integers(let values): return .integers(pick(values, 0))
    case .days(let values): return .days(pick(values, 0))
    case .symbols(let values): return .symbols(pick(values, 0))
    case .rows(let values): return .rows(pick(values, -1))
    case .decimals(let values, let aside): return .decimals(pick(values, .zero), aside: aside)
    case .monies(let values, let aside):
      return .monies(pick(values, Money(amount: .zero, currency: .usDollar)), aside: aside)
    case .timestamps(let values): return .timestamps(pick(values, Timestamp(microseconds: 0)))
    case .durations(let values): return .durations(pick(values, CalendarDuration()))
    case .periods(let values): return .periods(pick(values, Period(from: 0, until: 0)))
    case .versions(let values): return .versions(pick(values, Version(parts: 0)))
    case .lists(let lists):
      var offsets: [Int32] = [0]
      offsets.reserveCapacity(places.count + 1)
      var inner: [Int32] = []
      for place in places {
        if place >= 0 { inner.append(contentsOf: lists.offsets[Int(place)]..<lists.offsets[Int(place) + 1]) }
        offsets.append(Int32(inner.count))
      }
      return .lists(ListVector(offsets: offsets, elements: lists.elements.gathered(inner)))
    }
  }

  /// A vector of the same kind without elements.
  var emptied: Vector { gathered([]) }
}

extension Values {
  /// Parts one after the other. All of one kind.
  static func concatenated(_ parts: [Values], like model: Vector) -> Values {
    guard let first = parts.first else { return Values(model.emptied) }
    if parts.count == 1 { return first }
    let total = parts.reduce(0) { $0 + $1.count }
    var status: [UInt8]?
    if parts.contains(where: { $0.status != nil }) {
      status = parts.flatMap { $0.status ?? [UInt8](repeating: present, count: $0.count) }
    }
    func join<T>(_ read: (Vector) -> [T]?) -> [T] {
      var result: [T] = []
      result.reserveCapacity(total)
      for part in parts { result.append(contentsOf: read(part.vector) ?? []) }
      return result
    }
    let vector: Vector =
      switch first.vector {
      case .truths: .truths(join { if case .truths(let values) = $0 { values } else { nil } })
      case .integers: .integers(join { if case .integers(let values) = $0 { values } else { nil } })
      case .days: .days(join { if case .days(let values) = $0 { values } else { nil } })
      case .symbols: .symbols(join { if case .symbols(let values) = $0 { values } else { nil } })
      case .rows: .rows(join { if case .rows(let values) = $0 { values } else { nil } })
      case .decimals:
        joined(parts) {
          if case .decimals(let values, let aside) = $0 { (values, aside) } else { nil }
        } moving: {
          $0.moved(by: $1)
        } into: {
          .decimals($0, aside: $1)
        }
      case .monies:
        joined(parts) {
          if case .monies(let values, let aside) = $0 { (values, aside) } else { nil }
        } moving: {
          Money(amount: $0.amount.moved(by: $1), currency: $0.currency)
        } into: {
          .monies($0, aside: $1)
        }
      case .timestamps: .timestamps(join { if case .timestamps(let values) = $0 { values } else { nil } })
      case .durations: .durations(join { if case .durations(let values) = $0 { values } else { nil } })
      case .periods: .periods(join { if case .periods(let values) = $0 { values } else { nil } })
      case .versions: .versions(join { if case .versions(let values) = $0 { values } else { nil } })
      case .lists(let model):
        .lists(joinedLists(parts, like: model.elements.vector))
      }
    return Values(vector, status: status)
  }

  /// The elements of all parts, with the numbers that are kept aside one after the other.
  private static func joined<T>(
    _ parts: [Values], _ read: (Vector) -> ([T], NumbersAside)?, moving move: (T, Int) -> T,
    into make: ([T], NumbersAside) -> Vector
  ) -> Vector {
    var result: [T] = []
    var aside = NumbersAside.none
    result.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts {
      guard let (elements, own) = read(part.vector) else { continue }
      let places = own.isEmpty ? 0 : aside.append(own)
      if places == 0 {
        result.append(contentsOf: elements)
      } else {
        for element in elements { result.append(move(element, places)) }
      }
    }
    return make(result, aside)
  }

  private static func joinedLists(_ parts: [Values], like model: Vector) -> ListVector {
    var offsets: [Int32] = [0]
    var elements: [Values] = []
    for part in parts {
      guard case .lists(let lists) = part.vector else { continue }
      let base = offsets[offsets.count - 1]
      offsets.append(contentsOf: lists.offsets.dropFirst().map { $0 + base })
      elements.append(lists.elements)
    }
    return ListVector(offsets: offsets, elements: concatenated(elements, like: model))
  }
}
