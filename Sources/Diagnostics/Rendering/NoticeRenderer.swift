/// Writes notices for people at a terminal: the sentence, source lines with carets, and remarks.
public struct NoticeRenderer {
  private let style: TerminalStyle
  private var excerpts: [Place: Excerpt] = [:]

  /// - Parameter notices: all that will be rendered; their excerpts are cut in one pass over each file.
  public init(style: TerminalStyle, library: some SourceLibrary, notices: [Notice]) {
    self.style = style
    var places: [String: Set<Place>] = [:]
    for notice in notices { for mark in notice.marks { places[mark.place.file, default: []].insert(mark.place) } }
    for (file, places) in places {
      let cut = library.withBytes(ofFile: file) { ExcerptCutter.cut(places, from: $0) }
      excerpts.merge(cut ?? [:]) { first, _ in first }
    }
  }

  /// Several lines, each with its end.
  public func render(_ notice: Notice) -> String {
    var output = headline(notice)
    let gutter = notice.marks.map { String(excerpts[$0.place]?.line ?? $0.place.line).count }.max() ?? 1
    for (index, mark) in notice.marks.enumerated() {
      let isLast = index == notice.marks.count - 1
      output += render(
        mark, arrow: index == 0 ? "-->" : ":::", gutter: gutter, isLast: isLast,
        role: mark.isPrimary ? notice.tone : .frame)
    }
    var word = ""
    for remark in notice.remarks {
      output += render(remark, gutter: gutter, isContinued: remark.word == word)
      word = remark.word
    }
    return output
  }

  /// One line: `file:line:column: error[code]: sentence`.
  public func renderBriefly(_ notice: Notice) -> String {
    let place = notice.marks.first.map { TerminalText.line($0.place.label) + ": " } ?? ""
    return place + headline(notice)
  }

  private func headline(_ notice: Notice) -> String {
    let code = notice.code.isEmpty ? "" : "[\(TerminalText.line(notice.code))]"
    return style.apply(notice.tone, notice.word + code)
      + style.apply(.emphasis, ": " + TerminalText.line(notice.sentence))
      + "\n"
  }

  private func render(
    _ mark: Notice.Mark, arrow: String, gutter: Int, isLast: Bool, role: TerminalStyle.Role
  ) -> String {
    let indent = String(repeating: " ", count: gutter)
    let bar = style.apply(.frame, "|")
    var output = indent + style.apply(.frame, arrow) + " " + TerminalText.line(mark.place.label) + "\n"
    guard let excerpt = excerpts[mark.place] else { return output }
    let (text, carets) = layout(excerpt, mark)
    let number = String(excerpt.line)
    let padding = String(repeating: " ", count: max(0, gutter - number.count))
    output += "\(indent) \(bar)\n"
    output += style.apply(.frame, padding + number) + " \(bar) \(text)\n"
    let label = mark.label.isEmpty ? "" : " " + TerminalText.line(mark.label)
    output += "\(indent) \(bar) \(carets.indent)" + style.apply(role, carets.line + label) + "\n"
    if !isLast { output += "\(indent) \(bar)\n" }
    return output
  }

  /// The line as it is shown, and the carets below it.
  private func layout(_ excerpt: Excerpt, _ mark: Notice.Mark) -> (text: String, carets: (indent: String, line: String))
  {
    var text = excerpt.isCutBefore ? "…" : ""
    var cells = text.isEmpty ? 0 : 1
    var column = excerpt.firstColumn
    var before = 0
    var marked = 0
    for scalar in excerpt.text.unicodeScalars {
      if column == excerpt.mark.lowerBound { before = cells }
      let width: Int
      if scalar == "\t" {
        text += "    "
        width = 4
      } else if TerminalText.isObeyed(scalar) {
        text += "\u{FFFD}"
        width = 1
      } else {
        text.unicodeScalars.append(scalar)
        width = TerminalText.width(of: scalar)
      }
      if excerpt.mark.contains(column) { marked += width }
      cells += width
      column += 1
    }
    if column <= excerpt.mark.lowerBound { before = cells }
    if excerpt.isCutBehind { text += "…" }
    let sign = mark.isPrimary ? "^" : "-"
    return (
      text,
      (String(repeating: " ", count: before), String(repeating: sign, count: max(1, marked)))
    )
  }

  /// A remark under the same word as the one before leaves the word out.
  private func render(_ remark: Notice.Remark, gutter: Int, isContinued: Bool) -> String {
    let indent = String(repeating: " ", count: gutter + 1)
    let place = remark.place.map { style.apply(.faint, " (\(TerminalText.line($0.label)))") } ?? ""
    let head =
      isContinued
      ? String(repeating: " ", count: remark.word.count + 4)
      : style.apply(.frame, "=") + " " + style.apply(.emphasis, remark.word) + ": "
    return indent + head + TerminalText.line(remark.text) + place + "\n"
  }
}
