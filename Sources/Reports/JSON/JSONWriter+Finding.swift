import Diagnostics
import Governance
import RulePlan

/// Diagnostics and findings, each with the keys of the contract in their order.
extension JSONWriter {
  func diagnostic(_ diagnostic: Diagnostic) {
    object {
      member("code", isFirst: true) { string(diagnostic.code.code) }
      member("severity") { string(diagnostic.severity.rawValue) }
      member("message") { string(diagnostic.message) }
      member("location") { place(diagnostic.place) }
    }
  }

  func finding(_ finding: Finding) {
    object {
      member("rule", isFirst: true) { string(finding.rule) }
      member("severity") { string(finding.severity.rawValue) }
      member("level") { optional(finding.level?.rawValue) }
      member("status") { string(finding.status.rawValue) }
      member("subject") {
        object {
          member("type", isFirst: true) { string(finding.subject.type) }
          member("key") { string(finding.subject.key) }
        }
      }
      member("message") { string(finding.message) }
      member("location") { place(finding.place) }
      member("evidence") {
        array(finding.evidence) { item in
          object {
            member("text", isFirst: true) { string(item.text) }
            member("location") { place(item.place) }
          }
        }
      }
      member("cites") {
        array(finding.citations) { citation in
          object {
            member("instrument", isFirst: true) { string(citation.instrument) }
            member("clause") { string(citation.clause) }
          }
        }
      }
      member("remedy") { optional(finding.remedy) }
      member("waiver") { waiver(finding.waiver) }
      member("fingerprint") { string(finding.fingerprint) }
    }
  }

  func waiver(_ waiver: Waiver?) {
    guard let waiver else { return null() }
    object {
      member("reason", isFirst: true) { string(waiver.reason) }
      member("approvedBy") { string(waiver.approvedBy) }
      member("from") { optional(waiver.valid.firstDay?.description) }
      member("until") { optional(waiver.valid.lastDay?.description) }
      member("controls") { array(waiver.controls) { string($0) } }
      member("location") { place(waiver.place) }
    }
  }

  func place(_ place: Place?) {
    guard let place, place.isKnown else { return null() }
    object {
      member("file", isFirst: true) { string(place.file) }
      member("line") { number(place.line) }
      member("column") { number(place.column) }
      member("endLine") { number(place.endLine) }
      member("endColumn") { number(place.endColumn) }
    }
  }
}
