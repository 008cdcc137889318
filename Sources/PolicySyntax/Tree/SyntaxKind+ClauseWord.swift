public import Vocabulary

extension SyntaxKind {
  /// The node of a clause.
  public init(_ clause: ClauseWord) {
    switch clause {
    case .title: self = .titleClause
    case .owner: self = .ownerClause
    case .inForce: self = .inForceClause
    case .allow: self = .allowClause
    case .cites: self = .citesClause
    case .tags: self = .tagsClause
    case .message: self = .messageClause
    case .remedy: self = .remedyClause
    case .level: self = .levelClause
    case .waivable: self = .waivableClause
    case .for: self = .forClause
    case .where: self = .whereClause
    case .let: self = .letClause
    case .must, .should: self = .requirementClause
    case .at: self = .atClause
    case .adopted: self = .adoptedClause
    case .judged: self = .judgedClause
    case .models: self = .modelsClause
    case .within: self = .withinClause
    case .atMost: self = .atMostClause
    case .domain: self = .domainClause
    case .review: self = .reviewClause
    case .key: self = .fieldDeclaration
    case .alsoKey: self = .fieldDeclaration
    case .derived: self = .derivedField
    case .label: self = .labelClause
    case .passesOver: self = .passesOverClause
    case .step: self = .parameterStep
    case .illustrative: self = .illustrativeClause
    case .symbol: self = .symbolClause
    case .issuer: self = .issuerClause
    case .supersedes: self = .supersedesClause
    case .clause: self = .clauseClause
    case .each: self = .eachClause
    case .gives: self = .givesClause
    case .over: self = .overClause
    case .asOf: self = .asOfClause
    case .given: self = .givenClause
    case .expect: self = .expectClause
    case .files: self = .filesClause
    case .separator: self = .separatorClause
    case .quote: self = .quoteClause
    case .encoding: self = .encodingClause
    case .header: self = .headerClause
    case .columns: self = .columnsClause
    case .comment: self = .commentClause
    case .skip: self = .skipClause
    case .endsAt: self = .endsAtClause
    case .dates: self = .datesClause
    case .century: self = .centuryClause
    case .zone: self = .zoneClause
    case .numbers: self = .numbersClause
    case .missing: self = .missingClause
    case .forever: self = .foreverClause
    case .trueWords: self = .trueClause
    case .falseWords: self = .falseClause
    case .trimCells: self = .trimClause
    case .sheet: self = .sheetClause
    case .namespace: self = .namespaceClause
    case .elements: self = .elementsClause
    case .take: self = .takeClause
    }
  }

  /// The node of a declaration.
  public init(_ declaration: DeclarationWord) {
    switch declaration {
    case .policy: self = .policyHeader
    case .import: self = .importDeclaration
    case .entity: self = .entityDeclaration
    case .record: self = .recordDeclaration
    case .enumeration: self = .enumDeclaration
    case .source: self = .sourceDeclaration
    case .function: self = .functionDeclaration
    case .parameter: self = .parameterDeclaration
    case .instrument: self = .instrumentDeclaration
    case .access: self = .accessDeclaration
    case .duty: self = .dutyDeclaration
    case .segregation: self = .segregationDeclaration
    case .rule: self = .ruleDeclaration
    case .standard: self = .standardDeclaration
    case .test: self = .testDeclaration
    case .authority: self = .authorityDeclaration
    }
  }

  /// The clause of a node; of a requirement `must`, whichever of the two it is.
  public var clauseWord: ClauseWord? { Self.clauseWords[Int(rawValue)] }

  /// The declaration of a node.
  public var declarationWord: DeclarationWord? { DeclarationWord.allCases.first { SyntaxKind($0) == self } }

  /// By the number of the kind.
  private static let clauseWords: [ClauseWord?] = {
    var words = [ClauseWord?](repeating: nil, count: 256)
    for clause in ClauseWord.allCases.reversed() { words[Int(SyntaxKind(clause).rawValue)] = clause }
    return words
  }()
}
