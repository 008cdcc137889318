"""Days, months, quarters, durations and working days against a count of one day after another."""
import calendar
import datetime
from fractions import Fraction

from trial import Expression, Trial, Undetermined, both, either

MODEL = """policy t
entity Row from rows {
  key id : Text
  a : Date
  b : Date
  n : Integer
FIELDS
}
"""
DAY = datetime.timedelta(days=1)
# By calendar: the weekdays that are free, the first and the last day that it knows, and how many holidays it has.
CALENDARS = {"NBO": ({6, 7}, datetime.date(2019, 1, 1), datetime.date(2020, 12, 31), 20),
             "DXB": ({5, 6}, datetime.date(2018, 7, 1), datetime.date(2020, 6, 30), 12)}


def holidays(generator):
    found = {}
    for name, (_, first, last, count) in CALENDARS.items():
        found[name] = {first + datetime.timedelta(days=generator.randrange((last - first).days)) for _ in range(count)}
    return found


def sections(free):
    rows = []
    for name, (days, first, last, _) in CALENDARS.items():
        rows.append({"calendar": name, "kind": "weekend", "days": sorted(days),
                     "valid": {"from": str(first), "until": str(last)}})
        rows += [{"calendar": name, "kind": "holiday", "day": str(day)} for day in sorted(free[name])]
    return {"calendars": rows}


def later(day, months=0, days=0):
    """The day that many months later, on the last day of a month that is too short, and that many days after it."""
    try:
        at = day.year * 12 + day.month - 1 + months
        year, month = divmod(at, 12)
        moved = datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        return moved + datetime.timedelta(days=days)
    except (ValueError, OverflowError):
        raise Undetermined from None


class Length:
    """A duration as it is written, with its months and its days; one of the two is nothing."""

    def __init__(self, text, months, days):
        self.text, self.months, self.days = text, months, days


