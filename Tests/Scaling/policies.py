"""Texts of policies: the parser and its recovery, names, declarations."""
from case import check, case, write, AS_OF

HEAD = "policy t\n"
EMPTY_RULE = 'rule R_1 "x" {{ must {} }}\n'


def broken(text, size, exits=(3,), always=False):
    """A case whose policies have an error, or are at least meant to be hard on the parser."""
    def register(name):
        def make(n, folder, generator):
            return check(folder, HEAD + text(n), lint=True)
        make.__name__ = name
        case(size, exits=exits, always=always)(make)
    return register


def opened(text):
    return lambda n: "enum E { a " + text * n + " }\n"


broken(opened("(every x in ["), 400, always=True)("recovery of quantifiers in an enum")
broken(lambda n: "enum E { a " + "(every x in [" * n + "] satisfies true)" * n + " }\n", 300, always=True)("recovery of closed quantifiers")
broken(lambda n: EMPTY_RULE.format("(every x in [" * n), 400)("recovery of quantifiers in a rule")
broken(lambda n: EMPTY_RULE.format("(" * n + "true" + ")" * n), 1500)("nested brackets")
broken(lambda n: "[" * n, 4000)("brackets between declarations")
broken(lambda n: "{" * n, 4000)("braces between declarations")
broken(lambda n: 'rule R_1 "x" { ' + "{" * n, 4000)("braces in a rule")
broken(lambda n: EMPTY_RULE.format("not " * n + "true"), 2000)("a row of not")
broken(lambda n: EMPTY_RULE.format("-" * n + "1 == 1"), 3000)("a row of signs")
broken(lambda n: EMPTY_RULE.format("true implies " * n + "true"), 1500)("a row of implies")
broken(lambda n: EMPTY_RULE.format("true or " * n + "true"), 1000, exits=(0, 3))("a row of or")
broken(lambda n: EMPTY_RULE.format("1 + " * n + "1 == 1"), 1000, exits=(0, 3))("a row of sums")
broken(lambda n: "/*" * n + "*/" * n, 4000, exits=(0, 3))("nested comments")
broken(lambda n: "/*" * n, 4000)("comments that are not closed")
broken(lambda n: '"\n' * n, 2000)("texts that are not closed")
broken(lambda n: "@ " * n, 2000)("signs that mean nothing")
broken(lambda n: "policy p\n" * n, 1000)("headers of policies")
broken(lambda n: "import q\n" * n, 1000)("imports of nothing")
broken(lambda n: 'duty d "x" of Text = ' + 'any of "a", (' * n + 'any of "b"' + ")" * n + "\n", 1000)("nested formulas")
broken(lambda n: 'rule R_1 "x" { must true message en "' + "{a" * n + '" }\n', 1500)("braces in a message")
broken(lambda n: EMPTY_RULE.format("x" + ".a" * n), 1000, always=True)("a deep path")
broken(lambda n: EMPTY_RULE.format("x" + "*" * n), 2000)("a row of closures")
broken(lambda n: EMPTY_RULE.format("1 in [" + "1, " * n + "1]"), 1500, exits=(0, 3), always=True)("a long list")
broken(lambda n: 'parameter p "x" : Integer { from 2019-01-01 : ' + "{ a: " * n + "1" + "}" * n + " }\n", 1500)("nested records")
broken(lambda n: "rule R_1 { for x in X }\n" * n, 500)("rules without a title")
broken(lambda n: "".join(f"rule R_{i} \"x\" {{ musst true }}\n" for i in range(n)), 400)("clauses that do not exist")
broken(lambda n: 'rule R_1 "x" { must a is ' * n, 1000)("rules that break off")


@case(300, exits=(3,), always=True)
def unknown_entities(n, folder, generator):
    text = "".join(
        f'entity X{i}q from xs{i} {{ key id : Text }}\nrule R_{i} "r" {{ for x in Y{i} must x.id != "{i}" }}\n'
        for i in range(n))
    return check(folder, HEAD + text, lint=True)


@case(400, exits=(3,))
def unknown_duties(n, folder, generator):
    text = "entity X from xs { key id : Text }\naccess m { for x in X gives [x.id] }\n"
    text += "".join(f'duty d{i} "d" of Text = any of "{i}"\n' for i in range(n))
    text += "".join(f'rule R_{i} "r" {{ for x in X must x performs e{i} }}\n' for i in range(n))
    return check(folder, HEAD + text, lint=True)


