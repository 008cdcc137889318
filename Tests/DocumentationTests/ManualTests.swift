import Diagnostics
import PolicyFormat
import PolicySemantics
import PolicySyntax
import RulePlan
import SourceText
import TestSupport
import Testing

/// Every example of the manual is what the page says it is.
@Suite struct ManualTests {
  /// Advice that an example earns by being short.
  private static let allowed: Set<String> = ["P7001", "P7002", "P7011", "P7012", "P7033"]

  private static let model: String = ManualPage.named("docs/language/model.md")?.blocks.first?.text ?? ""

  private func page(_ name: String) throws -> ManualPage { try #require(ManualPage.named(name)) }

  /// The files of an example. One that does not begin with `policy` is the rest of a file that imports the model; a
  /// line that begins with `policy ` after the first one opens a further file.
  private func files(_ example: String, importsModel: Bool) -> [String] {
    guard example.hasPrefix("policy ") else {
      let header = importsModel ? "policy manual.example\n\nimport manual.model\n\n" : "policy manual.example\n\n"
      return [header + example]
    }
    var files: [String] = []
    for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("policy ") { files.append("") }
      files[files.count - 1] += line + "\n"
    }
    return files.map { file in
      var file = Substring(file)
      while file.hasSuffix("\n\n") { file.removeLast() }
      return String(file)
    }
  }

  private func compile(_ texts: [String], importsModel: Bool) -> [Diagnostic] {
    var files = texts.enumerated().map { SourceFile(path: "example\($0 + 1).policy", text: $1) }
    if importsModel { files.append(SourceFile(path: "model.policy", text: Self.model)) }
    let options = CompilerOptions(asOf: CalendarDate("2019-06-30"))
    return Compiler.compile(files, options: options).diagnostics.filter { $0.place.file != "model.policy" }
  }

  private func told(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { "\($0.place.line):\($0.place.column) \($0.code.code) \($0.message)" }
  }

  @Test func thePagesAreThere() {
    #expect(ManualPage.all.count >= 15)
    #expect(ManualPage.all.flatMap(\.expressions).count >= 80)
    #expect(ManualPage.all.flatMap(\.blocks).count >= 50)
  }

  @Test(arguments: ManualPage.all.map(\.name)) func examplesOfPoliciesCompile(name: String) throws {
    let page = try page(name)
    for block in page.blocks where block.information.first == "policy" {
      let texts = files(block.text, importsModel: page.importsModel)
      let found = compile(texts, importsModel: page.importsModel)
      if let code = block.value("error") {
        let errors = Set(found.filter { $0.severity == .error }.map(\.code.code))
        #expect(errors == [code], "\(block.place): \(told(found))")
        continue
      }
      let wanted = Set([block.value("warning")].compactMap { $0 })
      let others = found.filter { !Self.allowed.contains($0.code.code) && !wanted.contains($0.code.code) }
      #expect(others.isEmpty, "\(block.place): \(told(others))")
      #expect(wanted.isSubset(of: found.map(\.code.code)), "\(block.place): \(told(found))")
      for text in texts {
        let tree = PolicyParser.parse(SourceFile(path: "example.policy", text: text))
        #expect(PolicyFormatter.format(tree) == text, "\(block.place): not in the one layout")
      }
    }
  }

  @Test(arguments: ManualPage.all.map(\.name)) func expressionsOfTablesCompile(name: String) throws {
    let expressions = try page(name).expressions
    let rules = expressions.enumerated().map { number, expression in
      """
      rule T_\(number) "\(number)" {
        for p in Person, g in Grant, r in Role, u in Unit, o in Order, a in Asset
        let value = \(expression.text)
        must today == today
      }

      """
    }
    let text = "policy manual.example\nimport manual.model\n" + rules.joined()
    for fault in compile([text], importsModel: true) where fault.severity == .error {
      let expression = expressions[min(expressions.count - 1, max(0, (fault.place.line - 3) / 5))]
      Issue.record("\(expression.place): `\(expression.text)`: \(fault.message)")
    }
  }

  @Test(arguments: ManualPage.all.map(\.name)) func examplesOfDataFitTheModel(name: String) throws {
    for block in try page(name).blocks {
      guard let file = block.value("data") else { continue }
      do {
        _ = try Scenario(Self.model, data: block.text, name: file)
      } catch {
        Issue.record("\(block.place): \(error)")
      }
    }
  }

  @Test(arguments: ManualPage.all.map(\.name)) func linksLeadSomewhere(name: String) throws {
    let folder = name.split(separator: "/").dropLast()
    for link in try page(name).links {
      var parts = folder.map(String.init)
      for part in link.split(separator: "#")[0].split(separator: "/") {
        if part == ".." { parts.removeLast() } else { parts.append(String(part)) }
      }
      #expect(Fixtures.read(parts.joined(separator: "/")) != nil, "\(name): \(link)")
    }
  }
}
