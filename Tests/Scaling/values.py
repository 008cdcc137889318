"""Values and expressions: every aggregate over every type, joins, windows, closures, conversions."""
import datetime

from case import check, case, rows

DAY = datetime.date(2000, 1, 1)


def currency(i):
    return f"{i % 977}.{i % 10}5 USD"


# By type: the field, and the value of the n-th record. Values repeat, so that there is something to tell apart.
TYPES = {
    "Integer": ("Integer", lambda i: i % 977),
    "Decimal": ("Decimal", lambda i: f"{i % 977}.25"),
    "Percent": ("Percent", lambda i: f"{i % 97} %"),
    "Money": ("Money", currency),
    "Dollars": ("Money in USD", currency),
    "Date": ("Date", lambda i: str(DAY + datetime.timedelta(days=i % 977))),
    "Timestamp": ("Timestamp", lambda i: f"{DAY + datetime.timedelta(days=i % 977)}T10:00:00Z"),
    "Duration": ("Duration", lambda i: f"{i % 977} days"),
    "Months": ("Duration", lambda i: f"{i % 977} months"),
    "DataSize": ("DataSize", lambda i: f"{i % 977} MB"),
    "Version": ("Version", lambda i: f"v{i % 977}.{i % 7}"),
    "Text": ("Text", lambda i: f"text {i % 977}"),
    "Boolean": ("Boolean", lambda i: i % 2 == 0),
    "Ordered": ("Grade", lambda i: f"g{i % 9}"),
    "Period": ("Period", lambda i: {"from": str(DAY + datetime.timedelta(days=i % 977))}),
    "Reference": ("Item", lambda i: f"x{i % 977}"),
}
ADDED = {"Integer", "Decimal", "Percent", "Dollars", "Duration", "Months", "DataSize"}
AVERAGED = {"Integer", "Decimal", "Percent", "Dollars"}
ORDERED = {"Integer", "Decimal", "Percent", "Dollars", "Date", "Timestamp", "Duration", "Months", "DataSize", "Version",
           "Text", "Ordered"}
AGGREGATES = {
    "min": (ORDERED, "min(x.f for x in Item) is present"),
    "max": (ORDERED, "max(x.f for x in Item) is present"),
    "sum": (ADDED, "sum(x.f for x in Item) == sum(x.f for x in Item)"),
    "average": (AVERAGED, "average(x.f for x in Item) is present"),
    "count_distinct": (set(TYPES), "count(distinct [x.f for x in Item]) > 0"),
    "subset": (set(TYPES), "[x.f for x in Item] subset of [y.f for y in Item]"),
    "membership": (set(TYPES), "every x in Item satisfies x.f in [y.f for y in Item]"),
}


def aggregate_policy(name, kind):
    field, _ = TYPES[kind]
    return (f"policy t\nenum Grade ordered {{ {', '.join(f'g{i}' for i in range(9))} }}\n"
            f"entity Item from items {{ key id : Text  f : {field} }}\n"
            f"entity One from ones {{ key id : Text }}\n"
            f'rule R_1 "r" {{ for o in One must {AGGREGATES[name][1]} }}\n')


def register(name, kind):
    def make(n, folder, generator):
        _, value = TYPES[kind]
        items = rows(folder, "items", ({"id": f"x{i}", "f": value(i)} for i in range(n)))
        return check(folder, aggregate_policy(name, kind), items, rows(folder, "ones", [{"id": "o"}]))
    make.__name__ = f"{name} of {kind}"
    case(600)(make)


for _name, (_kinds, _) in AGGREGATES.items():
    for _kind in sorted(_kinds):
        register(_name, _kind)


def register_all(name):
    """An aggregate over every type in one run, for those who have less time."""
    kinds = sorted(AGGREGATES[name][0])

    def make(n, folder, generator):
        fields = "  ".join(f"{kind} : {TYPES[kind][0]}".replace(kind, f"f_{kind}", 1) for kind in kinds)
        policy = (f"policy t\nenum Grade ordered {{ {', '.join(f'g{i}' for i in range(9))} }}\n"
                  f"entity Item from items {{ key id : Text  {fields} }}\nentity One from ones {{ key id : Text }}\n")
        for kind in kinds:
            condition = AGGREGATES[name][1].replace("x.f", f"x.f_{kind}").replace("y.f", f"y.f_{kind}")
            policy += f'rule R_{kind} "r" {{ for o in One must {condition} }}\n'
        records = ({"id": f"x{i}"} | {f"f_{kind}": TYPES[kind][1](i) for kind in kinds} for i in range(n))
        return check(folder, policy, rows(folder, "items", records), rows(folder, "ones", [{"id": "o"}]))
    make.__name__ = f"{name} of all types"
    case(250, always=True)(make)


