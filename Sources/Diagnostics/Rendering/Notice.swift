/// Something to tell people: a sentence, the lines of source that it is about, and remarks.
public struct Notice: Sendable {
  /// A line of source with the part that matters.
  public struct Mark: Sendable {
    public var place: Place
    /// The note about it, after the carets.
    public var label: String
    public var isPrimary: Bool

    public init(place: Place, label: String = "", isPrimary: Bool = false) {
      self.place = place
      self.label = label
      self.isPrimary = isPrimary
    }
  }

  /// A line below the source, under a word that says what it is.
  public struct Remark: Sendable {
    public var word: String
    public var text: String
    public var place: Place?

    public init(word: String, text: String, place: Place? = nil) {
      self.word = word
      self.text = text
      self.place = place
    }
  }

  /// The word that begins the first line: `error`.
  public var word: String
  public var tone: TerminalStyle.Role
  /// A code or the name of a rule.
  public var code: String
  public var sentence: String
  public var marks: [Mark]
  public var remarks: [Remark]

  public init(
    word: String, tone: TerminalStyle.Role, code: String, sentence: String, marks: [Mark] = [],
    remarks: [Remark] = []
  ) {
    self.word = word
    self.tone = tone
    self.code = code
    self.sentence = sentence
    self.marks = marks
    self.remarks = remarks
  }
}

extension Notice {
  /// A fault of a policy or of the data, as compilers show it.
  public init(_ diagnostic: Diagnostic) {
    let tone: TerminalStyle.Role =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    self.init(
      word: diagnostic.severity.rawValue, tone: tone, code: diagnostic.code.code, sentence: diagnostic.message)
    if diagnostic.place.isKnown { marks.append(Mark(place: diagnostic.place, isPrimary: true)) }
    for related in diagnostic.related { marks.append(Mark(place: related.place, label: related.message)) }
    for note in diagnostic.notes { remarks.append(Remark(word: "note", text: note)) }
    for fix in diagnostic.fixIts { remarks.append(Remark(word: "help", text: fix.title)) }
  }
}
