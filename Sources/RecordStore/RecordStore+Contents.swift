public import RulePlan

extension RecordStore {
  /// The part of a section that one file gives.
  public struct FileSection: Hashable, Sendable {
    /// An index into ``RecordStore/files``.
    public var file: Int
    /// Nil for a file that gives no section.
    public var table: TableID?
    public var records: Int
  }

  /// The files in the order in which they were read, each with its sections in their order. Linear
  /// in the files, their sections, and the parts that they were read in.
  public var contents: [FileSection] {
    var counts: [FileSection: Int] = [:]
    for table in tables where schema[table.table].isEntity {
      for (index, segment) in table.segments.enumerated() {
        let end = index + 1 < table.segments.count ? table.segments[index + 1].firstRow : table.rowCount
        counts[FileSection(file: segment.file, table: table.table, records: 0), default: 0] += end - segment.firstRow
      }
    }
    var starts: [[TableID: Int]] = files.map { _ in [:] }
    for (table, places) in sections {
      for place in places where starts.indices.contains(place.file) {
        starts[place.file][table] = min(place.start, starts[place.file][table] ?? .max)
      }
    }
    return files.indices.flatMap { file -> [FileSection] in
      guard !starts[file].isEmpty else { return [FileSection(file: file, table: nil, records: 0)] }
      return starts[file].sorted { ($0.value, $0.key.index) < ($1.value, $1.key.index) }.map { table, _ in
        let section = FileSection(file: file, table: table, records: 0)
        return FileSection(file: file, table: table, records: counts[section] ?? 0)
      }
    }
  }
}
