/// Gives advice on policies that compile: what they say is clear, but perhaps not what was meant.
///
/// Each kind of advice has a file of its own. Advice is placed inside the declaration that it is about, so that an
/// `allow` there can silence it.
struct PolicyAdvisor {
  let program: Program

  /// Linear in the policies, but for duties, versions of a standard and conditions, which are compared with each other.
  func advise() {
    UncitedNormAdvice(program: program).give()
    UncitedClauseAdvice(program: program).give()
    CitedInstrumentAdvice(program: program).give()
    UnusedDeclarationAdvice(program: program).give()
    UnusedImportAdvice(program: program).give()
    DutyWithinDutyAdvice(program: program).give()
    OverlappingStandardsAdvice(program: program).give()
    LanguageAdvice(program: program).give()
    ReviewAdvice(program: program).give()
    PatternSignAdvice(program: program).give()
    TestDateAdvice(program: program).give()
    ConditionAdvice(program: program).give()
  }
}
