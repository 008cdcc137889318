extension ShownText {
  /// A scalar of the text, and how it is shown on a terminal.
  public struct ShownScalar: Sendable {
    public var source: Unicode.Scalar
    public var markup: PlainMarkup
  }

  /// The scalars of a line of source, for marks under some of them.
  public var scalars: [ShownScalar] {
    let scalars = Array(text.unicodeScalars)
    return scalars.enumerated().map { index, scalar in
      let previous = index > 0 ? scalars[index - 1] : nil
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      var shown = String.UnicodeScalarView()
      if scalar.isHidden(after: previous, before: next) {
        Self.appendEscape(of: scalar, to: &shown)
      } else {
        shown.append(scalar)
      }
      return ShownScalar(source: scalar, markup: PlainMarkup(trusted: String(shown)))
    }
  }
}
