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
  /// The waivers on which the result rests, in the order of the findings that they cover, then the entries of the baseline.
  public var reliances: [Reliance] {
    var places: [Int: Int] = [:]
    var waivers = excusing
    // By index: iterating would copy each.
    for index in findings.indices where span == nil {
      // A waiver of several conflicts of a finding covers one finding.
      var seen: Set<Int> = []
      for waiver in findings[index].excusingWaivers where seen.insert(waiver.row).inserted {
        if let known = places[waiver.row] {
          waivers[known].findings += 1
        } else {
          places[waiver.row] = waivers.count
          waivers.append((waiver, 1))
        }
      }
    }
    let reliances = waivers.map { waiver, count in
      Reliance(
        kind: .waiver, rule: waiver.rule, subject: waiver.subject, reason: waiver.reason, approvedBy: waiver.approvedBy,
        from: waiver.valid.firstDay, until: waiver.valid.lastDay, findings: count, place: waiver.place)
    }
    return reliances
      + keptEntries.map { entry, count in
        Reliance(
          kind: .baseline, rule: entry.rule, subject: entry.subject.key, reason: entry.reason, from: entry.written,
          until: entry.until, findings: count, place: entry.place)
      }
  }

  /// Findings by the name of their norm.
  public var findingCounts: [String: Int] {
    var counts: [String: Int] = [:]
    // By index: iterating would copy each.
    for index in findings.indices { counts[findings[index].rule, default: 0] += 1 }
    return counts
  }
}

extension Finding {
  /// The waivers that excuse the finding or some of its conflicts.
  var excusingWaivers: [Waiver] {
    if conflicts.isEmpty { return status == .waived ? waiver.map { [$0] } ?? [] : [] }
    return conflicts.filter { $0.status == .waived }.flatMap(\.waivers)
  }
}
