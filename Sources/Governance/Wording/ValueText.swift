public import Evaluation
public import RecordStore
import RulePlan

/// Values as reports show them: in the notation of data, instances by their key.
public struct ValueText: Sendable {
  private let store: RecordStore
  private let wording: Wording

  public init(store: RecordStore, language: String) {
    self.store = store
    wording = Wording(language: language)
  }

  /// The text of a value. A long list is cut off after fifty values.
  public func text(of value: Value) -> String {
    switch value {
    case .missing: wording.missing
    case .undetermined: wording.undetermined
    case .text(let text): text
    case .boolean(let truth): truth ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .percent(let fraction): Percent(fraction: fraction).description
    case .money(let money): money.description
    case .date(let date): date.description
    case .timestamp(let timestamp): timestamp.description
    case .duration(let duration): duration.description
    case .period(let period): period.description
    case .dataSize(let size): size.description
    case .version(let version): version.description
    case .enumeration(let name): name
    case .row(let reference): store.instanceName(reference.table, row: reference.row)
    case .list(let values): text(of: values)
    }
  }

  private func text(of values: [Value]) -> String {
    if values.isEmpty { return wording.nothing }
    let shown = values.prefix(50).map { text(of: $0) }.joined(separator: ", ")
    return values.count > 50 ? shown + wording.andMore(values.count - 50) : shown
  }
}
