import Diagnostics
import SourceText

extension Place {
  /// `file:line`.
  var shownLine: ShownText { "\(file):\(line)".shownName }
  /// `file:line:column`.
  var shownColumn: ShownText { "\(file):\(line):\(column)".shownName }
}
