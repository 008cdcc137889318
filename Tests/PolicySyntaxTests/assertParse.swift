import TestSupport
import Testing

/// Parses a marked source and expects these diagnostics at its markers and no other, the fixed source if one is given,
/// and that no byte is lost: not of the source, not of any prefix, not without any one token.
func assertParse(
  _ marked: String, _ expectations: ParseCheck.Expectation..., fixed: String? = nil,
  at location: SourceLocation = #_sourceLocation
) {
  let faults = ParseCheck.faults(of: marked, expecting: expectations, fixed: fixed)
  #expect(faults == [], sourceLocation: location)
}
