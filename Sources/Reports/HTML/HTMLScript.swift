import SourceText

/// A script of a page, with the hash by which the page allows it and no other (Content Security Policy Level 3).
struct HTMLScript: Sendable {
  let text: HTMLMarkup
  /// The SHA-256 of the text, in base64.
  let hash: HTMLMarkup

  private init(_ hash: HTMLMarkup, _ text: HTMLMarkup) {
    self.hash = hash
    self.text = text
  }

  static let all = [findings, search]

  var element: HTMLMarkup { "<script>\(text)</script>\n" }

  /// As `script-src` names it.
  var source: HTMLMarkup { "'sha256-\(hash)'" }

  /// Sorts and filters the table of findings.
  static let findings = HTMLScript(
    "0GA6krifNLaizSN6eI72uexnuNnU2wBlKLYn3Raf6bY=",
    """
    (function () {
      var table = document.getElementById('findings');
      if (!table) { return; }
      var body = table.tBodies[0];
      var filter = document.getElementById('filter');
      var shown = document.getElementById('shown');
      function apply() {
        var words = filter.value.toLowerCase().split(/\\s+/);
        var count = 0;
        Array.prototype.forEach.call(body.rows, function (row) {
          var text = row.textContent.toLowerCase();
          var fits = words.every(function (word) { return text.indexOf(word) >= 0; });
          row.hidden = !fits;
          if (fits) { count += 1; }
        });
        shown.textContent = count + ' / ' + body.rows.length;
      }
      filter.addEventListener('input', apply);
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, index) {
        var ascending = false;
        cell.querySelector('button').addEventListener('click', function () {
          ascending = !ascending;
          Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute('aria-sort'); });
          cell.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
          var rows = Array.prototype.slice.call(body.rows);
          rows.sort(function (a, b) {
            var order = a.cells[index].textContent.localeCompare(b.cells[index].textContent, undefined, { numeric: true });
            return ascending ? order : -order;
          });
          rows.forEach(function (row) { body.appendChild(row); });
        });
      });
      apply();
    })();

    """)

  /// Filters the list of norms.
  static let search = HTMLScript(
    "Ev+DvKyfYi366akWh0g+e8ZjP+YhMSe72m4eHztIBFY=",
    """
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

    """)
}
