import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// State shared by the readers of one file: where values go, and where faults are noted.
final class FileContext {
  let builder: RecordStoreBuilder
  let schema: Schema
  /// By ``TableID/index``.
  let shapes: [TableShape]
  let faults: FaultList
  /// Index of the file in the store.
  let file: Int
  let options: LoadOptions
  let writer: ScalarWriter
  /// Values of all files so far, and how many of them came before.
  var valueCount: Int
  let firstValueCount: Int
  /// Entities of which a record could not be read, or has no key.
  private(set) var incompleteTables: Set<TableID> = []

  func noteIncomplete(_ table: TableID) { incompleteTables.insert(table) }

  init(
    builder: RecordStoreBuilder, shapes: [TableShape], file: Int, options: LoadOptions, faults: FaultList? = nil,
    valueCount: Int = 0
  ) {
    self.valueCount = valueCount
    firstValueCount = valueCount
    self.builder = builder
    self.shapes = shapes
    self.file = file
    self.options = options
    schema = builder.schema
    self.faults = faults ?? FaultList(limit: options.limits.errorsPerFile)
    writer = ScalarWriter(symbols: builder.symbols)
  }

  static func makeShapes(for builder: RecordStoreBuilder) -> [TableShape] {
    builder.schema.tables.map { TableShape($0, schema: builder.schema, builder: builder[$0.id]) }
  }

  var sectionNames: [String] { schema.tables.compactMap(\.section).filter { !$0.isEmpty } }

  // MARK: Faults that several readers give

  func reportUnknownSection(_ name: String, _ start: Int, _ end: Int, notes: [String] = []) {
    let names = sectionNames
    let nearest = NameSuggestion.nearest(to: name, in: names)
    if let table = nearest.flatMap(schema.entity(inSection:)) { incompleteTables.insert(table) }
    reportUnknown(PassedName.Identity(table: nil, name: name), .unknownSection, start, end, notes: notes) {
      if let nearest {
        return "no entity is read from a section \(quoted(name)); did you mean `\(nearest)`?"
      }
      // Sections of the policies come first, those of the tool itself last.
      let own = schema.tables.filter { $0.origin != .builtIn && $0.section != "" }.compactMap(\.section)
      return "no entity is read from a section \(quoted(name)); expected \(listed(own.isEmpty ? names : own))"
    }
  }

  func reportUnknownField(_ name: String, in shape: TableShape, _ start: Int, _ end: Int) {
    reportUnknown(PassedName.Identity(table: shape.id, name: name), .unknownDataField, start, end) {
      let names = shape.givableNames
      let nearest = NameSuggestion.nearest(to: name, in: names).map { "did you mean `\($0)`?" }
      return "\(shape.table.name) has no field \(quoted(name)); " + (nearest ?? "it has \(listed(names, "and"))")
    }
  }

  /// Reports a name in an open record that may have been meant for a field that the record lacks.
  func reportResemblance(_ name: String, to field: FieldShape, in shape: TableShape, _ start: Int, _ end: Int) {
    if shape.table.keyParts.contains(field.id.index) { incompleteTables.insert(shape.id) }
    reportUnknown(
      PassedName.Identity(table: shape.id, name: name), .nearMiss, start, end,
      notes: ["where it is another field, the policy says `passes over \"\(name)\"`"]
    ) { "\(quoted(name)) resembles `\(field.name)`, which this \(shape.table.name) lacks" }
  }

  /// Reports a part that an amount or a period does not have.
  func reportUnknownPart(_ name: String, of field: FieldShape, _ parts: [String], _ start: Int, _ end: Int) {
    let identity = PassedName.Identity(table: field.id.table, name: field.name + "." + name)
    reportUnknown(identity, .unknownDataField, start, end) {
      "`\(field.name)` has no part \(quoted(name)); it has \(listed(parts, "and"))"
    }
  }

  /// Unknown names are errors. Where the user asked for lenience they are warnings, which are said once for each name.
  func reportUnknown(
    _ identity: PassedName.Identity, _ code: DiagnosticCode, _ start: Int, _ end: Int, notes: [String] = [],
    making message: () -> String
  ) {
    if options.isLenient {
      faults.pass(identity, code, start, end, notes: notes, making: message)
    } else {
      faults.add(code, start, end, notes: notes, making: message)
    }
  }

  func reportDerivedField(_ field: FieldShape, in shape: TableShape, _ start: Int, _ end: Int) {
    faults.add(
      .derivedFieldGiven, start, end, "`\(field.name)` of \(shape.table.name) is computed, so data cannot give it"
    )
  }

  func reportMissing(_ field: FieldShape, in shape: TableShape, _ start: Int, _ end: Int) {
    if shape.table.keyParts.contains(field.id.index) { incompleteTables.insert(shape.id) }
    faults.add(
      .missingDataField, start, end,
      "this \(shape.table.name) lacks `\(field.name)`: \(field.scalar.expectation(in: schema))")
  }

  func report(
    _ fault: ScalarFault, in text: UnsafeBufferPointer<UInt8>, of field: FieldShape, _ start: Int, _ end: Int
  ) {
    faults.add(fault.code, start, end) {
      let expected = "`\(field.name)` expects \(field.scalar.expectation(in: schema)), found \(found(text))"
      if case .unknownCase = fault {
        let cases = field.cases.map { String(decoding: $0, as: UTF8.self) }
        let nearest = NameSuggestion.nearest(to: String(decoding: text, as: UTF8.self), in: cases)
        return expected + (nearest.map { "; did you mean `\($0)`?" } ?? "")
      }
      let parts = [fault.explanation, advice(on: fault, text, field.scalar)].compactMap { $0 }
      return expected + (parts.isEmpty ? "" : ": " + parts.joined(separator: "; "))
    }
  }

  /// The form of a text that is written otherwise, and the clause of a source that reads it.
  private func advice(on fault: ScalarFault, _ text: UnsafeBufferPointer<UInt8>, _ type: ScalarType) -> String? {
    switch fault {
    case .value(let value) where value.reason == .form || value.reason == .groupedDigits:
      DataForm(of: text)?.advice(for: type)
    case .notBoolean: DataForm(of: text)?.advice(for: type)
    case .value, .unknownCase, .notARecord, .wrongCurrency: nil
    }
  }

  /// Whether a scalar is short enough; else the fault is noted.
  @inline(__always)
  func isShortEnough(_ count: Int, _ start: Int, _ end: Int) -> Bool {
    if count <= options.limits.scalarLength { return true }
    faults.add(
      .scalarTooLong, start, end,
      "a value of \(count) bytes; values may have at most \(options.limits.scalarLength)")
    return false
  }
}
