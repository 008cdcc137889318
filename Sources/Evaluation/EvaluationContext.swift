import RecordStore
import RulePlan
import Synchronization

/// State shared by all threads of an evaluation: plan, data, date, and whatever is computed once.
final class EvaluationContext: Sendable {
  /// The duties and norms of this state of the data on this day.
  let rules: RuleSet
  let plan: Plan
  let store: RecordStore
  let asOf: CalendarDate
  /// The first of the days that are evaluated: from then on, what the project sets holds.
  let firstDay: CalendarDate
  let constants: ConstantTable
  let exchangeRates: ExchangeRates
  let workingCalendars: WorkingCalendars
  let atoms: AtomTable
  /// By norm, whether it applies on the day.
  let isInForce: [Bool]
  /// By access model, the segregations that apply on the day, with the place of their scope.
  let segregations: [[(segregation: Int, scope: Int)]]
  let cancellation: Cancellation
  let limits: EvaluationLimits
  let jobs: Int
  /// Work over fewer rows stays on one thread.
  let rowsWorthSplitting: Int
  /// The data as it was read, where this is another state of it: what is computed there serves here.
  let base: EvaluationContext?
  let state: DataState
  /// In what this state differs from the data as it was read.
  let difference: DataDifference
  /// The same state on the day that was evaluated first, where this is another day: the values that no day bears on are
  /// found there.
  let origin: EvaluationContext?
  /// Whether only a few rows are evaluated.
  private let isForFew: Bool
  let caches = Mutex(Caches())

  struct Caches {
    var derived: [FieldID: Values] = [:]
    var links: [FieldID: LinkTable] = [:]
    var indexes: [IndexKey: HashIndex] = [:]
    var stepIndexes: [IndexKey: StepIndex] = [:]
    var referrers: [FieldID: ReferrerIndex] = [:]
    var lookups: [IndexKey: HashIndex] = [:]
    var access: [Int: AccessMatrix] = [:]
    var subjectAccess: [Int: SubjectAccess] = [:]
    var pivots: [Int: PivotAtoms] = [:]
    var influences: InfluenceMap?
    var dayDependence: DayDependence?
    /// Links over a derived field on other days.
    var linksByDay: [FieldOnDay: LinkTable] = [:]
  }

  struct FieldOnDay: Hashable {
    var field: FieldID
    var day: Int32
  }

  init(
    plan: Plan, store: RecordStore, asOf: CalendarDate, firstDay: CalendarDate, jobs: Int, rowsWorthSplitting: Int,
    limits: EvaluationLimits, cancellation: Cancellation
  ) {
    self.plan = plan
    rules = RuleSet(plan: plan)
    atoms = rules.atoms
    self.store = store
    self.asOf = asOf
    self.firstDay = firstDay
    self.jobs = jobs
    self.rowsWorthSplitting = rowsWorthSplitting
    self.cancellation = cancellation
    self.limits = limits
    isInForce = Self.isInForce(plan, on: asOf)
    segregations = Self.segregations(of: plan, isInForce)
    constants = ConstantTable(plan: plan, store: store)
    exchangeRates = ExchangeRates(store: store, pivot: plan.exchangePivot)
    workingCalendars = WorkingCalendars(store: store)
    base = nil
    origin = nil
    isForFew = false
    state = DataState(view: store.view)
    difference = DataDifference(from: state, to: state)
  }

  /// The same data in another state. Costs no more than what differs, and a copy of each column in which a value does.
  convenience init(over context: EvaluationContext, state: DataState) {
    self.init(over: context, completed: Self.completed(state, over: context.base ?? context))
  }

