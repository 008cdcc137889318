"""Entities: keys of parts, instances inside others, groups, and fields that are let be."""
import json

from case import check, case, rows, write

KEYS = """policy t
entity X from xs { key a : Text  key n : Integer  also key dn : Text?  label "{a} no. {n}"  x : X?  list : [X] = [] }
rule R_1 "c" { for x in X must x.x is missing or x.x.n < x.n }
"""

WITHIN = """policy t
entity R from rs { key id : Text  parts : [P] = [] }
entity P within R.parts { key id : Text  next : P?  all : [P] = [] }
rule R_1 "c" { for p in P must p.next is missing or p.next.r == p.r }
"""

GROUPS = """policy t
entity X from xs { key id : Text  group : Text?  groups : [Text] = [] }
entity G of x in X by id = x.group {}
entity H of x in X by id = x.groups { let n = count(members) }
rule R_1 "c" { for g in G must count(g.members) > 0 }
rule R_2 "c" { for h in H must h.n > 0 }
"""

OPEN = """policy t
entity X from xs open { key id : Text  weight : Integer? }
rule R_1 "c" { for x in X must x.id != "" }
"""


@case(200, always=True)
def keys_of_two_parts(n, folder, generator):
    records = ({"a": f"x/{i % 7}", "n": i, "x": f"x\\/{(i - 1) % 7}/{i - 1}" if i else None} for i in range(n))
    return check(folder, KEYS, rows(folder, "xs", records))


@case(200)
def keys_of_two_parts_in_lists(n, folder, generator):
    some = [{"a": "x", "n": i} for i in range(3)]
    return check(folder, KEYS, rows(folder, "xs", ({"a": "x", "n": i, "list": some} for i in range(n))))


@case(200)
def further_keys(n, folder, generator):
    records = ({"a": "x", "n": i, "dn": f"d{i}", "x": f"d{max(0, i - 1)}" if i else None} for i in range(n))
    return check(folder, KEYS, rows(folder, "xs", records))


@case(200, exits=(1,))
def labels_of_findings(n, folder, generator):
    return check(folder, KEYS, rows(folder, "xs", ({"a": "x", "n": i, "x": f"x/{n - 1}"} for i in range(n))))


@case(150, always=True)
def instances_inside_many(n, folder, generator):
    parts = [{"id": "a", "next": "b"}, {"id": "b", "next": "a"}]
    return check(folder, WITHIN, rows(folder, "rs", ({"id": f"r{i}", "parts": parts} for i in range(n))))


@case(200)
def instances_inside_one(n, folder, generator):
    parts = [{"id": f"p{i}", "next": f"p{(i + 1) % n}", "all": ["p0", "r/p1"]} for i in range(n)]
    path = write(folder, "d.json", json.dumps({"rs": [{"id": "r", "parts": parts}]}, indent=1))
    return check(folder, WITHIN, ["--data", path])


@case(200, always=True)
def many_groups(n, folder, generator):
    records = ({"id": f"x{i}", "group": f"g{i}", "groups": [f"g{i}", f"g{i + 1}"]} for i in range(n))
    return check(folder, GROUPS, rows(folder, "xs", records))


@case(200)
def one_group(n, folder, generator):
    return check(folder, GROUPS, rows(folder, "xs", ({"id": f"x{i}", "group": "g", "groups": ["g", "g"]} for i in range(n))))


@case(200)
def groups_of_one_instance(n, folder, generator):
    return check(folder, GROUPS, rows(folder, "xs", [{"id": "x", "groups": [f"g{i}" for i in range(n)]}]))


@case(200)
def fields_of_open_entities(n, folder, generator):
    return check(folder, OPEN, rows(folder, "xs", ({"id": f"x{i}", f"m{i}": 1, "b": [1]} for i in range(n))))


@case(200, exits=(4,))
def fields_that_resemble_one(n, folder, generator):
    return check(folder, OPEN, rows(folder, "xs", ({"id": f"x{i}", "wight": 1, "Weight": 2} for i in range(n))))
