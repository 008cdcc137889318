import RecordStore
import RulePlan

/// Parses a scalar by the type of its field, straight into the column.
struct ScalarWriter {
  let symbols: SymbolTableBuilder

  /// Writes the value of a row, or of an element of a list. Nothing is written where there is a fault.
  @inline(__always)
  func write(
    _ text: UnsafeBufferPointer<UInt8>, of field: FieldShape, to column: ColumnBuilder, at row: Int
  ) -> ScalarFault? {
    switch column.kind {
    case .symbols:
      if field.isCurrency, Currency(bytes: text) == nil { return .value(ValueFault(.currency, .unknownCurrency)) }
      column.set(symbol: symbols.intern(text), at: row)
      return nil
    case .references:
      column.set(key: symbols.intern(text), at: row)
      return nil
    default:
      do throws(ScalarFault) {
        try writeOther(text, of: field, to: column, at: row)
        return nil
      } catch {
        return error
      }
    }
  }

  private func writeOther(
    _ text: UnsafeBufferPointer<UInt8>, of field: FieldShape, to column: ColumnBuilder, at row: Int
  ) throws(ScalarFault) {
    switch field.scalar {
    case .enumeration:
      guard let ordinal = field.ordinal(of: text) else { throw .unknownCase }
      column.set(ordinal: ordinal, at: row)
      return
    case .boolean:
      guard let value = ScalarReader.truth(text) else { throw .notBoolean }
      column.set(truth: value, at: row)
      return
    case .money(let fixed):
      column.set(money: try ScalarReader.money(text, fixed: fixed), at: row)
      return
    case .text, .row: throw .notARecord
    default: break
    }
    do throws(ValueFault) {
      switch field.scalar {
      case .integer: column.set(integer: try IntegerNumeral.read(text), at: row)
      case .decimal: column.set(decimal: try ScalarReader.decimal(text), at: row)
      case .percent: column.set(decimal: try Percent.read(text).fraction, at: row)
      case .date: column.set(days: try CalendarDate.read(text).days, at: row)
      case .timestamp: column.set(timestamp: try Timestamp.read(text), at: row)
      case .duration: column.set(duration: try CalendarDuration.read(text), at: row)
      case .period: column.set(period: try Period.read(text), at: row)
      case .dataSize: column.set(integer: try DataSize.read(text).bytes, at: row)
      case .version: column.set(version: try Version.read(text), at: row)
      case .text, .boolean, .money, .enumeration, .row: break
      }
    } catch {
      throw .value(error)
    }
  }
}
