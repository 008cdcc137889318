import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// One run of the loader: the files in their order, and what is wrong with them.
final class LoadRun {
  /// A file, or the fault in its place.
  struct Entry {
    var path: String
    /// Index in the store; nil where the file could not be opened.
    var file: Int?
    var faults: FaultList
  }

  let builder: RecordStoreBuilder
  let options: LoadOptions
  private let shapes: [TableShape]
  private(set) var entries: [Entry] = []
  private(set) var statistics = LoadStatistics()
  /// Entities of which records may be missing, so that a reference to one need not be wrong.
  private(set) var incompleteTables: Set<TableID> = []

  init(builder: RecordStoreBuilder, options: LoadOptions) {
    self.builder = builder
    self.options = options
    shapes = FileContext.makeShapes(for: builder)
  }

  /// Reads one file.
  func read(_ source: DataSource) {
    let content: FileBytes
    do throws(FileOpener.Failure) {
      content = try FileOpener(sizeLimit: options.limits.fileSize).open(source)
    } catch {
      let faults = FaultList(limit: options.limits.errorsPerFile)
      _ = faults.stop(error.code, 0, 0, error.message)
      entries.append(Entry(path: source.path, file: nil, faults: faults))
      return
    }
    let format =
      source.format
      ?? content.withBytes { DataFormat(sniffing: $0, hasSection: source.section != nil) } ?? .yaml
    let file = builder.add(DataFile(path: source.path, bytes: content, resolver: format.resolver))
    let context = FileContext(builder: builder, shapes: shapes, file: file, options: options)
    let reader = FileReader(source: source, format: format, context: context)
    let isRead: Void? = content.withBytes { reader.read($0) }
    if isRead == nil {
      _ = context.faults.stop(.unreadableData, 0, 0, "`\(source.path)` became shorter while it was read")
    }
    incompleteTables.formUnion(context.incompleteTables)
    entries.append(Entry(path: source.path, file: file, faults: context.faults))
    statistics.fileCount += 1
    statistics.byteCount += content.count
  }
}

extension DataFormat {
  var resolver: any PlaceResolver {
    switch self {
    case .yaml: YAMLPlaces()
    case .json, .jsonLines: JSONPlaces()
    case .csv: CSVPlaces()
    }
  }
}
