import Glibc
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
    #expect(text == read(folder + name), sourceLocation: sourceLocation)
  }

  private static func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