  /// - Parameter state: with all that follows from it.
  init(over context: EvaluationContext, completed state: DataState) {
    let base = context.base ?? context
    self.base = base
    origin = nil
    isForFew = true
    self.state = state
    difference = DataDifference(from: base.state, to: state)
    plan = base.plan
    rules = base.rules
    atoms = rules.atoms
    store = base.store.viewed(as: state.view, replacing: state.replaced)
    asOf = base.asOf
    firstDay = base.firstDay
    jobs = base.jobs
    rowsWorthSplitting = base.rowsWorthSplitting
    cancellation = base.cancellation
    limits = base.limits
    isInForce = base.isInForce
    segregations = base.segregations
    constants = ConstantTable(store: store, sharing: base.constants)
    exchangeRates =
      difference.tables.contains(BuiltInTables.exchangeRate)
      ? ExchangeRates(store: store, pivot: base.plan.exchangePivot) : base.exchangeRates
    workingCalendars =
      difference.tables.contains(BuiltInTables.calendar) ? WorkingCalendars(store: store) : base.workingCalendars
  }

  /// The same data on another day.
  private init(_ origin: EvaluationContext, on day: CalendarDate, isForFew: Bool) {
    self.origin = origin
    self.isForFew = isForFew
    base = origin.base?.on(day, isForFew: isForFew)
    state = origin.state
    difference = origin.difference
    rules = Self.startingRules(of: origin, base)
    plan = rules.plan
    atoms = rules.atoms
    store = origin.store
    asOf = day
    firstDay = origin.firstDay
    jobs = origin.jobs
    rowsWorthSplitting = origin.rowsWorthSplitting
    cancellation = origin.cancellation
    limits = origin.limits
    isInForce = Self.isInForce(rules.plan, on: day)
    segregations = Self.segregations(of: rules.plan, isInForce)
    constants = origin.constants
    exchangeRates = origin.exchangeRates
    workingCalendars = origin.workingCalendars
  }

  /// The same data on another day. Costs no more than what depends on the day, each when it is first needed.
  ///
  /// - Parameter isForFew: whether only a few rows are to be evaluated.
  func on(_ day: CalendarDate, isForFew: Bool = false) -> EvaluationContext {
    if day == asOf { return self }
    let origin = origin ?? self
    let context = EvaluationContext(origin, on: day, isForFew: isForFew)
    guard origin.rules.changesWithDays else { return context }
    if let base = context.base, context.rules === base.rules { return context }
    return context.withOwnRules()
  }

  /// The rules with which the same data on another day begins: where only the day makes rules change, those of the data as it
  /// was read.
  private static func startingRules(of origin: EvaluationContext, _ base: EvaluationContext?) -> RuleSet {
    guard let base, let read = origin.base, origin.rules === read.rules,
      origin.rules.tables.isDisjoint(with: origin.difference.tables)
    else { return origin.rules }
    return base.rules
  }

  /// The same data in another state.
  static func over(_ context: EvaluationContext, state: DataState) -> EvaluationContext {
    let made = EvaluationContext(over: context, state: state)
    return made.rules.tables.isDisjoint(with: made.difference.tables) ? made : made.withOwnRules()
  }

  /// The same with the norms and duties that the rows come to here.
  func withOwnRules() -> EvaluationContext {
    guard let plan = plan.withRowNorms(of: Evaluator(context: self)) else { return self }
    return EvaluationContext(self, rules: RuleSet(rules, plan: plan))
  }

  private init(_ other: EvaluationContext, rules: RuleSet) {
    self.rules = rules
    plan = rules.plan
    atoms = rules.atoms
    store = other.store
    asOf = other.asOf
    firstDay = other.firstDay
    constants = other.constants
    exchangeRates = other.exchangeRates
    workingCalendars = other.workingCalendars
    isInForce = Self.isInForce(rules.plan, on: other.asOf)
    segregations = Self.segregations(of: rules.plan, isInForce)
    cancellation = other.cancellation
    limits = other.limits
    jobs = other.jobs
    rowsWorthSplitting = other.rowsWorthSplitting
    base = other.base
    state = other.state
    difference = other.difference
    origin = other.origin
    isForFew = other.isForFew
  }

