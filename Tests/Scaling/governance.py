"""The uses of findings: waivers, baselines, reports, reviews."""
import json
import os

from case import AS_OF, check, case, rows, write

POLICY = """policy t
entity X from xs { key id : Text  n : Integer = 0 }
rule R_1 "c" { for a in X must a.n > 5 message en "{a.id} has {a.n}" waivable by "C" }
"""


def xs(n, folder):
    return rows(folder, "xs", ({"id": f"x{i}"} for i in range(n)))


def waiver(subject, rule="R_1"):
    return {"rule": rule, "subject": subject, "reason": "r", "approved_by": "C", "valid": {"from": "2019-01-01"}}


@case(200, always=True)
def waivers(n, folder, generator):
    return check(folder, POLICY, xs(n, folder), rows(folder, "waivers", (waiver(f"x{i}") for i in range(n))))


@case(200, always=True)
def waivers_of_one_subject(n, folder, generator):
    return check(folder, POLICY, xs(1, folder), rows(folder, "waivers", (waiver("x0") for i in range(n))))


@case(200)
def waivers_that_fit_nothing(n, folder, generator):
    return check(folder, POLICY, xs(n, folder), rows(folder, "waivers", (waiver(f"y{i}") for i in range(n))))


@case(200, always=True)
def waivers_of_unknown_rules(n, folder, generator):
    return check(folder, POLICY, xs(n, folder), rows(folder, "waivers", (waiver(f"x{i}", f"R_{i}x") for i in range(n))))


@case(100)
def waivers_of_many_rules(n, folder, generator):
    policy = POLICY.split("rule")[0]
    policy += "".join(f'rule R_{i} "c" {{ for a in X must a.n > {i + 5} waivable by "C" }}\n' for i in range(n))
    return check(folder, policy, xs(1, folder), rows(folder, "waivers", (waiver("x0", f"R_{i}") for i in range(n))))


for _form in ("text", "json", "sarif", "junit", "github", "markdown", "csv", "html"):
    def _make(n, folder, generator, form=_form):
        return check(folder, POLICY, xs(n, folder), form=form)
    _make.__name__ = f"findings as {_form}"
    case(300)(_make)


@case(150)
def findings_of_files_in_one_line(n, folder, generator):
    path = write(folder, "d.json", json.dumps({"xs": [{"id": f"x{i}"} for i in range(n)]}))
    return check(folder, POLICY, ["--data", path])


@case(200)
def findings_of_equal_rows(n, folder, generator):
    policy = 'policy t\nentity X from xs { n : Integer }\nrule R_1 "c" { for a in X must a.n > 5 }\n'
    return check(folder, policy, rows(folder, "xs", ({"n": 1} for _ in range(n))))


@case(200, always=True)
def a_baseline(n, folder, generator):
    entries = ",\n".join(f'"{generator.getrandbits(128):032x}"' for _ in range(n))
    path = write(folder, "base.json", f'{{"schemaVersion": 1, "fingerprints": [{entries}]}}')
    return [*check(folder, POLICY, xs(n, folder)), "--baseline", path]


@case(200)
def writing_a_baseline(n, folder, generator):
    return [*check(folder, POLICY, xs(n, folder)), "--write-baseline", os.path.join(folder, "base.json")]


@case(200, exits=(0, 1))
def the_reason_of_one_finding(n, folder, generator):
    data = xs(n, folder)
    return ["why", "R_1", "x1", "--policy", write(folder, "t.policy", POLICY), *data, *AS_OF]


@case(200)
def a_query(n, folder, generator):
    data = xs(n, folder)
    return ["query", "[x for x in X where x.n < 5]", "--policy", write(folder, "t.policy", POLICY), *data, *AS_OF]


@case(200, exits=(1,))
def the_difference_of_two_states(n, folder, generator):
    old = write(folder, "old.json", json.dumps({"xs": [{"id": f"x{i}"} for i in range(n)]}, indent=0))
    new = write(folder, "new.json", json.dumps({"xs": [{"id": f"y{i}"} for i in range(n)]}, indent=0))
    return ["diff", old, new, "--policy", write(folder, "t.policy", POLICY), *AS_OF]


OFFICE = """policy t
entity Permission from permissions { key id : Text }
entity Role from roles { key id : Text  permissions : [Permission] = [] }
entity Person from people { key id : Text }
entity Grant from grants { person : Person  role : Role  valid : Period }
access rights { for p in Person each g in Grant where g.person == p and g.valid contains today gives g.role.permissions }
duty make "Make" of Permission = any of "A"
duty pay "Pay" of Permission = any of "B"
segregate S_1 "s" { make from pay in rights waivable by "C" }
rule END "Grants have an end" { for g in Grant should g.valid.until is present }
"""


def office(n, folder):
    roles = [{"id": "make", "permissions": ["A"]}, {"id": "pay", "permissions": ["B"]}]
    data = [*rows(folder, "permissions", [{"id": "A"}, {"id": "B"}]), *rows(folder, "roles", roles),
            *rows(folder, "people", ({"id": f"u{i}"} for i in range(n))),
            *rows(folder, "grants", (grant(f"u{i}", "make") for i in range(n)))]
    return ["--policy", write(folder, "t.policy", OFFICE), *data]


def grant(person, role):
    return {"person": person, "role": role, "valid": {"from": "2019-01-01", "until": "2019-12-31"}}


def review(folder, requests, *rest):
    path = write(folder, "requests.json", json.dumps({"requests": requests}, indent=0))
    return ["review", path, *rest, *AS_OF, "--format", "json", "--output", os.path.join(folder, "report")]


@case(60, exits=(0, 1), always=True)
def requests_of_a_batch(n, folder, generator):
    requests = [{"id": f"q{i}", "add": {"grants": [grant(f"u{i}", "make")]}} for i in range(n)]
    return review(folder, requests, *office(n, folder))


@case(40, exits=(0, 1), always=True)
def requests_that_break_a_norm(n, folder, generator):
    requests = [{"id": f"q{i}", "add": {"grants": [grant(f"u{i}", "pay")]}} for i in range(n)]
    return review(folder, requests, *office(n, folder))


@case(60, exits=(0, 1), always=True)
def records_of_one_request(n, folder, generator):
    requests = [{"id": "q", "add": {"grants": [grant(f"u{i}", "make") for i in range(n)]}}]
    return review(folder, requests, *office(n, folder))


@case(60, exits=(0, 1), always=True)
def changes_of_one_request(n, folder, generator):
    requests = [{"id": "q", "remove": {"grants": [{"person": f"u{i}"} for i in range(n)]}}]
    return review(folder, requests, *office(n, folder))


@case(200, exits=(0, 1))
def one_request_over_much_data(n, folder, generator):
    return review(folder, [{"id": "q", "add": {"grants": [grant("u0", "pay")]}}], *office(n, folder))
