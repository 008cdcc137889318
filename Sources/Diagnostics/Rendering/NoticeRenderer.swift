public import SourceText

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
  public func render(_ notice: Notice) -> PlainMarkup {
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
  public func renderBriefly(_ notice: Notice) -> PlainMarkup {
    let place: PlainMarkup = notice.marks.first.map { "\($0.place.label.shownName): " } ?? ""
    return place + headline(notice)
  }

  private func headline(_ notice: Notice) -> PlainMarkup {
    let code: PlainMarkup = notice.code.isEmpty ? "" : "[\(notice.code.shownName)]"
    return style.apply(notice.tone, "\(notice.word.shown)\(code)")
      + style.apply(.emphasis, ": \(notice.sentence.shown)") + "\n"
  }

  private func render(
    _ mark: Notice.Mark, arrow: PlainMarkup, gutter: Int, isLast: Bool, role: TerminalStyle.Role
  ) -> PlainMarkup {
    let indent = PlainMarkup(repeating: " ", count: gutter)
    let bar = style.apply(.frame, "|")
    var output: PlainMarkup = "\(indent)\(style.apply(.frame, arrow)) \(mark.place.label.shownName)\n"
    guard let excerpt = excerpts[mark.place] else { return output }
    let (text, carets) = layout(excerpt, mark)
    let number = String(excerpt.line)
    let padding = PlainMarkup(repeating: " ", count: gutter - number.count)
    output += "\(indent) \(bar)\n"
    output += "\(style.apply(.frame, "\(padding)\(excerpt.line)")) \(bar) \(text)\n"
    let label: PlainMarkup = mark.label.isEmpty ? "" : " \(mark.label.shown)"
    output += "\(indent) \(bar) \(carets.indent)\(style.apply(role, "\(carets.line)\(label)"))\n"
    if !isLast { output += "\(indent) \(bar)\n" }
    return output
  }

  /// The line as it is shown, and the carets below it.
  private func layout(
    _ excerpt: Excerpt, _ mark: Notice.Mark
  ) -> (text: PlainMarkup, carets: (indent: PlainMarkup, line: PlainMarkup)) {
    var text: PlainMarkup = excerpt.isCutBefore ? "…" : ""
    var cells = text.isEmpty ? 0 : 1
    var column = excerpt.firstColumn
    var before = 0
    var marked = 0
    for part in excerpt.text.shown.scalars {
      if column == excerpt.mark.lowerBound { before = cells }
      let shown: PlainMarkup = part.source == "\t" ? "    " : part.markup
      text += shown
      let width = shown.width
      if excerpt.mark.contains(column) { marked += width }
      cells += width
      column += 1
    }
    if column <= excerpt.mark.lowerBound { before = cells }
    if excerpt.isCutBehind { text += "…" }
    let carets =
      mark.isPrimary
      ? PlainMarkup(repeating: "^", count: max(1, marked)) : PlainMarkup(repeating: "-", count: max(1, marked))
    return (text, (PlainMarkup(repeating: " ", count: before), carets))
  }

  /// A remark under the same word as the one before leaves the word out.
  private func render(_ remark: Notice.Remark, gutter: Int, isContinued: Bool) -> PlainMarkup {
    let indent = PlainMarkup(repeating: " ", count: gutter + 1)
    let place = remark.place.map { style.apply(.faint, " (\($0.label.shownName))") } ?? ""
    let head: PlainMarkup =
      isContinued
      ? PlainMarkup(repeating: " ", count: remark.word.count + 4)
      : "\(style.apply(.frame, "=")) \(style.apply(.emphasis, remark.word.shown)): "
    return "\(indent)\(head)\(remark.text.shown)\(place)\n"
  }
}