  private static func isInForce(_ plan: Plan, on day: CalendarDate) -> [Bool] {
    plan.norms.map { plan.isInForce($0.id, on: day) }
  }

  private static func segregations(of plan: Plan, _ isInForce: [Bool]) -> [[(segregation: Int, scope: Int)]] {
    var segregations = plan.accessModels.map { _ -> [(segregation: Int, scope: Int)] in [] }
    for (index, segregation) in plan.segregations.enumerated() where isInForce[segregation.norm.index] {
      for (place, scope) in segregation.scopes.enumerated() { segregations[scope.model.index].append((index, place)) }
    }
    return segregations
  }

  /// Whether a requirement is evaluated: it is in force on the day, or judges rows on days of their own.
  func isEvaluated(_ requirement: Requirement) -> Bool {
    isInForce[requirement.norm.index] || requirement.day != nil
  }

  var isCancelled: Bool { cancellation.isCancelled }

  /// Rows that were read, hidden ones included.
  func rowCount(_ table: TableID) -> Int { store.tables[table.index].rowCount }

  /// Rows that are there in this view of the data.
  func visibleCount(_ table: TableID) -> Int { rowCount(table) - store.view.hiddenCount(in: table) }

  // MARK: Columns

  /// A field of some rows; a negative row gives a missing element.
  func column(_ id: FieldID, rows: [Int32], evaluator: ExpressionEvaluator) -> Values {
    if !plan.schema[id.table].isEntity, constants.hasRecords {
      let count = Int32(clamping: rowCount(id.table))
      if rows.contains(where: { $0 >= count }) { return columnWithWritten(id, rows: rows, evaluator: evaluator) }
    }
    let field = plan.schema[id]
    if let derivation = field.derivation {
      if isForFew, rows.count < rowCount(id.table) / 4, origin == nil || dayDependence.contains(id) {
        return derived(id, derivation, of: rows, evaluator)
      }
      return derived(id, derivation, evaluator: evaluator).gathered(rows)
    }
    guard let column = store.tables[id.table.index].columns[id.index] else {
      return evaluator.undetermined(field.type, rows.count)
    }
    return ColumnReader(column: column).read(rows)
  }

  /// A field of rows of which some are records written in the policies: those are read one by one, as they are few.
  private func columnWithWritten(_ id: FieldID, rows: [Int32], evaluator: ExpressionEvaluator) -> Values {
    let count = Int32(clamping: rowCount(id.table))
    var parts = [column(id, rows: rows.map { $0 < count ? $0 : -1 }, evaluator: evaluator)]
    var order = (0..<Int32(clamping: rows.count)).map { $0 }
    var places: [Int32: Int32] = [:]
    for (index, row) in rows.enumerated() where row >= count {
      if let place = places[row] {
        order[index] = place
        continue
      }
      let place = Int32(clamping: rows.count + parts.count - 1)
      parts.append(written(id, row: row, evaluator: evaluator))
      places[row] = place
      order[index] = place
    }
    return Values.concatenated(parts, like: constants.empty(plan.schema[id].type)).gathered(order)
  }

  private func written(_ id: FieldID, row: Int32, evaluator: ExpressionEvaluator) -> Values {
    guard let derivation = plan.schema[id].derivation else { return constants.field(id, ofRecord: row) }
    let frame = Frame(count: 1, own: [derivation.instance.index: Values(.rows([row]))])
    return evaluator.evaluate(derivation.value, frame)
  }

