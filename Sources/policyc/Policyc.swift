import ArgumentParser
import Governance
import SourceText

/// The program: one binary with a file for each subcommand.
struct Policyc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policyc",
    abstract: "Checks data against written policies, and says where in the data and which clause.",
    discussion: """
      Exit codes: 0 nothing found, 1 findings, 2 wrong command line, 3 policies do not compile, 4 data does not fit or \
      nothing was evaluated, 5 an input or output failed.
      """,
    version: "policyc \(toolVersion)",
    subcommands: [
      CheckCommand.self, ReviewCommand.self, TestCommand.self, WhyCommand.self, TraceCommand.self, QueryCommand.self,
      DiffCommand.self, FormatCommand.self, ExplainCommand.self, SchemaCommand.self, DocCommand.self, InitCommand.self,
      AdoptCommand.self,
      WordsCommand.self, CompletionsCommand.self,
      LanguageServerCommand.self,
    ])

  /// Runs the program and returns its exit code.
  static func run(_ arguments: [String]) -> Int32 {
    guard !arguments.isEmpty else {
      // A script that lost its arguments has checked nothing.
      Output.error.write("\(lines: helpMessage().shown)\n")
      return Verdict.misused.exitCode
    }
    do {
      var command = try parseAsRoot(OutputPairs.joined(arguments))
      if let verdict = command as? any VerdictCommand { return try verdict.verdict().exitCode }
      try command.run()
      return Verdict.passed.exitCode
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      return report(error, arguments)
    }
  }

  /// Help and versions go to standard output and are a success; everything else is a mistake of the command line.
  private static func report(_ error: any Error, _ arguments: [String]) -> Int32 {
    let isSuccess = exitCode(for: error).isSuccess
    var text = fullMessage(for: error)
    // The message has lines of its own; those of an argument are none of them.
    for argument in arguments where argument.unicodeScalars.contains(where: \.properties.isWhitespace) {
      text = text.replacing(argument, with: argument.shownName.line)
    }
    if !text.isEmpty { (isSuccess ? Output.standard : Output.error).write("\(lines: text.shown)\n") }
    return isSuccess ? Verdict.passed.exitCode : Verdict.misused.exitCode
  }
}

/// A command whose exit code says what it found.
protocol VerdictCommand: ParsableCommand {
  func verdict() throws -> Verdict
}
