import Reports

/// Where one report goes: standard output, or a file that is replaced whole.
struct ReportFile {
  /// Nil and `-` are standard output.
  let path: String?

  /// False, after saying why, where the output has refused it.
  func write(_ body: (ReportStream) -> Void) -> Bool {
    guard let path, path != "-" else {
      let stream = ReportStream { Output.standard.write($0) }
      body(stream)
      stream.flush()
      return !stream.isBroken
    }
    do throws(OutputFile.Failure) {
      let file = try OutputFile(path: path)
      let stream = ReportStream { file.write($0) }
      body(stream)
      stream.flush()
      try file.finish(isComplete: !stream.isBroken)
      return true
    } catch {
      Output.error.write(error: error.message)
      return false
    }
  }
}
