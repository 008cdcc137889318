public import Governance
import Manifests
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
        parts[part].map { file in files[file].original.withBytes { SHA256(of: UnsafeRawBufferPointer($0)).text } }
      }.flatMap { $0 }
    return store.contents.map { content in
      let file = files[content.file]
      let section = content.table.flatMap { store.schema[$0].section }
      let source = statistics.sources[content.file]
      return ReadSection(
        file: file.path, format: file.format, section: section == "" ? nil : section,
        records: content.records, sha256: digests.isEmpty ? nil : digests[content.file],
        source: source.map { ReadSection.Source(name: $0.source, came: $0.came, kept: $0.kept) })
    }
  }
}
