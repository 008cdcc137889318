/// The words of the language, with what they mean.
enum LanguageWords {
  static func explanation(of word: String) -> String? { all[word].map { "`\(word)`: \($0)" } }

  private static let all: [String: String] = [
    "today": "the evaluation date.",
    "self": "the instance whose derived field is computed.",
    "must": "the condition that has to hold; each failure is a finding of severity error.",
    "should": "the condition that ought to hold; each failure is a finding of severity warning.",
    "count": "how many values there are.",
    "sum": "the total of several values; of none it needs a known unit.",
    "average": "the mean of several values; missing for none.",
    "min": "the least of several values; missing for none.",
    "max": "the greatest of several values; missing for none.",
    "distinct": "each value once.",
    "otherwise": "the value to take where the one before is missing.",
    "implies": "holds where the first condition does not hold, or the second one does.",
    "holds": "whether an access model gives the subject an entitlement.",
    "performs": "whether an access model gives the subject all that a duty takes.",
    "satisfies": "the condition that every element has to meet.",
    "waivable": "who may waive findings of the norm, and for how long at most.",
    "segregate": "duties that nobody may hold together.",
    "duty": "a set of entitlements that amounts to being able to do a job.",
    "access": "an access model: what gives whom which entitlements.",
    "instrument": "a source document and its clauses, in our own words.",
    "parameter": "a value that changes with time, with its source.",
    "standard": "several named requirements on one subject, with a version.",
    "overlaps": "whether two periods have a day in common.",
    "contains": "whether a period or a text has the other side in it.",
  ]
}
