public import Diagnostics
public import RulePlan
public import SourceText

/// Origins in the plan as places that people read.
public struct PolicyPlaces: Sendable {
  let files: [SourceFile]

  /// - Parameter files: those that were compiled, in the order of ``Plan/files``.
  public init(files: [SourceFile]) { self.files = files }

  /// Nil for what the tool declares itself.
  public func place(of origin: Origin) -> Place? {
    guard files.indices.contains(origin.file) else { return nil }
    return Place(SourceRange(origin.start, origin.end), in: files[origin.file])
  }
}
