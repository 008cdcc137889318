public import Governance
import RecordStore
import RulePlan
import SourceText

extension CheckResult {
  /// The sections that were read, in the order of reading.
  ///
  /// - Parameters:
  ///   - withDigests: whether the bytes are hashed, which takes about as long as reading them.
  ///   - jobs: threads to hash on at once.
  public func read(withDigests: Bool, jobs: Int) -> [ReadSection] {
    guard let store else { return [] }
    let files = store.files
    let parts = Workers.ranges(of: files.count, parts: withDigests ? jobs : 1)
    let digests =
      !withDigests || files.isEmpty
      ? []
      : Workers.map(parts: parts.count) { part in
        parts[part].map { file in files[file].bytes.withBytes { SHA256(of: UnsafeRawBufferPointer($0)).text } }
      }.flatMap { $0 }
    return store.contents.map { content in
      let file = files[content.file]
      return ReadSection(
        file: file.path, format: file.format, section: content.table.flatMap { store.schema[$0].section },
        records: content.records, sha256: digests.isEmpty ? nil : digests[content.file])
    }
  }
}
