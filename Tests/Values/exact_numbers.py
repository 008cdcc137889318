"""Numbers, percentages and amounts against exact fractions.

Verdicts are what is compared: prices, shares, tolerances, conversions and sums of lines, often at the boundary itself.
"""
import datetime
from fractions import Fraction

from trial import Expression, Trial, Undetermined, both, either, truth

MODEL = """policy t
record Line { price : Money in USD  net : Money  quantity : Decimal  day : Date }
entity Row from rows {
  key id : Text
  a : Decimal
  b : Decimal
  p : Percent
  q : Percent
  m : Money in USD
  k : Money in USD
  x : Money
  y : Money
  n : Integer
  z : Integer
  day : Date
  lines : [Line]
FIELDS
}
"""
FIRST = datetime.date(2024, 1, 1)
# How much one unit of the second currency is worth in units of the first. The pound has rates with the euro only, and the
# Swedish crown with nothing.
PAIRS = [("EUR", "USD", "0.9"), ("KES", "USD", "129.3"), ("GBP", "EUR", "0.857"), ("USD", "CHF", "1.137")]
MONTHS = 6


def rates(generator):
    """Rows of exchange rates, one for each month, and the factors by currency and month."""
    rows, factors = [], {}
    for first, second, about in PAIRS:
        for month in range(1, MONTHS + 1):
            digits = generator.choice([2, 4, 6])
            value = f"{float(about) * generator.uniform(0.9, 1.1):.{digits}f}"
            rows.append({"currency": first, "per": second, "rate": value,
                         "valid": {"from": f"2024-{month:02}-01"} | (
                             {"until": "2024-06-30"} if month == MONTHS else {})})
            factors[first, second, month] = Fraction(value)
    return rows, factors


def decimal(generator, whole=3, digits=4, sign=True):
    places = generator.randint(0, digits)
    value = generator.randrange(10 ** generator.randint(1, whole + places))
    text = f"{value // 10 ** places}" + (f".{value % 10 ** places:0{places}}" if places else "")
    return ("-" if sign and generator.random() < 0.2 else "") + text


def divided(a, b):
    if b == 0:
        raise Undetermined
    return Fraction(a) / b


def whole(value):
    if not -2 ** 63 <= value < 2 ** 63:
        raise Undetermined
    return value


def remainder(a, b):
    if b == 0:
        raise Undetermined
    return a - b * (Fraction(a) / b).__floor__()


ROUNDINGS = {
    "round": lambda x: round(x),
    "round_half_up": lambda x: (1 if x >= 0 else -1) * (abs(x) + Fraction(1, 2)).__floor__(),
    "round_up": lambda x: x.__ceil__() if x > 0 else x.__floor__(),
    "round_down": lambda x: x.__trunc__(),
}


def percentile(values, share):
    values = sorted(values)
    at = Fraction(len(values) - 1) * share
    low = at.__floor__()
    high = min(low + 1, len(values) - 1)
    return values[low] + (at - low) * (values[high] - values[low])


