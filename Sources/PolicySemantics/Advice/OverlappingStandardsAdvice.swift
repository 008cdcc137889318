import Diagnostics
import PolicySyntax
import RulePlan

/// Finds versions of a standard that are in force on the same days.
struct OverlappingStandardsAdvice {
  let program: Program

  private struct Version {
    var declared: Program.Declared<NormSyntax>
    var from: CalendarDate?
    var until: CalendarDate?

    var number: String { declared.syntax.version?.node.text ?? "" }

    func overlaps(_ other: Version) -> Bool {
      if let until, let from = other.from, until < from { return false }
      if let until = other.until, let from, until < from { return false }
      return true
    }
  }

  func give() {
    var versions: [String: [Version]] = [:]
    for declared in program.norms where declared.declaration.kind == .standard {
      let name = declared.declaration.qualifiedName
      let version = version(declared)
      // Each version is reported once, however many others it meets.
      if let earlier = versions[name]?.first(where: { $0.overlaps(version) }) { report(version, earlier) }
      versions[name, default: []].append(version)
    }
  }

  private func version(_ declared: Program.Declared<NormSyntax>) -> Version {
    // Faults in the days have been reported before.
    let days = program.builder.onTrial {
      DateReader(program: program).days(of: declared.syntax.inForce, in: declared.file)
    }.result
    return Version(declared: declared, from: days.from, until: days.until)
  }

  private func report(_ version: Version, _ earlier: Version) {
    let builder = program.builder
    let name = version.declared.declaration.name
    let from = [version.from, earlier.from].compactMap { $0 }.max()
    let until = [version.until, earlier.until].compactMap { $0 }.min()
    var days = ""
    if let from { days += " from \(from)" }
    if let until { days += " until \(until)" }
    builder.report(
      .overlappingStandards,
      "versions \(earlier.number) and \(version.number) of `\(name)` are both in force\(days.isEmpty ? " at all times" : days)",
      at: program.range(of: version.declared.declaration.origin), in: version.declared.file,
      related: builder.place(of: earlier.declared.declaration.origin).map {
        [RelatedPlace(message: "version \(earlier.number) is declared here", place: $0)]
      } ?? [])
  }
}
