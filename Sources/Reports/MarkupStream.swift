import SourceText

/// A stream that takes text of one language, so that literals need not name it.
struct MarkupStream<Context: TextContext> {
  let stream: ReportStream

  init(_ stream: ReportStream) { self.stream = stream }

  var isBroken: Bool { stream.isBroken }

  func write(_ markup: Markup<Context>) { stream.write(markup) }
}

typealias PlainStream = MarkupStream<PlainText>
typealias HTMLStream = MarkupStream<HTMLText>
typealias MarkdownStream = MarkupStream<MarkdownText>
