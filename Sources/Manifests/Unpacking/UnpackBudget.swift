import Diagnostics

/// The bytes and members that one packed file may still have. A few kilobytes can be packed so that they become gigabytes, so
/// everything that is unpacked is taken from the budget before it is kept.
struct UnpackBudget {
  private(set) var byteCount: Int
  private(set) var memberCount: Int
  private let limits: LoadLimits
  private let isLimitedByRatio: Bool

  /// - Parameter packedSize: bytes of the file as it is.
  init(packedSize: Int, limits: LoadLimits) {
    self.limits = limits
    let (byRatio, overflow) = packedSize.multipliedReportingOverflow(by: limits.unpackRatio)
    isLimitedByRatio = !overflow && byRatio < limits.fileSize
    byteCount = isLimitedByRatio ? byRatio : limits.fileSize
    memberCount = limits.memberCount
  }

  mutating func take(bytes count: Int) throws(UnpackFault) {
    guard count <= byteCount else {
      let limit =
        isLimitedByRatio
        ? "more than \(limits.unpackRatio) times as many bytes as it has packed" : "more than \(limits.fileSize) bytes"
      throw UnpackFault(code: .unpacksTooLarge, message: "the file unpacks to \(limit)")
    }
    byteCount -= count
  }

  mutating func take(members count: Int) throws(UnpackFault) {
    guard count <= memberCount else {
      throw UnpackFault(
        code: .tooManyMembers, message: "the file holds more than \(limits.memberCount) packed members")
    }
    memberCount -= count
  }
}
