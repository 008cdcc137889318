import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Finds names that look like another one beside them (UTS 39): whoever reads the policy takes one for the other.
struct AlikeNameAdvice {
  let program: Program

  /// A name and where it is declared.
  private typealias Named = (name: String, origin: Origin)

  /// Linear in the names.
  func give() {
    compare(program.names.all.filter { $0.origin != .builtIn }.map { ($0.name, $0.origin) })
    for table in program.schema.tables {
      compare(table.fields.filter { $0.origin != .builtIn }.map { ($0.name, $0.origin) })
    }
    for enumeration in program.enumerations {
      compare(
        enumeration.syntax.cases.map { ($0.text, program.builder.origin($0.range, in: enumeration.file)) })
    }
  }

  private func compare(_ names: [Named]) {
    var first: [UInt64: Named] = [:]
    for named in names {
      var name = named.name
      let hash = name.withUTF8 { LikenessHash($0).byLook }
      guard let other = first[hash] else {
        first[hash] = named
        continue
      }
      guard other.name != named.name, Skeleton.of(other.name) == Skeleton.of(named.name) else { continue }
      let related = program.builder.place(of: other.origin).map {
        RelatedPlace(message: "`\(other.name)` is declared here", place: $0)
      }
      program.builder.report(
        .alikeNames, "`\(named.name)` looks like `\(other.name)`, and is another name",
        at: program.range(of: named.origin), in: named.origin.file, related: related.map { [$0] } ?? [])
    }
  }
}
