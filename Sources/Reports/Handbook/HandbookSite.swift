public import Governance
public import SourceText

/// The handbook as a static site of one language: pages that link to each other, and a search that needs no network.
public struct HandbookSite {
  private let book: Handbook
  private let words: HandbookWording

  public init(_ book: Handbook) {
    self.book = book
    words = HandbookWording(language: book.language)
  }

  /// The files of the site, by their paths.
  public var files: [(path: String, page: HTMLMarkup)] {
    [("index.html", index), ("clauses.html", clauses), ("duties.html", duties)]
      + book.chapters.map { (page($0), chapter($0)) }
  }

  private func page(_ chapter: Handbook.Chapter) -> String { "\(chapter.namespace).html" }

  private func document(_ title: String, _ body: HTMLMarkup, script: HTMLScript? = nil) -> HTMLMarkup {
    HTMLPage.start(title: "\(title) – \(book.title)", language: book.language, script: script)
      + "<nav><a href=\"index.html\">\(book.title.shown)</a> · <a href=\"clauses.html\">\(words.clauses.shown)</a> · "
      + "<a href=\"duties.html\">\(words.duties.shown)</a></nav>\n" + body + HTMLPage.end(script: script)
  }

  // MARK: Pages

  private var index: HTMLMarkup {
    var body: HTMLMarkup = "<h1>\(book.title.shown)</h1>\n"
    body += "<p><label for=\"search\">\(words.search.shown)</label> <input id=\"search\" type=\"search\"></p>\n"
    for chapter in book.chapters {
      body +=
        "<section class=\"chapter\"><h2><a href=\"\(page(chapter).shownName)\">\(chapter.title.shown)</a></h2>\n<ul>\n"
      for norm in chapter.norms {
        body +=
          "<li><a href=\"\(page(chapter).shownName)#\(norm.shortName.shownName)\"><code>\(norm.shortName.shownName)</code></a> \(norm.title.shown)</li>\n"
      }
      body += "</ul></section>\n"
    }
    return document(words.contents, body, script: .search)
  }

  private func chapter(_ chapter: Handbook.Chapter) -> HTMLMarkup {
    var body: HTMLMarkup = "<h1>\(chapter.title.shown)</h1>\n<p><code>\(chapter.namespace.shownName)</code></p>\n"
    for norm in chapter.norms { body += section(norm) }
    return document(chapter.title, body)
  }

  private func section(_ norm: Handbook.NormEntry) -> HTMLMarkup {
    var body: HTMLMarkup =
      "<section id=\"\(norm.shortName.shownName)\"><h2><code>\(norm.shortName.shownName)</code> \(norm.title.shown)</h2>\n"
    var facts = [norm.isError ? words.must : words.should]
    if let level = norm.level { facts.append("\(words.level) \(words.name(ofLevel: level))") }
    if let inForce = norm.inForce { facts.append("\(words.inForce) \(inForce)") }
    body += "<p>\(facts.joined(separator: ", ").shown)</p>\n"
    if !norm.documentation.isEmpty { body += "<p>\(lines: norm.documentation.shown)</p>\n" }
    if !norm.citations.isEmpty {
      body += "<ul>\n"
      for citation in norm.citations {
        body += "<li><cite>\(citation.sentence.shown)</cite></li>\n"
      }
      body += "</ul>\n"
    }
    for illustration in norm.illustrations { body += "<p>\(illustration.shown)</p>\n" }
    if let remedy = norm.remedy { body += "<p>\("\(words.remedy): \(remedy)".shown)</p>\n" }
    if !norm.authorities.isEmpty {
      let time = norm.maximumDays.map { ", \(words.days($0))" } ?? ""
      body += "<p>\("\(words.waivable): \(norm.authorities.joined(separator: ", "))\(time)".shown)</p>\n"
    }
    body += "<details><summary>\(words.source.shown)</summary><pre>\(lines: norm.source.shown)</pre></details>\n"
    for example in norm.examples {
      body +=
        "<details><summary>\("\(words.example): \(example.title)".shown)</summary><pre>\(lines: example.source.shown)</pre></details>\n"
    }
    return body + "</section>\n"
  }

  private var clauses: HTMLMarkup {
    var body: HTMLMarkup = "<h1>\(words.clauses.shown)</h1>\n"
    for instrument in book.trace.instruments {
      body += "<h2>\(instrument.symbol.shown) <small>\(instrument.title.shown)</small></h2>\n<table><tbody>\n"
      for clause in instrument.clauses {
        body += "<tr><th scope=\"row\">§\(clause.name.shownName)</th><td>\(clause.text.shown)</td><td>"
        body += clause.norms.map { norm in link(norm.name) }.joined(separator: " ")
        body += "</td></tr>\n"
      }
      body += "</tbody></table>\n"
    }
    return document(words.clauses, body)
  }

  private func link(_ name: String) -> HTMLMarkup {
    for chapter in book.chapters {
      if let norm = chapter.norms.first(where: { $0.name == name }) {
        return
          "<a href=\"\(page(chapter).shownName)#\(norm.shortName.shownName)\"><code>\(norm.shortName.shownName)</code></a>"
      }
    }
    return "<code>\(name.shownName)</code>"
  }

  private var duties: HTMLMarkup {
    let names = Set(book.separations.flatMap { [$0.first, $0.second] }).sorted()
    var rules: [Set<String>: [String]] = [:]
    for separation in book.separations {
      rules[[separation.first, separation.second], default: []].append(separation.rule)
    }
    var body: HTMLMarkup =
      "<h1>\(words.duties.shown)</h1>\n<div class=\"wide\"><table class=\"matrix\">\n<thead><tr><td></td>"
    for name in names { body += "<th scope=\"col\"><span>\(name.shownName)</span></th>" }
    body += "</tr></thead>\n<tbody>\n"
    for row in names {
      body += "<tr><th scope=\"row\">\(row.shownName)</th>"
      for column in names {
        let own = row == column ? [] : rules[[row, column]] ?? []
        body +=
          own.isEmpty
          ? "<td></td>"
          : "<td class=\"heat2\" title=\"\(own.joined(separator: ", ").shown)\">×</td>"
      }
      body += "</tr>\n"
    }
    return document(words.duties, body + "</tbody></table></div>\n")
  }
}

/// The words of the handbook, in English and French.
struct HandbookWording {
  private let pick: WordChoice

  init(language: String) { pick = WordChoice(language: language) }

  var contents: String { pick("Contents", "Sommaire") }
  var clauses: String { pick("Clauses", "Clauses") }
  var duties: String { pick("Duties that are kept apart", "Tâches à séparer") }
  var search: String { pick("Search", "Rechercher") }
  var must: String { pick("required", "obligatoire") }
  var should: String { pick("recommended", "recommandé") }
  var level: String { pick("level", "niveau") }
  var inForce: String { pick("in force", "en vigueur") }
  var remedy: String { pick("Remedy", "Remède") }
  var waivable: String { pick("May be waived by", "Dérogation possible par") }
  var source: String { pick("As written in the policy", "Texte de la règle") }
  var example: String { pick("Example", "Exemple") }

  func days(_ count: Int) -> String { pick("for at most \(count) days", "pour \(count) jours au plus") }

  func name(ofLevel level: String) -> String {
    guard pick.isFrench else { return level }
    return ["low": "faible", "medium": "moyen", "high": "élevé", "critical": "critique"][level] ?? level
  }
}
