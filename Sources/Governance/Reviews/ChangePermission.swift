import Diagnostics
import Evaluation
import RecordStore
import RulePlan

/// The sections and fields that requests may touch: nobody vouches for himself by a waiver, a delegation or a rate in his own request.
struct ChangePermission {
  private let schema: Schema
  private let isSetByProject: Bool
  /// Sections whose records may be added, removed and changed.
  private var tables: Set<TableID> = []
  /// Fields that may be changed in records that are there.
  private var fields: Set<FieldID> = []
  private let claimed: Set<FieldID>

  /// By default the sections of rights: those that access models range over with `each`, and whose records refer to the
  /// subject.
  init(plan: Plan, settings: RequestSettings) {
    schema = plan.schema
    isSetByProject = settings.mayChange != nil
    claimed = Set(settings.claimed.compactMap { Self.field($0, plan.schema) })
    guard let targets = settings.mayChange else {
      tables = Set(plan.accessModels.compactMap { RightLink(model: $0, plan: plan)?.field.table })
      return
    }
    for target in targets {
      if target.field == nil {
        if let table = plan.schema.entity(inSection: target.section) { tables.insert(table) }
      } else if let field = Self.field(target, plan.schema) {
        fields.insert(field)
      }
    }
  }

  private static func field(_ target: RequestSettings.Target, _ schema: Schema) -> FieldID? {
    guard let table = schema.entity(inSection: target.section),
      let index = schema[table].fields.firstIndex(where: { $0.name == target.field && $0.derivation == nil })
    else { return nil }
    return FieldID(table, index)
  }

  // MARK: Asking

  func allows(_ action: AccessRequest.Item.Action, in table: TableID) -> Bool {
    tables.contains(table) || action == .change && fields.contains { $0.table == table }
  }

  func allowsChange(of field: FieldID) -> Bool { tables.contains(field.table) || fields.contains(field) }

  /// The records and fields of a request that it may not touch.
  func problems(of request: AccessRequest) -> [Diagnostic] {
    request.items.compactMap { item in
      guard allows(item.action, in: item.row.table) else {
        return problem("records of `\(schema[item.row.table].section ?? schema[item.row.table].name)`", item)
      }
      guard item.action == .change else { return nil }
      let own = request.replaced.filter { $0.field.table == item.row.table && $0.row == item.row.row }
      guard let field = own.map(\.field).first(where: { !allowsChange(of: $0) }) else { return nil }
      return problem("`\(schema[field.table].section ?? schema[field.table].name).\(schema[field].name)`", item)
    }
  }

  private func problem(_ what: String, _ item: AccessRequest.Item) -> Diagnostic {
    let allowed = allowedNames
    let hint =
      allowed.isEmpty
      ? "say what they may change with `requests: { may-change: […] }` in `policyc.yaml`"
      : "they may change \(allowed.map { "`\($0)`" }.joined(separator: ", "))"
        + (isSetByProject ? "" : ", unless `requests: { may-change: […] }` in `policyc.yaml` says otherwise")
    return Diagnostic(
      .requestMayNotChange, "requests may not \(item.action.rawValue) \(what); \(hint)", place: item.place ?? .none)
  }

  private var allowedNames: [String] {
    let sections = schema.tables.filter { tables.contains($0.id) }.compactMap(\.section)
    let single = fields.map { "\(schema[$0.table].section ?? "").\(schema[$0].name)" }.sorted()
    return sections + single
  }

  // MARK: Claims

  /// Fields that a request fills in and that the project takes for claims, with the row.
  func claims(of request: AccessRequest) -> [(field: FieldID, row: RowReference)] {
    var found: [(FieldID, RowReference)] = []
    for item in request.items where item.action != .remove {
      for field in claimed.sorted(by: { $0.index < $1.index }) where field.table == item.row.table {
        let isGiven =
          item.action == .add
          || request.replaced.contains { $0.field == field && $0.row == item.row.row }
        if isGiven { found.append((field, item.row)) }
      }
    }
    return found
  }
}
