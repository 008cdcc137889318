import Diagnostics
import RecordStore

extension Place {
  init(_ place: DataPlace) {
    self.init(
      file: place.file, line: place.line, column: place.column, endLine: place.endLine, endColumn: place.endColumn)
  }
}