  /// A derived field of every row of its table, once.
  private func derived(_ id: FieldID, _ derivation: Derivation, evaluator: ExpressionEvaluator) -> Values {
    if let origin, !dayDependence.contains(id) {
      return origin.derived(id, derivation, evaluator: ExpressionEvaluator(context: origin))
    }
    let known = caches.withLock { $0.derived[id] }
    if let known { return known }
    let count = rowCount(id.table)
    var parts: [Values] = []
    for start in stride(from: 0, to: count, by: PipelineRunner.blockSize) {
      let rows = (start..<min(count, start + PipelineRunner.blockSize)).map(Int32.init)
      let frame = Frame(count: rows.count, own: [derivation.instance.index: Values(.rows(rows))])
      parts.append(evaluator.evaluate(derivation.value, frame))
    }
    let all = Values.concatenated(parts, like: constants.empty(plan.schema[id].type))
    caches.withLock { $0.derived[id] = all }
    return all
  }

  /// A derived field of a few rows.
  private func derived(
    _ id: FieldID, _ derivation: Derivation, of rows: [Int32], _ evaluator: ExpressionEvaluator
  ) -> Values {
    if let known = caches.withLock({ $0.derived[id] }) { return known.gathered(rows) }
    var distinct: [Int32] = []
    var places: [Int32: Int32] = [:]
    for row in rows where row >= 0 && places[row] == nil {
      places[row] = Int32(distinct.count)
      distinct.append(row)
    }
    let frame = Frame(count: distinct.count, own: [derivation.instance.index: Values(.rows(distinct))])
    let values =
      distinct.isEmpty
      ? Values(constants.empty(plan.schema[id].type)) : evaluator.evaluate(derivation.value, frame)
    return values.gathered(rows.map { places[$0] ?? -1 })
  }

  /// Where a field leads from every row of its table.
  func links(_ id: FieldID, evaluator: ExpressionEvaluator) -> LinkTable {
    let count = rowCount(id.table) + constants.recordCount(of: id.table)
    let known = caches.withLock { $0.links[id] }
    // Records that policies write out become known one after another.
    if let known, known.offsets.count > count { return known }
    if let origin, !isOfDay(id) { return origin.links(id, evaluator: ExpressionEvaluator(context: origin)) }
    if let base, plan.schema[id].derivation == nil {
      var table = base.links(id, evaluator: ExpressionEvaluator(context: base))
      for row in difference.values[id] ?? [] {
        table.replaced[row] = references(of: column(id, rows: [row], evaluator: evaluator))
      }
      caches.withLock { [table] in $0.links[id] = table }
      return table
    }
    let rows = (0..<count).map(Int32.init)
    let made = LinkTable(column(id, rows: rows, evaluator: evaluator))
    caches.withLock { $0.links[id] = made }
    return made
  }

  /// Where a derived field leads from every row of its table on a day other than that of the evaluation.
  func links(_ id: FieldID, on day: Int32, evaluator: ExpressionEvaluator) -> LinkTable {
    let key = FieldOnDay(field: id, day: day)
    let count = rowCount(id.table) + constants.recordCount(of: id.table)
    if let known = caches.withLock({ $0.linksByDay[key] }), known.offsets.count > count { return known }
    let days = Values(.days([Int32](repeating: day, count: count)))
    let made = LinkTable(evaluator.column(id, rows: (0..<count).map(Int32.init), days: days))
    caches.withLock { caches in
      if caches.linksByDay.count >= Self.linkTablesKept { caches.linksByDay = [:] }
      caches.linksByDay[key] = made
    }
    return made
  }

  private static let linkTablesKept = 256

  /// The rows that the only element of a vector refers to.
  private func references(of values: Values) -> [Int32] {
    if case .lists(let lists) = values.vector, case .rows(let targets) = lists.elements.vector, lists.count > 0 {
      return Array(targets[lists.range(0)])
    }
    if case .rows(let targets) = values.vector, values.status(0) == Values.present {
      return targets.filter { $0 >= 0 }
    }
    return []
  }

  // MARK: Influences

  /// Dependencies between data and norms; computed from the plan on first use.
  var influences: InfluenceMap {
    if let outer = base ?? origin { return outer.influences }
    if let known = caches.withLock({ $0.influences }) { return known }
    let made = InfluenceMap(planned: plan)
    caches.withLock { $0.influences = made }
    return made
  }

