import ArgumentParser
import Glibc
import Governance
import Manifests
import Workbench

/// The options by which commands say what policies and data they are about.
struct ProjectOptions: ParsableArguments {
  @OptionGroup var project: ProjectFolder

  @Option(name: .customLong("policy"), help: ArgumentHelp("A policy file or folder.", valueName: "path"))
  var policies: [String] = []

  @Option(help: ArgumentHelp("Data: a file, a folder, or a file as one section.", valueName: "path|section=path"))
  var data: [String] = []

  @Option(help: ArgumentHelp("A file among the data that is not data. May be repeated.", valueName: "pattern"))
  var ignore: [String] = []

  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("Threads to work on at once.", valueName: "count"))
  var jobs: Int?

  @Flag(help: "Unknown sections and fields in the data are warnings.")
  var lenient = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  /// The request by the command line and by a project that it names.
  ///
  /// - Parameter paths: policies besides those of `--policy`. Folders that are projects mean those.
  func namedRequest(_ paths: [String] = []) throws -> CheckRequest {
    let (named, others) = try project.named(among: paths + policies)
    var request = CheckRequest(
      policies: [], data: data.map { DataInput(argument: $0) }, asOf: reading.day, language: reading.language)
    request.ignored = ignore.map { PathPattern($0) }
    request.isLenient = lenient
    request.givesAdvice = false
    request.jobs = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    guard let named else {
      request.policies = others
      return request
    }
    // Policies beside a project that is among them are added to those of the project.
    if project.folder != nil { request.policies = others }
    reading.adopt(named, into: &request)
    if project.folder == nil { request.policies += others }
    return request
  }

  /// The request; whatever the command line does not name comes from the nearest project file.
  ///
  /// - Parameter paths: policies besides those of `--policy`.
  func request(_ paths: [String] = [], needsData: Bool) throws -> CheckRequest {
    var request = try namedRequest(paths)
    guard request.projectPath == nil, request.policies.isEmpty || needsData && request.data.isEmpty else {
      return request
    }
    guard let project = Project.find() else {
      let wanted = request.policies.isEmpty ? "policies with --policy" : "data with --data"
      throw ValidationError("name \(wanted): there is no \(Project.fileName) here or above")
    }
    reading.adopt(project, into: &request)
    return request
  }
}
