import Diagnostics
import Governance
import RulePlan

/// Diagnostics and findings, each with the keys of the contract in their order.
extension JSONWriter {
  mutating func diagnostic(_ diagnostic: Diagnostic) {
    beginObject()
    key("code")
    string(diagnostic.code.code)
    key("severity")
    string(diagnostic.severity.rawValue)
    key("message")
    string(diagnostic.message)
    key("location")
    place(diagnostic.place)
    endObject()
  }

  mutating func subject(_ subject: Finding.Subject) {
    beginObject()
    key("type")
    string(subject.type)
    key("key")
    string(subject.key)
    if let label = subject.label {
      key("label")
      string(label)
    }
    endObject()
  }

  mutating func finding(_ finding: Finding) {
    beginObject()
    key("rule")
    string(finding.rule)
    key("severity")
    string(finding.severity.rawValue)
    key("level")
    optional(finding.level?.rawValue)
    key("status")
    string(finding.status.rawValue)
    key("subject")
    subject(finding.subject)
    if let day = finding.judgedOn {
      key("judgedOn")
      string(day.description)
    }
    key("about")
    beginArray()
    for other in finding.about { subject(other) }
    endArray()
    key("access")
    optional(finding.access)
    key("message")
    string(finding.message)
    key("location")
    place(finding.place)
    key("conflicts")
    beginArray()
    for conflict in finding.conflicts { self.conflict(conflict, hasPeriods: !finding.periods.isEmpty) }
    endArray()
    if !finding.periods.isEmpty {
      key("periods")
      periods(finding.periods)
    }
    key("evidence")
    beginArray()
    for item in finding.evidence {
      beginObject()
      key("text")
      string(item.text)
      key("location")
      place(item.place)
      endObject()
    }
    endArray()
    key("cites")
    beginArray()
    for citation in finding.citations {
      beginObject()
      key("instrument")
      string(citation.instrument)
      key("clause")
      string(citation.clause)
      if citation.inspiration != nil {
        key("inspiration")
        boolean(true)
      }
      endObject()
    }
    endArray()
    key("remedy")
    optional(finding.remedy)
    key("waiver")
    waiver(finding.waiver)
    key("fingerprint")
    string(finding.fingerprint)
    endObject()
  }

  /// - Parameter hasPeriods: whether the days of a span are said.
  mutating func conflict(_ conflict: Finding.Conflict, hasPeriods: Bool) {
    beginObject()
    key("duties")
    beginArray()
    for duty in conflict.duties { string(duty.name) }
    endArray()
    key("status")
    string(conflict.status.rawValue)
    key("fingerprint")
    string(conflict.fingerprint)
    key("ways")
    beginArray()
    for way in conflict.ways {
      beginObject()
      key("rights")
      beginArray()
      for right in way.rights { string(right) }
      endArray()
      if conflict.isScoped {
        key("scope")
        optional(way.scope)
      }
      if hasPeriods {
        key("periods")
        beginArray()
        for days in way.days {
          beginObject()
          ends(days)
          endObject()
        }
        endArray()
      }
      endObject()
    }
    endArray()
    if conflict.hasMoreWays {
      key("moreWays")
      boolean(true)
    }
    if !conflict.waivers.isEmpty {
      key("waivers")
      beginArray()
      for waiver in conflict.waivers { self.waiver(waiver) }
      endArray()
    }
    if hasPeriods {
      key("periods")
      periods(conflict.periods)
    }
    if let change = conflict.change {
      key("change")
      beginObject()
      key("kind")
      string(change.kind.rawValue)
      key("periods")
      beginArray()
      for days in change.periods {
        beginObject()
        ends(days)
        endObject()
      }
      endArray()
      endObject()
    }
    endObject()
  }

  /// The days of each status; an open end is left out.
  mutating func periods(_ periods: [Finding.StatusPeriod]) {
    beginArray()
    for period in periods {
      beginObject()
      ends(period.days)
      key("status")
      string(period.status.rawValue)
      endObject()
    }
    endArray()
  }

  private mutating func ends(_ days: Period) {
    if let first = days.firstDay {
      key("from")
      string(first.description)
    }
    if let last = days.lastDay {
      key("until")
      string(last.description)
    }
  }

  mutating func waiver(_ waiver: Waiver?) {
    guard let waiver else { return null() }
    beginObject()
    key("reason")
    string(waiver.reason)
    key("approvedBy")
    string(waiver.approvedBy)
    key("from")
    optional(waiver.valid.firstDay?.description)
    key("until")
    optional(waiver.valid.lastDay?.description)
    key("controls")
    beginArray()
    for control in waiver.controls { string(control) }
    endArray()
    key("term")
    number(waiver.term)
    key("location")
    place(waiver.place)
    endObject()
  }

  mutating func place(_ place: Place?) {
    guard let place, place.isKnown else { return null() }
    beginObject()
    key("file")
    string(place.file)
    key("line")
    number(place.line)
    key("column")
    number(place.column)
    key("endLine")
    number(place.endLine)
    key("endColumn")
    number(place.endColumn)
    endObject()
  }
}
