/// Declarations whose names are coloured alike.
enum DeclarationGroup: CaseIterable {
  case namespace, type, function, test, other

  var words: [String] { DeclarationWord.entries.filter { Self(of: $0.declaration) == self }.map(\.word.text) }

  private init(of declaration: DeclarationWord) {
    switch declaration {
    case .policy, .import: self = .namespace
    case .entity, .record, .enumeration: self = .type
    case .function: self = .function
    case .test: self = .test
    case .source, .parameter, .instrument, .access, .duty, .segregation, .rule, .standard, .authority: self = .other
    }
  }
}
