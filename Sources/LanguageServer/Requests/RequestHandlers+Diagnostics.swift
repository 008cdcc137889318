import Diagnostics
import EditorFeatures
import Governance
import SourceText
import Workbench

/// Diagnostics that the client asks for.
extension RequestHandlers {
  static func documentDiagnostics(
    _ context: RequestContext, _ params: JSONValue
  ) throws(ResponseError) -> JSONValue {
    let items = try diagnostics(of: context.path, in: context.snapshot, context)
    return report(items, previous: params["previousResultId"]?.string)
  }

  static func workspaceDiagnostics(
    _ context: RequestContext, _ params: JSONValue
  ) throws(ResponseError) -> JSONValue {
    var previous: [String: String] = [:]
    for entry in params["previousResultIds"]?.array ?? [] {
      if let uri = entry["uri"]?.string, let value = entry["value"]?.string { previous[uri] = value }
    }
    var reports: [JSONValue] = []
    var seen: Set<String> = []
    for snapshot in context.snapshots {
      try context.token.check()
      var paths = snapshot.documents.map(\.path)
      if let file = snapshot.projectFile { paths.append(file.path) }
      if let data = context.services.data.result(of: snapshot.root) {
        paths += Set(data.diagnostics.map(\.place.file) + data.findings.compactMap { $0.place?.file }).sorted()
      }
      for path in paths where !path.isEmpty && seen.insert(path).inserted {
        let uri = context.converter.uri(path)
        let items = try diagnostics(of: path, in: snapshot, context)
        guard var members = report(items, previous: previous[uri]).members else { continue }
        members.append(.init(name: "uri", value: .string(uri)))
        members.append(
          .init(name: "version", value: snapshot.open[path].map { .integer($0.version) } ?? .null))
        reports.append(.object(members))
      }
    }
    return ["items": .array(reports)]
  }

  /// A report that is short where nothing has changed.
  private static func report(_ items: [JSONValue], previous: String?) -> JSONValue {
    let value = JSONValue.array(items)
    let id = fingerprint(value.bytes)
    if id == previous { return ["kind": "unchanged", "resultId": .string(id)] }
    return ["kind": "full", "resultId": .string(id), "items": value]
  }

  /// A number for the bytes (FNV-1a): equal reports have equal numbers.
  private static func fingerprint(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }

  static func diagnostics(
    of path: String, in snapshot: ProjectSnapshot?, _ context: RequestContext
  ) throws(ResponseError) -> [JSONValue] {
    guard let snapshot else { return [] }
    let conversion = DiagnosticConversion(
      capabilities: context.capabilities, converter: context.converter, settings: context.settings,
      snapshot: snapshot)
    let items = ProjectDiagnostics.policies(snapshot, conversion)[path] ?? []
    try context.token.check()
    guard let data = context.services.data.result(of: snapshot.root) else { return items }
    return items + (ProjectDiagnostics.data(data, conversion)[path] ?? [])
  }
}

/// All diagnostics of a project by path.
enum ProjectDiagnostics {
  /// - Parameter isPrompt: whether what can be said at once will do.
  static func policies(
    _ snapshot: ProjectSnapshot, _ conversion: DiagnosticConversion, isPrompt: Bool = false
  ) -> [String: [JSONValue]] {
    var result: [String: [JSONValue]] = [:]
    let analysis = isPrompt ? snapshot.promptAnalysis : snapshot.analysis
    for document in snapshot.documents {
      result[document.path] = analysis.diagnostics(of: document.path).map {
        conversion.json($0, in: document.source)
      }
    }
    if let file = snapshot.projectFile {
      let own = snapshot.projectDiagnostics + analysis.diagnostics(of: file.path)
      result[file.path] = own.map { $0.range.isEmpty ? conversion.json($0) : conversion.json($0, in: file) }
    }
    return result
  }

  static func data(_ data: DataAnalysis, _ conversion: DiagnosticConversion) -> [String: [JSONValue]] {
    var result: [String: [JSONValue]] = [:]
    for diagnostic in data.diagnostics where diagnostic.place.isKnown {
      result[diagnostic.place.file, default: []].append(conversion.json(diagnostic))
    }
    for finding in data.findings {
      guard let path = finding.place?.file, let json = conversion.json(finding) else { continue }
      result[path, default: []].append(json)
    }
    return result
  }
}
