/// The variables bound at an expression, and which paths are known to be present.
struct Scope {
  private(set) var paths: [Path] = []
  private var variables: [Path] = []
  private var known: Set<String> = []
  private var instance: (table: Int, before: Int)?
  private let blueprint: Blueprint
  /// Records and entities are followed this many steps.
  private static let reach = 3

  init(_ blueprint: Blueprint, knowing known: Set<String> = []) {
    self.blueprint = blueprint
    self.known = known
    // The fields read of a record that is a parameter; the parameters of other types are called.
    for parameter in blueprint.parameters {
      if case .row = parameter.kind { follow(parameter.name, parameter.kind, parameter.count, 1) }
    }
  }

  /// A name that no variable has yet.
  func freshName(_ prefix: String) -> String { "\(prefix)\(variables.count)" }

  func binding(_ name: String, _ kind: Kind, _ count: Count = .one) -> Scope {
    var scope = self
    scope.variables.append(Path(text: name, kind: kind, count: count))
    scope.follow(name, kind, count, 0)
    return scope
  }

  /// For a derived field: the fields of `self`.
  func inside(table: Int, before field: Int) -> Scope {
    var scope = self
    scope.instance = (table, field)
    scope.paths.append(Path(text: "self", kind: .row(table), count: .one))
    for index in 0..<field where blueprint.tables[table].fields[index].derivation == nil {
      let own = blueprint.tables[table].fields[index]
      scope.follow(own.name, own.kind, own.seen, 2)
    }
    return scope
  }

  func knowing(_ path: String) -> Scope {
    var known = known.union([path])
    // The path's prefixes are present too.
    var rest = Substring(path)
    while let dot = rest.lastIndex(of: ".") {
      rest = rest[..<dot]
      known.insert(String(rest))
    }
    var scope = Scope(blueprint, knowing: known)
    if let instance { scope = scope.inside(table: instance.table, before: instance.before) }
    for variable in variables { scope = scope.binding(variable.text, variable.kind, variable.count) }
    return scope
  }

  private mutating func follow(_ text: String, _ kind: Kind, _ count: Count, _ depth: Int) {
    let count = count == .optional && known.contains(text) ? .one : count
    paths.append(Path(text: text, kind: kind, count: count))
    func part(_ name: String, _ kind: Kind, _ own: Count = .one, isPlace: Bool = false) -> Path {
      let path = text + "." + name
      let seen: Count = count == .many ? .many : count == .optional || own == .optional ? .optional : .one
      return Path(
        text: path, kind: kind, count: seen == .optional && known.contains(path) ? .one : seen, isPlace: isPlace)
    }
    switch kind {
    case .period: paths += [part("from", .date), part("until", .date, .optional, isPlace: true)]
    case .money: paths += [part("amount", .decimal), part("currency", .text)]
    case .date: paths += [part("year", .integer), part("month", .integer)]
    case .timestamp:
      paths.append(part("date", .date))
      paths.append(part("date in UTC", .date))
    case .row(let table) where depth < Self.reach:
      for field in blueprint.tables[table].fields where depth < 2 || field.derivation == nil {
        let inner: Count =
          count == .many || field.seen == .many
          ? .many : count == .optional || field.seen == .optional ? .optional : .one
        // Far away only some of the fields.
        if depth >= 1, case .row = field.kind, depth == Self.reach - 1 { continue }
        follow(text + "." + field.name, field.kind, inner, depth + 1)
        if case .row(table) = field.kind, depth < 2, blueprint.tables[table].isEntity {
          for sign in ["*", "+"] {
            paths.append(Path(text: text + "." + field.name + sign, kind: .row(table), count: .many))
            for next in blueprint.tables[table].fields.prefix(3) where next.derivation == nil {
              paths.append(Path(text: text + "." + field.name + sign + "." + next.name, kind: next.kind, count: .many))
            }
          }
        }
      }
    default: break
    }
  }
}
