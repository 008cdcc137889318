import SourceText

/// One entry of a directory: its name and its attributes, in the order of the file. It is used again for the next entry.
struct LDIFEntry {
  struct Value {
    /// Of the attribute with its options, in small letters; an index of ``LDIFEntry/names``.
    var name: Int
    /// Of the line or lines, from the name on.
    var start: Int
    /// Of the value.
    var valueRange: SourceRange
    /// Where its text is, in the file or in ``LDIFEntry/made``.
    var text: Range<Int>
    /// Whether its text is not in the file as it is meant: folded over lines, or in base64.
    var isMade: Bool
  }

  private(set) var names: [[UInt8]] = []
  private(set) var values: [Value] = []
  let made = ScratchBuffer()
  private var numbers: [[UInt8]: Int] = [:]
  var start = 0
  var end = 0

  mutating func removeAll() {
    names.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    made.removeAll()
  }

  mutating func add(_ name: [UInt8], _ value: Value) {
    var value = value
    if let known = numbers[name] {
      value.name = known
    } else {
      value.name = names.count
      numbers[name] = names.count
      names.append(name)
    }
    values.append(value)
  }

  /// The values of each name, as indexes of ``values`` in the order of the file.
  var valuesByName: [[Int]] {
    var result = [[Int]](repeating: [], count: names.count)
    for (index, value) in values.enumerated() { result[value.name].append(index) }
    return result
  }

  /// The text of a value. Valid until the next entry.
  func text(of value: Value, in file: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    if value.isMade { return made.slice(value.text.lowerBound, value.text.count) }
    return UnsafeBufferPointer(rebasing: file[value.text])
  }
}
