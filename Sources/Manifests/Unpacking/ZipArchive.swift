import CMinizip
import Diagnostics

/// A zip archive in memory. Its members are found by name and unpacked in blocks, within the budget of the archive.
final class ZipArchive {
  private let file: MemoryFile
  private let archive: unzFile
  /// Places of the members, by name in small letters: packages of Office compare names so.
  private var members: [String: unz64_file_pos] = [:]
  private var budget: UnpackBudget

  /// Longest name of a member that is kept; those of spreadsheets are much shorter.
  private static let nameLimit = 1024

  static func isPacked(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count >= 4 && bytes[0] == 0x50 && bytes[1] == 0x4B && (bytes[2] == 0x03 || bytes[2] == 0x05)
  }

  /// Opens an archive and lists its members. The bytes must stay where they are as long as it lives.
  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: LoadLimits) throws(UnpackFault) {
    budget = UnpackBudget(packedSize: bytes.count, limits: limits)
    file = MemoryFile(bytes)
    var functions = file.functions
    guard Self.isPacked(bytes), let archive = unzOpen2_64(nil, &functions) else {
      throw Self.damaged("its list of members, which ends a zip file, is not there")
    }
    self.archive = archive
    try listMembers()
  }

  deinit { unzClose(archive) }

  func holds(_ name: String) -> Bool { members[name.lowercased()] != nil }

  /// Takes from what may still be made of the archive, for what is unpacked a second time by repeating it.
  func take(bytes count: Int) throws(UnpackFault) { try budget.take(bytes: count) }

  /// Unpacks a member block by block.
  ///
  /// - Parameter body: takes the next block and whether it is the last one, which may be empty.
  func read(
    _ name: String, blockSize: Int = 1 << 20, _ body: (UnsafeBufferPointer<UInt8>, Bool) throws(UnpackFault) -> Void
  ) throws(UnpackFault) {
    guard var place = members[name.lowercased()] else { throw Self.damaged("`\(name)` is missing from it") }
    guard unzGoToFilePos64(archive, &place) == UNZ_OK else { throw Self.damaged("`\(name)` cannot be found in it") }
    try checkMember(name)
    guard unzOpenCurrentFile(archive) == UNZ_OK else { throw Self.damaged("`\(name)` cannot be unpacked") }
    var isOpen = true
    defer { if isOpen { unzCloseCurrentFile(archive) } }
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, blockSize))
    defer { block.deallocate() }
    while true {
      let count = unzReadCurrentFile(archive, block.baseAddress, UInt32(block.count))
      guard count >= 0 else { throw Self.damaged("`\(name)` cannot be unpacked to its end") }
      try budget.take(bytes: Int(count))
      if count > 0 { try body(UnsafeBufferPointer(rebasing: block[..<Int(count)]), false) }
      if count == 0 { break }
    }
    isOpen = false
    guard unzCloseCurrentFile(archive) == UNZ_OK else {
      throw Self.damaged("the checksum of `\(name)` does not fit it")
    }
    try body(UnsafeBufferPointer(start: nil, count: 0), true)
  }

  private func listMembers() throws(UnpackFault) {
    var information = unz_global_info64()
    guard unzGetGlobalInfo64(archive, &information) == UNZ_OK,
      file.ends(withComment: Int(clamping: information.size_comment))
    else { throw Self.damaged("its list of members is cut or damaged") }
    try budget.take(members: Int(clamping: information.number_entry))
    let name = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Self.nameLimit + 1)
    defer { name.deallocate() }
    var status = unzGoToFirstFile(archive)
    while status == UNZ_OK {
      var place = unz64_file_pos()
      name.initialize(repeating: 0)
      guard let base = name.baseAddress,
        unzGetCurrentFileInfo64(archive, nil, base, uLong(Self.nameLimit), nil, 0, nil, 0) == UNZ_OK,
        unzGetFilePos64(archive, &place) == UNZ_OK
      else { throw Self.damaged("its list of members is cut or damaged") }
      let text = String(cString: base)
      guard members.updateValue(place, forKey: text.lowercased()) == nil else {
        throw Self.damaged("it has two members \(quoted(text))")
      }
      status = unzGoToNextFile(archive)
    }
    guard status == UNZ_END_OF_LIST_OF_FILE || members.isEmpty && information.number_entry == 0 else {
      throw Self.damaged("its list of members is cut or damaged")
    }
  }

  private func checkMember(_ name: String) throws(UnpackFault) {
    var information = unz_file_info64()
    guard unzGetCurrentFileInfo64(archive, &information, nil, 0, nil, 0, nil, 0) == UNZ_OK else {
      throw Self.damaged("`\(name)` cannot be found in it")
    }
    guard information.flag & 1 == 0 else { throw Self.damaged("`\(name)` is encrypted") }
    guard information.compression_method == 0 || information.compression_method == uLong(Z_DEFLATED) else {
      throw Self.damaged("`\(name)` is packed by method \(information.compression_method), and only deflate is read")
    }
  }

  private static func damaged(_ reason: String) -> UnpackFault {
    UnpackFault(code: .malformedZip, message: "the zip file cannot be read: \(reason)")
  }
}
