/// Says which files among the data need not be read as data, and which may be.
public struct FileFilter: Sendable {
  /// The name of the file that makes a folder a project.
  public static let projectFileName = "policyc.yaml"

  private let ignored: [PathPattern]
  private let otherFiles: Set<FileIdentity>
  /// The folder that holds all that a project may name; nil without a project.
  let root: ProjectRoot?

  /// - Parameters:
  ///   - ignored: patterns of the project and the command line.
  ///   - otherFiles: paths that the run names for something else: requests, baselines, reports. They need not exist.
  ///   - root: the folder that holds all that a project may name; nil without a project.
  public init(ignored: [PathPattern] = [], otherFiles: [String] = [], root: ProjectRoot? = nil) {
    self.ignored = ignored
    self.root = root
    self.otherFiles = Set(otherFiles.compactMap { FileIdentity(path: $0) })
  }

  /// Why a file may be passed over; nil where it is data, or has to be.
  func reason(forFile path: String, name: String, _ identity: FileIdentity?) -> PassedFile.Reason? {
    if let reason = reason(forName: name, path) { return reason }
    if name.hasSuffix(".policy") { return .policy }
    if name.hasSuffix(".md") { return .prose }
    if name == Self.projectFileName { return .projectFile }
    return identity.map { otherFiles.contains($0) } ?? false ? .otherPurpose : nil
  }

  /// Why a folder may be passed over with all that it holds; nil where it is gone through.
  func reason(forFolder path: String, name: String) -> PassedFile.Reason? {
    if let reason = reason(forName: name, path) { return reason }
    return FileIdentity(path: path + "/" + Self.projectFileName) == nil ? nil : .nestedProject
  }

  private func reason(forName name: String, _ path: String) -> PassedFile.Reason? {
    if name.hasPrefix(".") { return .hidden }
    return ignored.contains { $0.fits(path) } ? .ignored : nil
  }
}
