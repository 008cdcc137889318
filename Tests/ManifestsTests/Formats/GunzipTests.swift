import Diagnostics
import Testing

@testable import Manifests

@Suite struct GunzipTests {
  private func unpack(_ bytes: [UInt8], limits: LoadLimits = LoadLimits()) throws -> [UInt8] {
    try bytes.withUnsafeBufferPointer { try Gunzip.unpack($0, limits: limits) }
  }

  private func code(_ bytes: [UInt8], limits: LoadLimits = LoadLimits()) -> String? {
    do {
      _ = try unpack(bytes, limits: limits)
      return nil
    } catch {
      return (error as? UnpackFault)?.code.code
    }
  }

  @Test func membersOneAfterTheOtherAreJoined() throws {
    let packed = Packing.gzip(Array("ann\n".utf8)) + Packing.gzip(Array("ben\n".utf8))
    #expect(try unpack(packed) == Array("ann\nben\n".utf8))
  }

  @Test func zerosAtTheEndArePassedOver() throws {
    #expect(try unpack(Packing.gzip([65, 66]) + [0, 0, 0]) == [65, 66])
    #expect(try unpack(Packing.gzip([])) == [])
  }

  @Test func whatIsNoGzipIsAnError() {
    #expect(code(Array("{}".utf8)) == "P4590")
    #expect(code([]) == "P4590")
    #expect(code(Packing.gzip([1, 2, 3]) + [9]) == "P4590")
  }

  @Test func aFileThatIsCutAnywhereIsAnError() {
    let packed = Packing.gzip(Array((0..<200).map { UInt8($0) }))
    for end in 2..<packed.count { #expect(code(Array(packed[..<end])) == "P4590", "\(end)") }
  }

  @Test func aByteThatChangedNeverPasses() throws {
    let content = Array("Dienststelle;Betrag\n4711;12,50\n4712;13,50\n".utf8)
    let packed = Packing.gzip(content)
    for index in packed.indices {
      var damaged = packed
      damaged[index] ^= 0x55
      // Bytes 4 to 9 of the header are the time and the program, which say nothing of the content.
      if let result = try? unpack(damaged) { #expect(result == content, "\(index)") }
    }
  }

  @Test func itUnpacksToAtMostTwoHundredTimesItsSize() throws {
    #expect(code(Packing.gzip([UInt8](repeating: 0, count: 1_000_000))) == "P4591")
    // 200 bytes of noise and as many zeros: far below.
    let plain = (0..<200).map { UInt8(truncatingIfNeeded: $0 * $0) } + [UInt8](repeating: 0, count: 200)
    #expect(try unpack(Packing.gzip(plain)) == plain)
  }

  @Test func limitsOfFilesAndMembersHold() {
    var limits = LoadLimits()
    limits.fileSize = 10
    #expect(code(Packing.gzip([UInt8](repeating: 7, count: 11)), limits: limits) == "P4591")
    limits = LoadLimits()
    limits.memberCount = 2
    let member = Packing.gzip([1])
    #expect(code(member + member, limits: limits) == nil)
    #expect(code(member + member + member, limits: limits) == "P4593")
  }
}
