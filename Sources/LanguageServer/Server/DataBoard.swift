import Synchronization
import Workbench

/// The last result of checking the data of each project.
final class DataBoard: Sendable {
  private let results = Mutex<[String: DataAnalysis]>([:])

  func put(_ result: DataAnalysis, of root: String) { results.withLock { $0[root] = result } }
  func result(of root: String) -> DataAnalysis? { results.withLock { $0[root] } }
  func forget(_ root: String) { results.withLock { $0[root] = nil } }
}
