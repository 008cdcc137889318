import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// Opens the files one after the other, and divides those of line formats into parts. Which parts there are does not
/// depend on how many threads read them.
struct TaskPlanner {
  /// A file of a line format that is being divided.
  private struct OpenFile {
    var entry: Int
    var file: Int
    var content: FileBytes
    var form: Form
    var position: Int
    /// How its parts are read in batches; nil where they cannot be.
    var plan: RowPart.Plan?

    enum Form {
      case jsonLines(TableID)
      case csv(CSVLayout, TableID)
    }
  }

  private let partSize: Int
  private let batchedPartSize: Int
  private var sources: ArraySlice<DataSource>
  private var open: OpenFile?
  private var taskCount = 0

  init(_ sources: [DataSource], options: LoadOptions) {
    self.sources = sources[...]
    partSize = max(1, options.partSize)
    batchedPartSize = max(1, options.partSize / 16)
  }

  /// How the part that was planned last is read in batches; nil where it cannot be.
  var plan: RowPart.Plan? { open?.plan }

  /// The next part to read; nil where there is none.
  mutating func next(_ run: LoadRun) -> LoadTask? {
    while true {
      let stopped = open.map { run.isStopped($0.entry) ? Set([$0.entry]) : [] } ?? []
      if let task = nextPart(besides: stopped) { return task }
      switch openNext(run) {
      case .none: return nil
      case .whole(let task): return task
      case .divided, .unreadable: continue
      }
    }
  }

  /// The result of opening a file.
  enum Opened {
    /// There is no further file.
    case none
    case unreadable
    /// Its parts are the next ones.
    case divided
    /// It is one part.
    case whole(LoadTask)
  }

  /// Opens the next file.
  mutating func openNext(_ run: LoadRun) -> Opened {
    guard let source = sources.popFirst() else { return .none }
    if let task = start(source, run) { return .whole(task) }
    return open == nil ? .unreadable : .divided
  }

  private mutating func makeTask(_ entry: Int, _ file: Int, _ content: FileBytes, _ part: LoadTask.Part) -> LoadTask {
    defer { taskCount += 1 }
    return LoadTask(index: taskCount, entry: entry, file: file, content: content, part: part)
  }

  /// The next part of the file that is being divided, unless it is among the entries of which nothing more is read.
  mutating func nextPart(besides stopped: Set<Int>) -> LoadTask? {
    guard let file = open else { return nil }
    let partSize = file.plan == nil ? partSize : batchedPartSize
    let end = file.content.withBytes { bytes -> Int in
      switch file.form {
      case .jsonLines:
        let wanted = min(bytes.count, file.position + partSize)
        return min(bytes.count, ByteScanner.endOfLine(bytes, from: wanted, to: bytes.count) + 1)
      case .csv: return Self.endOfRows(bytes, from: file.position, size: partSize)
      }
    }
    guard end > file.position, !stopped.contains(file.entry) else {
      open = nil
      return nil
    }
    let range = file.position..<end
    open?.position = end
    switch file.form {
    case .jsonLines(let section):
      return makeTask(file.entry, file.file, file.content, .jsonLines(section: section, range))
    case .csv(let layout, let section):
      return makeTask(file.entry, file.file, file.content, .csv(layout, section: section, range))
    }
  }

  /// The end of a row near the end of a part: a line ending after an even number of quotes.
  private static func endOfRows(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, size: Int) -> Int {
    guard bytes.count - start > size else { return bytes.count }
    var isQuoted = false
    var index = start
    let wanted = start + size
    while let quote = ByteScanner.firstIndex(of: 0x22, in: bytes, from: index, to: wanted) {
      isQuoted.toggle()
      index = quote + 1
    }
    index = wanted
    while index < bytes.count {
      if bytes[index] == 0x22 { isQuoted.toggle() }
      if bytes[index] == 0x0A, !isQuoted { return index + 1 }
      index += 1
    }
    return bytes.count
  }

  // MARK: Files

  /// Opens a file. Returns its one part, or none for a file that is divided, or that cannot be read.
  private mutating func start(_ source: DataSource, _ run: LoadRun) -> LoadTask? {
    let entry = run.addEntry(source.path)
    var content: FileBytes
    do throws(FileOpener.Failure) {
      content = try FileOpener(sizeLimit: run.options.limits.fileSize).open(source)
    } catch {
      _ = run.faults(of: entry).stop(error.code, 0, 0, error.message)
      return nil
    }
    if let plan = source.plan { return start(plan, source.path, &content, entry, run) }
    let format =
      source.format ?? content.withBytes { DataFormat(sniffing: $0, hasSection: source.section != nil) }
    let file = run.addFile(
      DataFile(path: source.path, bytes: content, format: format.name, resolver: format.resolver), entry: entry)
    let context = run.makeContext(file: file, entry: entry)
    defer { run.note(context) }
    // A byte order mark says nothing in UTF-8.
    let start =
      content.withBytes { $0.count >= 3 && $0[0] == 0xEF && $0[1] == 0xBB && $0[2] == 0xBF ? 3 : 0 }
    do throws(ReadStopped) {
      let section = try namedSection(source, format, context, byteCount: content.count)
      guard format.holdsOneSection, let section else {
        return makeTask(entry, file, content, .document(format, section: section, from: start))
      }
      if format == .jsonLines {
        let shape = context.shapes[section.index]
        reserveRows(
          of: shape, shape.fields.indices.filter { shape.fields[$0].column != nil }, from: start, content, run)
        let plan = JSONLineLayout(shape).flatMap { RowPart.Plan(.jsonLines($0), section: section, context: context) }
        open = OpenFile(
          entry: entry, file: file, content: content, form: .jsonLines(section), position: start, plan: plan)
      } else {
        let layout = try readHeader(content, from: start, section: section, context)
        let fields = layout.rows.slots.map(\.field)
        reserveRows(of: context.shapes[section.index], fields, from: layout.bodyStart, content, run)
        open = OpenFile(
          entry: entry, file: file, content: content, form: .csv(layout, section), position: layout.bodyStart,
          plan: RowPart.Plan(.csv(layout.rows), section: section, context: context))
      }
    } catch {
      // The fault has been noted.
    }
    return nil
  }

