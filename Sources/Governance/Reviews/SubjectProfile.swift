public import Diagnostics
import Evaluation
import RecordStore
import RulePlan

/// A reviewer's view of somebody whom a request is about: who it is, what is held now, and what others hold.
public struct SubjectProfile: Sendable {
  /// A right that is held now.
  public struct Right: Sendable {
    /// `grants[3]`
    public var name: String
    /// The fields with their values: `role = CASHIER`.
    public var values: [String]
    public var place: Place?
  }

  /// How many similar people hold the requested entitlement.
  public struct Peers: Sendable {
    /// The value they have in common: `post = P-123`.
    public var group: String
    /// The requested value: `role = CASHIER`.
    public var wanted: String
    public var holders: Int
    public var count: Int
  }

  public var subject: Finding.Subject
  public var values: [String]
  public var rights: [Right]
  public var peers: [Peers]
  public var place: Place?
}

/// Puts together profiles of the subjects of access models that a request speaks of.
struct ProfileWriter {
  let plan: Plan
  let store: RecordStore
  let texts: ValueText
  let evaluator: Evaluator

  /// The greatest number of rights of a subject that are listed.
  private static let rightLimit = 50

  func profiles(of request: AccessRequest) -> [SubjectProfile] {
    var profiles: [SubjectProfile] = []
    var requests: [PlaceRequest] = []
    var seen: Set<RowReference> = []
    let added = Set(request.items.filter { $0.action == .add }.map(\.row))
    for model in plan.accessModels {
      guard let link = RightLink(model: model, plan: plan) else { continue }
      let wanted = wanted(added, link)
      for item in request.items {
        let subject: RowReference? =
          item.row.table == link.subjects
          ? item.row
          : item.row.table == link.field.table ? reference(link.field, item.row.row, link.subjects) : nil
        guard let subject, seen.insert(subject).inserted else { continue }
        var profile = profile(of: subject, link, added, &requests)
        profile.peers = peers(of: subject, link, wanted[subject.row] ?? [])
        profiles.append(profile)
      }
    }
    // All at once: each search goes through a file.
    var places = store.places(of: requests).map { $0.map(Place.init) }[...]
    for index in profiles.indices {
      profiles[index].place = places.popFirst() ?? nil
      for right in profiles[index].rights.indices { profiles[index].rights[right].place = places.popFirst() ?? nil }
    }
    return profiles
  }

  /// By subject, the rows through which added rights give entitlements.
  private func wanted(_ added: Set<RowReference>, _ link: RightLink) -> [Int: [Int]] {
    guard let pivot = link.pivot else { return [:] }
    var wanted: [Int: [Int]] = [:]
    for right in added where right.table == link.field.table {
      guard let subject = reference(link.field, right.row), let row = reference(pivot, right.row) else { continue }
      wanted[subject, default: []].append(row)
    }
    return wanted
  }

  /// A profile without peers and places. Places are requested in their order: of the subject, then of its rights.
  private func profile(
    of subject: RowReference, _ link: RightLink, _ added: Set<RowReference>, _ requests: inout [PlaceRequest]
  ) -> SubjectProfile {
    let held = rows(of: link.field, leadingTo: subject.row).lazy.map { RowReference(table: link.field.table, row: $0) }
      .filter { !added.contains($0) }.prefix(Self.rightLimit)
    requests.append(.row(subject.table, subject.row))
    requests += held.map { .row($0.table, $0.row) }
    let rights = held.map { right in
      SubjectProfile.Right(
        name: texts.name(of: right), values: values(of: right, without: [link.field.index]),
        place: nil)
    }
    return SubjectProfile(
      subject: texts.subject(subject),
      values: values(of: subject, without: plan.schema[subject.table].keyParts), rights: Array(rights),
      peers: [], place: nil)
  }

  // MARK: Authority

