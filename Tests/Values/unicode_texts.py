"""Texts against what Python and its character database say of them."""
import re
import sys
import unicodedata
from fractions import Fraction

from trial import Expression, Trial, Undetermined

MODEL = """policy t
entity Row from rows {
  key id : Text
  s : Text
  t : Text
  part : Text
  list : [Text]
  n : Integer
  d : Decimal
FIELDS
}
"""
# Unicode's White_Space; `str.isspace` has the four separators of records as well.
SPACES = ("\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029"
          "\u202f\u205f\u3000")
# All that is assigned; what a later version of Unicode gave a capital letter is left out.
LATER_CAPITALS = {0x019b, 0x0264, 0x1c89, 0x1c8a, 0xa7cb, 0xa7cc, 0xa7cd, 0xa7da, 0xa7db, 0xa7dc}
ASSIGNED = [chr(code) for code in range(0x80, sys.maxunicode + 1)
            if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co") and code not in LATER_CAPITALS]
CASED = [sign for sign in ASSIGNED if sign.lower() != sign or sign.upper() != sign]
ALPHABETS = ["aAbBzZ", "äÖßéÉñçÇøŁłİıǅŉﬁﬂ", "ΑΣσςάΏΐΰ", "бДЖЯё", "0123456789", "٠۱५７²½", SPACES, "-_./,;:()'", "Ltd. GmbH & Co",
             "e\u0301a\u0308\u0327\u0345\u05b0", "漢字かな", "\u00ad\u200d\u200b\ufeff\x1c\x1f\x00\x7f", "😀👩\u200d🚀🇰🇪"]


def text(generator, longest=14):
    signs = []
    for _ in range(generator.randrange(longest)):
        kind = generator.random()
        if kind < 0.08:
            signs.append(generator.choice(ASSIGNED))
        elif kind < 0.16:
            signs.append(generator.choice(CASED))
        elif signs and kind < 0.3:
            signs.append(signs[-1])
        else:
            signs.append(generator.choice(generator.choice(ALPHABETS)))
    return "".join(signs)


def collapse(value):
    return re.sub(f"[{SPACES}]+", " ", value).strip(SPACES)


def digits(value):
    found = "".join(sign for sign in value if sign in "0123456789")
    if not found:
        return None
    if int(found) >= 2 ** 63:
        raise Undetermined
    return int(found)


def plain(value):
    """As `similarity` compares names."""
    value = "".join(sign for sign in unicodedata.normalize("NFD", value) if unicodedata.category(sign)[0] != "M")
    value = "".join(" " if unicodedata.category(sign)[0] == "P" else sign for sign in value.lower())
    return collapse(value)


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
    return row[-1]


def similarity(a, b):
    a, b = plain(a), plain(b)
    longer = max(len(a), len(b))
    return 1 - Fraction(distance(a, b), longer) if longer else Fraction(1)


def like(value, pattern):
    """Whether a text fits a pattern, by trying everything."""
    if not pattern:
        return not value
    if pattern[0] == "*":
        return any(like(value[at:], pattern[1:]) for at in range(len(value) + 1))
    return bool(value) and pattern[0] in ("?", value[0]) and like(value[1:], pattern[1:])


def split(value, part, after):
    at = value.find(part)
    if after:
        return "" if at < 0 else value[at + len(part):]
    return value if at < 0 else value[:at]


class Maker:
    def __init__(self, generator):
        self.generator = generator

    def pick(self, *choices):
        return self.generator.choice(choices)

    def words(self, depth):
        if depth <= 0:
            name = self.pick("s", "t", "part", "s", "t")
            return f"o.{name}", lambda row: row[name]
        kind = self.generator.randrange(11)
        a, f = self.words(depth - 1)
        if kind < 5:
            name, apply = self.pick(
                ("lower", str.lower), ("upper", str.upper), ("trim", lambda value: value.strip(SPACES)),
                ("collapse", collapse))
            return f"{name}({a})", lambda row: apply(f(row))
        b, g = self.words(0)
        if kind < 8:
            name = self.pick("before", "after")
            return f"{name}({a}, {b})", lambda row: split(f(row), g(row), name == "after")
        if kind == 8:
            # A text in quotes cannot be part of another one.
            a, f = (a, f) if '"' not in a else self.words(0)
            return f'"{{{a}}}/{{{{{{o.n}}}}}}{{{b}}}"', lambda row: f"{f(row)}/{{{row['n']}}}{g(row)}"
        if kind == 9:
            return f"join(o.list, {b})", lambda row: g(row).join(row["list"])
        (c, h) = self.condition(depth - 1)
        return f"(if {c} then {a} else {b})", lambda row: f(row) if h(row) else g(row)

    def integer(self, depth):
        a, f = self.words(depth)
        if self.generator.random() < 0.5:
            return f"length({a})", lambda row: len(f(row))
        return f"(digits({a}) otherwise -1)", lambda row: -1 if digits(f(row)) is None else digits(f(row))

    def condition(self, depth):
        (a, f), (b, g) = self.words(depth), self.words(self.generator.choice([0, depth]))
        kind = self.generator.randrange(9)
        if kind == 7:
            return f"({a} in o.list)", lambda row: f(row) in row["list"]
        if kind == 8:
            share = self.pick(0, 20, 50, 75, 90)
            return f"(similarity({a}, {b}) > {share} %)", lambda row: similarity(f(row), g(row)) > Fraction(share, 100)
        sign, apply = self.pick(
            ("starts with", str.startswith), ("ends with", str.endswith), ("contains", lambda x, y: y in x),
            ("==", lambda x, y: x == y), ("<", lambda x, y: x < y), (">=", lambda x, y: x >= y), ("like", like))
        return f"({a} {sign} {b})", lambda row: apply(f(row), g(row))


def rows(generator, count):
    for index in range(count):
        s = text(generator)
        start = generator.randrange(len(s) + 1)
        part = generator.choice([s[start:start + generator.randrange(4)], text(generator, 3), s.lower(), s[:2] + "*", "?" + s[1:],
                                 "-"])
        t = generator.choice([text(generator), s.upper(), s + "-" + s, "".join(reversed(s)), s.replace(" ", ". ")])
        listed = [text(generator, 5) for _ in range(generator.randrange(5))] + [s] * (generator.random() < 0.2)
        row = {"id": f"r{index}", "s": s, "t": t, "part": part, "list": listed, "n": generator.randint(-10, 10 ** 6), "d": 0}
        yield row | {"written": dict(row)}


def batch(generator, row_count, expression_count):
    """A trial with its rows and its expressions."""
    maker = Maker(generator)
    expressions = []
    for _ in range(expression_count):
        kind, make = generator.choice([("Boolean", maker.condition), ("Integer", maker.integer), ("Text", maker.words),
                                       ("Text", maker.words)])
        made, value = make(generator.choice([1, 1, 2, 3]))
        expressions.append(Expression(made, kind, value))
    written = {"Boolean": bool, "Integer": int, "Text": str}
    return Trial("texts", MODEL, {}, written, generator), list(rows(generator, row_count)), expressions
