import RecordStore

/// The bytes that have been read and need not stay in memory. They are given back in large steps, because each has to be
/// made known to all cores.
struct ReadBytes {
  private static let step = 16 << 20

  private var content: FileBytes?
  private var range = 0..<0

  /// Notes that a part has been read. Parts come in the order of the files.
  mutating func note(_ task: LoadTask) {
    guard let read = task.range else { return }
    if content !== task.content || read.lowerBound != range.upperBound {
      release()
      content = task.content
      range = read.lowerBound..<read.lowerBound
    }
    range = range.lowerBound..<read.upperBound
    if range.count >= Self.step { release() }
  }

  /// Gives back what is left.
  mutating func release() {
    content?.release(upTo: range.upperBound, from: range.lowerBound)
    range = range.upperBound..<range.upperBound
  }
}
