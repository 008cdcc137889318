import ArgumentParser
import Evaluation
import Workbench

/// The bounds of a run.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Stops after this time, such as 30s or 5m, and reports what is done.", valueName: "time"))
  var timeout: RunTime?

  /// Sets the limits of a run, and starts its time.
  func apply(to request: inout CheckRequest) {
    guard let timeout else { return }
    TimeLimit.start(timeout.milliseconds)
    request.cancellation = TimeLimit.cancellation
  }
}

/// A time as the command line has it: `90`, `90s`, `5m`, `1h`, `500ms`; without a unit in seconds.
struct RunTime: ExpressibleByArgument {
  let milliseconds: Int

  init?(argument: String) {
    let units: [(String, Int)] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)]
    let (suffix, factor) = units.first { argument.hasSuffix($0.0) } ?? ("", 1_000)
    guard let count = Int(argument.dropLast(suffix.utf8.count)), count > 0, count <= 1_000_000 else { return nil }
    milliseconds = count * factor
  }
}
