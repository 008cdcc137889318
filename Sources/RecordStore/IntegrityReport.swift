public import RulePlan

/// Something in the data that does not fit the rest of it.
public struct IntegrityFault: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The key, a symbol, is that of an earlier row.
    case duplicateKey(UInt32, first: Int)
    /// No instance of the entity has the key.
    case noSuchInstance(TableID, key: UInt32)
  }

  public var field: FieldID
  public var row: Int
  /// Which of several values.
  public var element: Int?
  public var kind: Kind

  public init(field: FieldID, row: Int, element: Int? = nil, kind: Kind) {
    self.field = field
    self.row = row
    self.element = element
    self.kind = kind
  }
}

/// Inconsistencies in a store. Only a limited number of faults of a field is listed; the others are counted.
public struct IntegrityReport: Sendable {
  public private(set) var faults: [IntegrityFault] = []
  /// Faults that are not listed.
  public private(set) var unlisted: [FieldID: Int] = [:]
  private var listed: [FieldID: Int] = [:]
  let limit: Int

  init(limit: Int) { self.limit = limit }

  public var isEmpty: Bool { faults.isEmpty && unlisted.isEmpty }

  mutating func addUnlisted(_ field: FieldID, count: Int) {
    if count > 0 { unlisted[field, default: 0] += count }
  }

  mutating func add(_ fault: IntegrityFault) {
    guard listed[fault.field, default: 0] < limit else {
      addUnlisted(fault.field, count: 1)
      return
    }
    listed[fault.field, default: 0] += 1
    faults.append(fault)
  }
}
