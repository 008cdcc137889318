import Diagnostics
public import RecordStore
public import RulePlan
import SourceText

/// Reads data together with requests to change it.
public enum RequestLoader {
  /// The data, the requests, and the view of the store without anything that the requests bring.
  public struct Result: Sendable {
    public let data: LoadResult
    public let requests: [RequestRecord]
    public let view: RowView
    /// Whether there are several files, or one with a list of requests.
    public let isBatch: Bool
  }

  /// Reads everything that the inputs name, and the requests of some files of YAML or JSON. Added records are read as
  /// strictly as data is; records that are removed or changed must be there. A fault of a request is a problem of that
  /// request, and not a fault of the data.
  public static func load(
    _ inputs: [DataInput], sources: [SourceInput] = [], requests paths: [String], schema: Schema,
    options: LoadOptions = LoadOptions()
  ) -> Result {
    let builder = RecordStoreBuilder(schema: schema)
    var collector = SourceCollector(options: options)
    collector.add(inputs)
    collector.add(sources)
    let run = LoadRun(builder: builder, options: options)
    run.note(collector.passedFiles)
    run.read(collector.entries)
    let files = paths.map { path in
      let source = DataSource(
        path: path == "-" ? "standard input" : path, content: path == "-" ? .standardInput : .file)
      let entry = run.addEntry(source.path, holdsRequests: true)
      return RequestFile(path: source.path, entry: entry, drafts: read(source, entry, run))
    }
    return finish(run, files)
  }

  /// The requests of one file.
  private struct RequestFile {
    var path: String
    var entry: Int
    var drafts: [DraftRequest]
  }

  private static func read(_ source: DataSource, _ entry: Int, _ run: LoadRun) -> [DraftRequest] {
    let content: FileBytes
    do throws(FileOpener.Failure) {
      content = try FileOpener(sizeLimit: run.options.limits.fileSize).open(source)
    } catch {
      _ = run.faults(of: entry).stop(error.code, 0, 0, error.message)
      return []
    }
    let format: DataFormat = DataFormat(path: source.path) == .json ? .json : .yaml
    let file = run.addFile(
      DataFile(path: source.path, bytes: content, format: format.name, resolver: format.resolver), entry: entry)
    let context = run.makeContext(file: file, entry: entry)
    defer { run.note(context, ofRequests: true) }
    return content.withBytes { bytes -> [DraftRequest] in
      let start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
      if let invalid = ByteScanner.firstInvalidUTF8(bytes, from: start, to: bytes.count) {
        _ = context.faults.stop(.notUTF8, invalid, invalid + 1, "expected UTF-8; save the file as UTF-8")
        return []
      }
      if format == .json {
        let events = JSONEvents(bytes, from: start, to: bytes.count, scratch: ScratchBuffer(), context: context)
        return read(RequestReader(source: events, context: context, entry: entry))
      }
      return read(
        RequestReader(source: YAMLEvents(bytes, from: start, context: context), context: context, entry: entry))
    }
  }

  private static func read<Source>(_ reader: RequestReader<Source>) -> [DraftRequest] {
    var reader = reader
    do throws(ReadStopped) {
      try reader.readDocument()
    } catch {
      // The fault has been noted.
    }
    return reader.requests
  }

  private static func finish(_ run: LoadRun, _ files: [RequestFile]) -> Result {
    var requests: [RequestRecord] = []
    var view = RowView()
    let data = run.finish { store in
      let resolver = RequestResolver(store: store, drafts: files.flatMap(\.drafts))
      view = resolver.baseView
      for file in files {
        let records = file.drafts.map { draft in
          for (number, addition) in draft.additions.enumerated() {
            let earlier = draft.additions[..<number].count { $0.table == addition.table }
            view.markAdded(addition.row, at: earlier, in: addition.table)
          }
          return resolver.resolve(draft) { code, range, message in
            run.faults(of: draft.entry).add(code, range.start, range.end, message)
          }
        }
        requests += assign(
          run.requestDiagnostics(of: file.entry, in: store), unlisted: run.faults(of: file.entry).unlisted,
          to: records, file)
      }
    }
    return Result(
      data: data, requests: requests, view: view,
      isBatch: files.count > 1 || files.contains { $0.drafts.contains { $0.isListed } })
  }

  /// Gives each request its problems. A fault outside of every request is the problem of a request that has only
  /// the path of the file as its name. Where faults were only counted, any request may have them.
  private static func assign(
    _ diagnostics: [Diagnostic], unlisted: Int, to records: [RequestRecord], _ file: RequestFile
  ) -> [RequestRecord] {
    var records = records
    var outside = RequestRecord(id: file.path)
    for diagnostic in diagnostics where diagnostic.severity == .error {
      let start = diagnostic.range.start
      let owner = file.drafts.firstIndex { $0.start <= start && start <= $0.end }
      if let owner {
        records[owner].problems.append(diagnostic)
      } else {
        outside.problems.append(diagnostic)
      }
    }
    if unlisted > 0, let last = diagnostics.last {
      for index in records.indices where records[index].problems.isEmpty { records[index].problems.append(last) }
    }
    return outside.problems.isEmpty ? records : records + [outside]
  }
}
