import Glibc

/// The policies of this package: those of the library and its examples, of the acceptance cases and of the tests.
public enum Fixtures {
  public struct Policy: Sendable {
    /// Path below the root of the package.
    public var name: String
    public var text: String
  }

  /// Every policy that has no fault of syntax, by name.
  public static let policies: [Policy] = all.filter { !$0.name.contains("syntax") && !$0.name.contains("broken") }

  /// Every policy of the package, by name.
  public static let all: [Policy] = files(below: ["policies", "Tests"], ending: ".policy")

  /// The text files below some folders of the package, by name.
  public static func files(below folders: [String], ending: String) -> [Policy] {
    var result: [Policy] = []
    var waiting = folders
    while let path = waiting.popLast() {
      guard let directory = opendir(root + "/" + path) else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard !name.hasPrefix(".") else { continue }
        if entry.pointee.d_type == UInt8(DT_DIR) {
          waiting.append(path + "/" + name)
        } else if name.hasSuffix(ending), let text = read(path + "/" + name) {
          result.append(Policy(name: path + "/" + name, text: text))
        }
      }
    }
    return result.sorted { $0.name < $1.name }
  }

  private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// A text file of the package by its path below the root; nil where there is none.
  public static func read(_ path: String) -> String? {
    guard let file = fopen(root + "/" + path, "r") else { return nil }
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
