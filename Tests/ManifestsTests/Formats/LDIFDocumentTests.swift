import RulePlan
import Testing

@testable import Manifests

@Suite struct LDIFDocumentTests {
  @Test func eachEntryIsADocument() {
    #expect(
      TreeText.read("dn: a\nMember: x\ncn: y\nmember: z\n\ndn: b\n", format: .ldif)
        == "{dn: 'a'@1:5, member: ['x'@2:9, 'z'@4:9]@2:1, cn: 'y'@3:5}@1:1\n{dn: 'b'@6:5}@6:1")
    #expect(TreeText.read("cn: a\n", format: .ldif).hasPrefix("P4596 1:1 "))
  }
}
