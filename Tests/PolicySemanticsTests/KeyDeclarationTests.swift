import Diagnostics
import PolicySemantics
import RulePlan
import SourceText
import TestSupport
import Testing

/// Keys, labels and names in the data, as policies declare them.
@Suite struct KeyDeclarationTests {
  private func messages(_ text: String) -> [String] {
    Compiler.compile(
      [SourceFile(path: "a.policy", text: "policy demo.x\n" + text)], options: CompilerOptions(givesAdvice: false)
    ).diagnostics.map { "\($0.code.code) \($0.message)" }
  }

  @Test func partsAreOfTypesThatKeysCanHave() {
    let types = "`Text`, `Integer`, `Date`, an enum or an entity"
    #expect(
      messages("entity A from as { key a : Decimal\n key b : Text?\n key c : [Text] }")
        == [
          "P2012 expected \(types) for a key, found `Decimal`", "P2012 expected \(types) for a key, found `Text?`",
          "P2012 expected \(types) for a key, found `[Text]`",
        ])
    #expect(
      messages(
        "enum K { x }\nentity B from bs { key id : Integer }\nentity A from as { key a : Date\n key b : K\n key c : B }"
      )
        == [])
  }

  @Test func aKeyDoesNotContainItself() {
    #expect(
      messages("entity A from as { key b : B }\nentity B from bs { key id : Text\n key a : A }")
        == ["P2130 the key of `A` contains itself: A → B → A"])
  }

  @Test func anInstanceIsNamedByItsWholeKey() {
    let items = "entity Item from items { key order : Text\n key line : Integer }\n"
    func rule(_ key: String) -> String { items + "rule R \"r\" { for i in Item must i != Item \(key) }" }
    #expect(messages(rule("\"45/10\"")) == [])
    #expect(messages(rule("\"45\"")) == ["P2131 a key of `Item` is written `order/line`, found \"45\""])
    #expect(messages(rule("\"45/x\"")) == ["P2131 a key of `Item` is written `order/line`, found \"45/x\""])
  }

  @Test func testsGiveAndExpectByParts() {
    let model = """
      entity Item from items { key order : Text
        key line : Integer }
      entity Receipt from receipts { key id : Text
        item : Item }
      rule R "r" { for r in Receipt must r.item.line > 10 }
      rule Q "q" { for i in Item must i.line > 10 }
      test "t" {
        given Item { order: "a/b", line: 3 }
        given Receipt { id: "1", item: ITEM }
        expect R for Receipt "1"
        expect Q for Item KEY
      }
      """
    func test(_ item: String, _ key: String = "\"a\\\\/b/003\"") -> [String] {
      messages(model.replacing("ITEM", with: item).replacing("KEY", with: key))
    }
    #expect(test("{ order: \"a/b\", line: 3 }") == [])
    #expect(test("\"a\\\\/b/3\"") == [])
    #expect(test("{ order: \"a/b\" }").first?.hasSuffix("a key of `Item` needs `line`") == true)
    #expect(test("{ order: \"a/b\", item: 3 }").first?.hasSuffix("`item` is not part of the key of `Item`") == true)
    #expect(test("\"a/4\"").first?.contains("the test gives no `Item` with the key `a/4`") == true)
  }

  @Test func aFurtherKeyNeedsAKeyAndATextOfItsOwn() {
    #expect(
      messages("entity A from as { also key dn : Text? }")
        == ["P2132 `A` has no key that `dn` could be a further one to"])
    #expect(
      messages("entity A from as { key id : Text\n also key n : Integer }")
        == ["P2132 expected `Text` or `Text?` for a further key, found `Integer`"])
  }

  @Test func eachNameOfTheDataIsOneField() {
    #expect(
      messages("entity A from as { key id : Text\n a : Text from id }") == ["P2133 `id` is read from `id` already"])
    #expect(
      messages("record R { a : Text from x b : Text from \"X x\" }\nentity A from as { key id : Text\n r : R }") == [])
  }

  @Test func whatIsPassedOverIsAnotherFieldOfAnOpenTable() {
    #expect(
      messages("entity A from as { key id : Text\n passes over \"ID\" }")
        == ["P2134 `A` is not open, so no other field may come"])
    #expect(
      messages("entity A from as open { key id : Text from ID\n passes over \"ID\", \"Id\" }")
        == ["P2134 `ID` is the field `id` itself"])
  }

  @Test func aLabelIsATextOverTheInstance() {
    #expect(messages("entity A from as { key id : Text\n title : Text\n label \"{title} {id}\" }") == [])
    #expect(
      messages("entity A from as { key id : Text\n label en \"{idd}\" fr \"{id}\" }").first?.hasPrefix("P1101") == true)
    #expect(
      messages("entity A from as { key id : Text\n label \"{id}\"\n label \"{id}\" }").contains {
        $0.hasSuffix("`label` is written twice")
      })
  }

  // MARK: Inside others

  private static let release = """
    record Tender { lots : [Lot] = [] }
    entity Release from releases { key ocid : Text
      tender : Tender?
      names : [Text] = []
      awards : [Award] = []
      other : Other?
      let all = awards }
    entity Other from others { key id : Text
      lots : [Lot] = [] }

    """

  @Test func withinNamesTheFieldThatHolds() {
    func found(_ lot: String, _ award: String = "Release.awards") -> [String] {
      messages(
        Self.release + "entity Lot within \(lot) { key id : Text }\nentity Award within \(award) { key id : Text }")
    }
    #expect(found("Release.tender.lots") == [])
    #expect(
      found("Release.names") == [
        "P2135 expected a field that holds instances of `Lot`, found `names`, which is `[Text]`"
      ])
    #expect(
      found("Release") == ["P2135 expected the field of `Release` that holds instances of `Lot`"])
    #expect(found("Release.lots").first?.hasPrefix("P1103 `Release` has no field `lots`") == true)
    #expect(
      found("Release.other.lots") == [
        "P2135 `other` leads to the entity `Other`, and a path goes through records only"
      ])
    #expect(
      found("Release.tender.lots", "Release.all") == [
        "P2135 `all` is computed, so no instances of `Award` are given in it"
      ])
    #expect(found("Nothing.lots").first?.contains("`Nothing`") == true)
  }

  @Test func theParentHasANameThatIsFree() {
    let award = "key id : Text\n release : Text }\nentity Lot within Release.tender.lots { key id : Text }"
    #expect(
      messages(Self.release + "entity Award within Release.awards { " + award)
        == ["P1011 `Award` has a field `release`, which would be its parent"])
    #expect(messages(Self.release + "entity Award within Release.awards as notice { " + award) == [])
  }

  @Test func aRecordOnTheWayHasOnePlace() {
    #expect(
      messages(
        Self.release + "entity Award within Release.awards { key id : Text }\n"
          + "entity Lot within Release.tender.lots { key id : Text }\nentity Plan from plans { tender : Tender }")
        == ["P2136 `Tender` holds the instances of `Lot`, so `Release` alone can have it, and once"])
  }

  @Test func nothingLiesInItself() {
    #expect(
      messages(
        "entity A within B.x { key id : Text\n x : [B] = [] }\nentity B within A.x { key id : Text\n x : [A] = [] }"
      ).contains { $0.hasPrefix("P2135 `A` would lie in itself: A → B → A") })
  }

  // MARK: Groups

  private func groups(_ head: String, _ body: String = "") -> [String] {
    messages(
      """
      entity Order from orders { key id : Text
        buyer : Text?
        raised : Date
        amount : Money in USD
        tags : [Text] = []
        let late = raised < today
        let others = count(g for g in Group where g.value == id) }
      entity Group of o in \(head) { \(body) }
      """)
  }

  @Test func groupsAreMadeByValuesThatAreTheSameOnEveryDay() {
    #expect(groups("Order by value = o.buyer", "label \"{value}\"\n let n = count(members)") == [])
    #expect(groups("Order where o.amount > 1 USD by value = o.tags") == [])
    #expect(
      groups("Order by value = o.amount").first
        == "P2138 expected a `Text`, an `Integer`, a `Date`, a case or an instance to group by, found `Money in USD`")
    #expect(
      groups("Order where o.late by value = o.id")
        == ["P2139 groups are the same on every day, and `o.late` depends on `today`"])
    #expect(
      groups("Order where o.others > 0 by value = o.id")
        == ["P2140 which instances are in a group of `Group` depends on its groups"])
    #expect(groups("Orders by value = o.id").first?.contains("`Orders`") == true)
  }

  @Test func groupsAreNotOpen() {
    #expect(
      messages("entity A from as { key id : Text }\nentity G of a in A by id = a.id open {}")
        == ["P2137 `G` is a group of instances, and data gives no field of it"])
  }

  @Test func dataNamesNoGroups() {
    #expect(
      groups("Order by value = o.id", "x : Text")
        == ["P2137 `Group` is a group of instances, and data gives no field of it"])
    #expect(
      messages(
        "entity A from as { key id : Text }\nentity G of a in A by id = a.id {}\nentity B from bs { g : G }")
        == ["P2137 data does not name groups, so no field of it is a `G`"])
    #expect(
      messages(
        "entity A from as { key id : Text }\nentity G of a in A by id = a.id {}\nrule R \"r\" { for g in G must g.id != \"\" }\n"
          + "test \"t\" {\n given G { id: \"a\" }\n expect no R\n}"
      ).first?.contains("`G` are groups") == true)
  }
}
