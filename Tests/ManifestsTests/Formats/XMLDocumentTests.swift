import RulePlan
import Testing

@testable import Manifests

@Suite struct XMLDocumentTests {
  /// The tree of a document as text, a value with the line and column where it begins; or the fault.
  private func tree(_ text: String, namespaces: [(String, String)] = [], limits: LoadLimits = LoadLimits()) -> String {
    TreeText.read(text, format: .xml, namespaces: namespaces, limits: limits)
  }

  @Test func elementsAttributesAndLists() {
    #expect(tree("<a><b>1</b><c>2</c><b> 3 </b></a>") == "{b: ['1'@1:7, '3'@1:24]@1:4, c: '2'@1:15}@1:1")
    #expect(tree("<a id='7' name=\"x\"/>") == "{@id: '7'@1:8, @name: 'x'@1:17}@1:1")
    #expect(tree("<a unit=\"EA\"> 3\n</a>") == "{@unit: 'EA'@1:10, : '3'@1:15}@1:1")
    #expect(tree("<a>\n  <b/>\n</a>") == "{b: ''@2:3}@1:1")
    #expect(tree("<a>x</a>") == "'x'@1:4")
  }

  @Test func namespacesAreWhatTheSourceDeclares() {
    let text =
      "<Invoice xmlns='urn:i' xmlns:q='urn:c'><q:ID s:k='1' xmlns:s='urn:s' xml:lang='fr'>F</q:ID><Note>n</Note></Invoice>"
    #expect(
      tree(text, namespaces: [("cbc", "urn:c")])
        == "{cbc:ID: {@k: '1'@1:51, @xml:lang: 'fr'@1:80, : 'F'@1:84}@1:40, Note: 'n'@1:98}@1:1")
    // Without a prefix for it, a name is its local one.
    #expect(tree("<p:a xmlns:p='urn:p'><p:b>1</p:b><b>2</b></p:a>") == "{b: ['1'@1:27, '2'@1:37]@1:22}@1:1")
  }

  @Test func textInPiecesIsJoined() {
    #expect(tree("<a>x &amp; y&#233;<!-- no --><![CDATA[<z>]]></a>") == "'x & yé<z>'@1:4")
    #expect(tree("<a>1<b/>2<b/>3</a>") == "{: '123'@1:4, b: [''@1:5, ''@1:10]@1:5}@1:1")
    #expect(tree("<a>one\r\ntwo</a>") == "'one\ntwo'@1:4")
    #expect(tree("<a v='&lt;1&gt;'/>") == "{@v: '<1>'@1:7}@1:1")
  }

  @Test func nilIsMissing() {
    let text = "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><b i:nil='true'/><c i:nil='false'>1</c></a>"
    #expect(tree(text) == "{b: missing@1:56, c: '1'@1:90}@1:1")
  }

  @Test func faultsNameTheirPlace() {
    #expect(tree("<a>\n <b></a>") == "P4594 2:7 the tag that closes here is not the one that was opened last")
    #expect(tree("") == "P4594 1:1 expected an element, found the end of the data")
    #expect(tree("<a>\n  <b") == "P4594 2:3 a tag that begins here is not closed")
    #expect(
      tree("<a>&x;</a>")
        == "P4594 1:4 an entity that is not one of `&lt;`, `&gt;`, `&amp;`, `&quot;` and `&apos;`; write the character itself"
    )
    #expect(tree("<a b='1' b='2'/>") == "P4594 1:10 an attribute is given twice")
    #expect(tree("<p:a/>") == "P4594 1:1 a prefix that no `xmlns:` in the file declares")
    #expect(tree("<a/><b/>") == "P4594 1:5 expected the end of the data after the root element")
    #expect(
      tree("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y'>]>\n<a>&x;</a>")
        == "P4595 2:1 a document type, `<!DOCTYPE …>`, is not read; take it out of the file")
  }

  @Test func limitsHold() {
    let deep = String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65)
    #expect(tree(deep) == "P4008 1:193 elements nest deeper than 64 levels")
    var limits = LoadLimits()
    limits.valueCount = 3
    #expect(tree("<a><b/><b/><b/></a>", limits: limits).hasSuffix("there are more values than can be read"))
    limits = LoadLimits()
    limits.scalarLength = 4
    #expect(tree("<a>12345</a>", limits: limits).hasPrefix("P40"))
  }

  @Test func manyElementsOfOneNameKeepTheirOrder() {
    let count = 30_000
    let text = "<a>" + (0..<count).map { "<b>\($0)</b><c\($0 % 300)/>" }.joined() + "</a>"
    let result = tree(text)
    #expect(result.hasPrefix("{b: ['0'@1:7, '1'@"))
    #expect(result.contains("'\(count - 1)'@"))
  }

  @Test func theEncodingIsWhatTheDocumentSays() {
    func declared(_ text: String) -> SourceEncoding? {
      Array(text.utf8).withUnsafeBufferPointer { XMLEncoding.declared($0) }
    }
    #expect(declared("<a/>") == .utf8)
    #expect(declared("<?xml version=\"1.0\" encoding='ISO-8859-1'?><a/>") == .latin1)
    #expect(declared("<?xml version=\"1.0\" encoding = \"windows-1252\" standalone='yes'?>") == .windows1252)
    #expect(declared("<?xml version=\"1.0\" encoding=\"koi8-r\"?>") == nil)
    #expect([0xFF, 0xFE, 0x3C, 0].withUnsafeBufferPointer { XMLEncoding.declared($0) } == .utf16)
  }
}
