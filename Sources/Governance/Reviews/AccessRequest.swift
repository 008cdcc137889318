public import Diagnostics
public import RecordStore
public import RulePlan

/// A request to change the data, in terms of the rows of a store that holds what it adds.
public struct AccessRequest: Sendable {
  /// One of the records of a request.
  public struct Item: Sendable {
    public enum Action: String, Sendable { case add, remove, change }

    public var action: Action
    /// The row that is added, removed or changed.
    public var row: RowReference
    /// Where the request says it.
    public var place: Place?

    public init(action: Action, row: RowReference, place: Place?) {
      self.action = action
      self.row = row
      self.place = place
    }
  }

  public var id: String
  public var reason: String?
  /// Who asks, who decides, and until when, as the request says it.
  public var requester: String?
  public var approver: String?
  public var deadline: String?
  public var place: Place?
  public var items: [Item]
  /// The values of changed rows.
  public var replaced: [ReplacedValue]
  /// The mistakes of the request itself: it is then invalid, and never evaluated.
  public var problems: [Diagnostic]

  public init(
    id: String, reason: String?, requester: String? = nil, approver: String? = nil, deadline: String? = nil,
    place: Place?, items: [Item], replaced: [ReplacedValue], problems: [Diagnostic] = []
  ) {
    self.requester = requester
    self.approver = approver
    self.deadline = deadline
    self.id = id
    self.reason = reason
    self.place = place
    self.items = items
    self.replaced = replaced
    self.problems = problems
  }

  /// The tables whose rows it adds, removes or changes.
  var tables: Set<TableID> { Set(items.map(\.row.table)) }

  /// Descriptive fields of the request, by name.
  public var facts: [(name: String, value: String)] {
    [("reason", reason), ("requester", requester), ("approver", approver), ("deadline", deadline)].compactMap {
      fact in fact.1.map { (fact.0, $0) }
    }
  }
}

extension AccessRequest {
  /// The request without some of its records.
  func without(_ left: Set<RowReference>) -> AccessRequest {
    var request = self
    request.items.removeAll { left.contains($0.row) }
    request.replaced.removeAll { left.contains(RowReference(table: $0.field.table, row: $0.row)) }
    return request
  }
}

extension DataState {
  /// The state once a request is granted, without some of its items.
  public func applying(_ request: AccessRequest, without left: Set<RowReference> = []) -> DataState {
    var state = self
    for item in request.items where !left.contains(item.row) {
      switch item.action {
      case .add: state.view.show([item.row.row], in: item.row.table)
      case .remove: state.hide(item.row)
      case .change: break
      }
    }
    state.replaced += request.replaced.filter { value in
      !left.contains(RowReference(table: value.field.table, row: value.row))
    }
    return state
  }

  mutating func hide(_ row: RowReference) { view.hide([row.row], in: row.table) }
}
