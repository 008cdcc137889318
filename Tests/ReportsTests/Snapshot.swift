import Glibc
import TestSupport
import Testing

/// Compares texts with files beside the tests. With POLICYC_UPDATE_SNAPSHOTS=1 in the environment it writes them.
enum Snapshot {
  static func check(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Snapshots/"
    if getenv("POLICYC_UPDATE_SNAPSHOTS") != nil {
      guard let file = fopen(folder + name, "w") else {
        Issue.record("cannot write \(name)", sourceLocation: sourceLocation)
        return
      }
      fputs(text, file)
      fclose(file)
      return
    }
    #expect(text == Fixtures.read("Tests/ReportsTests/Snapshots/" + name), sourceLocation: sourceLocation)
  }
}
