import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Finds amounts that are written with more decimals than their currency has.
struct AmountDecimalsAdvice {
  let program: Program

  /// Linear in the tokens of the policies.
  func give() {
    for (file, syntax) in program.syntax.enumerated() {
      for declaration in syntax.declarations {
        let tree = declaration.tree
        for index in declaration.tokenIndices where tree.kind(ofToken: index) == .decimal {
          check(tree.token(at: index), in: file)
        }
      }
    }
  }

  private func check(_ number: SyntaxToken, in file: Int) {
    guard let next = number.next, next.kind == .identifier, let currency = Currency(next.text),
      let most = currency.minorDigits,
      let point = number.text.firstIndex(of: ".")
    else { return }
    let decimals = number.text[point...].dropFirst().count { $0 != "_" }
    guard decimals > most else { return }
    program.builder.report(
      .amountDecimals,
      "`\(number.text) \(currency)` has \(decimals == 1 ? "a decimal" : "\(decimals) decimals"), \(currency) has \(most == 0 ? "none" : "\(most)")",
      at: SourceRange(number.range.start, next.range.end), in: file,
      notes: ["the amount is exact all the same; `allow` keeps a price of a part of the smallest unit"])
  }
}

extension SyntaxToken {
  /// The token after it, without what lies between; nil at the end.
  fileprivate var next: SyntaxToken? {
    var index = index + 1
    while index < tree.tokenCount, tree.kind(ofToken: index).isTrivia { index += 1 }
    return index < tree.tokenCount ? tree.token(at: index) : nil
  }
}
