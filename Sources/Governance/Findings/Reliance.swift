public import Diagnostics
public import RulePlan

/// Something that was accepted, without which the result would be another: a waiver that holds, or an entry of the baseline.
public struct Reliance: Hashable, Sendable {
  public enum Kind: String, Sendable { case waiver, baseline }

  public var kind: Kind
  /// As the waiver names it; the norm with its namespace for an entry of the baseline.
  public var rule: String
  public var subject: String
  public var reason: String?
  public var approvedBy: String?
  /// Nil for an open end, and where nothing is known of it.
  public var from: CalendarDate?
  public var until: CalendarDate?
  /// Findings that it covers.
  public var findings: Int
  public var place: Place?
}

extension Assessment {
  /// The waivers and the entries of the baseline on which the result rests, in the order of the findings that they cover.
  public var reliances: [Reliance] {
    var reliances: [Reliance] = []
    var places: [Int: Int] = [:]
    for finding in findings {
      switch finding.status {
      case .open, .undetermined: continue
      case .baseline:
        reliances.append(Reliance(kind: .baseline, rule: finding.rule, subject: finding.subject.key, findings: 1))
      case .waived:
        guard let waiver = finding.waiver else { continue }
        if let known = places[waiver.row] {
          reliances[known].findings += 1
          continue
        }
        places[waiver.row] = reliances.count
        reliances.append(
          Reliance(
            kind: .waiver, rule: waiver.rule, subject: waiver.subject, reason: waiver.reason,
            approvedBy: waiver.approvedBy, from: waiver.valid.firstDay, until: waiver.valid.lastDay, findings: 1,
            place: waiver.place))
      }
    }
    return reliances
  }

  /// Findings by the name of their norm.
  public var findingCounts: [String: Int] {
    var counts: [String: Int] = [:]
    // By index: iterating would copy each.
    for index in findings.indices { counts[findings[index].rule, default: 0] += 1 }
    return counts
  }
}