@case(400, exits=(3,), always=True)
def unknown_fields(n, folder, generator):
    text = "entity X from xs { key id : Text\n" + "".join(f"  field_{i} : Text\n" for i in range(n)) + "}\n"
    text += "".join(f'rule R_{i} "r" {{ for x in X must x.filed{i} != "{i}" }}\n' for i in range(n))
    return check(folder, HEAD + text, lint=True)


@case(400, exits=(3,), always=True)
def unknown_cases(n, folder, generator):
    text = "enum E { " + ", ".join(f"case_{i}" for i in range(n)) + " }\nentity X from xs { key id : Text  e : E }\n"
    text += "".join(f'rule R_{i} "r" {{ for x in X must x.e != caes{i} }}\n' for i in range(n))
    return check(folder, HEAD + text, lint=True)


@case(300, exits=(3,))
def unknown_namespaces(n, folder, generator):
    paths = [write(folder, f"p{i}.policy", f"policy un.a{i}q\nimport un.b{i}\n") for i in range(n)]
    return ["check", *paths, *AS_OF, "--format", "json"]


@case(400, always=True)
def fields_of_an_entity(n, folder, generator):
    text = "entity X from xs { key id : Text\n" + "".join(f"  f{i} : Integer = {i}\n" for i in range(n)) + "}\n"
    text += 'rule R_1 "r" { for x in X must x.f1 > 0 }\n'
    return check(folder, HEAD + text, lint=True)


@case(200)
def derived_fields_of_an_entity(n, folder, generator):
    text = "entity X from xs { key id : Text  f0 : Integer\n"
    text += "".join(f"  let f{i} = f0 + {i}\n" for i in range(1, n)) + "}\n"
    return check(folder, HEAD + text + 'rule R_1 "r" { for x in X must x.f1 > 0 }\n', lint=True)


