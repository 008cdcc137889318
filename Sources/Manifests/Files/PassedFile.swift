/// A file or folder among the data that is not read, and need not be.
public struct PassedFile: Hashable, Sendable {
  public enum Reason: String, Sendable, CaseIterable {
    /// Its name begins with a dot.
    case hidden
    case policy
    /// Text for people: `*.md`.
    case prose
    case projectFile = "project file"
    /// A folder with a project file of its own.
    case nestedProject = "another project"
    /// A request, a baseline or a report of the same run.
    case otherPurpose = "named for another purpose"
    /// A pattern of the project or the command line says so.
    case ignored
  }

  public let path: String
  public let reason: Reason
}
