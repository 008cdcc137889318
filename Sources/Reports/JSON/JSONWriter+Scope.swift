import Diagnostics
import Governance
import RulePlan

/// The basis of a report, with the keys of the contract in their order.
extension JSONWriter {
  mutating func read(_ section: ReadSection) {
    beginObject()
    key("file")
    string(section.file)
    key("format")
    string(section.format)
    key("section")
    optional(section.section)
    key("records")
    number(section.records)
    key("sha256")
    optional(section.sha256)
    if let source = section.source {
      key("source")
      string(source.name)
      key("came")
      number(source.came)
      key("kept")
      number(source.kept)
      key("leftOut")
      number(source.leftOut)
    }
    endObject()
  }

  /// - Parameter findings: of the norm.
  mutating func norm(_ rule: RuleSummary, findings: Int) {
    beginObject()
    key("rule")
    string(rule.name)
    key("status")
    string(rule.status.rawValue)
    key("subjects")
    number(rule.statistics?.examined ?? 0)
    key("findings")
    number(rule.statistics == nil ? 0 : findings)
    key("later")
    number(rule.statistics?.later ?? 0)
    if !rule.illustrations.isEmpty {
      key("illustrations")
      beginArray()
      for illustration in rule.illustrations { string(illustration) }
      endArray()
    }
    endObject()
  }

  mutating func reliance(_ reliance: Reliance) {
    beginObject()
    key("kind")
    string(reliance.kind.rawValue)
    key("rule")
    string(reliance.rule)
    key("subject")
    string(reliance.subject)
    key("reason")
    optional(reliance.reason)
    key("approvedBy")
    optional(reliance.approvedBy)
    key("from")
    optional(reliance.from?.description)
    key("until")
    optional(reliance.until?.description)
    key("findings")
    number(reliance.findings)
    key("location")
    place(reliance.place)
    endObject()
  }

  mutating func group(_ group: GroupSummary) {
    beginObject()
    key("entity")
    string(group.entity)
    key("of")
    string(group.memberEntity)
    key("groups")
    number(group.groups)
    key("members")
    number(group.members)
    key("withoutKey")
    number(group.withoutKey)
    endObject()
  }
}
