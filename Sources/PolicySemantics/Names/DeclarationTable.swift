import RulePlan

/// All declarations of a compilation by name. A name may be used unqualified inside its own namespace and, where that
/// is unambiguous, in files that import the namespace; a qualified name works everywhere.
struct DeclarationTable {
  /// The result of looking up a name.
  enum Resolution {
    case found(Declaration)
    /// The same name in several imported namespaces.
    case ambiguous([Declaration])
    /// Declared in a namespace that the file does not import.
    case notImported(Declaration)
    /// There is such a name, but for something of another kind.
    case otherKind(Declaration)
    /// Nowhere, for whatever kind was looked for.
    case unknown(DeclarationKinds)
  }

  /// The order in which namespaces are searched: a later one only where no earlier one has the name.
  enum Level: Comparable {
    case own, imported, builtIn
  }

  private var byName: [String: [Declaration]] = [:]
  /// In the order of the files.
  private(set) var all: [Declaration] = []
  /// Imported namespaces of each file, in order.
  let imports: [[String]]
  /// Namespace of each file.
  let namespaces: [String]
  /// The namespaces that each file reaches without naming them.
  let levels: [[String: Level]]
  /// The points in the longest full name that there may be: a path has no name of a declaration beyond them.
  let mostPoints: Int

  init(namespaces: [String], imports: [[String]]) {
    self.namespaces = namespaces
    self.imports = imports
    levels = zip(namespaces, imports).map { own, imported in
      var levels: [String: Level] = ["": .builtIn]
      for namespace in imported { levels[namespace] = .imported }
      levels[own] = .own
      return levels
    }
    mostPoints = namespaces.reduce(0) { max($0, $1.utf8.reduce(1) { $0 + ($1 == UInt8(ascii: ".") ? 1 : 0) }) }
  }

  /// Adds a declaration; returns the earlier one of the same qualified name, if there is one.
  mutating func add(_ declaration: Declaration) -> Declaration? {
    let earlier = byName[declaration.name]?.first { $0.namespace == declaration.namespace }
    byName[declaration.name, default: []].append(declaration)
    all.append(declaration)
    return earlier
  }

  /// Whether nothing of the namespace of a file has a name.
  func isFree(_ name: String, in file: Int) -> Bool {
    byName[name]?.contains { $0.namespace == namespaces[file] } != true
  }

  /// Notes that names are elsewhere now.
  mutating func move(_ places: [Origin: Origin], file: Int) {
    for index in all.indices where all[index].origin.file == file {
      guard let place = places[all[index].origin] else { continue }
      let name = all[index].name
      for other in byName[name, default: []].indices where byName[name]?[other].origin == all[index].origin {
        byName[name]?[other].origin = place
      }
      all[index].origin = place
    }
  }

  /// Declarations of an unqualified name, wherever they are.
  func declarations(named name: String) -> [Declaration] { byName[name] ?? [] }
}
