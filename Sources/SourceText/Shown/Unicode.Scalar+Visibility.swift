extension Unicode.Scalar {
  /// Whether nobody sees the scalar, or a terminal or the direction of writing obeys it: controls, line separators, marks
  /// of direction, invisible characters, tags, and noncharacters. Joiners stay between letters, and one variation
  /// selector after a character.
  ///
  /// - Parameters:
  ///   - previous: the scalar before it in the text.
  ///   - next: the scalar after it.
  public func isHidden(after previous: Unicode.Scalar?, before next: Unicode.Scalar?) -> Bool {
    switch value {
    case 0x20...0x7E: return false
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F,
      0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFDD0...0xFDEF, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3,
      0x1D173...0x1D17A, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF:
      return true
    case 0x200C, 0x200D: return !(previous?.isJoined ?? false) || !(next?.isJoined ?? false)
    case 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: return !(previous?.takesVariation ?? false)
    default: return value & 0xFFFE == 0xFFFE
    }
  }

  /// Whether nobody sees the scalar, whatever is beside it.
  public var isNeverSeen: Bool { isHidden(after: "a", before: "a") }

  /// Whether the scalar looks like a plain space and is none, or is one where it cannot be seen: at either end of a name.
  func isUnusualSpace(after previous: Unicode.Scalar?, before next: Unicode.Scalar?, inCode: Bool) -> Bool {
    switch value {
    case 0x20:
      let isFirst = inCode ? previous == "`" : previous == nil
      let isLast = inCode ? next == "`" : next == nil
      return isFirst || isLast
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x2800, 0x3000: return true
    default: return false
    }
  }

  /// Whether a joiner beside it changes how it is drawn: letters, their marks, and pictures.
  private var isJoined: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark:
      return true
    default: return value > 0x7F && properties.isEmoji
    }
  }

  /// Whether a variation selector may follow: signs and letters of scripts that have variants.
  private var takesVariation: Bool {
    switch value {
    case 0x180B...0x180F, 0xFE00...0xFE0F, 0xE0000...0xE0FFF: return false
    case 0x00...0x7F: return properties.isEmoji
    default: return !properties.isWhitespace && !isHidden(after: nil, before: nil)
    }
  }
}
