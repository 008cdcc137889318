import SourceText
import Testing

@testable import Governance
@testable import Reports

/// Nothing that others write is obeyed by whoever reads an output: each payload in each output, compared with a word.
@Suite struct PayloadTests {
  private static let harmless = Result { try HostileSamples(payload: "word").outputs() }

  @Test(arguments: HostileSamples.payloads)
  func aPayloadIsText(payload: String) throws {
    let outputs = try HostileSamples(payload: payload).outputs()
    let harmless = try Self.harmless.get()
    #expect(outputs.map(\.name) == harmless.map(\.name))
    for (output, plain) in zip(outputs, harmless) {
      let name = "\(output.name): \(payload.shown.line)"
      // The handbook shows policies and their documentation line by line.
      let isLineByLine = output.name.hasPrefix("handbook")
      let allowed: Set<Unicode.Scalar> = isLineByLine ? ["\n", "\t"] : output.language == .csv ? ["\n", "\r"] : ["\n"]
      let hidden = output.text.unicodeScalars.first { !allowed.contains($0) && $0.isNeverSeen }
      #expect(hidden == nil, "\(name)")
      if !isLineByLine { #expect(lineBreaks(output.text) == lineBreaks(plain.text), "\(name)") }
      switch output.language {
      case .plain: expectNoCommands(output.text, name)
      case .commands:
        for line in output.text.unicodeScalars.split(separator: "\n") {
          let words = ["::error title=", "::warning title=", "::notice title="]
          #expect(words.contains { line.starts(with: $0.unicodeScalars) }, "\(name)")
        }
      case .html, .xml: #expect(tags(output.text) == tags(plain.text), "\(name)")
      case .markdown:
        let found = MarkdownReader(output.text)
        var signs = (found.signs, MarkdownReader(plain.text).signs)
        // No code span of a table can hold a bar.
        if payload.contains("|") { (signs.0["`"], signs.1["`"]) = (nil, nil) }
        #expect(signs.0 == signs.1, "\(name)")
        #expect(found.links.isEmpty, "\(name): \(found.links)")
      case .csv: expectNoFormulas(output.text, name)
      case .json: #expect(output.text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A }, "\(name)")
      }
    }
  }

  /// The scripts of the pages are the ones that their hashes allow; a policy for content that shuts them out, or that lets
  /// others in, would be worse than none.
  @Test func pagesAllowTheirOwnScriptAndNoOther() throws {
    for output in try Self.harmless.get() where output.language == .html {
      let policy = try #require(output.text.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)?.1)
      #expect(policy.contains("default-src 'none'") && policy.contains("base-uri 'none'"), "\(output.name)")
      let scripts = output.text.matches(of: /<script>([^<]*)<\/script>/).map { String($0.1) }
      #expect(scripts.count == (output.text.contains("<script") ? 1 : 0))
      let allowed = scripts.first.map { "'sha256-\(Self.hash($0))'" } ?? "'none'"
      #expect(policy.contains("script-src \(allowed);"), "\(output.name)")
    }
  }

  // MARK: Readers

  private func lineBreaks(_ text: String) -> Int { text.utf8.count { $0 == 0x0A || $0 == 0x0D } }

  private func expectNoCommands(_ text: String, _ name: String) {
    for line in text.unicodeScalars.split(separator: "\n") {
      let start = line.drop { $0 == " " || $0 == "\t" }
      let isCommand = start.starts(with: "::".unicodeScalars) || start.starts(with: "##[".unicodeScalars)
      // An arrow to a further place is ours.
      #expect(!isCommand || start.starts(with: "::: ".unicodeScalars), "\(name)")
    }
  }

  /// The tags of a page, with the names of their attributes. Where a name may be broken does not matter.
  private func tags(_ text: String) -> [String] {
    var tags: [String] = []
    for part in text.utf8.split(separator: UInt8(ascii: "<")).dropFirst() {
      let tag = part.prefix { $0 != UInt8(ascii: ">") }
      let parts = tag.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
      tags.append(parts.enumerated().filter { $0.offset % 2 == 0 }.map { String($0.element) ?? "" }.joined())
    }
    return tags.filter { $0 != "wbr" }
  }

  private func expectNoFormulas(_ text: String, _ name: String) {
    for row in text.unicodeScalars.split(separator: "\n").dropFirst() {
      var isQuoted = false
      var isStart = true
      for scalar in row {
        if scalar == "\"" {
          isQuoted.toggle()
          continue
        }
        if isStart, !scalar.properties.isWhitespace {
          #expect(!"=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(scalar), "\(name)")
          isStart = false
        }
        if scalar == ",", !isQuoted { isStart = true }
      }
    }
  }

  /// The SHA-256 of a text in base64.
  private static func hash(_ text: String) -> String {
    let digits = Array(SHA256(of: Array(text.utf8)).text)
    let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0 }
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = 0
      for (offset, byte) in group.enumerated() { bits |= Int(byte) << (16 - 8 * offset) }
      for place in 0..<4 {
        result.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=")
      }
    }
    return result
  }
}

/// Reads Markdown as far as needed to see what of it is markup.
private struct MarkdownReader {
  /// How often each sign occurs outside of code spans, without a backslash.
  private(set) var signs: [Unicode.Scalar: Int] = [:]
  /// The texts that a service would make a link or a mention of.
  private(set) var links: [String] = []

  init(_ text: String) {
    var scalars = Substring(text).unicodeScalars
    while let scalar = scalars.first {
      scalars.removeFirst()
      if scalar == "\\", let next = scalars.first, next.isASCII, next != "\n" {
        scalars.removeFirst()
        note(next, scalars)
      } else if scalar == "&", let end = scalars.prefix(9).firstIndex(of: ";") {
        // An entity means its character and nothing else.
        scalars = scalars[scalars.index(after: end)...]
      } else if scalar == "`" {
        let fence = 1 + scalars.prefix { $0 == "`" }.count
        scalars.removeFirst(fence - 1)
        signs["`", default: 0] += 1
        skip(fence, &scalars)
      } else {
        if "*_[]|#~!<>{}$".unicodeScalars.contains(scalar) { signs[scalar, default: 0] += 1 }
        note(scalar, scalars)
      }
    }
  }

  /// Goes to the end of a code span.
  private func skip(_ fence: Int, _ scalars: inout Substring.UnicodeScalarView) {
    while !scalars.isEmpty {
      scalars = scalars.drop { $0 != "`" }
      let run = scalars.prefix { $0 == "`" }.count
      scalars.removeFirst(run)
      if run == fence { return }
    }
  }

  private mutating func note(_ scalar: Unicode.Scalar, _ rest: Substring.UnicodeScalarView) {
    let guarded = rest.starts(with: "&#8203;".unicodeScalars)
    switch scalar {
    case "@" where !guarded: links.append("@\(rest.prefix(9))")
    case ":" where rest.starts(with: "//".unicodeScalars): links.append(":\(rest.prefix(9))")
    case "#" where !guarded && rest.first.map { ("0"..."9").contains($0) } ?? false: links.append("#\(rest.prefix(9))")
    default: break
    }
  }
}
