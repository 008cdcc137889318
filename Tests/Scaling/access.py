"""Access models: hierarchies of roles, the evidence of one subject, duties, scopes."""
from case import check, case, rows

MODEL = """policy t
entity Permission from permissions { key id : Text }
entity Role from roles { key id : Text  includes : [Role] = []  permissions : [Permission] = [] }
entity Person from people { key id : Text }
entity Grant from grants { person : Person  role : Role }
access given { for p in Person each g in Grant where g.person == p gives g.role.includes*.permissions }
access design { for r in Role gives r.includes*.permissions }
access below { for r in Role gives r.includes+.permissions }
duty make "Make" of Permission = any of "A"
duty pay "Pay" of Permission = any of "B"
"""
BOTH = 'segregate S_1 "s" { make from pay in given, design }\n'


def world(folder, roles, grants=(("u0", "r0"),)):
    people = dict.fromkeys(person for person, _ in grants)
    return [*rows(folder, "permissions", [{"id": "A"}, {"id": "B"}]),
            *rows(folder, "people", ({"id": person} for person in people)),
            *rows(folder, "grants", ({"person": person, "role": role} for person, role in grants)),
            *rows(folder, "roles", roles)]


def role(i, includes, n):
    permissions = ["A"] if i == 0 else ["B"] if i == n - 1 else []
    return {"id": f"r{i}", "includes": [f"r{j}" for j in includes], "permissions": permissions}


@case(300, always=True)
def a_chain_of_roles(n, folder, generator):
    return check(folder, MODEL + BOTH, world(folder, (role(i, [i + 1] if i + 1 < n else [], n) for i in range(n))))


@case(300)
def a_chain_of_roles_without_the_start(n, folder, generator):
    norm = 'segregate S_1 "s" { make from pay in below }\n'
    return check(folder, MODEL + norm, world(folder, (role(i, [i + 1] if i + 1 < n else [], n) for i in range(n))))


@case(300, always=True)
def a_circle_of_roles(n, folder, generator):
    return check(folder, MODEL + BOTH, world(folder, (role(i, [(i + 1) % n], n) for i in range(n))))


@case(400, deep=20000, always=True)
def roles_that_all_include_each_other(n, folder, generator):
    """The size is that of the data, the square of the number of roles."""
    n = round(n ** 0.5)
    return check(folder, MODEL + BOTH, world(folder, (role(i, range(n), n) for i in range(n))))


@case(300, always=True)
def a_ladder_of_roles(n, folder, generator):
    """Two ways at each step, so that there are very many ways from the first to the last."""
    roles = [role(i, [j for j in (i + 1, i + 2) if j < n], n) for i in range(n)]
    return check(folder, MODEL + BOTH, world(folder, roles))


@case(300)
def a_tree_of_roles(n, folder, generator):
    roles = [role(i, [j for j in (2 * i + 1, 2 * i + 2) if j < n], n) for i in range(n)]
    return check(folder, MODEL + BOTH, world(folder, roles))


@case(300, always=True)
def rights_of_one_subject(n, folder, generator):
    roles = [{"id": f"r{i}", "permissions": ["A" if i % 2 else "B"]} for i in range(n)]
    return check(folder, MODEL + BOTH, world(folder, roles, [("u0", f"r{i}") for i in range(n)]))


@case(300, always=True)
def rights_of_one_subject_by_one_role(n, folder, generator):
    roles = [{"id": "r0", "permissions": ["A", "B"]}]
    return check(folder, MODEL + BOTH, world(folder, roles, [("u0", "r0")] * n))


@case(300, always=True)
def subjects_with_a_few_rights(n, folder, generator):
    roles = [{"id": "r0", "permissions": ["A"]}, {"id": "r1", "permissions": ["B"]}]
    return check(folder, MODEL + BOTH, world(folder, roles, [(f"u{i}", f"r{j}") for i in range(n) for j in (0, 1)]))


TEXTS = """policy t
entity Person from people { key id : Text }
entity Grant from grants { person : Person  right : Text }
access rights { for p in Person each g in Grant where g.person == p gives g.right }
duty make "Make" of Text = any of like "M*"
duty pay "Pay" of Text = any of like "P*"
segregate S "s" { make from pay in rights }
"""


