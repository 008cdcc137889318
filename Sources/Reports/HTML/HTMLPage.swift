import Governance
import SourceText

/// The common frame of the pages: one file, no network, light and dark, wide and narrow, on screen and on paper.
enum HTMLPage {
  /// - Parameter script: the only script that a browser runs on the page, where it has one.
  static func start(title: String, language: String, script: HTMLScript? = nil) -> HTMLMarkup {
    let code = language.isEmpty ? "en" : language
    let scripts: HTMLMarkup = script.map { "\($0.source)" } ?? "'none'"
    return """
      <!DOCTYPE html>
      <html lang="\(code.shown)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src \(scripts); base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title.shown)</title>
      <style>
      \(styles)</style>
      </head>
      <body>
      <main>

      """
  }

  /// - Parameter script: the one that ``start(title:language:script:)`` has been given.
  static func end(script: HTMLScript? = nil) -> HTMLMarkup {
    "</main>\n\(script?.element ?? "")</body>\n</html>\n"
  }

  /// A name with dots, which may be broken after them and nowhere else where there is room for that.
  static func name(_ name: String) -> HTMLMarkup {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return "<code>\(parts.map { HTMLMarkup($0.shownName) }.joined(separator: ".<wbr>"))</code>"
  }

  private static let styles: HTMLMarkup = """
    :root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --link: #0b4f9e; --line: #767676; --bar: #2b6cb0; --error: #a61b1b; --warning: #7a4d00; --good: #1a6b2f; --heat: 166 27 27; }
    @media (prefers-color-scheme: dark) {
      :root { --paper: #16181c; --ink: #eaeaea; --link: #9cc4ff; --line: #8a8a8a; --bar: #63a4e8; --error: #ff9a92; --warning: #ffc766; --good: #7fd894; --heat: 255 120 110; }
    }
    body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: var(--paper); color: var(--ink); }
    a { color: var(--link); }
    pre { overflow-x: auto; }
    tr.open em { color: var(--error); font-weight: bold; }
    h2 small { font-weight: normal; }
    main { max-width: 80rem; margin: auto; padding: 1rem; }
    .summary { font-size: 1.2rem; }
    .charts { display: flex; flex-wrap: wrap; gap: 1rem 2rem; }
    .charts section { flex: 1 1 20rem; }
    table { border-collapse: collapse; width: 100%; }
    th, td { border-top: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
    .bars th { width: 12rem; font-weight: normal; overflow-wrap: anywhere; }
    .bar { display: inline-block; height: .8em; margin-right: .4em; background: var(--bar); }
    .wide { overflow-x: auto; }
    .matrix { width: auto; }
    .matrix thead span { writing-mode: vertical-rl; }
    .matrix td { text-align: center; border: 1px solid var(--line); min-width: 1.6rem; }
    .heat1 { background: rgb(var(--heat) / 15%); } .heat2 { background: rgb(var(--heat) / 25%); }
    .heat3 { background: rgb(var(--heat) / 35%); } .heat4 { background: rgb(var(--heat) / 45%); }
    .heat5 { background: rgb(var(--heat) / 55%); }
    #findings button { font: inherit; font-weight: bold; border: 0; background: none; color: inherit; padding: 0; cursor: pointer; }
    #findings button:focus-visible, summary:focus-visible { outline: 2px solid var(--bar); }
    tr.error td:first-child, tr.undetermined td:first-child { color: var(--error); font-weight: bold; }
    tr.warning td:first-child { color: var(--warning); font-weight: bold; }
    @media (max-width: 45rem) {
      #findings thead { display: none; }
      #findings tr { display: block; border-top: 2px solid var(--line); padding: .5rem 0; }
      #findings td { display: block; border: 0; padding: 0; }
    }
    .review { border-top: 2px solid var(--line); padding-top: .5rem; overflow-wrap: anywhere; }
    .good { color: var(--good); } strong.error { color: var(--error); } strong.warning { color: var(--warning); }
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
    .facts dt { font-weight: bold; } .facts dd { margin: 0; }
    .card { border-left: 4px solid var(--line); padding: .1rem 1rem; margin: .8rem 0; break-inside: avoid; }
    .card.error { border-color: var(--error); } .card.warning { border-color: var(--warning); }
    .card h4 { margin: .4rem 0; }
    .rights th { font-weight: normal; white-space: nowrap; } .rights thead th { font-weight: bold; }
    code { overflow-wrap: break-word; }
    @media (max-width: 45rem) {
      .trace thead { display: none; }
      .trace tr, .trace td, .trace th { display: block; }
    }
    @media print { input, output, label { display: none; } }

    """
}
