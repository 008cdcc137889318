/// How the parts of a key are one text: joined with slashes, where `\/` and `\\` are those two signs inside a part.
public enum KeyNotation {
  private static let slash = UInt8(ascii: "/")
  private static let backslash = UInt8(ascii: "\\")

  /// Appends a part to a text, with its slashes and backslashes escaped.
  public static func append(_ part: some Sequence<UInt8>, to text: inout [UInt8]) {
    for byte in part {
      if byte == slash || byte == backslash { text.append(backslash) }
      text.append(byte)
    }
  }

  /// The text of a key of several parts.
  public static func text(of parts: some Sequence<some Sequence<UInt8>>) -> [UInt8] {
    var text: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if index > 0 { text.append(slash) }
      append(part, to: &text)
    }
    return text
  }

  /// The parts of a text; nil where a backslash is before something that it does not escape.
  public static func parts(of text: some Sequence<UInt8>) -> [[UInt8]]? {
    var parts: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in text {
      if isEscaped {
        guard byte == slash || byte == backslash else { return nil }
        parts[parts.count - 1].append(byte)
        isEscaped = false
      } else if byte == backslash {
        isEscaped = true
      } else if byte == slash {
        parts.append([])
      } else {
        parts[parts.count - 1].append(byte)
      }
    }
    return isEscaped ? nil : parts
  }
}

extension Schema {
  /// The fields that make up the key of an entity, in their order, those of the parent first; none for an entity without
  /// one.
  public func keyFields(of table: TableID) -> [FieldID] {
    guard !tables[table.index].keyParts.isEmpty else { return [] }
    var fields: [FieldID] = []
    var next: TableID? = table
    while let table = next {
      fields.insert(contentsOf: tables[table.index].keyParts.map { FieldID(table, $0) }, at: 0)
      next = tables[table.index].containment?.parent
    }
    return fields
  }

  /// The parts that an instance inside a parent has besides those of the parent, in their one form.
  public func bareKey(_ text: [UInt8], of table: TableID) -> [UInt8]? {
    guard let parts = KeyNotation.parts(of: text) else { return nil }
    return canonical(parts, tables[table.index].keyParts.map { FieldID(table, $0) })
  }

  /// The key of a parent as the first parts of the key of an instance inside it.
  public func parentParts(_ key: [UInt8], of parent: TableID) -> [UInt8] {
    keyFields(of: parent).count > 1 ? key : KeyNotation.text(of: [key])
  }

  private func canonical(_ parts: [[UInt8]], _ fields: [FieldID]) -> [UInt8]? {
    guard parts.count == fields.count else { return nil }
    var canonical: [[UInt8]] = []
    for (part, field) in zip(parts, fields) {
      guard let part = canonicalPart(part, self[field].type.scalar) else { return nil }
      canonical.append(part)
    }
    return KeyNotation.text(of: canonical)
  }

  /// The names of the parts of a key as data writes them: `order/line`.
  ///
  /// - Parameter inData: whether by the names that the fields have in the data.
  public func keyForm(of table: TableID, inData: Bool = false) -> String {
    keyFields(of: table).map { inData ? self[$0].dataName : self[$0].name }.joined(separator: "/")
  }

  /// The key that some parts make up, which are written as data writes them. Nil where they do not.
  public func key(of table: TableID, parts: [String]) -> String? {
    let text = parts.count == 1 ? Array(parts[0].utf8) : KeyNotation.text(of: parts.map(\.utf8))
    return canonicalKey(text, of: table).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The one form of a key that may be written in several: a number without leading zeros, a day as ISO 8601 has it. Nil
  /// for a text that cannot be a key of the entity.
  public func canonicalKey(_ text: String, of table: TableID) -> String? {
    guard tables[table.index].hasComposedKey else { return text }
    return canonicalKey(Array(text.utf8), of: table).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The same, as bytes. No deeper than the keys of entities contain each other, which form no loop.
  public func canonicalKey(_ text: [UInt8], of table: TableID) -> [UInt8]? {
    guard tables[table.index].hasComposedKey else { return text }
    let fields = keyFields(of: table)
    guard fields.count > 1 else { return fields.first.flatMap { canonicalPart(text, self[$0].type.scalar) } }
    return KeyNotation.parts(of: text).flatMap { canonical($0, fields) }
  }

  private func canonicalPart(_ text: [UInt8], _ type: ScalarType) -> [UInt8]? {
    switch type {
    case .text: return text
    case .integer:
      return text.withUnsafeBufferPointer { bytes in (try? IntegerNumeral.read(bytes)).map { Array(String($0).utf8) } }
    case .date:
      return text.withUnsafeBufferPointer { bytes in
        (try? CalendarDate.read(bytes)).map { Array($0.description.utf8) }
      }
    case .enumeration(let id):
      return self[id].cases.contains { $0.utf8.elementsEqual(text) } ? text : nil
    case .row(let target): return canonicalKey(text, of: target)
    case .boolean, .decimal, .percent, .money, .timestamp, .duration, .period, .dataSize, .version: return nil
    }
  }
}

extension Constant {
  /// The constant as a part of a key; nil for one that cannot be.
  public func keyText(in schema: Schema) -> String? {
    switch self {
    case .text(let text), .instance(_, key: let text): text
    case .integer(let number): String(number)
    case .date(let day): day.description
    case .enumeration(let id, let index): schema[id].cases.indices.contains(index) ? schema[id].cases[index] : nil
    case .missing, .undetermined, .boolean, .decimal, .percent, .money, .timestamp, .duration, .period, .dataSize,
      .version, .row, .record, .list:
      nil
    }
  }
}
