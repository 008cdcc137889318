import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// The entity and the variable of `each r in Risk`, for a duty or a segregation.
struct RowSource {
  let table: TableID
  let variable: VariableID
  /// The variable alone.
  let scope: Scope

  /// Nil after reporting that there is no such entity.
  init?(_ syntax: RowSourceSyntax, in file: Int, _ program: Program, _ checker: ExpressionChecker) {
    var scope = Scope(file: file)
    guard let name = syntax.entity, !name.isEmpty, let variable = syntax.variable else { return nil }
    let resolution = program.names.resolve(name.name, in: file, kinds: [.entity])
    guard case .found(let declaration) = resolution, case .table(let table) = declaration.reference else {
      checker.report(resolution, of: name.name, "an entity", at: name.range, in: file)
      return nil
    }
    program.builder.use(declaration, at: name.range, in: file)
    self.table = table
    self.variable = checker.bind(variable, to: ValueType(.row(table)), in: &scope)
    self.scope = scope
  }
}