class Maker:
    def __init__(self, generator, free):
        self.generator, self.free = generator, free

    def is_working(self, name, day):
        weekend, first, last, _ = CALENDARS[name]
        if not first <= day <= last:
            raise Undetermined
        return day.isoweekday() not in weekend and day not in self.free[name]

    def working_days(self, first, last, name):
        if name not in CALENDARS:
            raise Undetermined
        if last < first:
            return -self.working_days(last, first, name)
        count = 0
        while first < last:
            first += DAY
            count += self.is_working(name, first)
        return count

    def after_working_days(self, day, count, name):
        if name not in CALENDARS:
            raise Undetermined
        step = DAY if count > 0 else -DAY
        while count:
            day += step
            count -= self.is_working(name, day) * (1 if count > 0 else -1)
        return day

    def calendar(self):
        return self.generator.choice(["NBO", "DXB"] * 12 + ["LIM"])

    def length(self):
        count = self.generator.choice([0, 1, 1, 2, 3, 6, 11, 13, 30, 45, 90])
        unit, months, days = self.generator.choice([("day", 0, 1), ("week", 0, 7), ("month", 1, 0), ("year", 12, 0)])
        if unit == "year":
            count %= 6
        return Length(f"{count} {unit}{'' if count == 1 else 's'}", count * months, count * days)

    def date(self, depth):
        kind = self.generator.randrange(8) if depth > 0 else 0
        if kind < 1:
            if self.generator.random() < 0.2:
                value = datetime.date(2019, 1, 1) + datetime.timedelta(days=self.generator.randrange(700))
                return str(value), lambda row: value
            name = self.generator.choice("ab")
            return f"o.{name}", lambda row: row[name]
        a, f = self.date(depth - 1)
        if kind < 4:
            length = self.length()
            if self.generator.random() < 0.5:
                return f"({a} + {length.text})", lambda row: later(f(row), length.months, length.days)
            return f"({a} - {length.text})", lambda row: later(f(row), -length.months, -length.days)
        if kind == 4:
            return f"end_of_month({a})", lambda row: later(f(row).replace(day=1), 1, -1)
        count, name = self.generator.choice([0, 1, 2, 5, 7, 10, 15, 30]), self.calendar()
        sign = self.generator.choice("+-")
        signed = count if sign == "+" else -count
        if kind == 5:
            sign_of_n = 1 if sign == "+" else -1
            return (f'({a} {sign} o.n working days in "{name}")',
                    lambda row: self.after_working_days(f(row), sign_of_n * row["n"], name))
        return f'({a} {sign} {count} working days in "{name}")', lambda row: self.after_working_days(f(row), signed, name)

    def integer(self, depth):
        a, f = self.date(depth - 1)
        kind = self.generator.randrange(8)
        if kind == 0:
            return f"weekday({a})", lambda row: f(row).isoweekday()
        if kind == 1:
            return f"quarter({a})", lambda row: (f(row).month + 2) // 3
        if kind == 2:
            first = self.generator.randint(1, 12)
            return (f"fiscal_year({a}, first: {first})",
                    lambda row: f(row).year + (1 if first > 1 and f(row).month >= first else 0))
        if kind == 3:
            part = self.generator.choice(["year", "month", "day"])
            return f"{a}.{part}", lambda row: getattr(f(row), part)
        b, g = self.date(depth - 1)
        name = self.calendar()
        return f'working_days({a}, {b}, "{name}")', lambda row: self.working_days(f(row), g(row), name)

    def ratio(self, row, first, second):
        """Of two lengths, days or months each."""
        (months, days), (others, more) = first, second
        if months and more or days and others or months == 0 and others or others == 0 and months:
            raise Undetermined
        above, below = (months, others) if others else (days, more)
        if below == 0:
            raise Undetermined
        return Fraction(above, below)

    def condition(self, depth):
        kind = self.generator.randrange(8)
        if kind == 0 and depth > 0:
            (a, f), (b, g) = self.condition(depth - 1), self.condition(depth - 1)
            return self.generator.choice([
                (f"({a} and {b})", lambda row: both(lambda: f(row), lambda: g(row))),
                (f"({a} or {b})", lambda row: either(lambda: f(row), lambda: g(row)))])
        sign, apply = self.generator.choice([
            ("==", lambda x, y: x == y), ("!=", lambda x, y: x != y), ("<", lambda x, y: x < y),
            ("<=", lambda x, y: x <= y), (">", lambda x, y: x > y), (">=", lambda x, y: x >= y)])
        if kind == 1:
            (a, f), (b, g) = self.date(depth - 1), self.date(depth - 1)
            days = self.generator.choice([0, 1, 30, 90, 365])
            return f"({a} - {b} {sign} {days} days)", lambda row: apply((f(row) - g(row)).days, days)
        if kind == 2:
            (a, f), (b, g) = self.date(depth - 1), self.date(depth - 1)
            length = self.length()
            share = self.generator.choice(["0", "1", "0.5", "1.25", "3"])
            return (f"(({a} - {b}) / ({length.text}) {sign} {share})", lambda row: apply(
                self.ratio(row, (0, (f(row) - g(row)).days), (length.months, length.days)), Fraction(share)))
        if kind == 3:
            first, second = self.length(), self.length()
            share = self.generator.choice(["0", "1", "0.5", "2", "12"])
            return (f"({first.text} / ({second.text}) {sign} {share})", lambda row: apply(
                self.ratio(row, (first.months, first.days), (second.months, second.days)), Fraction(share)))
        make = self.generator.choice([self.date, self.integer])
        (a, f), (b, g) = make(depth), make(depth)
        return f"({a} {sign} {b})", lambda row: apply(f(row), g(row))


def rows(generator, count):
    for index in range(count):
        def day():
            edge = generator.random() < 0.04
            value = datetime.date(2019, 1, 1) + datetime.timedelta(days=generator.randrange(-250, 900) if edge
                                                                   else generator.randrange(120, 480))
            return later(value.replace(day=1), 1, -1) if generator.random() < 0.2 else value
        row = {"id": f"r{index}", "a": day(), "b": day(), "n": generator.randint(-12, 25)}
        row["written"] = {key: value if key == "n" else str(value) for key, value in row.items()}
        yield row


def batch(generator, row_count, expression_count):
    """A trial with its rows and its expressions."""
    free = holidays(generator)
    maker = Maker(generator, free)
    expressions = []
    for _ in range(expression_count):
        kind, make = generator.choice([("Boolean", maker.condition), ("Boolean", maker.condition), ("Integer", maker.integer),
                                       ("Date", maker.date)])
        expressions.append(Expression(*(lambda made: (made[0], kind, made[1]))(make(generator.choice([1, 2, 3])))))
    written = {"Boolean": bool, "Integer": int, "Date": lambda value: str(value or datetime.date(2019, 1, 1))}
    trial = Trial("days", MODEL, sections(free), written, generator)
    return trial, list(rows(generator, row_count)), expressions