  // MARK: Days

  /// The definitions whose results depend on the day, found in the plan when they are first needed.
  var dayDependence: DayDependence {
    if let outer = base ?? origin { return outer.dayDependence }
    if let known = caches.withLock({ $0.dayDependence }) { return known }
    let made = DayDependence(plan: plan)
    caches.withLock { $0.dayDependence = made }
    return made
  }

  /// Whether a field is computed and depends on the day.
  func isOfDay(_ id: FieldID) -> Bool { plan.schema[id].derivation != nil && dayDependence.contains(id) }

  /// Whether only some of a table’s rows are meant, so that the others need not be computed.
  func isFew(_ count: Int, of table: TableID) -> Bool { isForFew && count < max(64, rowCount(table) / 8) }

  // MARK: Access

  /// The entitlements of every subject under a model; computed on first use.
  func access(of model: AccessModelID) -> AccessMatrix {
    if let origin, origin.rules === rules, !dayDependence.contains(model) { return origin.access(of: model) }
    if let known = caches.withLock({ $0.access[model.index] }) { return known }
    let made = AccessMatrix.build(model: plan[model], context: self)
    return caches.withLock { caches in
      if let first = caches.access[model.index] { return first }
      caches.access[model.index] = made
      return made
    }
  }

  /// The atoms of the rows through which the rights of a model reach entitlements.
  func pivots(of id: AccessModelID) -> PivotAtoms {
    if let origin, origin.rules === rules, !dayDependence.contains(plan[id].gives) { return origin.pivots(of: id) }
    if let known = caches.withLock({ $0.pivots[id.index] }) { return known }
    let made = makePivots(of: id)
    caches.withLock { $0.pivots[id.index] = made }
    return made
  }

  private func makePivots(of id: AccessModelID) -> PivotAtoms {
    guard let base, base.rules === rules else { return PivotAtoms(model: plan[id], context: self) }
    var tracer = InfluenceTracer(before: base, after: self)
    switch tracer.units(by: influences.pivots[id.index]) {
    case .whole: return PivotAtoms(model: plan[id], context: self)
    case .rows(let rows):
      let known = base.pivots(of: id)
      // A change far down in a hierarchy may touch all that lie above, one by one up to the whole of each.
      if rows.count > 64, rows.count > known.rowCount / 8 { return PivotAtoms(model: plan[id], context: self) }
      return PivotAtoms(known, changedIn: rows, context: self)
    }
  }

  /// The entitlements of some subjects in this state, by their rows; nil where they are computed for all.
  func subjectAccess(of id: AccessModelID) -> SubjectAccess {
    if let origin, origin.rules === rules, !dayDependence.contains(id) { return origin.subjectAccess(of: id) }
    if let known = caches.withLock({ $0.subjectAccess[id.index] }) { return known }
    let made = SubjectAccess(model: plan[id], context: self)
    return caches.withLock { caches in
      if let first = caches.subjectAccess[id.index] { return first }
      caches.subjectAccess[id.index] = made
      return made
    }
  }

  // MARK: Symbols

  func withBytes<Result>(ofSymbol symbol: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if symbol < store.symbols.count { return body(store.symbols.bytes(of: symbol)) }
    var text = constants.text(ofSymbol: symbol)
    return text.withUTF8(body)
  }

  func text(ofSymbol symbol: UInt32) -> String {
    symbol < store.symbols.count ? store.symbols.string(of: symbol) : constants.text(ofSymbol: symbol)
  }

  /// −1, 0 or 1 by Unicode scalar.
  func order(ofSymbol left: UInt32, _ right: UInt32) -> Int {
    if left == right { return 0 }
    if left < store.symbols.count, right < store.symbols.count { return store.symbols.compare(left, right) }
    let a = text(ofSymbol: left)
    let b = text(ofSymbol: right)
    return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
  }
}
