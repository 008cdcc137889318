import Governance

extension ReadSection {
  /// On one line: `data/grants.csv (csv), grants: 12 records, sha256 …`.
  var sentence: String {
    let content = section.map { ", \($0): \(records) " + (records == 1 ? "record" : "records") } ?? ""
    return "\(file) (\(format))\(content)" + (sha256.map { ", sha256 \($0)" } ?? "")
  }
}
