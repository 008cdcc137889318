import Diagnostics
import RulePlan

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
  /// The source of the policies that reads it; nil for sections.
  var plan: SourcePlan?
}

/// Finds the files that inputs stand for.
struct SourceCollector {
  private(set) var entries: [DataSource] = []
  /// Files and folders that were found and are not read, in the order in which they were found.
  private(set) var passedFiles: [PassedFile] = []
  private let options: LoadOptions
  private var fileCount = 0
  private var unreadCount = 0
  /// Whether what is being added is named by a project, and so has to lie below its root.
  private var isConfined = false

  /// Files that cannot be read as data are listed up to this number.
  private static let listedUnreadFiles = 50

  init(options: LoadOptions) { self.options = options }

  mutating func add(_ inputs: [DataInput]) {
    for input in inputs { add(input) }
    let unlisted = unreadCount - Self.listedUnreadFiles
    if unlisted > 0 {
      fail("", .unlistedFaults, "\(unlisted) more files among the data cannot be read as data and are not listed")
    }
  }

  /// Adds the files of sources.
  mutating func add(_ sources: [SourceInput]) {
    for source in sources {
      isConfined = source.isOfProject
      for path in source.paths {
        guard isWithinRoot(path) else {
          failOutside(path)
          continue
        }
        let content: DataSource.Content = path == "-" ? .standardInput : .file
        entries.append(
          DataSource(
            path: path == "-" ? "standard input" : path, content: content, section: nil, format: nil, plan: source.plan)
        )
      }
    }
    isConfined = false
  }

  private mutating func add(_ input: DataInput) {
    switch input {
    case .path(let path): add(path: path, section: nil)
    case .section(let section, let path): add(path: path, section: section)
    case .ofProject(let path, let section, let isFitted):
      isConfined = true
      defer { isConfined = false }
      guard isWithinRoot(path) else { return failOutside(path) }
      if isFitted { addFitted(path, section: section) } else { add(path: path, section: section) }
    case .bytes(let bytes, let name, let format, let section):
      entries.append(
        DataSource(
          path: name, content: .bytes(bytes), section: section, format: format ?? DataFormat(path: name)))
    }
  }

  /// Adds what was named itself.
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
    switch status.st_mode & S_IFMT {
    case S_IFDIR: addFolder(path, section: section, status)
    case S_IFREG:
      guard let format = DataFormat(path: path) ?? options.format else {
        fail(path, .unknownDataFormat, "`\(path)` ends in none of \(Self.endings)")
        return
      }
      entries.append(DataSource(path: path, content: .file, section: section, format: format))
    case let kind: fail(path, .specialFile, specialFileMessage(path, kind))
    }
  }

  private mutating func addFolder(_ path: String, section: String?, _ status: stat) {
    let countBefore = entries.count
    var folders: Set<FileIdentity> = [FileIdentity(status)]
    addFolder(path, section: section, depth: 0, seen: &folders)
    if entries.count == countBefore {
      fail(path, .noDataFiles, "no file below `\(path)` is YAML, JSON, JSON Lines or CSV by its name")
    }
  }

  /// Adds what a pattern has fitted.
  private mutating func addFitted(_ path: String, section: String?) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      if let reason = options.filter.reason(forFolder: path, name: name) {
        passedFiles.append(PassedFile(path: path, reason: reason))
      } else {
        addFolder(path, section: section, status)
      }
      return
    }
    addFound(path, name: name, section: section)
  }

  /// Adds the data files below a folder in the order of their names.
  private mutating func addFolder(
    _ path: String, section: String?, depth: Int, seen: inout Set<FileIdentity>
  ) {
    guard let names = Self.names(inFolder: path) else {
      fail(path, .unreadableData, "cannot read the folder `\(path)`: \(systemMessage(errno))")
      return
    }
    for name in names {
      let child = path.hasSuffix("/") ? path + name : path + "/" + name
      var status = stat()
      guard stat(child, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        addFound(child, name: name, section: section)
        continue
      }
      if let reason = options.filter.reason(forFolder: child, name: name) {
        passedFiles.append(PassedFile(path: child, reason: reason))
        continue
      }
      guard isWithinRoot(child) else {
        failOutside(child)
        continue
      }
      // A link to a folder further up would never end.
      guard seen.insert(FileIdentity(status)).inserted else { continue }
      if depth >= options.limits.nestingDepth {
        fail(child, .tooManyFiles, "folders nest deeper than \(options.limits.nestingDepth) levels")
      } else {
        addFolder(child, section: section, depth: depth + 1, seen: &seen)
      }
    }
  }

  private func isWithinRoot(_ path: String) -> Bool { !isConfined || options.filter.root?.holds(path) ?? true }

  private mutating func failOutside(_ path: String) {
    failUnread(
      path, .outsideProject, "`\(path)` leads out of the project; name it on the command line if it is to be read")
  }

  /// Adds a file that was found in a folder or by a pattern: it is read, or passed over for a reason, or an error.
  private mutating func addFound(_ path: String, name: String, section: String?) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    let failure = errno
    if let reason = options.filter.reason(forFile: path, name: name, isThere ? FileIdentity(status) : nil) {
      passedFiles.append(PassedFile(path: path, reason: reason))
      return
    }
    let format = DataFormat(path: name)
    guard isThere else {
      let message = "cannot read `\(path)`: \(systemMessage(failure))"
      return format == nil ? failUnread(path, .unreadFile, message) : fail(path, .unreadableData, message)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return failUnread(path, .specialFile, specialFileMessage(path, status.st_mode & S_IFMT))
    }
    guard isWithinRoot(path) else { return failOutside(path) }
    guard let format else {
      let remedy = "save it as one of them, or name it under `ignore` in `policyc.yaml` or with `--ignore`"
      return failUnread(
        path, .unreadFile, "`\(path)` is among the data and ends in none of \(Self.endings); \(remedy)")
    }
    fileCount += 1
    if fileCount > options.limits.fileCount {
      if fileCount == options.limits.fileCount + 1 {
        fail(path, .tooManyFiles, "more than \(options.limits.fileCount) data files")
      }
      return
    }
    entries.append(DataSource(path: path, content: .file, section: section, format: format))
  }

  private static let endings = "`.yaml`, `.yml`, `.json`, `.jsonl`, `.ndjson` and `.csv`"

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
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func fail(_ path: String, _ code: DiagnosticCode, _ message: String) {
    entries.append(DataSource(path: path, content: .fault(code, message), section: nil, format: nil))
  }

  private mutating func failUnread(_ path: String, _ code: DiagnosticCode, _ message: String) {
    unreadCount += 1
    if unreadCount <= Self.listedUnreadFiles { fail(path, code, message) }
  }
}

/// Why something that is neither a file nor a folder is not read.
func specialFileMessage(_ path: String, _ kind: mode_t) -> String {
  let what =
    switch kind {
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  return "`\(path)` is \(what); only files are read, and standard input as `-`"
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
