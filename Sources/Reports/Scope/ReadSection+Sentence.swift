import Governance

extension ReadSection {
  /// On one line: `data/grants.csv (csv), grants: 12 records, sha256 …`.
  var sentence: String {
    let content = section.map { ", \($0): \(records) " + (records == 1 ? "record" : "records") } ?? ""
    let origin = source.map { ", source \($0.name): \($0.came) came, \($0.kept) kept, \($0.leftOut) left out" } ?? ""
    return "\(file) (\(format))\(content)\(origin)" + (sha256.map { ", sha256 \($0)" } ?? "")
  }
}
