import PolicySyntax
import RulePlan
import SourceText

extension Plan {
  /// Puts the origins of a file where its text has gone, and sets the norms aside that have changed: they are compiled
  /// again.
  mutating func move(file: Int, by moves: TokenMoves) {
    func moved(_ origin: Origin) -> Origin {
      guard origin.file == file, let range = moves.moved(SourceRange(origin.start, origin.end)) else { return origin }
      return Origin(file: file, start: range.start, end: range.end)
    }
    for index in schema.tables.indices where schema.tables[index].origin.file == file {
      schema.tables[index].origin = moved(schema.tables[index].origin)
      for field in schema.tables[index].fields.indices {
        schema.tables[index].fields[field].origin = moved(schema.tables[index].fields[field].origin)
      }
    }
    for index in schema.enumerations.indices where schema.enumerations[index].origin.file == file {
      schema.enumerations[index].origin = moved(schema.enumerations[index].origin)
    }
    for index in instruments.indices where instruments[index].origin.file == file {
      instruments[index].origin = moved(instruments[index].origin)
      for clause in instruments[index].clauses.indices {
        instruments[index].clauses[clause].origin = moved(instruments[index].clauses[clause].origin)
      }
    }
    for index in duties.indices where duties[index].origin.file == file {
      duties[index].origin = moved(duties[index].origin)
      duties[index].origins = duties[index].origins.mapValues(moved)
    }
    for index in parameters.indices where parameters[index].origin.file == file {
      parameters[index].origin = moved(parameters[index].origin)
      for step in parameters[index].steps.indices {
        parameters[index].steps[step].origin = moved(parameters[index].steps[step].origin)
      }
    }
    let changed = moves.pairs.filter(\.isChanged).map(\.old.range)
    // Room for the norms that are compiled again, so that the list is copied once.
    norms.reserveCapacity(norms.count + changed.count * 4)
    for index in norms.indices where norms[index].origin.file == file {
      let origin = norms[index].origin
      if changed.contains(where: { $0.contains(origin.start) }) {
        norms[index].name = ""
        norms[index].origin = .builtIn
      } else {
        norms[index].origin = moved(origin)
      }
    }
  }
}
