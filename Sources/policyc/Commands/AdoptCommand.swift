import ArgumentParser
import Diagnostics
import Governance
import Manifests
import PolicyFormat
import PolicySyntax
import SourceText
import Workbench

struct AdoptCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Drafts the source that reads a file of another system.",
    discussion: """
      Looks at the file once: its encoding, separator and header, the forms of dates and numbers, the words for nothing, true \
      and false, and which columns resemble fields. The draft has a comment on each thing that was inferred; check what is \
      marked CHECK. Reading data later infers nothing.
      """)

  @Argument(
    help: ArgumentHelp("A file in CSV, XLSX, JSON, JSON Lines, YAML, XML or LDIF, also as `.gz`.", valueName: "file"))
  var file: String

  @Option(name: .customLong("for"), help: ArgumentHelp("The entity whose records the file holds.", valueName: "entity"))
  var entity: String

  @Option(help: ArgumentHelp("Adds the source to this file of policies, which may be new.", valueName: "file"))
  var write: String?

  @OptionGroup var project: ProjectOptions

  func verdict() throws -> Verdict {
    let request = try project.request(needsData: false)
    do throws(LoadedProject.Failure) {
      let loaded = try LoadedProject(request, loadsData: false)
      do throws(Adoption.Failure) {
        return settle(try Adoption(file, for: entity, in: loaded))
      } catch {
        project.reading.report([error.diagnostic], loaded.library)
        return error.verdict
      }
    } catch {
      project.reading.report(error.diagnostics, error.library)
      return error.verdict
    }
  }

  private func settle(_ adoption: Adoption) -> Verdict {
    guard let write else {
      return Output.standard.write(document: adoption.source.text) ? .passed : .inputOutputFailed
    }
    do {
      let old = FolderWalk.exists(write) ? String(decoding: try TextFile.read(write), as: UTF8.self) : nil
      let added = SourceFile(path: write, text: adoption.text(addedTo: old))
      let tree = PolicyParser.parse(added)
      guard var text = PolicyFormatter.format(tree) else {
        project.reading.report(tree.diagnostics, CheckLibrary(policies: [added]))
        return .policiesFaulty
      }
      let output = try OutputFile(path: write)
      try output.finish(isComplete: text.withUTF8 { output.write(UnsafeRawBufferPointer($0)) })
      Output.standard.write("added the source `\(adoption.source.name.shownName)` to \(write.shownName)\n")
      return .passed
    } catch let failure as OutputFile.Failure {
      Output.error.write(error: failure.message)
    } catch {
      Output.error.write(error: "cannot read `\(write.shownName)`")
    }
    return .inputOutputFailed
  }
}
