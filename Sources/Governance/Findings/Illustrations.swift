public import RulePlan

/// The parameters that norms read whose values no source sets.
public struct Illustrations: Sendable {
  private let texts: [NormID: [String]]

  /// Linear in the plan.
  ///
  /// - Parameter day: whose values are shown.
  public init(plan: Plan, on day: CalendarDate, values: ValueText, language: String) {
    guard plan.parameters.contains(where: \.isIllustrative) else {
      texts = [:]
      return
    }
    let wording = Wording(language: language)
    let shown: [String?] = plan.parameters.map { parameter in
      guard parameter.isIllustrative, let (value, step) = parameter.value(on: day), step != nil else { return nil }
      return "\(parameter.name) = \(values.text(of: value))" + wording.illustration
    }
    texts = TableReads(plan: plan).parameters.mapValues { read in
      read.sorted { $0.index < $1.index }.compactMap { shown.indices.contains($0.index) ? shown[$0.index] : nil }
    }
  }

  /// `limit = 5, illustration, not set by the source`, in the order of the declarations.
  public func texts(of norm: NormID) -> [String] { texts[norm] ?? [] }
}
