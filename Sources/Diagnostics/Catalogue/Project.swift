extension DiagnosticCode {
  // MARK: The project file

  public static let projectFileForm = DiagnosticCode(
    "P8001", "project-file-form", title: "Project file that is not a mapping",
    why: """
      `policyc.yaml` is a mapping of a few keys to texts and lists. Where it is not, the tool cannot know which \
      policies and which data the project means.
      """,
    example: "- policies", prefer: "policies: [policies]")

  public static let unknownProjectKey = DiagnosticCode(
    "P8002", "unknown-project-key", title: "Key that the project file does not have",
    why: """
      A key that the tool passed over would be a setting that its author believes in and that does nothing. So \
      unknown keys are errors; the known ones are `name`, `policies`, `data`, `ignore`, `sections`, `languages`, `as-of` \
      and `parameters`.
      """,
    example: "policys: [policies]", prefer: "policies: [policies]")

  public static let wrongProjectValue = DiagnosticCode(
    "P8003", "wrong-project-value", title: "Value that does not fit its key in the project file",
    why: "Each key of `policyc.yaml` takes values of one kind: a text, a list of texts, a date.",
    example: "policies: [policies]\nas-of: yesterday", prefer: "policies: [policies]\nas-of: 2019-06-30")

  public static let noSuchData = DiagnosticCode(
    "P8004", "no-such-data", title: "Pattern for data that fits no file",
    why: """
      The project file names its data by patterns. One that matches no file is a typo or data that is \
      missing; checking without it would look like compliance.
      """,
    example: "policies: [policies]\ndata: [\"dta/*.yaml\"]", prefer: "policies: [policies]\ndata: [\"data/*.yaml\"]")

  public static let leadsOutside = DiagnosticCode(
    "P8208", "leads-outside", title: "Path that leads out of the project",
    why: """
      Policies and data of a project lie below the folder of its `policyc.yaml`, or below the repository that holds it, \
      after links are followed. Whoever can change the file could otherwise have any file of the machine read and shown. \
      Files elsewhere are named on the command line.
      """,
    example: "policies: [/usr]", prefer: "policies: [policies]")

  // MARK: Reading the policies

  public static let noPolicies = DiagnosticCode(
    "P8101", "no-policies", title: "Nothing to check",
    why: """
      The named files and folders hold no policy, that is, no file ending in `.policy`. Anything that was not checked \
      is not compliant, so this is never a success, unless `--allow-empty` says that it may be.
      """,
    example: "policyc check docs", prefer: "policyc check policies")

  public static let unreadablePolicy = DiagnosticCode(
    "P8102", "unreadable-policy", title: "Policy file that cannot be read",
    why: "A policy that was named but not read has not been checked. The message says what the system answered.",
    example: "policyc check nowhere.policy", prefer: "policyc check policies/access.policy")

  public static let policyLimit = DiagnosticCode(
    "P8103", "policy-limit", title: "More than the tool reads",
    why: """
      Policies are written by people, so a file of more than sixteen mebibytes, or a hundred thousand files, is most \
      likely not what was meant. The limits keep the tool from taking up a machine.
      """,
    example: "policyc check /", prefer: "policyc check policies")

  // MARK: Running

  public static let nothingEvaluated = DiagnosticCode(
    "P8201", "nothing-evaluated", title: "No norm was evaluated",
    why: """
      The policies hold no rule, segregation or standard that is in force on the day of the check. Such a run finds \
      nothing whatever the data is, so it does not count as a success unless `--allow-empty` is given.
      """,
    example: "policyc check organisation.policy --data people.yaml",
    prefer: "policyc check organisation.policy rules.policy --data people.yaml")

  public static let noSubject = DiagnosticCode(
    "P8202", "no-subject", title: "No norm had a subject in the data",
    why: """
      Norms were evaluated, but the data holds nothing that they are about: perhaps a file was left out, or the \
      sections are empty. Such a run shows nothing, so it does not count as a success unless `--allow-empty` is given.
      """,
    example: "policyc check rules.policy --data empty.yaml", prefer: "policyc check rules.policy --data people.yaml")

  public static let sectionNotGiven = DiagnosticCode(
    "P8203", "section-not-given", title: "Section that norms depend on and the data does not give",
    why: """
      A norm that ranges over a section that is not in the data finds nothing, or finds it for want of data, so it is \
      not evaluated; the other norms are. Give the section, even if it is empty: `grants: []`. Where a project may well \
      be without it, `sections: { grants: may be missing }` in `policyc.yaml` says so.
      """,
    example: "policyc check rules.policy --data people.yaml",
    prefer: "policyc check rules.policy --data people.yaml --data grants.csv")

  public static let timedOut = DiagnosticCode(
    "P8230", "time-limit", title: "Time limit that was reached",
    why: """
      `--timeout` bounds how long a run takes, so that policies and data that somebody else wrote cannot keep a machine \
      busy. The findings of norms that were done by then are listed; norms and requests that were not done say so.
      """,
    example: "policyc check --timeout 10s", prefer: "policyc check --timeout 5m")

  public static let tooManyFindings = DiagnosticCode(
    "P8231", "too-many-findings", title: "Norm with more findings than are kept",
    why: """
      A norm that goes through pairs of a large section can have more findings than memory holds. Those beyond \
      `--max-findings` are counted, not listed, so the report is not complete. Most often a `where` is missing.
      """,
    example: "policyc check --max-findings 1000", prefer: "policyc check")

  public static let parameterSetByProject = DiagnosticCode(
    "P8204", "parameter-set-by-project", .note, title: "Parameter whose value the project sets",
    why: """
      `parameters` in the project file replaces the values that a policy gives to a parameter. Every report says so, \
      because its findings then rest on another value than the one in the policy.
      """,
    example: "policies: [policies]\nparameters:\n  low_value_limit: 5000 USD", prefer: "policies: [policies]")

  public static let noData = DiagnosticCode(
    "P8205", "no-data", title: "Policies without data",
    why: """
      Norms are checked against data. Where none is named, on the command line or in `policyc.yaml`, nothing was \
      checked, which must not look like compliance. Whoever wants to know only that the policies compile says \
      `--policies-only`.
      """,
    example: "policyc check rules.policy", prefer: "policyc check rules.policy --policies-only")

  public static let namedInPlace = DiagnosticCode(
    "P8206", "named-in-place", .note, title: "Named in place of what the project names",
    why: """
      `--data` takes the place of the data that `policyc.yaml` names, and policies beside `--project` that of its \
      policies. A report of other data than the project's must not be taken for one of the project's, so it says so.
      """,
    example: "policyc check --data extract.yaml", prefer: "policyc check")

  public static let unknownProjectSection = DiagnosticCode(
    "P8207", "unknown-project-section", title: "Section in the project file that no entity is read from",
    why: """
      `sections` in the project file says which sections of the data may be missing. For a section that no entity is \
      read from it would say nothing; most often its name is misspelt.
      """,
    example: "policies: [policies]\nsections: { grant: may be missing }",
    prefer: "policies: [policies]\nsections: { grants: may be missing }")

  public static let unmatchedEntitlement = DiagnosticCode(
    "P8220", "unmatched-entitlement", .warning, title: "Entitlement that the data does not have",
    why: """
      A duty, or a `holds`, names an entitlement that the data does not list, or a pattern that no key fits: most often a \
      typo, or rights of a system that was not exported. Nobody can break a norm about rights that nobody can hold, so a \
      duty that can never be performed, and a `holds` that can never be true, are errors.
      """,
    example: "duty pay \"Pay\" of Permission = all of \"F110\", \"F11O\", where the data lists F110 only",
    prefer: "duty pay \"Pay\" of Permission = any of \"F110\"")

  // MARK: Baselines

  public static let oldBaseline = DiagnosticCode(
    "P8210", "old-baseline", title: "Baseline of an earlier form",
    why: """
      Earlier baselines held nothing but fingerprints, from which nobody could see what was accepted: a finding that got worse stayed \
      known. Write the baseline again, and look at its entries: each says the rule, the subject, the duties, the message \
      and the day, and takes a `reason` and an `until`.
      """,
    example: "policyc check --baseline known.json", prefer: "policyc check --write-baseline known.json")

  public static let unusedBaselineEntry = DiagnosticCode(
    "P8211", "unused-baseline-entry", .warning, title: "Entry of a baseline that fits nothing",
    why: """
      Nothing is found any more that the entry keeps. Take it out: otherwise the same breach, should it come back, is \
      taken for known.
      """,
    example: "policyc check --baseline known.json",
    prefer: "policyc check --baseline known.json --write-baseline known.json")

  public static let endedBaselineEntry = DiagnosticCode(
    "P8212", "ended-baseline-entry", .warning, title: "Entry of a baseline that has ended",
    why: """
      The last day of the entry, its `until`, is past, so what it kept is open again. Settle it, or give the entry a later \
      day and say why.
      """,
    example: "policyc check --baseline known.json --as-of 2019-07-01",
    prefer: "policyc check --baseline known.json --as-of 2019-06-30")

  public static let outgrownBaselineEntry = DiagnosticCode(
    "P8213", "outgrown-baseline-entry", .warning, title: "Entry of a baseline whose finding says more",
    why: """
      The finding is still kept, but it is not quite what was accepted: its message has changed, or there are further ways \
      in which the duties come together. Look at it, and write the baseline again if it is to stay known.
      """,
    example: "policyc check --baseline known.json",
    prefer: "policyc check --baseline known.json --write-baseline known.json")

  public static let malformedBaseline = DiagnosticCode(
    "P8214", "malformed-baseline", title: "Entry of a baseline that is not as it should be",
    why: """
      An entry says its `rule`, `subject`, `message`, `written` and `fingerprint`; by hand come `reason` and `until`, which \
      is a day such as 2019-06-30. A mistake in it could keep too much.
      """,
    example: "policyc check --baseline known.json", prefer: "policyc check --write-baseline known.json")
}

extension Catalogue {
  /// P8, the project file and the command line.
  static let project: [DiagnosticCode] = [
    .projectFileForm, .unknownProjectKey, .wrongProjectValue, .noSuchData, .leadsOutside, .noPolicies,
    .unreadablePolicy, .policyLimit, .nothingEvaluated, .noSubject, .sectionNotGiven, .timedOut,
    .tooManyFindings, .parameterSetByProject,
    .noData, .namedInPlace, .unknownProjectSection, .unmatchedEntitlement,
    .oldBaseline, .unusedBaselineEntry, .endedBaselineEntry, .outgrownBaselineEntry, .malformedBaseline,
  ]
}
