import Diagnostics
import Testing

@testable import Manifests

@Suite struct ZipArchiveTests {
  private func read(_ bytes: [UInt8], _ name: String, limits: LoadLimits = LoadLimits()) throws(UnpackFault) -> [UInt8]
  {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<[UInt8], UnpackFault> in
      var content: [UInt8] = []
      do throws(UnpackFault) {
        try ZipArchive(buffer, limits: limits).read(name, blockSize: 7) { (block, _) throws(UnpackFault) in
          content += Array(block)
        }
        return .success(content)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func fault(_ bytes: [UInt8], _ name: String, limits: LoadLimits = LoadLimits()) -> String? {
    do throws(UnpackFault) {
      _ = try read(bytes, name, limits: limits)
      return nil
    } catch {
      return "\(error.code.code) \(error.message)"
    }
  }

  private static let text = Array("the quick brown fox jumps over the lazy dog".utf8)

  @Test(arguments: [true, false]) func membersAreFoundByNameInAnyLetterCase(isStored: Bool) throws {
    let archive = Packing.zip([("a.xml", Self.text), ("Folder/B.xml", [1, 2, 3])], isStored: isStored)
    #expect(try read(archive, "a.xml") == Self.text)
    #expect(try read(archive, "folder/b.XML") == [1, 2, 3])
    #expect(fault(archive, "c.xml") == "P4592 the zip file cannot be read: `c.xml` is missing from it")
  }

  @Test func whatIsDamagedIsAnErrorAndNothingElse() {
    let archive = Packing.zip([("a.xml", Self.text)])
    for end in 0..<archive.count {
      #expect(fault(Array(archive[..<end]), "a.xml")?.hasPrefix("P459") == true, "\(end)")
    }
    for index in archive.indices {
      for change in [0xFF, 0x01, 0x80] as [UInt8] {
        var damaged = archive
        damaged[index] ^= change
        if let content = try? read(damaged, "a.xml") { #expect(content == Self.text, "\(index)") }
      }
    }
  }

  @Test func twoMembersOfOneNameAreRefused() {
    let archive = Packing.zip([("a.xml", [1]), ("A.xml", [2])])
    #expect(fault(archive, "a.xml") == "P4592 the zip file cannot be read: it has two members `A.xml`")
  }

  @Test func anEncryptedMemberIsRefused() {
    var archive = Packing.zip([("a.xml", Self.text)])
    // The flags, in the list of members and in front of the member itself.
    guard let entry = archive.indices.first(where: { archive[$0...].starts(with: [0x50, 0x4B, 1, 2]) }) else { return }
    archive[entry + 8] |= 1
    archive[6] |= 1
    #expect(fault(archive, "a.xml") == "P4592 the zip file cannot be read: `a.xml` is encrypted")
  }

  @Test func limitsHold() {
    var limits = LoadLimits()
    limits.memberCount = 1
    #expect(fault(Packing.zip([("a", [1]), ("b", [2])]), "a", limits: limits)?.hasPrefix("P4593") == true)
    let bomb = Packing.zip([("a", [UInt8](repeating: 0, count: 1_000_000))])
    #expect(fault(bomb, "a")?.hasPrefix("P4591") == true)
  }
}
