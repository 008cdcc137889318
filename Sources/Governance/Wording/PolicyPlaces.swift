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

  /// As it is written in the policies, on one line; nil for what the tool declares itself.
  func text(of origin: Origin) -> String? {
    guard files.indices.contains(origin.file), origin.start < origin.end else { return nil }
    let text = files[origin.file].text(in: SourceRange(origin.start, origin.end))
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
