import Diagnostics
import RecordStore
import RulePlan
import SourceText
import Synchronization

/// A file that a source reads, ready to be read.
struct SourceTask {
  let plan: SourcePlan
  /// As it was found.
  let path: String
  /// Where its text begins.
  let start: Int
  let places: SourcePlaces
  let counts: SourceCounts

  func read(_ bytes: UnsafeBufferPointer<UInt8>, into context: FileContext) throws(ReadStopped) {
    counts.begin(plan)
    let reader = SourceFileReader(plan, path: path, places: places, context: context)
    try reader.read(bytes, from: start)
    counts.add(reader.count, file: context.file)
  }
}

/// The records that sources have made, collected from all threads.
final class SourceCounts: Sendable {
  private struct State {
    var byFile: [Int: SourceCount] = [:]
    var fileCount = 0
    var origins: [String: Origin] = [:]
  }

  private let state = Mutex(State())

  /// By index of the file in the store; without files that could not be read to their end.
  var byFile: [Int: SourceCount] { state.withLock { $0.byFile } }
  /// Files that were begun.
  var fileCount: Int { state.withLock { $0.fileCount } }
  var origins: [String: Origin] { state.withLock { $0.origins } }

  func begin(_ plan: SourcePlan) {
    state.withLock {
      $0.fileCount += 1
      $0.origins[plan.name] = plan.origin
    }
  }

  func add(_ count: SourceCount, file: Int) { state.withLock { $0.byFile[file] = count } }
}

extension SourcePlaces {
  convenience init(_ plan: SourcePlan, in schema: Schema) {
    let names = plan.fields.map { schema[FieldID(plan.entity, $0.field)].dataName }
    let inner: any PlaceResolver =
      switch plan.format {
      case .json, .jsonl: JSONPlaces()
      case .yaml: YAMLPlaces()
      case .csv, .xlsx, .xml, .ldif: NoInnerPlaces()
      }
    let marks = CellMarks(rowEnd: SheetText.rowEnd, cells: [SheetText.textCell, SheetText.valueCell])
    self.init(names, inner: inner, cellMarks: plan.format == .xlsx ? marks : nil)
  }
}

/// Of formats in which a value of a record is found with the whole.
private struct NoInnerPlaces: PlaceResolver {
  func finder(in bytes: UnsafeBufferPointer<UInt8>) -> any PlaceFinder { Finder() }

  private struct Finder: PlaceFinder {
    func range(ofRecord count: Int, after offset: Int) -> SourceRange? { nil }
    func range(of path: [PlaceStep], inRecord record: SourceRange) -> SourceRange? { nil }
  }
}

/// Makes text of a file that a source reads.
struct SourceOpening {
  struct Opened {
    /// As reports name it: of a workbook with its sheet.
    var path: String
    var content: FileBytes
    /// Where the text begins: after a byte order mark.
    var start: Int
  }

  let plan: SourcePlan
  let path: String

  func open(_ content: FileBytes, _ reading: SourceReading) throws(ReadStopped) -> Opened {
    var content = content
    if FormatReaders.isPacked(path) {
      content = FileBytes(
        try bytes(of: content) { (bytes) throws(ReadStopped) in try FormatReaders.unpacked(bytes, reading) })
    }
    switch plan.format {
    case .xlsx:
      var name = ""
      let text = try bytes(of: content) { (bytes) throws(ReadStopped) in
        let sheet = try FormatReaders.sheet(bytes, reading)
        name = sheet.name
        return sheet.text
      }
      return Opened(path: path + "!" + name, content: FileBytes(text), start: 0)
    case .xml:
      guard let encoding = content.withBytes({ XMLEncoding.declared($0) }), encoding != .utf8 else {
        return Opened(path: path, content: content, start: 0)
      }
      return Opened(path: path, content: FileBytes(try decoded(content, encoding, reading)), start: 0)
    case .csv, .json, .jsonl, .yaml, .ldif: break
    }
    guard plan.encoding != .utf8 else {
      let start = content.withBytes { $0.count >= 3 && $0[0] == 0xEF && $0[1] == 0xBB && $0[2] == 0xBF ? 3 : 0 }
      let invalid = content.withBytes { ByteScanner.firstInvalidUTF8($0, from: start, to: $0.count) }
      if let invalid {
        throw content.withBytes { LoadTask.notUTF8($0, at: invalid, reading.context) }
      }
      return Opened(path: path, content: content, start: start)
    }
    return Opened(path: path, content: FileBytes(try decoded(content, plan.encoding, reading)), start: 0)
  }

  private func decoded(
    _ content: FileBytes, _ encoding: SourceEncoding, _ reading: SourceReading
  ) throws(ReadStopped) -> [UInt8] {
    try bytes(of: content) { (bytes) throws(ReadStopped) in
      do throws(TextDecoder.Fault) {
        return try TextDecoder.utf8(of: bytes, in: encoding)
      } catch {
        throw reading.stop(
          .sourceFormat, error.offset, min(bytes.count, error.offset + 1),
          "the file is to be in \(encoding.rawValue), and \(error.message)")
      }
    }
  }

  /// Carries a thrown fault out of the closure that has the bytes.
  private func bytes(
    of content: FileBytes, _ body: (UnsafeBufferPointer<UInt8>) throws(ReadStopped) -> [UInt8]
  ) throws(ReadStopped) -> [UInt8] {
    let result = content.withBytes { bytes -> Result<[UInt8], ReadStopped> in
      do throws(ReadStopped) {
        return .success(try body(bytes))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
