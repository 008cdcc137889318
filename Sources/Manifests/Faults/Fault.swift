import Diagnostics
import RulePlan

/// A fault at a range of bytes of one file, before its lines are known.
struct Fault: Sendable {
  var code: DiagnosticCode
  var severity: Severity
  var message: String
  var start: Int
  var end: Int
  var related: [Related] = []
  var notes: [String] = []
  /// Places in the policies.
  var origins: [PolicyPlace] = []

  struct PolicyPlace: Sendable {
    var message: String
    var origin: Origin
  }

  struct Related: Sendable {
    var message: String
    var file: Int
    var start: Int
    var end: Int
  }
}

/// Thrown where the rest of a file cannot be read; the fault has been reported.
struct ReadStopped: Error {}

/// The faults of one file. Beyond the limit they are only counted.
final class FaultList {
  private(set) var faults: [Fault] = []
  private(set) var unlisted = 0
  /// Whether reading stopped before the end, so that something may be missing from the store.
  private(set) var isCut = false
  /// Whether it stopped because of a limit, and not because of the form of the data.
  private(set) var hasPassedLimit = false
  /// Unknown sections and fields where they are warnings, in the order in which they came up.
  private(set) var passedNames: [PassedName] = []
  /// Steps of sources that led nowhere in the file, and those that led somewhere.
  private(set) var unfoundSteps: [UnfoundStep] = []
  private(set) var foundSteps: Set<UnfoundStep.Identity> = []
  /// How often others came up, beyond the limit.
  private(set) var unlistedPassed = 0
  private var passedIndexes: [PassedName.Identity: Int] = [:]
  private let limit: Int
  // An aliased value is read once for each alias; its faults count once.
  private var seen: Set<Identity> = []

  private struct Identity: Hashable {
    var code: DiagnosticCode
    var start: Int
    var end: Int
    var message: String
  }

  init(limit: Int) { self.limit = limit }

  var hasRoom: Bool { faults.count < limit }

  /// Adds a fault. Message and notes are only made where they are kept.
  func add(
    _ code: DiagnosticCode, _ start: Int, _ end: Int, severity: Severity? = nil, related: [Fault.Related] = [],
    notes: @autoclosure () -> [String] = [], _ message: @autoclosure () -> String
  ) {
    add(code, start, end, severity: severity, related: related, notes: notes(), making: message)
  }

  /// Adds a fault. Message and notes are only made where they are kept.
  func add(
    _ code: DiagnosticCode, _ start: Int, _ end: Int, severity: Severity? = nil, related: [Fault.Related] = [],
    notes: @autoclosure () -> [String] = [], making message: () -> String
  ) {
    guard hasRoom else {
      unlisted += 1
      return
    }
    let text = message()
    guard seen.insert(Identity(code: code, start: start, end: end, message: text)).inserted else { return }
    faults.append(
      Fault(
        code: code, severity: severity ?? code.severity, message: text, start: start, end: max(start, end),
        related: related, notes: notes()))
  }

  /// Adds a fault after which the file cannot be read.
  func stop(
    _ code: DiagnosticCode, _ start: Int, _ end: Int, related: [Fault.Related] = [],
    notes: @autoclosure () -> [String] = [], _ message: @autoclosure () -> String
  ) -> ReadStopped {
    isCut = true
    if code.isLimit { hasPassedLimit = true }
    add(code, start, end, related: related, notes: notes(), message())
    return ReadStopped()
  }

  func noteUnfound(_ step: UnfoundStep) { unfoundSteps.append(step) }
  func noteFound(_ step: UnfoundStep.Identity) { foundSteps.insert(step) }

  /// Adds a fault with places in the policies.
  func add(
    _ code: DiagnosticCode, _ start: Int, _ end: Int, origins: [Fault.PolicyPlace], _ message: @autoclosure () -> String
  ) {
    let count = faults.count
    add(code, start, end, making: message)
    if faults.count > count { faults[count].origins = origins }
  }

  func count(unlisted more: Int) { unlisted += more }

  /// Notes an unknown section or field as a warning, which is kept the first time and then counted.
  func pass(
    _ identity: PassedName.Identity, _ code: DiagnosticCode, _ start: Int, _ end: Int, notes: [String] = [],
    making message: () -> String
  ) {
    if let known = passedIndexes[identity] {
      passedNames[known].count += 1
    } else if passedNames.count < limit {
      keep(
        PassedName(
          identity: identity,
          fault: Fault(
            code: code, severity: .warning, message: message(), start: start, end: max(start, end), notes: notes),
          count: 1))
    } else {
      unlistedPassed += 1
    }
  }

  private func keep(_ passed: PassedName) {
    passedIndexes[passed.identity] = passedNames.count
    passedNames.append(passed)
  }

  /// Adds a warning that has been counted over all files.
  func add(counted fault: Fault) { faults.append(fault) }

  /// Takes over the faults of another part of the same file.
  func absorb(_ other: FaultList) {
    unfoundSteps += other.unfoundSteps
    foundSteps.formUnion(other.foundSteps)
    for fault in other.faults {
      if hasRoom { faults.append(fault) } else { unlisted += 1 }
    }
    for passed in other.passedNames {
      if let known = passedIndexes[passed.identity] {
        passedNames[known].count += passed.count
      } else if passedNames.count < limit {
        keep(passed)
      } else {
        unlistedPassed += passed.count
      }
    }
    unlistedPassed += other.unlistedPassed
    unlisted += other.unlisted
    isCut = isCut || other.isCut
    hasPassedLimit = hasPassedLimit || other.hasPassedLimit
  }
}

extension DiagnosticCode {
  /// Whether it says that a limit was passed.
  var isLimit: Bool {
    switch self {
    case .nestingTooDeep, .aliasExpansion, .fileTooLarge, .tooManyFiles, .tooManyValues, .scalarTooLong,
      .unpacksTooLarge,
      .tooManyMembers:
      true
    default: false
    }
  }

  /// Whether the run has failed, rather than the data being wrong.
  var isFailure: Bool { isLimit || self == .unreadableData || self == .changedWhileRead }
}
