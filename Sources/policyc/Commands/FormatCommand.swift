import ArgumentParser
import Diagnostics
import Governance
import Manifests
import PolicyFormat
import PolicySyntax
import Reports
import RulePlan
import SourceText
import Workbench

struct FormatCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Writes policies in the one layout.",
    discussion: """
      A folder stands for all `.policy` files below it; without a path it is this folder. A file with a fault of syntax \
      is left as it is, and so is one that has the layout already.
      """)

  @Argument(help: ArgumentHelp("Policy files or folders.", valueName: "path"))
  var paths: [String] = []

  @Flag(help: "Writes nothing, and shows what would change; exit code 1 if anything would.")
  var check = false

  @Flag(help: "Reads standard input and writes to standard output.")
  var stdin = false

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  func validate() throws {
    if stdin, !paths.isEmpty { throw ValidationError("--stdin reads no paths") }
  }

  func verdict() throws -> Verdict {
    let read = (stdin ? ["-"] : paths.isEmpty ? ["."] : paths).map(Self.read)
    var seen: Set<String> = []
    let files = read.flatMap(\.files).filter { seen.insert($0.path).inserted }
    var faults = read.flatMap(\.diagnostics)
    var verdict = faults.isEmpty ? Verdict.passed : .inputOutputFailed
    for file in files {
      let tree = PolicyParser.parse(file)
      guard let formatted = PolicyFormatter.format(tree) else {
        faults += tree.diagnostics
        verdict = max(verdict, .policiesFaulty)
        continue
      }
      verdict = max(verdict, settle(file, formatted))
    }
    report(faults, files)
    return verdict
  }

  /// The policies of a path. Links that lead out of its project are not followed: what they lead to would be rewritten.
  private static func read(_ path: String) -> PolicyFiles {
    let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let root = ProjectRoot(folder: FolderWalk.isFolder(path) ? path : parent)
    return PolicyFiles(reading: [path], entersProjects: true, root: root, confined: [path])
  }

  /// Writes a file, or shows what would change.
  private func settle(_ file: SourceFile, _ formatted: String) -> Verdict {
    let text = String(decoding: file.bytes, as: UTF8.self)
    if check {
      let difference = UnifiedDifference(path: file.path, old: text, new: formatted).markup
      guard formatted != text else { return .passed }
      return Output.standard.write(difference) ? .failed : .inputOutputFailed
    }
    if stdin { return Output.standard.write(document: formatted) ? .passed : .inputOutputFailed }
    guard formatted != text else { return .passed }
    guard FolderWalk.isWritable(file.path) else {
      Output.error.write(error: "cannot write `\(file.path.shownName)`: it is read-only")
      return .inputOutputFailed
    }
    do throws(OutputFile.Failure) {
      let output = try OutputFile(path: file.path)
      var bytes = formatted
      let isComplete = bytes.withUTF8 { output.write(UnsafeRawBufferPointer($0)) }
      try output.finish(isComplete: isComplete)
      return .passed
    } catch {
      Output.error.write(error: error.message)
      return .inputOutputFailed
    }
  }

  private func report(_ faults: [Diagnostic], _ files: [SourceFile]) {
    guard !faults.isEmpty else { return }
    let notices = faults.map { Notice($0) }
    let style = color.style(for: ReportTarget(format: .text, path: nil))
    let renderer = NoticeRenderer(style: style, library: CheckLibrary(policies: files), notices: notices)
    for notice in notices { Output.error.write("\(renderer.render(notice))\n") }
  }
}
