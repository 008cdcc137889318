import Glibc
import Testing

@testable import policyc

@Suite final class OutputFileTests {
  private let folder: String = {
    var template = Array("/tmp/policyc-output-XXXXXX".utf8CString)
    return mkdtemp(&template).map { String(cString: $0) } ?? "/nowhere"
  }()

  deinit {
    for name in names { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  private func write(_ text: String, to path: String, isComplete: Bool = true) throws {
    let file = try OutputFile(path: path)
    var text = text
    #expect(text.withUTF8 { file.write(UnsafeRawBufferPointer($0)) })
    try file.finish(isComplete: isComplete)
  }

  private func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    return String(decoding: buffer[..<fread(&buffer, 1, buffer.count, file)], as: UTF8.self)
  }

  /// Names in the folder, without those of every folder.
  private var names: [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  @Test func aFileIsThereOnlyWhenItIsComplete() throws {
    let path = folder + "/a"
    let file = try OutputFile(path: path)
    #expect(read(path) == nil)
    try file.finish(isComplete: true)
    #expect(read(path) == "")
    #expect(names == ["a"])
  }

  @Test func whatWasThereIsReplacedWholeAndKeepsItsMode() throws {
    let path = folder + "/a"
    try write("long text of before", to: path)
    chmod(path, 0o640)
    try write("new", to: path)
    #expect(read(path) == "new")
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o777 == 0o640)
  }

  @Test func whatWasThereStaysWhereWritingFails() throws {
    let path = folder + "/a"
    try write("before", to: path)
    #expect(throws: OutputFile.Failure.self) { try write("half", to: path, isComplete: false) }
    #expect(read(path) == "before")
    #expect(names == ["a"])
  }

  @Test func theFileBehindALinkIsReplacedAndTheLinkStays() throws {
    try write("before", to: folder + "/a")
    symlink("a", folder + "/link")
    try write("after", to: folder + "/link")
    #expect(read(folder + "/a") == "after")
    var status = stat()
    lstat(folder + "/link", &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func whatIsNoFileIsWrittenToAsItIs() throws {
    try write("x", to: "/dev/null")
    var status = stat()
    stat("/dev/null", &status)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test func whereNothingCanBeWrittenTheReasonIsSaid() {
    #expect(throws: OutputFile.Failure.self) { try write("x", to: folder) }
    #expect(throws: OutputFile.Failure.self) { try write("x", to: folder + "/none/a") }
  }
}