for _name in AGGREGATES:
    register_all(_name)


TWO = """policy t
entity A from as { key id : Text  n : Integer  from : Date  until : Date  t : Text }
entity B from bs { key id : Text  n : Integer  from : Date  until : Date  t : Text  a : A }
"""


def two(n, folder):
    def record(prefix, i):
        return {"id": f"{prefix}{i}", "n": i, "from": str(DAY + datetime.timedelta(days=i)),
                "until": str(DAY + datetime.timedelta(days=i + 3)), "t": f"t{i}"}
    return [*rows(folder, "as", (record("a", i) for i in range(n))),
            *rows(folder, "bs", (record("b", i) | {"a": f"a{i}"} for i in range(n)))]


@case(500, always=True)
def joins_by_key(n, folder, generator):
    return check(folder, TWO + 'rule R_1 "r" { for a in A, b in B where a.t == b.t must a.n == b.n }\n', two(n, folder))


@case(500)
def joins_by_two_values(n, folder, generator):
    return check(folder, TWO + 'rule R_1 "r" { for a in A, b in B where a.t == b.t and b.n == a.n must a.n != -1 }\n',
                 two(n, folder))


@case(400, always=True)
def windows_of_numbers(n, folder, generator):
    return check(folder, TWO + 'rule R_1 "r" { for a in A must no b in B where b.n > a.n and b.n < a.n + 1 }\n',
                 two(n, folder))


@case(400)
def windows_of_days(n, folder, generator):
    return check(
        folder, TWO + 'rule R_1 "r" { for a in A must count(b for b in B where b.from in a.from .. a.until) > 0 }\n',
        two(n, folder))


@case(500)
def quantifiers_by_reference(n, folder, generator):
    return check(folder, TWO + 'rule R_1 "r" { for a in A must some b in B where b.a == a and b.n >= a.n }\n',
                 two(n, folder))


@case(400, always=True)
def sums_by_reference(n, folder, generator):
    return check(
        folder, TWO + 'rule R_1 "r" { for a in A must sum(b.n for b in B where b.a == a) == a.n }\n', two(n, folder))


@case(500)
def subqueries_that_depend_on_nothing(n, folder, generator):
    return check(folder, TWO + 'rule R_1 "r" { for a in A must a.n <= max(b.n for b in B) otherwise 0 }\n',
                 two(n, folder))


@case(500)
def references_to_a_record_by_key(n, folder, generator):
    return check(folder, TWO + 'rule R_1 "r" { for b in B must b.a.n <= A "a1".n + b.n }\n', two(n, folder))


TREE = """policy t
entity Unit from units { key id : Text  parent : Unit? }
entity Post from posts { key id : Text  unit : Unit }
"""


@case(300, always=True)
def closures_in_a_tree(n, folder, generator):
    units = rows(folder, "units", ({"id": f"u{i}"} | ({"parent": f"u{(i - 1) // 2}"} if i else {}) for i in range(n)))
    return check(folder, TREE + 'rule R_1 "r" { for u in Unit must Unit "u0" in u.parent* }\n', units)


@case(300)
def closures_from_one_start(n, folder, generator):
    units = rows(folder, "units", ({"id": f"u{i}"} | ({"parent": f"u{i - 1}"} if i else {}) for i in range(n)))
    posts = rows(folder, "posts", ({"id": f"p{i}", "unit": f"u{n - 1}"} for i in range(10)))
    return check(folder, TREE + 'rule R_1 "r" { for p in Post must Unit "u0" in p.unit.parent* }\n', units, posts)


@case(400, always=True)
def conversions_at_the_rate_of_a_day(n, folder, generator):
    policy = ("policy t\nentity Item from items { key id : Text  cost : Money  day : Date }\n"
              'rule R_1 "r" { for i in Item must i.cost in USD on i.day > 0 USD }\n')
    items = rows(folder, "items", ({"id": f"x{i}", "cost": f"{i} EUR", "day": str(DAY + datetime.timedelta(days=i))}
                                   for i in range(n)))
    rates = rows(folder, "exchange_rates", (
        {"currency": "EUR", "per": "USD", "rate": 1 + i / 1000, "valid": {
            "from": str(DAY + datetime.timedelta(days=i)), "until": str(DAY + datetime.timedelta(days=i))}}
        for i in range(n)))
    return check(folder, policy, items, rates)


@case(400, always=True)
def findings_that_cannot_be_decided(n, folder, generator):
    policy = ("policy t\nentity Item from items { key id : Text  n : Integer  zero : Integer }\n"
              'rule R_1 "r" { for i in Item must i.n / i.zero > 5.0 }\n')
    return check(folder, policy, rows(folder, "items", ({"id": f"x{i}", "n": i, "zero": 0} for i in range(n))))


