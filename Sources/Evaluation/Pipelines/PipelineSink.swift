/// Takes what a pipeline yields, in blocks. `roots` says which tuple of the first frame each tuple came from;
/// `uncertain` is 1 where a condition on the way was undetermined.
protocol PipelineSink: AnyObject {
  func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8])
  /// Whether nothing more needs to be known of a root.
  func isDecided(_ root: Int32) -> Bool
}
