public import Evaluation
public import RecordStore
public import RulePlan

extension RowNorms {
  /// The duties and norms of the rows, with their titles in words.
  ///
  /// - Parameter language: that of values in titles that are not written in a language.
  public init(of plan: Plan, store: RecordStore, asOf: CalendarDate, language: String) {
    guard plan.hasTemplates else {
      self.init(of: plan, store: store, asOf: asOf) { _, _ in "" }
      return
    }
    var texts: [String: ValueText] = [:]
    self.init(of: plan, store: store, asOf: asOf) { value, own in
      let language = own.isEmpty ? language : own
      let text = texts[language] ?? ValueText(store: store, language: language)
      texts[language] = text
      return text.text(of: value)
    }
  }
}