@case(400)
def derived_fields_and_functions(n, folder, generator):
    policy = ("policy t\nentity Item from items { key id : Text  n : Integer  other : Item?  let twice = n * 2 }\n"
              "define far(i: Item): Integer = i.twice + i.n\n"
              'rule R_1 "r" { for i in Item where i.other is present must far(i.other) < far(i) + 100 }\n')
    items = rows(folder, "items", ({"id": f"x{i}", "n": i} | ({"other": f"x{i - 1}"} if i else {}) for i in range(n)))
    return check(folder, policy, items)


@case(800)
def elements_of_a_list(n, folder, generator):
    policy = ("policy t\nentity Item from items { key id : Text  list : [Text] }\n"
              'rule R_1 "r" { for i in Item must "no" not in i.list and i.list subset of i.list '
              "and count(distinct i.list) > 1 }\n")
    return check(folder, policy, rows(folder, "items", [{"id": "x", "list": [f"e{i}" for i in range(n)]}]))


@case(400)
def patterns(n, folder, generator):
    policy = ("policy t\nentity Item from items { key id : Text }\n"
              'rule R_1 "r" { for i in Item must not (i.id like "*a*a*a*b") }\n')
    return check(folder, policy, rows(folder, "items", [{"id": "a" * n + str(i)} for i in range(3)]))


@case(500, always=True)
def joins_by_computed_values(n, folder, generator):
    return check(
        folder, TWO + 'rule R_1 "r" { for a in A must some b in B where lower(b.t) == lower(a.t) and b.n + 0 == a.n }\n',
        two(n, folder))


NUMBERS = ("policy t\nentity Item from items { key id : Text  n : Integer  group : Group  cost : Money in USD }\n"
           "entity Group from groups { key id : Text\n"
           "  let costs = [i.cost for i in Item where i.group == self]\n"
           "  let high = percentile(costs, 75 %) otherwise 0 USD\n"
           "  let low = percentile(costs, 25 %) otherwise 0 USD }\n")


def numbers(n, folder):
    return [*rows(folder, "items", ({"id": f"i{i}", "n": i * 7919 % n, "group": f"g{i % max(1, n // 40)}", "cost": currency(i)}
                                    for i in range(n))),
            *rows(folder, "groups", ({"id": f"g{i}"} for i in range(max(1, n // 40))))]


@case(400, deep=10_000, always=True)
def quartiles_of_groups(n, folder, generator):
    return check(
        folder, NUMBERS + 'rule R_1 "r" { for i in Item must i.cost <= i.group.high + 1.5 * (i.group.high - i.group.low) }\n',
        numbers(n, folder))


@case(400, deep=10_000, always=True)
def quartiles_of_everything(n, folder, generator):
    return check(
        folder, NUMBERS + 'rule R_1 "r" { for i in Item must i.cost <= percentile([x.cost for x in Item], 75 %) otherwise 0 USD '
        'and i.n <= median([x.n for x in Item]) otherwise 0.0 }\n', numbers(n, folder))


@case(500, deep=40_000, always=True)
def ranks_among_everything(n, folder, generator):
    return check(folder, NUMBERS + 'rule R_1 "r" { for i in Item must (rank(i.n, Item.n) otherwise 0) == i.n + 1 }\n', numbers(n, folder))


@case(500, deep=40_000)
def the_greatest_of_many_amounts(n, folder, generator):
    return check(folder, NUMBERS + 'rule R_1 "r" { for i in Item must i.cost <= max(Item.cost) otherwise 0 USD }\n',
                 numbers(n, folder))


@case(400, always=True)
def working_days(n, folder, generator):
    policy = ("policy t\nentity Item from items { key id : Text  day : Date  due : Date }\n"
              'rule R_1 "r" { for i in Item must i.due <= i.day + 10 working days in "X" and working_days(i.day, i.due, "X") < 20 }\n')
    items = rows(folder, "items", ({"id": f"i{i}", "day": str(DAY + datetime.timedelta(days=i)),
                                    "due": str(DAY + datetime.timedelta(days=i + 12))} for i in range(n)))
    days = [{"calendar": "X", "kind": "weekend", "days": [6, 7], "valid": {
        "from": str(DAY), "until": str(DAY + datetime.timedelta(days=n + 60))}}]
    days += [{"calendar": "X", "kind": "holiday", "day": str(DAY + datetime.timedelta(days=i * 9))} for i in range(n // 9)]
    return check(folder, policy, items, rows(folder, "calendars", days))
