import Diagnostics

#if canImport(Glibc)
  import Glibc
#endif

/// One file to read, or why there is none.
struct DataSource {
  enum Content {
    case file
    case standardInput
    case bytes([UInt8])
    /// The fault of an input that leads to no file.
    case fault(DiagnosticCode, String)
  }

  /// As messages name it.
  var path: String
  var content: Content
  var section: String?
  var format: DataFormat?
}

/// Finds the files that inputs stand for.
struct SourceCollector {
  private(set) var entries: [DataSource] = []
  private let options: LoadOptions
  private var fileCount = 0

  init(options: LoadOptions) { self.options = options }

  mutating func add(_ input: DataInput) {
    switch input {
    case .path(let path): add(path: path, section: nil)
    case .section(let section, let path): add(path: path, section: section)
    case .bytes(let bytes, let name, let format, let section):
      entries.append(
        DataSource(
          path: name, content: .bytes(bytes), section: section, format: format ?? DataFormat(path: name)))
    }
  }

  private mutating func add(path: String, section: String?) {
    if path == "-" {
      entries.append(
        DataSource(path: "standard input", content: .standardInput, section: section, format: options.format))
      return
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      fail(path, .unreadableData, "cannot read `\(path)`: \(systemMessage(errno))")
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      guard let format = DataFormat(path: path) ?? options.format else {
        fail(
          path, .unknownDataFormat,
          "`\(path)` ends in none of `.yaml`, `.yml`, `.json`, `.jsonl`, `.ndjson` and `.csv`")
        return
      }
      entries.append(DataSource(path: path, content: .file, section: section, format: format))
      return
    }
    let countBefore = entries.count
    var folders: Set<FolderIdentity> = [FolderIdentity(status)]
    addFolder(path, section: section, depth: 0, seen: &folders)
    if entries.count == countBefore {
      fail(path, .noDataFiles, "no file below `\(path)` is YAML, JSON, JSON Lines or CSV by its name")
    }
  }

  private struct FolderIdentity: Hashable {
    var device: UInt64
    var node: UInt64

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      node = UInt64(status.st_ino)
    }
  }

  /// Adds the data files below a folder in the order of their names. Hidden ones are passed over.
  private mutating func addFolder(
    _ path: String, section: String?, depth: Int, seen: inout Set<FolderIdentity>
  ) {
    guard let names = Self.names(inFolder: path) else {
      fail(path, .unreadableData, "cannot read the folder `\(path)`: \(systemMessage(errno))")
      return
    }
    for name in names {
      let child = path.hasSuffix("/") ? path + name : path + "/" + name
      var status = stat()
      // A link that leads nowhere matters only where it would be data.
      guard stat(child, &status) == 0 else {
        if DataFormat(path: name) != nil {
          fail(child, .unreadableData, "cannot read `\(child)`: \(systemMessage(errno))")
        }
        continue
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        // A link to a folder further up would never end.
        guard seen.insert(FolderIdentity(status)).inserted else { continue }
        if depth >= options.limits.nestingDepth {
          fail(child, .tooManyFiles, "folders nest deeper than \(options.limits.nestingDepth) levels")
        } else {
          addFolder(child, section: section, depth: depth + 1, seen: &seen)
        }
      } else if status.st_mode & S_IFMT == S_IFREG, let format = DataFormat(path: name) {
        // Only files: reading a pipe may never end.
        fileCount += 1
        if fileCount > options.limits.fileCount {
          if fileCount == options.limits.fileCount + 1 {
            fail(child, .tooManyFiles, "more than \(options.limits.fileCount) data files")
          }
          return
        }
        entries.append(DataSource(path: child, content: .file, section: section, format: format))
      }
    }
  }

  /// Names in a folder in the order of their bytes; nil where it cannot be read.
  private static func names(inFolder path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)) {
          String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func fail(_ path: String, _ code: DiagnosticCode, _ message: String) {
    entries.append(DataSource(path: path, content: .fault(code, message), section: nil, format: nil))
  }
}

/// The description of an error number.
func systemMessage(_ number: Int32) -> String {
  switch number {
  case ENOENT: "there is no such file"
  case EACCES, EPERM: "permission is denied"
  case EISDIR: "it is a folder"
  case EMFILE, ENFILE: "too many files are open"
  default: String(cString: strerror(number))
  }
}
