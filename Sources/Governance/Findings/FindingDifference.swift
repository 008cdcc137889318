/// Which findings appear and disappear between two evaluations.
public struct FindingDifference: Sendable {
  public var new: [Finding]
  public var settled: [Finding]
  public var unchanged: Int

  /// Findings are the same where their fingerprints are; one that is waived in only one of the two has changed.
  public init(from old: [Finding], to new: [Finding]) {
    func name(_ finding: Finding) -> String { finding.fingerprint + finding.status.rawValue }
    let earlier = Set(old.map(name))
    let later = Set(new.map(name))
    self.new = new.filter { !earlier.contains(name($0)) }
    settled = old.filter { !later.contains(name($0)) }
    unchanged = new.count - self.new.count
  }
}
