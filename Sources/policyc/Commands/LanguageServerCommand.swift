import ArgumentParser
import Glibc
import LanguageServer
import RulePlan

struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serves editors over standard input and output.",
    discussion: """
      The server speaks version 3.17 of the protocol. Editors start it by themselves; docs/editors.md says how to set \
      them up. Its own log goes to standard error.
      """)

  @Option(help: ArgumentHelp("Records the session in a file.", valueName: "file"))
  var trace: String?

  @Option(help: ArgumentHelp("Plays a recorded session instead of serving an editor.", valueName: "file"))
  var replay: String?

  @Flag(help: "Accepted for editors that always pass it; there is no other transport.")
  var stdio = false

  func run() throws {
    var options = LanguageServer.Options(version: toolVersion, today: { CalendarDate.today() }, tracePath: trace)
    options.threads = max(2, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    let code =
      if let replay {
        LanguageServer.replay(replay, output: STDOUT_FILENO, options: options)
      } else {
        LanguageServer.run(input: STDIN_FILENO, output: STDOUT_FILENO, options: options)
      }
    guard code == 0 else { throw ExitCode(code) }
  }
}