class Maker:
    """Makes expressions by type: D is a Decimal, P a Percent, U an amount in dollars, I a whole number, B a condition.
    Each one is its text and a function of the row."""

    def __init__(self, generator, factors):
        self.generator, self.factors = generator, factors

    def pick(self, *choices):
        return self.generator.choice(choices)

    def make(self, kind, depth):
        return getattr(self, {"D": "number", "P": "percent", "U": "amount", "I": "integer", "B": "condition"}[kind])(depth)

    # Numbers

    def number(self, depth):
        if depth <= 0:
            kind = self.generator.randrange(3)
            if kind == 2:
                text = decimal(self.generator, 3, 5, sign=False)
                text += "" if "." in text else ".0"
                return text, lambda row, value=Fraction(text): value
            name = self.pick("a", "b")
            return f"o.{name}", lambda row: row[name]
        kind = self.generator.randrange(14)
        if kind < 5:
            return self.binary(self.number, depth)
        if kind == 5:
            (a, f), (b, g) = self.amount(depth - 1), self.amount(depth - 1)
            return f"({a} / {b})", lambda row: divided(f(row), g(row))
        if kind == 6:
            (a, f), (b, g) = self.integer(depth - 1), self.integer(depth - 1)
            return f"({a} / {b})", lambda row: divided(f(row), g(row))
        if kind == 7:
            (a, f), (p, g) = self.number(depth - 1), self.percent(depth - 1)
            return self.pick((f"({a} + {p})", lambda row: f(row) + g(row)), (f"({p} - {a})", lambda row: g(row) - f(row)),
                             (f"({a} * {p})", lambda row: f(row) * g(row)))
        if kind == 8:
            return self.rounded(self.number(depth - 1), "")
        if kind == 9:
            (a, f), (b, g) = self.number(depth - 1), self.number(depth - 1)
            return f"mod({a}, {b})", lambda row: remainder(f(row), g(row))
        if kind == 10:
            return self.choice(self.number, depth)
        if kind == 11:
            return self.lines("l.quantity", lambda line: line["quantity"], "0.0", depth)
        a, f = self.number(depth - 1)
        return self.pick((f"abs({a})", lambda row: abs(f(row))), (f"floor({a})", lambda row: f(row).__floor__()),
                         (f"(-{a})", lambda row: -f(row)))

    def binary(self, make, depth):
        (a, f), (b, g) = make(depth - 1), make(depth - 1)
        return self.pick((f"({a} + {b})", lambda row: f(row) + g(row)), (f"({a} - {b})", lambda row: f(row) - g(row)),
                         (f"({a} * {b})", lambda row: f(row) * g(row)), (f"({a} / {b})", lambda row: divided(f(row), g(row))))

    def choice(self, make, depth):
        (c, h), (a, f), (b, g) = self.condition(depth - 1), make(depth - 1), make(depth - 1)
        return f"(if {c} then {a} else {b})", lambda row: f(row) if h(row) else g(row)

    def rounded(self, inner, unit):
        a, f = inner
        name = self.pick(*ROUNDINGS)
        apply = ROUNDINGS[name]
        step = self.pick(None, "0.05", "0.001", "25", "0.3")
        size = Fraction(step) if step else Fraction(1, 100) if unit else Fraction(1)
        given = f", to: {step}{unit}" if step else ""
        return f"{name}({a}{given})", lambda row: apply(Fraction(f(row)) / size) * size

    def lines(self, inner, value, nothing, depth):
        """A statistic of a value of each line."""
        kind = self.generator.randrange(5)
        if kind == 0:
            return f"sum({inner} for l in o.lines)", lambda row: sum((value(line) for line in row["lines"]), Fraction(0))
        share = self.pick(0, 10, 25, 50, 75, 90, 100)
        name, apply = self.pick(
            ("average({})", lambda values: sum(values) / len(values)), ("min({})", min), ("max({})", max),
            ("median({})", lambda values: percentile(values, Fraction(1, 2))),
            (f"percentile({{}}, {share} %)", lambda values: percentile(values, Fraction(share, 100))))
        text = name.format(f"[{inner} for l in o.lines]")
        return f"({text} otherwise {nothing})", lambda row: apply(
            [value(line) for line in row["lines"]]) if row["lines"] else Fraction(0)

    # Percentages and amounts

    def percent(self, depth):
        if depth <= 0 or self.generator.random() < 0.6:
            if self.generator.random() < 0.3:
                text = decimal(self.generator, 2, 2, sign=False)
                return f"{text} %", lambda row, value=Fraction(text) / 100: value
            name = self.pick("p", "q")
            return f"o.{name}", lambda row: row[name]
        (a, f), (b, g) = self.percent(depth - 1), self.percent(depth - 1)
        return self.pick((f"({a} + {b})", lambda row: f(row) + g(row)), (f"({a} - {b})", lambda row: f(row) - g(row)))

    def convert(self, amount, day):
        value, currency = amount
        month = day.month
        if currency == "SEK" or day.year != 2024 or month > MONTHS:
            if currency == "USD":
                return value
            raise Undetermined
        if currency == "USD":
            return value
        if currency == "GBP":
            value, currency = value / self.factors["GBP", "EUR", month], "EUR"
        if currency == "CHF":
            return value * self.factors["USD", "CHF", month]
        return value / self.factors[currency, "USD", month]

    def amount(self, depth):
        if depth <= 0:
            kind = self.generator.randrange(4)
            if kind == 0:
                text = decimal(self.generator, 4, 2, sign=False)
                return f"{text} USD", lambda row, value=Fraction(text): value
            if kind == 1:
                name = self.pick("x", "y")
                return f"(o.{name} in USD on o.day)", lambda row: self.convert(row[name], row["day"])
            name = self.pick("m", "k")
            return f"o.{name}", lambda row: row[name]
        kind = self.generator.randrange(10)
        a, f = self.amount(depth - 1)
        if kind < 2:
            b, g = self.amount(depth - 1)
            return self.pick((f"({a} + {b})", lambda row: f(row) + g(row)), (f"({a} - {b})", lambda row: f(row) - g(row)))
        if kind < 4:
            b, g = self.number(depth - 1)
            return self.pick((f"({a} * {b})", lambda row: f(row) * g(row)), (f"({b} * {a})", lambda row: f(row) * g(row)),
                             (f"({a} / {b})", lambda row: divided(f(row), g(row))))
        if kind == 4:
            p, g = self.percent(depth - 1)
            return self.pick((f"({a} * (1 + {p}))", lambda row: f(row) * (1 + g(row))),
                             (f"({p} * {a})", lambda row: g(row) * f(row)))
        if kind == 5:
            return self.rounded((a, f), " USD")
        if kind == 6:
            return self.choice(self.amount, depth)
        if kind == 7:
            return self.lines("(l.net in USD on l.day) * l.quantity",
                              lambda line: self.convert(line["net"], line["day"]) * line["quantity"], "0 USD", depth)
        if kind == 8:
            return self.lines("l.price * l.quantity", lambda line: line["price"] * line["quantity"], "0 USD", depth)
        b, g = self.amount(depth - 1)
        return self.pick((f"abs({a})", lambda row: abs(f(row))), (f"mod({a}, {b})", lambda row: remainder(f(row), g(row))))

    # Whole numbers

    def integer(self, depth):
        if depth <= 0:
            if self.generator.random() < 0.3:
                value = self.generator.randint(1, 50)
                return str(value), lambda row: value
            name = self.pick("n", "z")
            return f"o.{name}", lambda row: row[name]
        (a, f), (b, g) = self.integer(depth - 1), self.integer(depth - 1)
        return self.pick(
            (f"({a} + {b})", lambda row: whole(f(row) + g(row))), (f"({a} - {b})", lambda row: whole(f(row) - g(row))),
            (f"({a} * {b})", lambda row: whole(f(row) * g(row))), (f"abs({a})", lambda row: whole(abs(f(row)))),
            (f"mod({a}, {b})", lambda row: whole(remainder(f(row), g(row)))))

    # Conditions

    def compared(self, first, second):
        (a, f), (b, g) = first, second
        sign, apply = self.pick(
            ("==", lambda x, y: x == y), ("!=", lambda x, y: x != y), ("<", lambda x, y: x < y),
            ("<=", lambda x, y: x <= y), (">", lambda x, y: x > y), (">=", lambda x, y: x >= y))
        return f"({a} {sign} {b})", lambda row: apply(f(row), g(row))

    def boundary(self, depth):
        """Two ways to the same value, at times with the least thing added to one."""
        kind = self.pick("D", "U")
        (a, f), (b, g) = self.make(kind, depth - 1), self.make(kind, depth - 1)
        d, h = self.number(depth - 1)
        p, i = self.percent(0)
        first, second = self.pick(
            ((f"({a} / {d} * {d})", lambda row: divided(f(row), h(row)) * h(row)), (a, f)),
            ((f"({a} + {b} - {b})", lambda row: f(row) + g(row) - g(row)), (a, f)),
            ((f"({a} * {d} + {b} * {d})", lambda row: (f(row) + g(row)) * h(row)),
             (f"({a} + {b}) * {d}", lambda row: (f(row) + g(row)) * h(row))),
            ((f"{a} * (1 + {p})", lambda row: f(row) * (1 + i(row))),
             (f"{a} + {p} * {a}", lambda row: f(row) + i(row) * f(row))))
        if self.generator.random() < 0.3:
            unit = " USD" if kind == "U" else ""
            (text, inner) = second
            tiny = self.pick("0.01", "0.0000000001", "0.00000000000000000000000001")
            second = f"{text} + {tiny}{unit}", lambda row: inner(row) + Fraction(tiny)
        return self.compared(first, second)

    def condition(self, depth):
        kind = self.generator.randrange(9)
        if kind < 3 and depth > 0:
            return self.boundary(depth)
        if kind == 3 and depth > 0:
            (a, f), (b, g) = self.condition(depth - 1), self.condition(depth - 1)
            return self.pick(
                (f"({a} and {b})", lambda row: both(lambda: f(row), lambda: g(row))),
                (f"({a} or {b})", lambda row: either(lambda: f(row), lambda: g(row))),
                (f"({a} implies {b})", lambda row: either(lambda: not f(row), lambda: g(row))),
                (f"(not {a})", lambda row: not f(row)))
        kind = self.pick("D", "U", "I", "P")
        if kind == "U" and self.generator.random() < 0.3:
            (a, f), (b, g), (c, h) = (self.amount(depth - 1) for _ in range(3))
            return f"({a} in {b} .. {c})", lambda row: both(lambda: g(row) <= f(row), lambda: f(row) <= h(row))
        return self.compared(self.make(kind, depth - 1), self.make(kind, depth - 1))


