import Diagnostics
import RulePlan

/// Why a scalar is not a value of its field's type.
enum ScalarFault: Error {
  /// The fault given by the reader of the type.
  case value(ValueFault)
  case unknownCase
  case notBoolean
  /// A scalar where a record, which has fields, is expected.
  case notARecord
  case wrongCurrency(Currency)

  /// The entry of the catalogue that it belongs to.
  var code: DiagnosticCode {
    switch self {
    case .unknownCase: .unknownDataCase
    case .notBoolean, .notARecord: .wrongDataType
    case .wrongCurrency: .wrongCurrency
    case .value(let fault):
      switch fault.reason {
      case .noSuchDay, .noSuchMonth: .noSuchDay
      case .outOfRange, .tooManyDigits, .tooManyParts: .numberOutOfRange
      case .missingCurrency: .currencyNeeded
      case .unknownCurrency: .unknownDataCurrency
      case .endsBeforeItBegins: .periodReversed
      case .form, .groupedDigits, .exponent, .missingUnit, .unknownUnit, .noSuchTime, .missingOffset, .tooFine:
        .wrongDataType
      }
    }
  }

  /// The fault, beyond not being the expected kind of value.
  var explanation: String? {
    switch self {
    case .unknownCase, .notBoolean, .notARecord: nil
    case .wrongCurrency(let currency): "it is in \(currency)"
    case .value(let fault): fault.explanation
    }
  }
}

extension ScalarType {
  /// The expected kind of value, as messages name it.
  func expectation(in schema: Schema) -> String {
    switch self {
    case .text: "a text"
    case .boolean: "`true` or `false`"
    case .integer: ValueFault.Kind.integer.noun
    case .decimal: ValueFault.Kind.decimal.noun
    case .percent: ValueFault.Kind.percent.noun
    case .money(nil): ValueFault.Kind.money.noun
    case .money(let currency?): "an amount in \(currency) such as `50000 \(currency)`"
    case .date: ValueFault.Kind.date.noun
    case .timestamp: ValueFault.Kind.timestamp.noun
    case .duration: ValueFault.Kind.duration.noun
    case .period: "a period such as `{ from: 2019-01-01, until: 2019-12-31 }`"
    case .dataSize: ValueFault.Kind.dataSize.noun
    case .version: ValueFault.Kind.version.noun
    case .enumeration(let id):
      listed(schema[id].dataWords.isEmpty ? schema[id].cases : schema[id].dataWords.flatMap { $0 })
    case .row(let table):
      schema[table].isEntity
        ? "the key of \(schema[table].name.withArticle)" : "\(schema[table].name.withArticle) with its fields"
    }
  }
}

extension String {
  /// With “a” or “an”, by its first letter.
  var withArticle: String { "\(first.map { "AEIOaeio".contains($0) } ?? false ? "an" : "a") \(self)" }
}