@case(300, always=True)
def texts_that_one_subject_holds(n, folder, generator):
    grants = rows(folder, "grants", ({"person": "u", "right": f"{'MP'[i % 2]}{i}"} for i in range(n)))
    return check(folder, TEXTS, rows(folder, "people", [{"id": "u"}]), grants)


@case(50)
def a_limit_of_many_duties(n, folder, generator):
    """Half of the duties may be held, and each is held by a right of its own."""
    policy = TEXTS.split("duty")[0]
    policy += "".join(f'duty d{i} "d" of Text = any of "P{i}"\n' for i in range(n))
    policy += f"segregate S \"s\" {{ at most {n // 2} of {', '.join(f'd{i}' for i in range(n))} in rights }}\n"
    grants = rows(folder, "grants", ({"person": "u", "right": f"P{i}"} for i in range(n)))
    return check(folder, policy, rows(folder, "people", [{"id": "u"}]), grants)


@case(100)
def conflicts_of_one_subject(n, folder, generator):
    policy = TEXTS.split("duty")[0]
    policy += "".join(f'duty d{i} "d" of Text = any of "P{i}"\n' for i in range(n))
    policy += "".join(f'segregate S{i} "s" {{ d{i} from d{i + 1} in rights }}\n' for i in range(n - 1))
    grants = rows(folder, "grants", ({"person": "u", "right": f"P{i}"} for i in range(n)))
    return check(folder, policy, rows(folder, "people", [{"id": "u"}]), grants)


@case(100)
def parts_of_a_duty(n, folder, generator):
    policy = TEXTS.split("duty")[0]
    policy += "duty make \"m\" of Text = all of " + ", ".join(f'"P{i}"' for i in range(n)) + "\n"
    policy += 'duty pay "p" of Text = any of "Q"\nsegregate S "s" { make from pay in rights }\n'
    grants = rows(folder, "grants", ({"person": "u", "right": f"P{i}" if i < n else "Q"} for i in range(n + 1)))
    return check(folder, policy, rows(folder, "people", [{"id": "u"}]), grants)


SCOPED = """policy t
entity Unit from units { key id : Text  parent : Unit? }
entity Person from people { key id : Text }
entity Grant from grants { person : Person  right : Text  unit : Unit }
access rights { for p in Person each g in Grant where g.person == p gives g.right over g.unit within parent }
duty make "Make" of Text = any of "M"
duty pay "Pay" of Text = any of "P"
segregate S "s" { make from pay in rights within overlapping scope }
"""


def scoped(folder, parents, grants):
    return [*rows(folder, "units", ({"id": f"n{i}"} | ({} if parent is None else {"parent": f"n{parent}"})
                                    for i, parent in enumerate(parents))),
            *rows(folder, "people", ({"id": person} for person in dict.fromkeys(grant[0] for grant in grants))),
            *rows(folder, "grants", ({"person": person, "right": right, "unit": f"n{unit}"}
                                     for person, right, unit in grants))]


@case(200)
def units_of_one_subject(n, folder, generator):
    parents = [None, *[0] * n]
    return check(folder, SCOPED, scoped(folder, parents, [("u", "MP"[i % 2], i // 2 + 1) for i in range(n)]))


@case(200)
def units_of_one_subject_that_do_not_overlap(n, folder, generator):
    parents = [None, *[0] * n]
    return check(folder, SCOPED, scoped(folder, parents, [("u", "MP"[i % 2], i + 1) for i in range(n)]))


@case(100)
def a_chain_of_units_of_one_subject(n, folder, generator):
    parents = [None, *range(n - 1)]
    return check(folder, SCOPED, scoped(folder, parents, [("u", "MP"[i % 2], i) for i in range(n)]))


@case(200)
def a_deep_chain_of_units(n, folder, generator):
    parents = [None, *range(n - 1)]
    return check(folder, SCOPED, scoped(folder, parents, [("u", "M", n - 1), ("u", "P", n // 2)]))


@case(200)
def subjects_in_many_units(n, folder, generator):
    parents = [None, *[i // 4 for i in range(n)]]
    return check(folder, SCOPED, scoped(folder, parents, [(f"u{i}", right, i) for i in range(n) for right in "MP"]))
