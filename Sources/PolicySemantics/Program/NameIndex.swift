import RulePlan
import SourceText

/// Finds fields, cases, clauses and sections by their names, and names that may have been meant, without a walk over all of them
/// for each name that policies use.
final class NameIndex {
  /// A list of names, as it was when its index was made. Lists grow while declarations are compiled.
  private struct Places {
    var count = -1
    var byName: [String: Int] = [:]
  }

  private var fields: [Int: Places] = [:]
  private var cases: [Int: Places] = [:]
  private var clauses: [Int: Places] = [:]
  private var sections = Places()
  /// By case, the enumerations that have it.
  private var owners: (count: Int, byCase: [String: [Int]]) = (0, [:])
  /// Searches for a similar name that may still be made.
  private var searchesLeft = NameIndex.mostSearches

  /// A search visits all names. Whoever has mistaken more names than this gains nothing from further suggestions.
  private static let mostSearches = 100

  private func place<Names: Collection>(
    _ name: String, in places: inout Places, of names: Names, _ text: (Names.Element) -> String
  ) -> Int? {
    if places.count != names.count {
      places = Places(count: names.count)
      for (position, element) in names.enumerated() where places.byName[text(element)] == nil {
        places.byName[text(element)] = position
      }
    }
    return places.byName[name]
  }

  func field(named name: String, of table: TableID, in schema: Schema) -> FieldID? {
    place(name, in: &fields[table.index, default: Places()], of: schema[table].fields, \.name).map {
      FieldID(table, $0)
    }
  }

  /// The entity whose instances a section of the data lists.
  func table(inSection section: String, in schema: Schema) -> Table? {
    place(section, in: &sections, of: schema.tables) { $0.section ?? "" }.map { schema.tables[$0] }
  }

  func position(ofCase name: String, of id: EnumerationID, in schema: Schema) -> Int? {
    place(name, in: &cases[id.index, default: Places()], of: schema[id].cases) { $0 }
  }

  func hasClause(named name: String, _ id: InstrumentID, in plan: Plan) -> Bool {
    let instrument = plan.instruments[id.index]
    return place(name, in: &clauses[id.index, default: Places()], of: instrument.clauses, \.name) != nil
  }

  /// The enumerations that have a case of this name, in the order of their declarations.
  func enumerations(withCase name: String, in schema: Schema) -> [Enumeration] {
    if owners.count != schema.enumerations.count {
      owners = (schema.enumerations.count, [:])
      for (index, enumeration) in schema.enumerations.enumerated() {
        for name in enumeration.cases { owners.byCase[name, default: []].append(index) }
      }
    }
    return (owners.byCase[name] ?? []).map { schema.enumerations[$0] }
  }

  /// The name that may have been meant; nil where none is near, and after a hundred searches.
  func nearest(to name: String, in candidates: @autoclosure () -> some Sequence<String>) -> String? {
    guard searchesLeft > 0 else { return nil }
    searchesLeft -= 1
    return NameSuggestion.nearest(to: name, in: candidates())
  }
}
