import ArgumentParser
import Glibc
import Governance
import Manifests
import Workbench

/// The options by which commands say what policies and data they are about.
struct ProjectOptions: ParsableArguments {
  @Option(name: .customLong("policy"), help: ArgumentHelp("A policy file or folder.", valueName: "path"))
  var policies: [String] = []

  @Option(help: ArgumentHelp("Data: a file, a folder, or a file as one section.", valueName: "path|section=path"))
  var data: [String] = []

  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("Threads to work on at once.", valueName: "count"))
  var jobs: Int?

  @Flag(help: "Unknown sections and fields in the data are warnings.")
  var lenient = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  /// The request given by the command line alone.
  ///
  /// - Parameter paths: policies besides those of `--policy`.
  func namedRequest(_ paths: [String] = []) -> CheckRequest {
    var request = CheckRequest(
      policies: paths + policies, data: data.map { DataInput(argument: $0) }, asOf: reading.day,
      language: reading.language)
    request.isLenient = lenient
    request.givesAdvice = false
    request.jobs = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return request
  }

  /// The request; whatever the command line does not name comes from the project file.
  ///
  /// - Parameter paths: policies besides those of `--policy`.
  func request(_ paths: [String] = [], needsData: Bool) throws -> CheckRequest {
    var request = namedRequest(paths)
    guard request.policies.isEmpty || needsData && request.data.isEmpty else { return request }
    guard let project = Project.find() else {
      let wanted = request.policies.isEmpty ? "policies with --policy" : "data with --data"
      throw ValidationError("name \(wanted): there is no \(Project.fileName) here or above")
    }
    reading.adopt(project, into: &request)
    return request
  }
}
