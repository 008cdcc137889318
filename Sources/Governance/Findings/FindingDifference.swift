/// Which findings appear and disappear between two evaluations.
public struct FindingDifference: Sendable {
  public var new: [Finding]
  public var settled: [Finding]
  public var unchanged: Int

  /// Findings are the same where their fingerprints are; one that is waived in only one of the two has changed, and so has
  /// one with further conflicts or ways.
  ///
  /// - Parameter widening: nil where one of the two found nothing.
  public init(from old: [Finding], to new: [Finding], _ widening: ConflictWidening?) {
    func name(_ finding: Finding) -> String { finding.fingerprint + finding.status.rawValue }
    let earlier = Dictionary(old.map { (name($0), $0) }) { first, _ in first }
    let later = Set(new.map(name))
    self.new = new.filter { finding in
      earlier[name(finding)].map { widening?.isWider(finding, than: $0) ?? false } ?? true
    }
    settled = old.filter { !later.contains(name($0)) }
    unchanged = new.count - self.new.count
  }
}
