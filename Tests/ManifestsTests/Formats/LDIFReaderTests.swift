import Diagnostics
import SourceText
import Testing

@testable import Manifests

@Suite struct LDIFReaderTests {
  /// Entries as text: values with the line and column of where they begin.
  private func entries(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { file in
      var reader = LDIFReader(file, lengthLimit: 1000)
      var entry = LDIFEntry()
      var result: [String] = []
      do throws(LDIFFault) {
        while try reader.next(&entry) {
          let values = entry.values.map { value in
            let name = String(decoding: entry.names[value.name], as: UTF8.self)
            return
              "\(name)=\(String(decoding: entry.text(of: value, in: file), as: UTF8.self))@\(value.valueRange.start)"
          }
          result.append("\(entry.start)..\(entry.end) " + values.joined(separator: " "))
        }
      } catch {
        result.append("\(error.code.code) \(error.start)..\(error.end) \(error.message)")
      }
      return result
    }
  }

  @Test func entriesFoldedLinesAndBase64() {
    let text =
      "version: 1\n# people\n\ndn: uid=ann,\n dc=org\nCN:: w4AuIFM=\nMail:a@b\nmail:  c@d\n\n\ndn:: dWlkPWJlbg==\ncn;Lang-FR: B\n"
    #expect(
      entries(text) == [
        "21..75 dn=uid=ann,dc=org@25 cn=À. S@47 mail=a@b@61 mail=c@d@72",
        "78..109 dn=uid=ben@83 cn;lang-fr=B@108",
      ])
  }

  @Test func lineEndingsOfWindowsAndFoldsAnywhere() {
    #expect(
      entries("dn: a\r\nc\r\n n:\r\n  x\r\n y\r\ncn:\r\n : eA==\r\n\r\ndn: b") == [
        "0..36 dn=a@4 cn=xy@17 cn=x@32", "40..45 dn=b@44",
      ])
  }

  @Test func optionsAreInOneOrder() {
    #expect(entries("dn: a\ncn;lang-fr;binary: x") == ["0..26 dn=a@4 cn;binary;lang-fr=x@25"])
  }

  @Test func commentsMayBeAnywhereAndFolded() {
    #expect(entries("# one\n two: not a value\ndn: a\n# c\n d\ncn: x\n# end") == ["24..42 dn=a@28 cn=x@41"])
  }

  @Test func nothingIsNoEntry() {
    #expect(entries("") == [])
    #expect(entries("\n\r\n# nothing\n") == [])
    #expect(entries("version: 1\n") == [])
  }

  @Test func faultsNameTheirPlace() {
    #expect(
      entries("uid: ann\n") == [
        "P4596 0..3 an entry begins with `dn:`, found `uid`; `ldapsearch -LLL` leaves out what is about the search"
      ])
    #expect(
      entries("dn: a\ndn: b\n") == ["P4596 6..8 a second `dn:` in one entry; a blank line comes between entries"])
    #expect(entries("dn: a\nnothing\n") == ["P4596 6..13 expected `attribute: value`, found `nothing`"])
    #expect(entries("dn: a\n: x\n") == ["P4596 6..6 expected the name of an attribute, found ``"])
    #expect(
      entries(" x: a\n") == [
        "P4596 0..1 a line that begins with a space goes on with the one before, and there is none"
      ])
    #expect(
      entries("dn: a\nChangeType: delete\n") == [
        "P4597 6..16 `changetype` makes this a list of changes; export the entries"
      ])
    #expect(
      entries("dn: a\nphoto:< file:///x\n") == [
        "P4598 11..23 the value lies in another file, `:<`; put it into this one"
      ])
    #expect(
      entries("dn: a\nphoto:: /9j/\n") == [
        "P4599 14..18 the base64 holds bytes that are not a text in UTF-8; leave the attribute out of the export"
      ])
    #expect(entries("dn: a\nphoto:: /9j\n") == ["P4596 14..17 after `::` comes base64, and this is not"])
    #expect(
      entries("version: 2\ndn: a") == ["P4596 0..10 expected `version: 1`, the only version of LDIF that there is"])
  }

  @Test func aValueMayHaveALimitedLength() {
    let text = "dn: " + String(repeating: "a", count: 1001)
    #expect(entries(text)[0].hasSuffix("a value of 1001 bytes; values may have at most 1000"))
  }

  @Test func base64IsStrict() {
    #expect(Base64.decode(Array("TWFu".utf8)) == Array("Man".utf8))
    #expect(Base64.decode(Array("TWE= ".utf8)) == Array("Ma".utf8))
    #expect(Base64.decode(Array("TQ==".utf8)) == Array("M".utf8))
    #expect(Base64.decode([]) == [])
    for text in ["T", "TQ=", "T===", "TW=u", "TW u", "=TQ="] {
      #expect(Base64.decode(Array(text.utf8)) == nil, "\(text)")
    }
  }
}
