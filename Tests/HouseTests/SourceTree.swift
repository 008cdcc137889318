import Glibc

/// The sources of the package as text, for rules about them.
enum SourceTree {
  struct File: Sendable {
    /// Below the root of the package: `Sources/RulePlan/Plan.swift`.
    var path: String
    var text: String

    var room: String { String(path.split(separator: "/")[1]) }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    /// The lines without comments and texts of several lines.
    var code: [Substring] {
      var isText = false
      return lines.filter { line in
        let marks = line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
        let wasText = isText
        if marks % 2 == 1 { isText.toggle() }
        return !wasText && !line.trimmed.hasPrefix("//")
      }
    }
    var imports: [String] {
      code.compactMap { line in
        let words = line.split(separator: " ").filter { $0 != "public" && $0 != "private" && $0 != "@testable" }
        return words.count == 2 && words[0] == "import" ? String(words[1]) : nil
      }
    }
  }

  static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  static let sources: [File] = files(below: "Sources", ending: ".swift")

  /// All files below a folder, by path.
  static func files(below folder: String, ending: String) -> [File] {
    var result: [File] = []
    var waiting = [folder]
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
          result.append(File(path: path + "/" + name, text: text))
        }
      }
    }
    return result.sorted { $0.path < $1.path }
  }

  static func read(_ path: String) -> String? {
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

extension Substring {
  var trimmed: Substring { drop(while: \.isWhitespace) }
}
