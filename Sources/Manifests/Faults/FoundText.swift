import SourceText

/// User text as messages show it: in backticks, on one line, cut where it is long.
func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  quoted(String(decoding: bytes.prefix(200), as: UTF8.self))
}

func quoted(_ text: String) -> String {
  let scalars = text.unicodeScalars
  let start = String(scalars.prefix(40))
  return "`" + start.shownName.line + (scalars.count > 40 ? "…" : "") + "`"
}

/// The text found where something else was expected.
func found(_ bytes: UnsafeBufferPointer<UInt8>) -> String { bytes.isEmpty ? "an empty text" : quoted(bytes) }

/// `a`, `b` or `c`; with many, the first of them and how many more there are.
func listed(_ names: [String], _ conjunction: String = "or") -> String {
  let shown = names.prefix(8).map { "`\($0)`" }
  if names.count > 8 { return shown.joined(separator: ", ") + " \(conjunction) \(names.count - 8) more" }
  guard let last = shown.last, shown.count > 1 else { return shown.first ?? "none" }
  return shown.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
