import Glibc
import Reports
import SourceText

/// Writes reports to their targets.
struct ReportPrinter {
  let report: Report
  /// Makes the writer of a format; colours depend on where it goes.
  let format: (ReportTarget) -> any ReportFormat

  /// Writes to all targets, and returns what failed in words; an empty list where nothing did.
  func write(to targets: [ReportTarget]) -> [PlainMarkup] {
    var failures: [PlainMarkup] = []
    for target in targets {
      do throws(OutputFile.Failure) {
        try write(to: target)
      } catch {
        failures.append(error.message)
      }
    }
    return failures
  }

  private func write(to target: ReportTarget) throws(OutputFile.Failure) {
    guard let path = target.path else {
      var reason: Int32 = 0
      let stream = ReportStream { block in
        if Output.standard.write(block) { return true }
        reason = errno
        return false
      }
      format(target).write(report, to: stream)
      stream.flush()
      guard stream.isBroken else { return }
      // A reader that closed the pipe on purpose needs no message.
      let message: PlainMarkup =
        reason == EPIPE ? "" : "cannot write to standard output: \(String(cString: strerror(reason)).shown)"
      throw OutputFile.Failure(message: message)
    }
    let file = try OutputFile(path: path)
    let stream = ReportStream { file.write($0) }
    format(target).write(report, to: stream)
    stream.flush()
    try file.finish(isComplete: !stream.isBroken)
  }
}
