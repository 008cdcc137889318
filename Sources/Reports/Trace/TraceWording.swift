import Governance

/// The words of the report on traceability, in English and French.
struct TraceWording {
  private let pick: WordChoice

  init(language: String) { pick = WordChoice(language: language) }

  var title: String { pick("Traceability", "Traçabilité") }
  var document: String { pick("document", "document") }
  var clause: String { pick("clause", "clause") }
  var whatItSays: String { pick("content", "contenu") }
  var norms: String { pick("norms", "règles") }
  var normsAndTests: String { pick("norms and tests", "règles et tests") }
  var parameter: String { pick("parameter", "paramètre") }
  var organisational: String { pick("organisational", "organisation") }
  var nothing: String { pick("nothing implements it", "rien ne la met en œuvre") }
  var uncited: String { pick("Norms that cite nothing", "Règles qui ne citent rien") }
  var clauses: String { "clauses" }
  var implemented: String { pick("implemented", "mises en œuvre") }
  var open: String { pick("open", "en suspens") }

  func tests(_ count: Int) -> String {
    count == 0 ? pick("no test", "aucun test") : count == 1 ? "1 test" : "\(count) tests"
  }

  func counts(_ count: Int, implemented: Int, organisational: Int, open: Int) -> String {
    pick(
      "\(count) clauses: \(implemented) implemented, \(organisational) organisational, \(open) open",
      "\(count) clauses : \(implemented) mises en œuvre, \(organisational) d’organisation, \(open) en suspens")
  }
}
