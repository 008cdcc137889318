public import Vocabulary

extension SyntaxNode {
  /// The clause that the node is, as it is written; nil for what begins with no word of a clause.
  public var clauseWord: ClauseWord? {
    guard let word = kind.clauseWord else { return nil }
    switch word {
    case .must: return tokens.first?.isText("should") == true ? .should : .must
    case .key where tokens.first?.isText("also") == true: return self.word(1)?.isText("key") == true ? .alsoKey : nil
    case .key: return tokens.first?.isText("key") == true && self.word(1) != nil ? .key : nil
    default: return word
    }
  }

  /// How many of the words at its beginning are the words of the clause; 0 where it begins with none.
  public var clauseWordCount: Int { clauseWord?.entry.words.count ?? 0 }
}
