import PolicySyntax
import RulePlan

/// Compiles functions: first what they take and give, then their bodies, which may call each other.
struct FunctionCompiler {
  let program: Program
  let checker: ExpressionChecker

  private var builder: PlanBuilder { program.builder }

  func declare() {
    let resolver = TypeResolver(program: program)
    for declared in program.functions {
      let parameters = declared.syntax.parameters.compactMap { parameter in
        parameter.name.map { name in
          let type = resolver.type(parameter.type, in: declared.file)
          let variable = builder.variable(name.text, type ?? .boolean)
          builder.index?.declare(.variable(variable), at: name.range, in: declared.file)
          return (
            variable: variable, name: name.text, type: type,
            origin: builder.origin(name.range, in: declared.file)
          )
        }
      }
      program.functionSignatures.append(
        Program.FunctionSignature(
          parameters: parameters, result: resolver.type(declared.syntax.resultType, in: declared.file)))
    }
  }

  func compile() {
    for (index, declared) in program.functions.enumerated() {
      let id = FunctionID(index)
      let signature = program.functionSignatures[index]
      checker.definition = .function(id)
      defer { checker.definition = nil }
      program.definitions.add(.function(id))
      var scope = Scope(file: declared.file)
      for (position, parameter) in signature.parameters.enumerated() {
        checker.reportTakenName(parameter.name, at: parameter.origin, in: scope)
        scope = scope.adding(
          parameter.name,
          Scope.LocalVariable(
            id: signature.parameters[position].variable, type: parameter.type, origin: parameter.origin))
      }
      let value = declared.syntax.body.flatMap { body in
        checker.check(body, expecting: signature.result?.scalar, in: scope).flatMap { value in
          signature.result.flatMap {
            checker.fit(value, to: $0, for: "the result of `\(declared.declaration.name)`", body, in: scope)
          }
        }
      }
      // A faulty body keeps the place of the function, so that the IDs of the others hold; it yields no plan.
      builder.plan.functions.append(
        Function(
          name: declared.declaration.qualifiedName, parameters: signature.parameters.map(\.variable),
          body: value ?? Expression(.constant(.boolean(false)), .boolean, declared.declaration.origin),
          origin: declared.declaration.origin))
    }
  }
}
