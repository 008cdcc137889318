import Governance

extension TraceReport {
  func writeJSON(_ stream: ReportStream) {
    var json = JSONWriter()
    json.beginObject()
    json.key("schemaVersion")
    json.number(1)
    json.key("instruments")
    json.array(trace.instruments) { instrument, json in
      json.beginObject()
      json.key("instrument")
      json.string(instrument.name)
      json.key("symbol")
      json.string(instrument.symbol)
      json.key("title")
      json.string(instrument.title)
      json.key("clauses")
      json.array(instrument.clauses) { $1.clause($0) }
      json.endObject()
    }
    json.key("uncited")
    json.array(trace.uncited) { $1.norm($0) }
    json.endObject()
    json.move(to: stream)
    stream.write("\n")
  }
}

extension JSONWriter {
  fileprivate mutating func clause(_ clause: ClauseTrace.ClauseEntry) {
    beginObject()
    key("clause")
    string(clause.name)
    key("text")
    string(clause.text)
    key("organisational")
    boolean(clause.isOrganisational)
    key("covered")
    boolean(clause.isCovered)
    key("norms")
    array(clause.norms) { $1.norm($0) }
    key("parameters")
    array(clause.parameters) { $1.string($0) }
    key("location")
    place(clause.place)
    endObject()
  }

  fileprivate mutating func norm(_ norm: ClauseTrace.NormEntry) {
    beginObject()
    key("rule")
    string(norm.name)
    key("title")
    string(norm.title)
    key("tests")
    array(norm.tests) { $1.string($0) }
    key("location")
    place(norm.place)
    endObject()
  }
}
