import Diagnostics
import Glibc
import PolicySyntax
import SourceText
import Testing

@Suite struct RoundTripTests {
  /// Texts of the fixtures folder beside this file.
  static let fixtures: [(name: String, bytes: [UInt8])] = {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    var result: [(String, [UInt8])] = []
    guard let directory = opendir("/\(folder)/Fixtures") else { return [] }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasSuffix(".policy"), let file = fopen("/\(folder)/Fixtures/\(name)", "r") else { continue }
      defer { fclose(file) }
      var bytes = [UInt8](repeating: 0, count: 1 << 20)
      let count = fread(&bytes, 1, bytes.count, file)
      result.append((name, Array(bytes[..<count])))
    }
    return result.sorted { $0.0 < $1.0 }
  }()

  static func joined(_ tree: SyntaxTree) -> [UInt8] {
    (0..<tree.tokenCount).flatMap { index in
      let range = tree.token(at: index).range
      return tree.source.bytes[range.start..<range.end]
    }
  }

  @Test func fixturesAreThere() { #expect(Self.fixtures.count >= 8) }

  @Test(arguments: fixtures.map(\.name))
  func goodPoliciesParseWithoutAFault(name: String) throws {
    let bytes = try #require(Self.fixtures.first { $0.name == name }).bytes
    let tree = PolicyParser.parse(SourceFile(path: name, bytes: bytes))
    #expect(Self.joined(tree) == bytes)
    if !name.hasPrefix("broken") {
      #expect(tree.diagnostics.map { "\($0.place.line):\($0.place.column) \($0.message)" } == [])
    }
  }

  @Test(arguments: fixtures.map(\.name))
  func everyPrefixParsesAndKeepsItsBytes(name: String) throws {
    let bytes = try #require(Self.fixtures.first { $0.name == name }).bytes
    for end in stride(from: 0, through: bytes.count, by: 7) {
      let prefix = Array(bytes[..<end])
      #expect(Self.joined(PolicyParser.parse(SourceFile(path: name, bytes: prefix))) == prefix)
    }
  }
}

@Suite struct RecoveryTests {
  @Test func eachMistakeIsOneFaultAtItsLine() throws {
    let bytes = try #require(RoundTripTests.fixtures.first { $0.name == "broken.policy" }).bytes
    let tree = PolicyParser.parse(SourceFile(path: "broken.policy", bytes: bytes))
    #expect(tree.diagnostics.map { $0.place.line } == [3, 7, 13, 21], "\(tree.diagnostics.map(\.message))")
    #expect(tree.diagnostics.last?.message.contains("`rule`") == true)
  }
}
