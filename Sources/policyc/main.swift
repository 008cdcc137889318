import ArgumentParser
import Glibc
import Governance

// A reader of the output that has had enough must not kill the program: writing then fails and is dealt with.
signal(SIGPIPE, SIG_IGN)
PartFiles.guardAgainstSignals()

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments == ["--version"] {
  print("policyc \(toolVersion)")
  exit(0)
}
exit(Policyc.run(arguments))