  /// Opens a file that a source reads: its text is unpacked and brought into UTF-8 first.
  private mutating func start(
    _ plan: SourcePlan, _ path: String, _ content: inout FileBytes, _ entry: Int, _ run: LoadRun
  ) -> LoadTask? {
    let places = SourcePlaces(plan, in: run.builder.schema)
    let opening = SourceOpening(plan: plan, path: path)
    let faults = run.faults(of: entry)
    // Where it cannot be opened, its fault is in the file as it is.
    let probe = FileContext(
      builder: run.builder, shapes: [], file: run.builder.files.count, options: run.options, faults: faults)
    let opened: SourceOpening.Opened?
    do throws(ReadStopped) {
      opened = try opening.open(content, SourceReading(plan: plan, context: probe))
    } catch {
      opened = nil
    }
    let original = content
    let shown = opened ?? SourceOpening.Opened(path: path, content: content, start: 0)
    content = shown.content
    let file = run.addFile(
      DataFile(
        path: shown.path, bytes: shown.content, original: original, format: plan.format.rawValue, resolver: places),
      entry: entry)
    guard let opened else { return nil }
    return makeTask(
      entry, file, opened.content,
      .source(SourceTask(plan: plan, path: path, start: opened.start, places: places, counts: run.sourceCounts)))
  }

  /// Makes room for all rows of a large file in the columns of some fields, because growing would copy them. Rows are
  /// taken to be about as long as the first ones.
  private func reserveRows(
    of shape: TableShape, _ fields: [Int], from start: Int, _ content: FileBytes, _ run: LoadRun
  ) {
    guard content.count > partSize else { return }
    let sampleSize = 1 << 16
    let lineCount = content.withBytes { bytes -> Int in
      let end = min(bytes.count, start + sampleSize)
      return bytes[min(start, end)..<end].reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
    }
    let rowCount = content.count / sampleSize * lineCount / 16 * 17
    // Every key is a symbol of its own; where there are many already, references have most likely brought them.
    if let keyField = shape.table.keyField, fields.contains(keyField),
      run.builder.symbols.count < rowCount / 2
    {
      run.builder.symbols.reserveCapacity(rowCount)
    }
    for field in fields { shape.fields[field].column?.reserveCapacity(shape.builder.rowCount + rowCount) }
  }

  /// The section that the command line or, in a format that holds only one, the file's name says.
  private func namedSection(
    _ source: DataSource, _ format: DataFormat, _ context: FileContext, byteCount: Int
  ) throws(ReadStopped) -> TableID? {
    let name: String
    if let section = source.section {
      name = section
    } else if format.holdsOneSection {
      name = source.stem
    } else {
      return nil
    }
    guard let table = context.schema.entity(inSection: name) else {
      context.reportUnknownSection(
        name, 0, 0, notes: source.section == nil ? ["name the section of a file: `--data SECTION=PATH`"] : [])
      throw ReadStopped()
    }
    context.builder.markSection(table, file: context.file, start: 0, end: min(1, byteCount))
    return table
  }

  private func readHeader(
    _ content: FileBytes, from start: Int, section: TableID, _ context: FileContext
  ) throws(ReadStopped) -> CSVLayout {
    let header = CSVHeader(context: context, shape: context.shapes[section.index])
    let result = content.withBytes { bytes -> Result<CSVLayout?, ReadStopped> in
      // Rows are looked at in parts, the header belongs to none of them.
      let range = CSVHeader.range(bytes, from: start)
      if let invalid = ByteScanner.firstInvalidUTF8(bytes, from: start, to: range.end) {
        return .failure(LoadTask.notUTF8(bytes, at: invalid, context))
      }
      if bytes[range.start..<range.end].contains(0), let description = ForeignFile.description(of: bytes) {
        return .failure(context.faults.stop(.notUTF8, 0, 1, "expected UTF-8: \(description)"))
      }
      do throws(ReadStopped) {
        return .success(try header.read(bytes, from: start))
      } catch {
        return .failure(error)
      }
    }
    guard let layout = try result.get() else {
      throw context.faults.stop(
        .malformedCSV, start, start, "expected a header: the names of the columns, separated by commas")
    }
    return layout
  }
}

extension DataFormat {
  /// Whether a file is the records of one section, named elsewhere.
  var holdsOneSection: Bool { self == .jsonLines || self == .csv }

  var resolver: any PlaceResolver {
    switch self {
    case .yaml: YAMLPlaces()
    case .json, .jsonLines: JSONPlaces()
    case .csv: CSVPlaces()
    }
  }
}

extension DataSource {
  /// The name of the file without its folders and its ending.
  var stem: String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return String(name) }
    return String(name[..<dot])
  }
}