  /// An instance with a key, and the rights and the records with a period that name it: what it may do, and for how
  /// long.
  func approver(_ key: String) -> SubjectProfile? {
    let links = plan.accessModels.compactMap { RightLink(model: $0, plan: plan) }
    let tables = links.map(\.subjects) + plan.schema.tables.filter(\.isEntity).map(\.id)
    guard
      let subject = tables.lazy.compactMap({ table in
        store.row(of: table, key: key).map { RowReference(table: table, row: $0) }
      }).first
    else { return nil }
    let rightTables = Set(links.map(\.field.table))
    var named: [RowReference] = []
    for table in plan.schema.tables where table.isEntity {
      let isAuthority = rightTables.contains(table.id) || table.fields.contains { $0.type.scalar == .period }
      for (index, field) in table.fields.enumerated()
      where isAuthority && field.derivation == nil && field.type.scalar == .row(subject.table) {
        for row in rows(of: FieldID(table.id, index), leadingTo: subject.row) {
          let reference = RowReference(table: table.id, row: row)
          if named.count < Self.rightLimit, !named.contains(reference) { named.append(reference) }
        }
      }
    }
    let places = store.places(of: [.row(subject.table, subject.row)] + named.map { .row($0.table, $0.row) }).map {
      $0.map(Place.init)
    }
    return SubjectProfile(
      subject: texts.subject(subject),
      values: values(of: subject, without: plan.schema[subject.table].keyParts),
      rights: zip(named, places.dropFirst()).map { right, place in
        SubjectProfile.Right(
          name: texts.name(of: right), values: values(of: right, without: []), place: place)
      }, peers: [], place: places.first ?? nil)
  }

  // MARK: Peers

  /// For each field in which the subject refers to something: how many of those who refer to the same hold it too.
  private func peers(of subject: RowReference, _ link: RightLink, _ wanted: [Int]) -> [SubjectProfile.Peers] {
    guard let pivot = link.pivot, !wanted.isEmpty else { return [] }
    var peers: [SubjectProfile.Peers] = []
    for (index, field) in plan.schema[subject.table].fields.enumerated() {
      let id = FieldID(subject.table, index)
      guard case .row(let table) = field.type.scalar, plan.schema[table].isEntity,
        let shared = reference(id, subject.row)
      else { continue }
      let others = Set(rows(of: id, leadingTo: shared).filter { $0 != subject.row })
      guard !others.isEmpty else { continue }
      for target in Set(wanted).sorted() {
        var holders: Set<Int> = []
        for row in rows(of: pivot, leadingTo: target) {
          if let holder = reference(link.field, row), others.contains(holder) { holders.insert(holder) }
        }
        peers.append(
          SubjectProfile.Peers(
            group: "\(field.name) = \(texts.name(of: RowReference(table: table, row: shared)))",
            wanted: "\(plan.schema[pivot].name) = \(name(of: pivot, target))", holders: holders.count,
            count: others.count))
      }
    }
    return peers
  }

  private func name(of field: FieldID, _ row: Int) -> String {
    guard case .row(let table) = plan.schema[field].type.scalar else { return "" }
    return texts.name(of: RowReference(table: table, row: row))
  }

  // MARK: Values

  private func reference(_ field: FieldID, _ row: Int) -> Int? {
    guard case .rows(let rows) = store.column(field)?.values, rows.indices.contains(row), rows[row] >= 0 else {
      return nil
    }
    return Int(rows[row])
  }

  private func reference(_ field: FieldID, _ row: Int, _ table: TableID) -> RowReference? {
    reference(field, row).map { RowReference(table: table, row: $0) }
  }

  /// The rows that are there and refer to one by a field.
  private func rows(of field: FieldID, leadingTo target: Int) -> [Int] {
    evaluator.referrers(field, of: target).map(\.row)
  }

  private func values(of row: RowReference, without left: [Int]) -> [String] {
    let fields = plan.schema[row.table].declaredFields
    guard let variable = plan.variables.indices.first(where: { plan.variables[$0].type == ValueType(.row(row.table)) })
    else { return [] }
    let instance = Expression(.variable(VariableID(variable)), ValueType(.row(row.table)), .builtIn)
    let bindings = [Outcome.Binding(variable: VariableID(variable), value: .row(row))]
    return fields.indices.compactMap { index in
      guard !left.contains(index), fields[index].derivation == nil else { return nil }
      let value = evaluator.evaluate(
        Expression(.field(instance, FieldID(row.table, index)), fields[index].type, .builtIn), bindings)
      if value == .missing || value == .list([]) { return nil }
      return "\(fields[index].name) = \(texts.text(of: value))"
    }
  }
}
