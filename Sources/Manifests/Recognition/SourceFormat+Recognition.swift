import RulePlan

extension SourceFormat {
  /// By the end of a file's name, without `.gz`; where that says nothing, by its first bytes.
  init(path: String, _ bytes: UnsafeBufferPointer<UInt8>) {
    switch Self.ending(of: path) {
    case "csv", "tsv", "tab": self = .csv
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonl
    case "yaml", "yml": self = .yaml
    case "xlsx", "xlsm": self = .xlsx
    case "xml": self = .xml
    case "ldif", "ldf": self = .ldif
    default:
      let start = bytes.first { $0 > 0x20 && $0 < 0x80 } ?? 0
      if ZipArchive.isPacked(bytes) {
        self = .xlsx
      } else if start == 0x3C {
        self = .xml
      } else if start == 0x7B || start == 0x5B {
        self = .json
      } else {
        self = bytes.starts(with: "dn:".utf8) || bytes.starts(with: "version: 1".utf8) ? .ldif : .csv
      }
    }
  }

  private static func name(of path: String) -> Substring {
    let name = path.split(separator: "/").last ?? ""
    return FormatReaders.isPacked(path) ? name.dropLast(3) : name
  }

  private static func ending(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The name of a file without its folder and its endings.
  static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return String(name) }
    return String(name[..<dot])
  }
}

extension SourceEncoding {
  /// By a byte order mark, or by the first byte that is not UTF-8: files that are neither are nearly always windows-1252,
  /// which has the letters of ISO 8859-1 and more.
  init(of bytes: UnsafeBufferPointer<UInt8>, invalid: Int?) {
    if bytes.count >= 2, bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF {
      self = .utf16
    } else if invalid == nil {
      self = .utf8
    } else {
      // Bytes that are nothing in windows-1252.
      let isOther = bytes.contains { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }
      self = isOther ? .latin1 : .windows1252
    }
  }
}
