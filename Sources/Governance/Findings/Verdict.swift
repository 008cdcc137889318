/// How a check ended. The one place that decides exit codes; reports render it and decide nothing.
public enum Verdict: Int32, Sendable, CaseIterable {
  /// Evaluated; nothing at or above the threshold.
  case passed = 0
  /// Evaluated; something at or above the threshold.
  case failed = 1
  /// The command line or the project file is wrong.
  case misused = 2
  /// The policies do not compile.
  case policiesFaulty = 3
  /// The data could not be read, does not fit the schema, or held nothing to evaluate.
  case dataFaulty = 4
  /// An input or output failed, or a limit was passed.
  case inputOutputFailed = 5

  public var exitCode: Int32 { rawValue }

  /// From which severity on findings make a check fail.
  public enum Threshold: String, Sendable, CaseIterable {
    case error, warning, never
  }

  /// The verdict on policies that compile, and on what was found in the data.
  ///
  /// - Parameters:
  ///   - assessment: nil where no data was read and the policies alone were checked.
  ///   - policyWarnings: warnings about the policies and the data; they count as warnings.
  public static func of(
    _ assessment: Assessment?, policyWarnings: Int, threshold: Threshold, allowsEmpty: Bool
  ) -> Verdict {
    if let assessment, assessment.emptiness != nil, !allowsEmpty { return .dataFaulty }
    let errors = assessment.map { $0.summary.errors + $0.summary.undetermined + $0.undeterminedOnSomeDays } ?? 0
    let warnings = (assessment?.summary.warnings ?? 0) + policyWarnings
    switch threshold {
    case .never: return .passed
    case .error: return errors > 0 ? .failed : .passed
    case .warning: return errors + warnings > 0 ? .failed : .passed
    }
  }
}

extension Verdict: Comparable {
  /// The graver one is greater.
  public static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }
}
