/// The kind of a token or a node of the tree. Words are all `identifier`: keywords are such only by their place.
public enum SyntaxKind: UInt8, Sendable {
  // Trivia
  case whitespace, lineComment, docComment, blockComment

  // Tokens
  case identifier, integer, decimal, date, timestamp, version, string, clauseReference
  case leftBrace, rightBrace, leftParenthesis, rightParenthesis, leftBracket, rightBracket
  case comma, colon, dot, question, star, plus, minus, slash, percent
  case assign, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, range, rangeLess
  /// `&&`, `||` and `!`, which the lexer reports, and the sign of a currency.
  case andSign, orSign, notSign, currencySign
  case unknown, endOfFile

  // Files and declarations
  case file, policyHeader, importDeclaration, entityDeclaration, recordDeclaration, enumDeclaration, enumCase
  case fieldDeclaration, derivedField, sourceDeclaration, accessDeclaration, dutyDeclaration, segregationDeclaration,
    ruleDeclaration
  case standardDeclaration, instrumentDeclaration, parameterDeclaration, functionDeclaration, testDeclaration
  case authorityDeclaration
  case functionParameter, unknownDeclaration

  // Clauses
  case titleClause, domainClause, ownerClause, inForceClause, reviewClause, citesClause, citation, levelClause
  case messageClause, remedyClause, waivableClause, tagsClause, allowClause, forClause, generator, eachClause
  case givesClause, overClause, whereClause, letClause, requirementClause, atClause, modelsClause, withinClause
  case separationClause, atMostClause, symbolClause, issuerClause, supersedesClause, clauseClause, adoptedClause
  case versionClause, parameterStep, illustrativeClause, asOfClause, givenClause, givenRecord, expectClause,
    judgedClause,
    labelClause, passesOverClause
  case unknownClause

  // Clauses of sources
  case filesClause, separatorClause, quoteClause, encodingClause, headerClause, columnsClause, commentClause, skipClause
  case endsAtClause, datesClause, centuryClause, zoneClause, numbersClause, missingClause, foreverClause, trueClause
  case falseClause, trimClause, sheetClause, namespaceClause, elementsClause, takeClause, takenField

  // Parts
  case qualifiedName, typeReference, sourceName, containment, grouping, localizedText, dutyAny, dutyAll,
    dutyEntitlement, dutyGroup
  case rowSource, dutyOfRows, authorityField

  // Expressions
  case nameExpression, literalExpression, keyLookup, memberExpression, closureExpression, callExpression
  case binaryExpression, notExpression, negateExpression, presenceExpression, rangeExpression, quantifierExpression
  case listExpression, comprehensionExpression, recordExpression, recordField, groupExpression, distinctExpression
  case convertExpression, zoneExpression, onExpression, accessExpression, choiceExpression, workingDaysExpression
  case elementExpression, missingExpression

  /// Text that fits nowhere.
  case unexpected

  public var isTrivia: Bool { rawValue <= SyntaxKind.blockComment.rawValue }
  public var isToken: Bool { rawValue <= SyntaxKind.endOfFile.rawValue }
}
