public import Diagnostics
import RecordStore
public import RulePlan

/// A request to change the data, as it is in its file, with the rows that were read for it.
public struct RequestRecord: Sendable {
  /// A record that the request adds.
  public struct Addition: Sendable {
    public var table: TableID
    public var row: Int
  }

  /// A record that the request removes or changes. Its fields were read into a row of its own, which is not part of
  /// the data.
  public struct Reference: Sendable {
    public var table: TableID
    /// The row that holds what the request says.
    public var row: Int
    /// Fields that the request gives; the key is among them where it is given.
    public var given: [Int]
    /// The rows of the data that are meant.
    public var targets: [Int]
    public var place: Place?
  }

  public var id: String
  public var reason: String?
  public var requester: String?
  public var approver: String?
  public var deadline: String?
  public var place: Place?
  public var additions: [Addition] = []
  public var removals: [Reference] = []
  public var changes: [Reference] = []
  /// The mistakes of the request itself; it cannot be reviewed then.
  public var problems: [Diagnostic] = []
}
