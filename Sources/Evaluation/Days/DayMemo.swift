import RecordStore
import RulePlan

/// The results of derived fields and access models for rows on days other than that of the evaluation: one for each row
/// and day, whichever tuples share them. For one thread.
struct DayMemo {
  /// A row on a day.
  struct Pair: Hashable {
    var row: Int32
    /// ``noDay`` where the day is undetermined.
    var day: Int32
  }

  static let noDay = Int32.min
  /// Pairs kept for one definition; beyond that they are evaluated again.
  static let limit = 1 << 20

  struct Field {
    var places: [Pair: Int32] = [:]
    var values: Values?
  }

  /// The entitlements of some subjects by an access model, as bits of the atom table.
  struct Access {
    var places: [Pair: Int32] = [:]
    var words: [UInt64] = []
    /// By rights that are sure.
    var sureWords: [UInt64] = []
  }

  /// Rights that cannot be read, and the subjects who may have them.
  struct Open {
    var rights: OpenRights?
    var subjects: Bitset
  }

  var fields: [FieldID: Field] = [:]
  var access: [AccessModelID: Access] = [:]
  /// By day.
  var open: [AccessModelID: [Int32: Open]] = [:]
}

extension DayMemo.Pair {
  /// The pairs of rows and days, tuple by tuple.
  static func all(_ rows: [Int32], _ days: Values) -> [DayMemo.Pair] {
    guard case .days(let numbers) = days.vector else { return rows.map { Self(row: $0, day: DayMemo.noDay) } }
    guard let status = days.status else { return zip(rows, numbers).map { Self(row: $0, day: $1) } }
    return rows.indices.map {
      Self(row: rows[$0], day: status[$0] == Values.present ? numbers[$0] : DayMemo.noDay)
    }
  }

  /// The days of pairs as a vector.
  static func days(of pairs: [DayMemo.Pair]) -> Values {
    let numbers = pairs.map { $0.day == DayMemo.noDay ? 0 : $0.day }
    guard pairs.contains(where: { $0.day == DayMemo.noDay }) else { return Values(.days(numbers)) }
    return Values(
      .days(numbers), status: pairs.map { $0.day == DayMemo.noDay ? Values.undetermined : Values.present })
  }
}
