import PolicySyntax

/// Reports days in the headers of policies that are none.
struct PolicyHeaderChecker {
  let program: Program

  func check() {
    let days = DateReader(program: program)
    for (file, syntax) in program.syntax.enumerated() {
      guard let header = syntax.header else { continue }
      _ = days.days(of: header.inForce, in: file)
      if let review = header.reviewBy { _ = days.day(review, in: file) }
    }
  }
}
