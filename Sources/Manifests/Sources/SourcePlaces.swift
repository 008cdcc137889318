import RecordStore
import SourceText

/// Where the values of the records are that a source has made of a file: kept while they are read, since what a record is
/// made of may lie anywhere in the file.
final class SourcePlaces: PlaceResolver, @unchecked Sendable {
  // Written by the one thread that reads the file, before anything asks for a place.

  /// Names of the taken fields, in the order in which places are kept.
  private let names: [String]
  /// For each record and field, start and end; the same number where the field has no place of its own.
  private var ranges: [UInt32] = []
  /// Several values of a field: by record and field, where each is.
  private var elements: [Int: [SourceRange]] = [:]
  private let inner: any PlaceResolver

  let cellMarks: CellMarks?

  init(_ names: [String], inner: any PlaceResolver, cellMarks: CellMarks? = nil) {
    self.cellMarks = cellMarks
    self.names = names
    self.inner = inner
  }

  var areValuesInRecords: Bool { false }

  /// Keeps the places of the next record.
  func append(_ places: [SourceRange?], _ elementPlaces: [[SourceRange]]) {
    let first = ranges.count / 2
    for (index, place) in places.enumerated() {
      ranges.append(UInt32(clamping: place?.start ?? 0))
      ranges.append(UInt32(clamping: place?.end ?? 0))
      if !elementPlaces[index].isEmpty { elements[first + index] = elementPlaces[index] }
    }
  }

  func finder(in bytes: UnsafeBufferPointer<UInt8>) -> any PlaceFinder {
    Finder(places: self, inner: inner.finder(in: bytes))
  }

  private struct Finder: PlaceFinder {
    let places: SourcePlaces
    var inner: any PlaceFinder

    func range(ofRecord count: Int, after offset: Int) -> SourceRange? { nil }

    mutating func range(of path: [PlaceStep], inRecord record: SourceRange) -> SourceRange? { nil }

    mutating func range(of path: [PlaceStep], inRecord record: SourceRange, number: Int) -> SourceRange? {
      guard case .field(let name)? = path.first, let field = places.names.firstIndex(of: name) else { return nil }
      let index = number * places.names.count + field
      guard number >= 0, index * 2 + 1 < places.ranges.count else { return nil }
      var rest = path.dropFirst()
      var found = SourceRange(Int(places.ranges[index * 2]), Int(places.ranges[index * 2 + 1]))
      if case .element(let element)? = rest.first, let each = places.elements[index] {
        rest = rest.dropFirst()
        if each.indices.contains(element) { found = each[element] }
      }
      guard found.end > found.start else { return nil }
      guard !rest.isEmpty else { return found }
      return inner.range(of: Array(rest), inRecord: found) ?? found
    }
  }
}
