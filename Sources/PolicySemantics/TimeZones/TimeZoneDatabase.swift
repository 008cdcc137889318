import Glibc
public import RulePlan

/// Where the rules of time zones come from.
public struct TimeZoneDatabase: Sendable {
  public enum Fault: Error, Sendable {
    /// There is no database.
    case missing
    /// The database has no such zone.
    case unknownZone
    /// The file of the zone cannot be read.
    case unreadable
  }

  /// The rules of a zone by its name: `Africa/Nairobi`.
  public var rules: @Sendable (String) -> Result<TimeZoneRules, Fault>
  /// Which one it is, as its makers number it: `2025b`; nil where it does not say.
  public var version: @Sendable () -> String?

  public init(
    rules: @escaping @Sendable (String) -> Result<TimeZoneRules, Fault>, version: @escaping @Sendable () -> String?
  ) {
    self.rules = rules
    self.version = version
  }

  /// The database of the system, read when a policy names a zone.
  public static let system = TimeZoneDatabase(
    rules: { name in
      guard let folder = SystemFolder.found else { return .failure(.missing) }
      guard SystemFolder.isName(name) else { return .failure(.unknownZone) }
      guard let bytes = SystemFolder.bytes(of: folder + "/" + name, limit: 1 << 20) else {
        return .failure(.unknownZone)
      }
      return TimeZoneRules(tzif: bytes).map { .success($0) } ?? .failure(.unreadable)
    },
    version: {
      guard let folder = SystemFolder.found else { return nil }
      if let bytes = SystemFolder.bytes(of: folder + "/+VERSION", limit: 64) {
        return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
      }
      // `# version 2025b`
      guard let bytes = SystemFolder.bytes(of: folder + "/tzdata.zi", limit: 1 << 20) else { return nil }
      let words = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self).split(separator: " ")
      return words.count == 3 && words[1] == "version" ? String(words[2]) : nil
    })
}

private enum SystemFolder {
  private static let folders: [String] = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"]

  static let found = folders.first { folder in access(folder, R_OK | X_OK) == 0 }

  /// Letters, digits and signs, in parts that cannot lead out of the folder.
  static func isName(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return name.utf8.count <= 100
      && parts.allSatisfy { part in
        part.first.map { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") } ?? false
          && part.allSatisfy { byte in
            byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
              || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
              || byte == UInt8(ascii: "+")
          }
      }
  }

  /// The bytes of a regular file that is not larger than a limit.
  static func bytes(of path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { read(descriptor, $0 + count, buffer.count - count) } ?? 0
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      count += got
    }
    return count <= limit ? Array(bytes.prefix(count)) : nil
  }
}
