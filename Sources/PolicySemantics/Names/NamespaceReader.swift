import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Reads the headers and the imports of all files.
struct NamespaceReader {
  let builder: PlanBuilder
  let syntax: [PolicyFileSyntax]

  /// The namespaces and imports of each file, after reporting headers and imports that are wrong.
  func read() -> DeclarationTable {
    let namespaces = syntax.indices.map { namespace(of: $0) }
    let known = Set(namespaces)
    var imports: [[String]] = []
    for (file, syntax) in syntax.enumerated() {
      imports.append(readImports(syntax.imports, of: file, in: namespaces[file], known: known))
    }
    reportCycles(namespaces: namespaces, imports: imports)
    return DeclarationTable(namespaces: namespaces, imports: imports)
  }

  private func namespace(of file: Int) -> String {
    let headers = syntax[file].declarations.compactMap { PolicyHeaderSyntax($0) }
    for header in headers.dropFirst() {
      builder.report(
        .policyHeader, "a file has one policy header, found another one", at: header.name?.range ?? header.range,
        in: file, related: related(headers[0].name?.range ?? headers[0].range, "the first one is here", in: file),
        notes: ["put what follows into a file of its own"])
    }
    guard let name = headers.first?.name, !name.isEmpty else {
      if headers.isEmpty {
        builder.report(
          .policyHeader, "expected `policy` and the name of a namespace at the start of the file",
          at: SourceRange(0, 0), in: file,
          fixIts: [
            FixIt(
              title: "Add `policy \(suggestedNamespace(file))`",
              edits: [
                TextEdit(range: SourceRange(0, 0), replacement: "policy \(suggestedNamespace(file))\n\n")
              ])
          ])
      }
      return ""
    }
    return name.name
  }

  /// The namespace of a file beside this one, else the name of the file.
  private func suggestedNamespace(_ file: Int) -> String {
    let folder = { (path: String) in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() }
    let path = builder.files[file].path
    for (other, syntax) in syntax.enumerated() where other != file && folder(builder.files[other].path) == folder(path)
    {
      if let name = syntax.header?.name, !name.isEmpty { return name.name }
    }
    let name = path.split(separator: "/").last?.split(separator: ".").first ?? ""
    let letters = name.unicodeScalars.filter { $0.properties.isAlphabetic || $0 == "_" }
    return letters.isEmpty ? "main" : String(String.UnicodeScalarView(letters))
  }

  private func readImports(
    _ imports: [ImportSyntax], of file: Int, in namespace: String, known: Set<String>
  ) -> [String] {
    var result: [String] = []
    for statement in imports {
      guard let name = statement.name, !name.isEmpty else { continue }
      let text = name.name
      guard known.contains(text) else {
        let nearest = builder.nameIndex.nearest(
          to: text, in: known.sorted().filter { !$0.isEmpty && $0 != namespace })
        builder.report(
          .unknownNamespace,
          "no file opens the namespace `\(text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: name.range,
          in: file,
          fixIts: nearest.map {
            [FixIt(title: "Change `\(text)` to `\($0)`", edits: [TextEdit(range: name.range, replacement: $0)])]
          } ?? [])
        continue
      }
      if !result.contains(text) { result.append(text) }
    }
    return result
  }

  /// Reports each cycle of imports once, at the import that closes it. Linear in the imports; no recursion.
  private func reportCycles(namespaces: [String], imports: [[String]]) {
    var edges: [String: [String]] = [:]
    for file in namespaces.indices {
      for target in imports[file] where !(edges[namespaces[file]] ?? []).contains(target) {
        edges[namespaces[file], default: []].append(target)
      }
    }
    var done: Set<String> = []
    for start in edges.keys.sorted() where !done.contains(start) {
      var path: [(name: String, next: Int)] = [(start, 0)]
      while let (name, next) = path.last {
        let targets = edges[name] ?? []
        guard next < targets.count else {
          done.insert(name)
          path.removeLast()
          continue
        }
        path[path.count - 1].next = next + 1
        let target = targets[next]
        if let first = path.firstIndex(where: { $0.name == target }) {
          reportCycle(path[first...].map(\.name), namespaces: namespaces)
        } else if !done.contains(target) {
          path.append((target, 0))
        }
      }
    }
  }

  private func reportCycle(_ cycle: [String], namespaces: [String]) {
    guard let last = cycle.last, let first = cycle.first else { return }
    func place(from namespace: String, to target: String) -> (range: SourceRange, file: Int)? {
      for file in syntax.indices where namespaces[file] == namespace {
        for statement in syntax[file].imports where statement.name?.name == target {
          return (statement.name?.range ?? statement.range, file)
        }
      }
      return nil
    }
    guard let closing = place(from: last, to: first) else { return }
    var others: [RelatedPlace] = []
    for (from, to) in zip(cycle, cycle.dropFirst()) {
      if let (range, file) = place(from: from, to: to) {
        others.append(
          RelatedPlace(message: "`\(from)` imports `\(to)` here", place: Place(range, in: builder.files[file])))
      }
    }
    let message =
      cycle.count == 1
      ? "`\(first)` imports itself" : "circular import: " + (cycle + [first]).joined(separator: " → ")
    builder.report(.importCircle, message, at: closing.range, in: closing.file, related: others)
  }

  private func related(_ range: SourceRange, _ message: String, in file: Int) -> [RelatedPlace] {
    [RelatedPlace(message: message, place: Place(range, in: builder.files[file]))]
  }
}
