import Governance

extension JSONWriter {
  /// The basis of a run: the files as artifacts with their digests, norms and what was accepted as properties.
  mutating func sarifScope(of report: Report) {
    key("artifacts")
    beginArray()
    var sections = report.read[...]
    while let first = sections.first {
      let own = sections.prefix { $0.file == first.file }
      sections = sections.dropFirst(own.count)
      sarifArtifact(first, Array(own))
    }
    endArray()
    key("properties")
    beginObject()
    let counts = report.assessment?.findingCounts ?? [:]
    key("norms")
    array(report.assessment?.rules ?? []) { $1.norm($0, findings: counts[$0.name] ?? 0) }
    key("restsOn")
    array(report.assessment?.reliances ?? []) { $1.reliance($0) }
    endObject()
  }

  private mutating func sarifArtifact(_ file: ReadSection, _ sections: [ReadSection]) {
    beginObject()
    key("location")
    beginObject()
    key("uri")
    string(Self.uri(file.file))
    endObject()
    if let digest = file.sha256 {
      key("hashes")
      beginObject()
      key("sha-256")
      string(digest)
      endObject()
    }
    key("properties")
    beginObject()
    key("format")
    string(file.format)
    key("sections")
    array(sections) { $1.read($0) }
    endObject()
    endObject()
  }
}
