import Diagnostics
import PolicySemantics
import SourceText
import Testing

/// Duties and segregations for each row of an entity.
@Suite struct RowNormDeclarationTests {
  private static let model = """
    policy demo.x

    entity Action from actions { key id : Text }
    entity Function from functions { key id : Text  title : Text  actions : [Action]  next : Function?  rank : Integer }
    enum Grade { low, extreme }
    entity Risk from risks { key id : Text  first : Function  second : Function?  all : [Function]  grade : Grade }
    entity User from users { key id : Text  can : [Action] }
    entity Loose from loose { action : Action }
    access rights { for u in User  gives u.can }

    """

  private func codes(_ policy: String) -> [String] {
    Compiler.compile(
      [SourceFile(path: "a.policy", text: Self.model + policy)], options: CompilerOptions(givesAdvice: false)
    )
    .diagnostics.map { "\($0.code.code) \($0.message)" }
  }

  private func norm(_ body: String, duties: String = "duty each f in Function of Action = any of f.actions\n") -> String
  {
    duties + "segregate each r in Risk as r.id \"{r.id}\" {\n\(body)\n  in rights\n}"
  }

  @Test func theWholeFormCompiles() {
    #expect(
      codes(norm("  duty(r.first) from duty(r.all)\n  where r.id != \"\"\n  message \"{subject.id} {r.id}: {title}\""))
        .isEmpty)
    #expect(codes(norm("  at most count(r.all) - 1 of duty(r.all)")).isEmpty)
    #expect(
      codes(
        norm(
          "  pay from duty(r.all)",
          duties: "duty pay of Action = any of \"P\"\nduty each f in Function of Action = f.actions\n")
      )
      .map { $0.drop { $0 != " " } } == [" say whether any of the entitlements amounts to the duty, or all of them"])
  }

  @Test func dutiesOfRowsAreOfRowsThatHaveOne() {
    #expect(
      codes(norm("  duty(r.first) from duty(r.id)"))
        == ["P3311 expected instances for each of which there is a duty, found `Text`"])
    #expect(codes(norm("  duty(r.all) from duty(r.first)")).map { $0.prefix(5) } == ["P2003"])
    #expect(codes(norm("  duty(r.first) from duty(r.second)")).map { $0.prefix(5) } == ["P2002"])
  }

  @Test func fieldsOfRowsNeedARow() {
    let outside = """
      duty pay of Action = any of "P"
      duty buy of Action = any of "B"
      segregate S "S" {
        pay from buy
        in    rights
        where 1 == 1
        level r.grade
        waivable by r.owner
      }
      """
    #expect(codes(outside).count { $0.hasPrefix("P3312") } == 2)
    #expect(codes(outside).count == 3)
    #expect(
      codes("duty pay of Action = any of \"P\"\nsegregate S \"S\" {\n  pay from duty(pay)\n  in rights\n}")
        == ["P3312 `duty(…)` needs a row, and this segregation is not one for each row"])
  }

  @Test func levelsAndNamesHaveTheirTypes() {
    #expect(
      codes(norm("  duty(r.first) from duty(r.all)\n  level r.grade")) == ["P3313 `extreme` of `Grade` is not a level"])
    #expect(
      codes(norm("  duty(r.first) from duty(r.all)\n  waivable by r.grade"))
        == ["P3314 expected `Text` or `[Text]`, found `Grade`"])
    #expect(
      codes("duty each f in Function of Action = any of f.rank")
        == ["P3315 expected instances of `Action`, or texts, found `Integer`"])
  }

  @Test func anEntityHasOneDuty() {
    let duty = "duty each f in Function of Action = any of f.actions\n"
    #expect(codes(duty + duty) == ["P3310 the instances of `Function` have a duty already"])
    #expect(codes("duty each l in Loose of Action = any of l.action").count == 1)
  }

  @Test func testsMayExpectNormsOfRows() {
    let test = """

      test "t" {
        given User { id: "u", can: [] }
        expect "R-1" for User "u"
        expect no R2 for User "u"
        given Action { id: "a" }
        expect "R-1" for Action "a"
      }
      """
    #expect(
      codes(norm("  duty(r.first) from duty(r.all)") + test).map { $0.drop { $0 != " " } }
        == [" `R-1` is about `User`, found `Action`"])
    #expect(codes(test).map { $0.drop { $0 != " " } }.count { $0.hasPrefix(" expected") } == 3)
  }
}
