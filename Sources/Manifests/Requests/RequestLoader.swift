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
  }

  /// Reads everything that the inputs name, and the requests of some files of YAML or JSON. Added records are read as
  /// strictly as data is; records it removes or changes must be there.
  public static func load(
    _ inputs: [DataInput], requests paths: [String], schema: Schema, options: LoadOptions = LoadOptions()
  ) -> Result {
    let builder = RecordStoreBuilder(schema: schema)
    var collector = SourceCollector(options: options)
    collector.add(inputs)
    let run = LoadRun(builder: builder, options: options)
    run.note(collector.passedFiles)
    run.read(collector.entries)
    var drafts: [DraftRequest] = []
    for path in paths {
      drafts += read(
        DataSource(path: path == "-" ? "standard input" : path, content: path == "-" ? .standardInput : .file), run)
    }
    return finish(run, drafts)
  }

  private static func read(_ source: DataSource, _ run: LoadRun) -> [DraftRequest] {
    let entry = run.addEntry(source.path)
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
    defer { run.note(context) }
    let drafts = content.withBytes { bytes -> [DraftRequest] in
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
    return drafts ?? []
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

  private static func finish(_ run: LoadRun, _ drafts: [DraftRequest]) -> Result {
    var requests: [RequestRecord] = []
    var view = RowView()
    let data = run.finish { store in
      let resolver = RequestResolver(store: store, drafts: drafts)
      view = resolver.baseView
      for draft in drafts {
        for (number, addition) in draft.additions.enumerated() {
          let earlier = draft.additions[..<number].count { $0.table == addition.table }
          view.markAdded(addition.row, at: earlier, in: addition.table)
        }
        requests.append(
          resolver.resolve(draft) { code, range, message in
            run.faults(of: draft.entry).add(code, range.start, range.end, message)
          })
      }
    }
    return Result(data: data, requests: requests, view: view)
  }
}
