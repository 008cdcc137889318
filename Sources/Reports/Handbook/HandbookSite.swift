public import Governance

/// The handbook as a static site of one language: pages that link to each other, and a search that needs no network.
public struct HandbookSite {
  private let book: Handbook
  private let words: HandbookWording

  public init(_ book: Handbook) {
    self.book = book
    words = HandbookWording(language: book.language)
  }

  /// The files of the site, by their paths.
  public var files: [(path: String, text: String)] {
    [("index.html", index), ("clauses.html", clauses), ("duties.html", duties)]
      + book.chapters.map { (page($0), chapter($0)) }
  }

  private func page(_ chapter: Handbook.Chapter) -> String { "\(chapter.namespace).html" }

  private func document(_ title: String, _ body: String) -> String {
    HTMLPage.start(title: "\(title) – \(book.title)", language: book.language)
      + "<nav><a href=\"index.html\">\(e(book.title))</a> · <a href=\"clauses.html\">\(e(words.clauses))</a> · "
      + "<a href=\"duties.html\">\(e(words.duties))</a></nav>\n" + body + HTMLPage.plainEnd
  }

  private func e(_ text: String) -> String { HTMLPage.escaped(text) }

  // MARK: Pages

  private var index: String {
    var body = "<h1>\(e(book.title))</h1>\n"
    body += "<p><label for=\"search\">\(e(words.search))</label> <input id=\"search\" type=\"search\"></p>\n"
    for chapter in book.chapters {
      body += "<section class=\"chapter\"><h2><a href=\"\(e(page(chapter)))\">\(e(chapter.title))</a></h2>\n<ul>\n"
      for norm in chapter.norms {
        body +=
          "<li><a href=\"\(e(page(chapter)))#\(e(norm.shortName))\"><code>\(e(norm.shortName))</code></a> \(e(norm.title))</li>\n"
      }
      body += "</ul></section>\n"
    }
    return document(words.contents, body + "<script>\n\(Self.script)</script>\n")
  }

  private func chapter(_ chapter: Handbook.Chapter) -> String {
    var body = "<h1>\(e(chapter.title))</h1>\n<p><code>\(e(chapter.namespace))</code></p>\n"
    for norm in chapter.norms { body += section(norm) }
    return document(chapter.title, body)
  }

  private func section(_ norm: Handbook.NormEntry) -> String {
    var body = "<section id=\"\(e(norm.shortName))\"><h2><code>\(e(norm.shortName))</code> \(e(norm.title))</h2>\n"
    var facts = [norm.isError ? words.must : words.should]
    if let level = norm.level { facts.append("\(words.level) \(words.name(ofLevel: level))") }
    if let inForce = norm.inForce { facts.append("\(words.inForce) \(inForce)") }
    body += "<p>\(e(facts.joined(separator: ", ")))</p>\n"
    if !norm.documentation.isEmpty { body += "<p>\(e(norm.documentation))</p>\n" }
    if !norm.citations.isEmpty {
      body += "<ul>\n"
      for citation in norm.citations {
        body += "<li><cite>\(e(citation.sentence))</cite></li>\n"
      }
      body += "</ul>\n"
    }
    if let remedy = norm.remedy { body += "<p>\(e("\(words.remedy): \(remedy)"))</p>\n" }
    if !norm.authorities.isEmpty {
      let time = norm.maximumDays.map { ", \(words.days($0))" } ?? ""
      body += "<p>\(e("\(words.waivable): \(norm.authorities.joined(separator: ", "))\(time)"))</p>\n"
    }
    body += "<details><summary>\(e(words.source))</summary><pre>\(e(norm.source))</pre></details>\n"
    for example in norm.examples {
      body +=
        "<details><summary>\(e("\(words.example): \(example.title)"))</summary><pre>\(e(example.source))</pre></details>\n"
    }
    return body + "</section>\n"
  }

  private var clauses: String {
    var body = "<h1>\(e(words.clauses))</h1>\n"
    for instrument in book.trace.instruments {
      body += "<h2>\(e(instrument.symbol)) <small>\(e(instrument.title))</small></h2>\n<table><tbody>\n"
      for clause in instrument.clauses {
        body += "<tr><th scope=\"row\">§\(e(clause.name))</th><td>\(e(clause.text))</td><td>"
        body += clause.norms.map { norm in link(norm.name) }.joined(separator: " ")
        body += "</td></tr>\n"
      }
      body += "</tbody></table>\n"
    }
    return document(words.clauses, body)
  }

  private func link(_ name: String) -> String {
    for chapter in book.chapters {
      if let norm = chapter.norms.first(where: { $0.name == name }) {
        return "<a href=\"\(e(page(chapter)))#\(e(norm.shortName))\"><code>\(e(norm.shortName))</code></a>"
      }
    }
    return "<code>\(e(name))</code>"
  }

  private var duties: String {
    let names = Set(book.separations.flatMap { [$0.first, $0.second] }).sorted()
    var rules: [Set<String>: [String]] = [:]
    for separation in book.separations {
      rules[[separation.first, separation.second], default: []].append(separation.rule)
    }
    var body = "<h1>\(e(words.duties))</h1>\n<div class=\"wide\"><table class=\"matrix\">\n<thead><tr><td></td>"
    for name in names { body += "<th scope=\"col\"><span>\(e(name))</span></th>" }
    body += "</tr></thead>\n<tbody>\n"
    for row in names {
      body += "<tr><th scope=\"row\">\(e(row))</th>"
      for column in names {
        let own = row == column ? [] : rules[[row, column]] ?? []
        body += own.isEmpty ? "<td></td>" : "<td class=\"heat2\" title=\"\(e(own.joined(separator: ", ")))\">×</td>"
      }
      body += "</tr>\n"
    }
    return document(words.duties, body + "</tbody></table></div>\n")
  }

  private static let script = """
    (function () {
      var field = document.getElementById('search');
      field.addEventListener('input', function () {
        var words = field.value.toLowerCase().split(/\\s+/);
        Array.prototype.forEach.call(document.querySelectorAll('.chapter'), function (chapter) {
          var any = false;
          Array.prototype.forEach.call(chapter.querySelectorAll('li'), function (item) {
            var text = item.textContent.toLowerCase();
            var fits = words.every(function (word) { return text.indexOf(word) >= 0; });
            item.hidden = !fits;
            any = any || fits;
          });
          chapter.hidden = !any;
        });
      });
    })();

    """
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