def rows(generator, count):
    def number(name, row, *arguments):
        row["written"][name] = decimal(generator, *arguments)
        row[name] = Fraction(row["written"][name])

    def amount(currencies):
        text, currency = decimal(generator, 5, 2, False), generator.choice(currencies)
        return f"{text} {currency}", (Fraction(text), currency)

    def day():
        # After the last rate there is none.
        return FIRST + datetime.timedelta(days=generator.randrange(184))

    for index in range(count):
        row = {"id": f"r{index}", "written": {"id": f"r{index}"}}
        for name in "ab":
            number(name, row)
        for name in "pq":
            number(name, row, 2, 2, False)
            row["written"][name] += " %"
            row[name] /= 100
        for name in "mk":
            row["written"][name], (row[name], _) = amount(["USD"])
        for name in "xy":
            row["written"][name], row[name] = amount(["EUR", "KES", "GBP", "CHF", "USD", "EUR", "KES", "GBP", "CHF", "SEK"])
        for name in "nz":
            row[name] = row["written"][name] = generator.choice(
                [generator.randint(-20, 20), generator.randint(-10 ** 6, 10 ** 6),
                 generator.randint(-2 ** 63, 2 ** 63 - 1)] if generator.random() < 0.2 else [generator.randint(-20, 500)])
        row["day"] = day()
        row["written"]["day"] = str(row["day"])
        row["lines"], row["written"]["lines"] = [], []
        for _ in range(generator.choice([0, 1, 2, 3, 5, 12])):
            price, (value, _) = amount(["USD"])
            net, exact = amount(["EUR", "KES", "GBP", "CHF", "USD"])
            on, quantity = FIRST + datetime.timedelta(days=generator.randrange(182)), decimal(generator, 2, 3, False)
            row["written"]["lines"].append({"price": price, "net": net, "quantity": quantity, "day": str(on)})
            row["lines"].append({"price": value, "net": exact, "quantity": Fraction(quantity), "day": on})
        yield row


def batch(generator, row_count, expression_count):
    """A trial with its rows and its expressions."""
    written, factors = rates(generator)
    maker = Maker(generator, factors)
    expressions = []
    for _ in range(expression_count):
        text, value = maker.condition(generator.choice([1, 2, 2, 3]))
        expressions.append(Expression(text, "Boolean", value))
    trial = Trial("numbers", MODEL, {"exchange_rates": written}, {"Boolean": bool}, generator)
    return trial, list(rows(generator, row_count)), expressions