@case(600, always=True)
def cases_of_an_enum(n, folder, generator):
    text = "enum E { " + ", ".join(f"a{i}" for i in range(n)) + " }\nentity X from xs { key id : Text  e : E = a1 }\n"
    text += "".join(f'rule R_{i} "r" {{ for x in X must x.e != a{i} }}\n' for i in range(n // 4))
    return check(folder, HEAD + text, lint=True)


@case(200)
def fields_with_cases_of_an_enum(n, folder, generator):
    text = "enum E { " + ", ".join(f"a{i}" for i in range(n)) + " }\nentity X from xs { key id : Text\n"
    text += "".join(f"  f{i} : E = a{i}\n" for i in range(n)) + "}\n"
    text += 'rule R_1 "r" { for x in X must ' + " and ".join(f"x.f{i} == a{i}" for i in range(n)) + " }\n"
    return check(folder, HEAD + text, lint=True)


@case(200, always=True)
def rules(n, folder, generator):
    text = "entity X from xs { key id : Text  n : Integer }\n"
    text += "".join(f'rule R_{i} "Rule {i}" {{ for x in X must x.n != {i} message en "{{x.id}} is {{x.n}}" }}\n'
                    for i in range(n))
    return check(folder, HEAD + text, lint=True)


@case(200)
def requirements_of_a_standard(n, folder, generator):
    text = "entity X from xs { key id : Text  n : Integer }\nstandard S \"All\" { for x in X\n"
    text += "".join(f'must r{i} "Requirement {i}": x.n != {i}\n' for i in range(n)) + "}\n"
    return check(folder, HEAD + text, lint=True)


@case(200)
def clauses_of_an_instrument(n, folder, generator):
    text = 'instrument I { symbol "I" title "All"\n' + "".join(f'clause §{i} "Text {i}"\n' for i in range(n)) + "}\n"
    text += "entity X from xs { key id : Text  n : Integer }\n"
    text += "".join(f'rule R_{i} "Rule {i}" {{ for x in X must x.n != {i} cites I §{i} }}\n' for i in range(n))
    return check(folder, HEAD + text, lint=True)


@case(200, always=True)
def duties_and_segregations(n, folder, generator):
    text = "entity X from xs { key id : Text }\naccess m { for x in X gives [x.id] }\n"
    text += "".join(f'duty d{i} "d" of Text = any of "{i}", like "{i}_*"\n' for i in range(n))
    text += "".join(f'segregate S_{i} "s" {{ d{i} from d{(i + 1) % n} in m }}\n' for i in range(n))
    return check(folder, HEAD + text, lint=True)


@case(200)
def parameters_and_functions(n, folder, generator):
    text = "entity X from xs { key id : Text  n : Integer }\n"
    text += "".join(f'parameter p{i} "p" : Integer {{ from 2019-01-01 : {i} }}\n' for i in range(n))
    text += "".join(f"define f{i}(n: Integer): Integer = n + p{i}\n" for i in range(n))
    text += "".join(f'rule R_{i} "r" {{ for x in X must f{i}(x.n) > 0 }}\n' for i in range(n))
    return check(folder, HEAD + text, lint=True)


@case(200)
def functions_that_call_each_other(n, folder, generator):
    text = "define f0(n: Integer): Integer = n\n"
    text += "".join(f"define f{i}(n: Integer): Integer = f{i - 1}(n) + 1\n" for i in range(1, n))
    text += f'entity X from xs {{ key id : Text  n : Integer }}\nrule R_1 "r" {{ for x in X must f{n - 1}(x.n) > 0 }}\n'
    return check(folder, HEAD + text, lint=True)


@case(500)
def steps_of_a_parameter(n, folder, generator):
    steps = " ".join(f"from {1000 + i // 12}-{1 + i % 12:02}-01 : {i}" for i in range(n))
    text = f'parameter p "p" : Integer {{ {steps} }}\nentity X from xs {{ key id : Text  n : Integer }}\n'
    return check(folder, HEAD + text + 'rule R_1 "r" { for x in X must x.n > p }\n', lint=True)


@case(150, always=True)
def conditions_of_a_rule(n, folder, generator):
    text = "entity X from xs { key id : Text  n : Integer  t : Text? }\n"
    text += 'rule R_1 "r" { for x in X must ' + " and ".join(
        f'(x.n != {i} or x.t is present and x.t != "{i}")' for i in range(n)) + " }\n"
    return check(folder, HEAD + text, lint=True)


@case(150)
def variables_of_a_rule(n, folder, generator):
    text = "entity X from xs { key id : Text  n : Integer }\nrule R_1 \"r\" { for x in X\n"
    text += "".join(f"  let v{i} = x.n + {i}\n" for i in range(n)) + "  must v0 > 0 }\n"
    return check(folder, HEAD + text, lint=True)


@case(150)
def files_of_policies(n, folder, generator):
    write(folder, "policies/base.policy", "policy un.base\nentity X from xs { key id : Text  n : Integer }\n")
    for i in range(n):
        write(folder, f"policies/p{i}.policy",
              f'policy un.p{i}\nimport un.base\nrule R_{i} "r" {{ for x in X must x.n != {i} }}\n')
    return ["check", f"{folder}/policies", *AS_OF, "--format", "json"]


@case(100)
def tests_of_policies(n, folder, generator):
    text = "policy t\nentity X from xs { key id : Text  n : Integer }\n"
    text += 'rule R_1 "r" { for x in X must x.n != 1 }\n'
    text += "".join(f'test "{i}" {{ given X {{ id: "a", n: {i % 2} }}\n  expect {"R_1 for X" if i % 2 else "no R_1 for X"} "a" }}\n'
                    for i in range(n))
    return ["test", write(folder, "t.policy", text)]


@case(400)
def layout(n, folder, generator):
    text = "policy t\nentity X from xs { key id : Text  n : Integer }\n"
    text += "".join(f'rule R_{i} "Rule {i}" {{ for x in X must x.n != {i} and (x.id like "a*" or x.n in [1,2,3]) }}\n' for i in range(n))
    write(folder, "t.policy", text)
    return ["fmt", f"{folder}/t.policy"]


@case(100)
def the_handbook(n, folder, generator):
    text = "policy t\nentity X from xs { key id : Text  n : Integer }\n"
    text += "".join(f'rule R_{i} "Rule {i}" {{ for x in X must x.n != {i} }}\n' for i in range(n))
    write(folder, "t.policy", text)
    write(folder, "policyc.yaml", "policies: [t.policy]\n")
    return ["doc", "--policy", f"{folder}/t.policy", "--output", f"{folder}/doc"]


@case(200)
def the_trace_of_clauses(n, folder, generator):
    text = 'policy t\ninstrument I { symbol "I" title "All"\n' + "".join(f'clause §{i} "Text {i}"\n' for i in range(n)) + "}\n"
    text += "entity X from xs { key id : Text  n : Integer }\n"
    text += "".join(f'rule R_{i} "Rule {i}" {{ for x in X must x.n != {i} cites I §{i} }}\n' for i in range(n))
    return ["trace", "--policy", write(folder, "t.policy", text)]
