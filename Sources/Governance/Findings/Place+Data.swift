public import Diagnostics
public import RecordStore

extension Place {
  public init(_ place: DataPlace) {
    self.init(
      file: place.file, line: place.line, column: place.column, endLine: place.endLine, endColumn: place.endColumn)
  }
}
