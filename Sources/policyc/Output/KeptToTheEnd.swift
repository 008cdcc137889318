/// Keeps a result until the process ends: taking a large one apart takes longer than ending does.
final class KeptToTheEnd<Value> {
  private let value: Value

  private init(_ value: Value) { self.value = value }

  static func keep(_ value: Value) { _ = Unmanaged.passRetained(KeptToTheEnd(value)) }
}
