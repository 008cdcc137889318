import Synchronization
import Workbench

/// The last result of checking the data of each project.
final class DataBoard: Sendable {
  private let results = Mutex<[String: DataAnalysis]>([:])

  func put(_ result: DataAnalysis, of root: String) { results.withLock { $0[root] = result } }
  func result(of root: String) -> DataAnalysis? { results.withLock { $0[root] } }
  /// False where there was nothing to forget.
  func forget(_ root: String) -> Bool { results.withLock { $0.removeValue(forKey: root) != nil } }
}
