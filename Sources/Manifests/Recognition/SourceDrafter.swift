public import Diagnostics
import RecordStore
public import RulePlan

/// Looks at a file once, and drafts the source that reads it as records of an entity. Nothing is guessed when data is read:
/// what is inferred here is written down, with the reason, for a person to check.
public enum SourceDrafter {
  public struct Fault: Error {
    public var code: DiagnosticCode
    public var message: String
  }

  /// Bytes of a file of lines that are looked at.
  private static let sampleSize = 8 << 20

  /// - Parameters:
  ///   - path: of the file.
  ///   - shownPath: the path that `from` names.
  ///   - taken: names that sources and sections have already.
  public static func draft(
    _ path: String, for table: TableID, of schema: Schema, besides taken: Set<String>, shownAs shownPath: String,
    limits: LoadLimits = LoadLimits()
  ) throws(Fault) -> DraftedSource {
    let file: FileBytes
    do throws(FileOpener.Failure) {
      file = try FileOpener(sizeLimit: limits.fileSize).open(
        DataSource(path: path, content: .file, section: nil, format: nil))
    } catch {
      throw Fault(code: error.code, message: error.message)
    }
    return try file.withBytes { bytes in
      drafted(bytes, named: shownPath, for: table, of: schema, besides: taken, limits: limits)
    }.get()
  }

  static func drafted(
    _ bytes: UnsafeBufferPointer<UInt8>, named path: String, for table: TableID, of schema: Schema,
    besides taken: Set<String>,
    limits: LoadLimits = LoadLimits()
  ) -> Result<DraftedSource, Fault> {
    do throws(Fault) {
      var drafter = FileDrafter(path: path, entity: schema[table], schema: schema, limits: limits)
      return .success(try drafter.draft(bytes, besides: taken))
    } catch {
      return .failure(error)
    }
  }

  /// The first part of a text, up to the end of a line.
  static func sample(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard bytes.count > sampleSize else { return bytes }
    let end = bytes[..<sampleSize].lastIndex(of: 0x0A).map { $0 + 1 } ?? sampleSize
    return UnsafeBufferPointer(rebasing: bytes[..<end])
  }
}

/// The drafting of one file.
private struct FileDrafter {
  let path: String
  let entity: Table
  let schema: Schema
  let limits: LoadLimits
  private var source: DraftedSource

  init(path: String, entity: Table, schema: Schema, limits: LoadLimits) {
    self.path = path
    self.entity = entity
    self.schema = schema
    self.limits = limits
    source = DraftedSource(name: "", entity: entity.name, path: path)
  }

  mutating func draft(
    _ bytes: UnsafeBufferPointer<UInt8>, besides taken: Set<String>
  ) throws(SourceDrafter.Fault) -> DraftedSource {
    source.name = Self.name(of: path, besides: taken)
    if FormatReaders.isPacked(path) {
      let content: [UInt8]
      do throws(UnpackFault) {
        content = try Gunzip.unpack(bytes, limits: limits)
      } catch {
        throw SourceDrafter.Fault(code: error.code, message: error.message)
      }
      let result = content.withUnsafeBufferPointer { content -> Result<Void, SourceDrafter.Fault> in
        do throws(SourceDrafter.Fault) {
          return .success(try draftContent(content))
        } catch {
          return .failure(error)
        }
      }
      try result.get()
    } else {
      try draftContent(bytes)
    }
    return source
  }

  private static func name(of path: String, besides taken: Set<String>) -> String {
    let words = FieldMatcher.words(of: SourceFormat.stem(of: path))
    var name = words.isEmpty ? "data" : words.joined(separator: "_")
    if name.unicodeScalars.first.map({ $0.properties.numericType != nil }) ?? false { name = "file_" + name }
    var result = name
    var number = 2
    while taken.contains(result) {
      result = "\(name)_\(number)"
      number += 1
    }
    return result
  }

  private mutating func draftContent(_ bytes: UnsafeBufferPointer<UInt8>) throws(SourceDrafter.Fault) {
    let format = SourceFormat(path: path, bytes)
    source.clauses.append(
      DraftedSource.Clause(words: "from", value: "\(format.rawValue) \(DraftedSource.quoted(path))"))
    switch format {
    case .xlsx: try draftSheet(bytes)
    case .xml: try draftDocuments(bytes, format)
    case .csv, .json, .jsonl, .yaml, .ldif:
      let invalid = ByteScanner.firstInvalidUTF8(bytes, from: 0, to: bytes.count)
      let encoding = SourceEncoding(of: bytes, invalid: invalid)
      guard encoding != .utf8 else { return try draftText(bytes, format) }
      let reason =
        encoding == .utf16
        ? "it begins with a byte order mark"
        : "the byte \(hexadecimal(bytes[invalid ?? 0])) at \(invalid ?? 0) is not UTF-8"
      source.clauses.append(DraftedSource.Clause(words: "encoding", value: encoding.rawValue, reason: reason))
      try draftText(decoding: bytes, from: encoding, format)
    }
  }

