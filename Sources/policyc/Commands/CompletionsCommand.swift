import ArgumentParser
import Governance

struct CompletionsCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Writes a script by which a shell completes commands and options.",
    discussion: """
      bash: policyc completions bash > /etc/bash_completion.d/policyc
      zsh:  policyc completions zsh > "${fpath[1]}/_policyc"
      fish: policyc completions fish > ~/.config/fish/completions/policyc.fish
      """)

  @Argument(help: ArgumentHelp("bash, zsh or fish.", valueName: "shell"))
  var shell: Shell

  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  func verdict() throws -> Verdict {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    return Output.standard.write(document: Policyc.completionScript(for: kind)) ? .passed : .inputOutputFailed
  }
}
