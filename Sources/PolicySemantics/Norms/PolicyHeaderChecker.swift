import PolicySyntax

/// Reads the days in the headers of policies; outside of them none of the norms in the file applies.
struct PolicyHeaderChecker {
  let program: Program

  func check() {
    let days = DateReader(program: program)
    for (file, syntax) in program.syntax.enumerated() {
      guard let header = syntax.header else { continue }
      program.policyDays[file] = days.days(of: header.inForce, in: file)
      if let review = header.reviewBy { _ = days.day(review, in: file) }
    }
  }
}
