import Diagnostics
import SourceText

extension Place {
  /// `file:line`.
  var shownLine: ShownText { isCell ? label.shownName : "\(file):\(line)".shownName }
  /// `file:line:column`.
  var shownColumn: ShownText { isCell ? label.shownName : "\(file):\(line):\(column)".shownName }
}
