import Glibc
import RecordStore
import Testing

@Suite struct FileBytesTests {
  private static let size = 3 << 20

  /// A file of one byte over and over, open for reading.
  private func makeFile() -> (path: String, descriptor: Int32) {
    var template = Array("/tmp/policyc-bytes-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let block = [UInt8](repeating: 0x61, count: 1 << 20)
    for _ in 0..<(Self.size >> 20) { block.withUnsafeBytes { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) } }
    close(descriptor)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (path, open(path, O_RDONLY | O_CLOEXEC))
  }

  @Test func aMappedFileThatShrinksWhileItIsReadIsFoundOutAndKillsNobody() throws {
    let (path, descriptor) = makeFile()
    defer { unlink(path) }
    let state = try #require(FileState(descriptor: descriptor))
    let bytes = try #require(FileBytes(mapping: descriptor, count: Self.size, state: state))
    #expect(!bytes.hasChanged)
    let sum = bytes.withBytes { bytes in
      truncate(path, 100)
      return bytes.reduce(0) { $0 + Int($1) }
    }
    #expect(sum >= 100 * 0x61 && sum < Self.size * 0x61)
    #expect(bytes.hasChanged)
  }

  @Test func aMappedFileThatIsWrittenToHasChangedWhateverItsSize() throws {
    let (path, descriptor) = makeFile()
    defer { unlink(path) }
    let state = try #require(FileState(descriptor: descriptor))
    let bytes = try #require(FileBytes(mapping: descriptor, count: Self.size, state: state))
    usleep(20_000)
    let writer = open(path, O_WRONLY)
    pwrite(writer, "b", 1, 5)
    close(writer)
    #expect(bytes.hasChanged)
    #expect(bytes.withBytes { $0.count } == Self.size)
  }

  @Test func manyFilesAreMappedAndGivenBack() throws {
    let (path, descriptor) = makeFile()
    defer { unlink(path) }
    close(descriptor)
    for _ in 0..<3 {
      var mapped: [FileBytes] = []
      for _ in 0..<1100 {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0, let state = FileState(descriptor: file) else { break }
        guard let bytes = FileBytes(mapping: file, count: Self.size, state: state) else {
          close(file)
          break
        }
        mapped.append(bytes)
      }
      // A limited number is guarded at a time, and other tests map files too.
      #expect(mapped.count > 800 && mapped.count <= 1024)
    }
  }
}