  private mutating func draftText(
    decoding bytes: UnsafeBufferPointer<UInt8>, from encoding: SourceEncoding, _ format: SourceFormat
  ) throws(SourceDrafter.Fault) {
    let text: [UInt8]
    do throws(TextDecoder.Fault) {
      text = try TextDecoder.utf8(of: bytes, in: encoding)
    } catch {
      throw SourceDrafter.Fault(
        code: .notRecognised, message: "`\(path)` is in no encoding that is read: \(error.message)")
    }
    let result = text.withUnsafeBufferPointer { text -> Result<Void, SourceDrafter.Fault> in
      do throws(SourceDrafter.Fault) {
        return .success(try draftText(text, format))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  private mutating func draftText(
    _ bytes: UnsafeBufferPointer<UInt8>, _ format: SourceFormat
  ) throws(SourceDrafter.Fault) {
    let start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    guard format == .csv else { return try draftDocuments(UnsafeBufferPointer(rebasing: bytes[start...]), format) }
    let sample = SourceDrafter.sample(UnsafeBufferPointer(rebasing: bytes[start...]))
    guard let recognised = TableRecogniser(sample) else { throw nothing() }
    let count = recognised.body.count
    let reason = "\(recognised.width) columns in \(count == 1 ? "the one row" : "each of \(count) rows")"
    source.clauses.append(
      DraftedSource.Clause(words: "separator", value: "\"\(recognised.separator.text)\"", reason: reason))
    try draftTable(recognised)
  }

  // MARK: Tables

  private mutating func draftSheet(_ bytes: UnsafeBufferPointer<UInt8>) throws(SourceDrafter.Fault) {
    let sheet: Sheet
    do throws(Workbook.Fault) {
      let workbook = try Workbook(bytes, limits: limits)
      sheet = try workbook.sheet(workbook.sheetNames.first, headerLines: nil)
      if workbook.sheetNames.count > 1 {
        let others = workbook.sheetNames.dropFirst().prefix(4).joined(separator: ", ")
        source.clauses.append(
          DraftedSource.Clause(
            words: "sheet", value: DraftedSource.quoted(sheet.name), reason: "the first one; there are also \(others)"))
      }
    } catch {
      throw SourceDrafter.Fault(code: error.code, message: error.message)
    }
    guard let recognised = TableRecogniser(SampleTable(sheet: sheet.text)) else { throw nothing() }
    try draftTable(recognised)
  }

  private mutating func draftTable(_ recognised: TableRecogniser) throws(SourceDrafter.Fault) {
    if let header = recognised.header {
      source.clauses.append(DraftedSource.Clause(words: "header", value: "line \(recognised.table.rows[header].line)"))
    } else {
      source.clauses.append(
        DraftedSource.Clause(words: "header", value: "none", reason: "no line names all columns; name them below"))
      source.clauses.append(
        DraftedSource.Clause(
          words: "columns", value: recognised.names.map(DraftedSource.quoted).joined(separator: ", ")))
    }
    var columns = recognised.names.map { SampleColumn(name: $0, expression: "row" + DraftedSource.step($0)) }
    for row in recognised.body {
      for (index, cell) in row.cells.prefix(columns.count).enumerated() {
        columns[index].add(cell.text, isCanonical: cell.isCanonical)
      }
    }
    let drafter = FieldDrafter(entity: entity, schema: schema, columns: columns)
    drafter.draft(into: &source, steps: [DraftedSource.Clause(words: "each", value: "row")])
  }

  // MARK: Documents

  private mutating func draftDocuments(
    _ bytes: UnsafeBufferPointer<UInt8>, _ format: SourceFormat
  ) throws(SourceDrafter.Fault) {
    var plan = SourcePlan(name: source.name, namespace: "", entity: entity.id, format: format)
    if format == .xml {
      plan.namespaces = XMLPrefixes(bytes).declared.map {
        SourcePlan.NamespacePrefix(prefix: $0.prefix, identifier: $0.identifier, origin: .builtIn)
      }
    }
    for namespace in plan.namespaces {
      source.clauses.append(
        DraftedSource.Clause(
          words: "namespace", value: "\(namespace.prefix) \(DraftedSource.quoted(namespace.identifier))"))
    }
    let context = FileContext(
      builder: RecordStoreBuilder(schema: Schema()), shapes: [], file: 0, options: LoadOptions(limits: limits))
    let reading = SourceReading(plan: plan, context: context)
    var sampler = DocumentSampler()
    do throws(ReadStopped) {
      guard var reader = try FormatReaders.documents(bytes, from: 0, reading) else { throw ReadStopped() }
      let tree = DocumentTree(bytes)
      try sampler.sample(tree) { () throws(ReadStopped) in try reader.readDocument(into: tree) }
    } catch {
      guard sampler.recordCount > 0 else {
        let fault = context.faults.faults.first
        throw SourceDrafter.Fault(
          code: fault?.code ?? .notRecognised, message: fault?.message ?? "`\(path)` cannot be read")
      }
    }
    guard !sampler.columns.isEmpty else { throw nothing() }
    var steps: [DraftedSource.Clause] = []
    if let path = sampler.recordPath {
      steps.append(
        DraftedSource.Clause(
          words: "each", value: "r in document" + path.map(DraftedSource.step).joined(),
          reason: "\(sampler.recordCount) records were looked at"))
    }
    FieldDrafter(entity: entity, schema: schema, columns: sampler.columns).draft(into: &source, steps: steps)
  }

  private func nothing() -> SourceDrafter.Fault {
    SourceDrafter.Fault(code: .notRecognised, message: "`\(path)` holds neither rows nor records")
  }
}
