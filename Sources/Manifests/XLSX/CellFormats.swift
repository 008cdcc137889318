/// The kinds of numbers, by the number formats of a workbook.
struct CellFormats {
  enum Kind: UInt8 {
    case number, percent, date, timeOfDay
  }

  /// By the number that a cell gives as its style.
  private(set) var kinds: [Kind] = []
  private var custom: [Int: Kind] = [:]

  mutating func add(format number: Int, code: String) { custom[number] = Self.kind(ofCode: code) }

  mutating func addStyle(format number: Int) { kinds.append(custom[number] ?? Self.kind(ofBuiltIn: number)) }

  func kind(ofStyle style: Int) -> Kind { style >= 0 && style < kinds.count ? kinds[style] : .number }

  /// The formats that have a number and no code (ECMA-376 part 1, 18.8.30), with those of East Asian languages.
  private static func kind(ofBuiltIn number: Int) -> Kind {
    switch number {
    case 9, 10: .percent
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: .date
    case 18...21, 32...35, 55, 56: .timeOfDay
    default: .number
    }
  }

  /// Reads the code of a format, of which only the first section counts: `DD/MM/YY`, `0.0%`, `[h]:mm`.
  static func kind(ofCode code: String) -> Kind {
    var signs = FormatSigns()
    var scalars = code.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar {
      case ";": return signs.kind
      case "\\", "_", "*": _ = scalars.next()
      case "\"":
        while let quoted = scalars.next(), quoted != "\"" {}
      case "[":
        var content = ""
        while let inside = scalars.next(), inside != "]" { content.unicodeScalars.append(inside) }
        // A time that has passed, which is a number of days.
        if !content.isEmpty, content.lowercased().allSatisfy({ $0 == "h" || $0 == "m" || $0 == "s" }) { return .number }
      default: signs.add(scalar)
      }
    }
    return signs.kind
  }

  private struct FormatSigns {
    private var hasDay = false
    private var hasMonth = false
    private var hasTime = false
    private var hasPercent = false

    mutating func add(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "y", "Y", "d", "D": hasDay = true
      case "m", "M": hasMonth = true
      case "h", "H", "s", "S": hasTime = true
      case "%": hasPercent = true
      default: break
      }
    }

    /// An `m` alone is a month, beside hours or seconds it is minutes.
    var kind: Kind {
      if hasDay { return .date }
      if hasTime { return .timeOfDay }
      if hasMonth { return .date }
      return hasPercent ? .percent : .number
    }
  }
}

/// Reads the formats of `styles.xml`.
final class CellFormatsHandler: XMLHandler {
  private(set) var formats = CellFormats()
  private var path = OfficePath()

  func begin(_ element: XMLName, _ attributes: XMLAttributes, _ parser: XMLParser) {
    path.begin(element)
    if path.isAt("numFmt", in: "numFmts") {
      guard let number = attributes.text(of: "numFmtId").flatMap({ Int($0) }),
        let code = attributes.text(of: "formatCode")
      else { return }
      formats.add(format: number, code: code)
    } else if path.isAt("xf", in: "cellXfs") {
      formats.addStyle(format: attributes.text(of: "numFmtId").flatMap { Int($0) } ?? 0)
    }
  }

  func end(_ parser: XMLParser) { path.end() }
  func text(_ piece: UnsafeBufferPointer<UInt8>, _ parser: XMLParser) {}
}
