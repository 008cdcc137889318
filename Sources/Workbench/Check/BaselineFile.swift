import Diagnostics
public import Governance
import Manifests
public import SourceText

/// The file of a baseline: JSON with the fingerprints of findings.
public enum BaselineFile {
  /// The text of a baseline; the same for the same findings, whatever their order.
  public static func text(of baseline: Baseline) -> String {
    let lines = baseline.fingerprints.sorted().map { "    \"\($0)\"" }
    let list = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n  ]"
    return "{\n  \"schemaVersion\": 1,\n  \"fingerprints\": \(list)\n}\n"
  }

  /// Nil where the file is not a baseline.
  public static func read(_ file: SourceFile) -> Baseline? {
    let (root, diagnostics) = DocumentReader.read(SourceFile(path: file.path + ".json", bytes: file.bytes))
    guard diagnostics.isEmpty, root?["schemaVersion"]?.text == "1", let list = root?["fingerprints"]?.elements else {
      return nil
    }
    let fingerprints = list.compactMap(\.text)
    return fingerprints.count == list.count ? Baseline(fingerprints: Set(fingerprints)) : nil
  }
}
