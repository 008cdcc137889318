import SourceText
import Synchronization
import Workbench

/// Texts of data files that are read to turn columns into those of the client, each once for one publication.
final class TextCache: Sendable {
  private let texts = Mutex<[String: SourceFile?]>([:])

  func source(_ path: String, in snapshot: ProjectSnapshot) -> SourceFile? {
    texts.withLock { texts in
      if let known = texts[path] { return known }
      let source = snapshot.dataText(path)
      texts[path] = .some(source)
      return source
    }
  }
}
