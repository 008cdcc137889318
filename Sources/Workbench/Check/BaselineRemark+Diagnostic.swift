import Diagnostics
import Governance

extension BaselineRemark {
  /// A warning at the entry.
  var diagnostic: Diagnostic {
    let what = "`\(entry.rule)` for \(entry.subject.type) \(entry.subject.key)"
    let place = entry.place ?? .none
    switch reason {
    case .fitsNothing:
      return Diagnostic(
        .unusedBaselineEntry, "nothing is found any more that the entry of \(what) keeps", place: place,
        notes: ["take it out, so that it keeps nothing that comes later"])
    case .ended(let day):
      return Diagnostic(.endedBaselineEntry, "the entry of \(what) ended on \(day)", place: place)
    case .saysMore(let message, let rights):
      var notes: [String] = []
      if let message { notes.append("it was “\(entry.message)”, it is “\(message)”") }
      if !rights.isEmpty {
        let more = rights.count > 3 ? " and \(rights.count - 3) more" : ""
        notes.append("further rights take part: " + rights.prefix(3).joined(separator: ", ") + more)
      }
      return Diagnostic(
        .outgrownBaselineEntry, "the finding of \(what) says more than on \(entry.written)", place: place, notes: notes)
    }
  }
}
