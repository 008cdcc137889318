import Diagnostics
import RecordStore
import RulePlan

/// Messages of the reader about data that does not fit.
extension RecordReader {
  mutating func skipBadKey(_ key: Event) throws(ReadStopped) {
    if key.kind != .invalid {
      faults.add(.wrongDataType, key.start, key.start + 1, "expected the name of a field, found \(describe(key))")
    }
    try source.skip(key)
    try source.skipValue()
  }

  func reportNotARecord(_ event: Event, _ shape: TableShape) {
    faults.add(
      .notARecord, event.start, event.kind == .scalar ? event.end : event.start + 1,
      "expected \(shape.table.name.withArticle) with its fields, found \(describe(event))")
  }

  func reportWrongType(_ event: Event, of field: FieldShape) {
    faults.add(
      .wrongDataType, event.start, event.kind == .scalar ? event.end : event.start + 1,
      "`\(field.name)` expects \(field.scalar.expectation(in: context.schema)), found \(describe(event))")
  }

  func reportWrongType(_ event: Event, of field: FieldShape, part: String, _ expectation: String) {
    faults.add(
      .wrongDataType, event.start, event.start + 1,
      "`\(part)` of `\(field.name)` expects \(expectation), found \(describe(event))")
  }

  func describe(_ event: Event) -> String {
    switch event.kind {
    case .mappingStart: "a mapping"
    case .sequenceStart: "a list"
    case .scalar: event.isNull ? "nothing" : found(event.text)
    case .mappingEnd, .sequenceEnd, .invalid, .end: "nothing"
    }
  }

  func related(_ start: Int, _ end: Int) -> Fault.Related {
    Fault.Related(message: "first given here", file: context.file, start: start, end: end)
  }
}
