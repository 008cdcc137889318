"""The findings of the rules of this example, computed with exact fractions, one record after another."""
import collections
import datetime
import json
import os
import re
import unicodedata
from fractions import Fraction

DIGITS = {"JPY": 0, "KWD": 3}
AUTHORITIES = [(1, 1000), (2, 10_000), (3, 60_000), (4, 1_000_000)]
UNDETERMINED = "undetermined"


class NoValue(Exception):
    """No rate, or a day that no calendar knows."""


def money(text):
    amount, currency = text.split(" ")
    return Fraction(amount), currency


def date(text):
    return datetime.date.fromisoformat(text)


def percentile(values, share):
    values = sorted(values)
    at = (len(values) - 1) * share
    low = at.__floor__()
    return values[low] + (at - low) * (values[min(low + 1, len(values) - 1)] - values[low])


def collapse(text):
    return " ".join(re.split("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+", text)).strip(" ")


def plain(name):
    name = "".join(sign for sign in unicodedata.normalize("NFD", name) if unicodedata.category(sign)[0] != "M")
    return collapse("".join(" " if unicodedata.category(sign)[0] == "P" else sign for sign in name.lower()))


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y)))
    return row[-1]


class Exact:
    def __init__(self, folder):
        self.data = {}
        for name in os.listdir(os.path.join(folder, "data")):
            with open(os.path.join(folder, "data", name), encoding="utf-8") as file:
                self.data[name.rsplit(".", 1)[0]] = [json.loads(line) for line in file]
        self.rates = {}
        for row in self.data["exchange_rates"]:
            self.rates.setdefault((row["currency"], row["per"]), []).append((date(row["valid"]["from"]), Fraction(row["rate"])))
        self.findings = {}
        self.read()
        for check in (self.orders, self.budgets, self.lines, self.invoices, self.vendors):
            check()

    def find(self, rule, subject, holds):
        """Calls the requirement of a rule for a subject, and notes where it does not hold."""
        try:
            if holds():
                return
            self.findings[rule, subject] = "open"
        except NoValue:
            self.findings[rule, subject] = UNDETERMINED

    # Values

    def rate(self, currency, per, day):
        found = [rate for first, rate in self.rates.get((currency, per), []) if first <= day]
        if not found:
            raise NoValue
        return found[-1]

    def dollars(self, amount, day):
        """In dollars at the rate of a day; the pound goes through the euro."""
        value, currency = amount
        if currency == "USD":
            return value
        if currency == "GBP":
            value, currency = value / self.rate("GBP", "EUR", day), "EUR"
        return value / self.rate(currency, "USD", day)

    @staticmethod
    def formal_from(day):
        return 8_000 if day < datetime.date(2019, 10, 1) else 10_000

    def read(self):
        self.by_key = {name: {row["id"]: row for row in rows if "id" in row} for name, rows in self.data.items()}
        for order in self.data["orders"]:
            order["day"], order["total"] = date(order["day"]), money(order["total"])
            order["dollars"] = self.value(order["total"], order["day"])
        for line in self.data["order_lines"]:
            line["order"] = self.by_key["orders"][line["order"]]
            line["price"], line["amount"] = money(line["price"]), money(line["amount"])
            line["dollars"] = self.value(line["price"], line["order"]["day"])
        self.holidays = collections.defaultdict(set)
        self.weekends = {}
        for row in self.data["calendars"]:
            if row["kind"] == "holiday":
                self.holidays[row["calendar"]].add(date(row["day"]))
            else:
                self.weekends[row["calendar"]] = row["days"], date(row["valid"]["from"]), date(row["valid"]["until"])

    def value(self, amount, day):
        """In dollars, or None."""
        try:
            return self.dollars(amount, day)
        except NoValue:
            return None

    @staticmethod
    def known(value):
        if value is None:
            raise NoValue
        return value

    # Orders

    def orders(self):
        bosses = {officer["id"]: officer.get("boss") for officer in self.data["officers"]}
        grades = {officer["id"]: officer["grade"] for officer in self.data["officers"]}
        near = collections.defaultdict(list)
        numbers = {(order["day"].year, self.number(order)) for order in self.data["orders"]}
        for order in self.data["orders"]:
            near[order["vendor"], order["requested_by"]].append(order)
        for order in self.data["orders"]:
            key, day, formal = order["id"], order["day"], self.formal_from(order["day"])
            limit = max((limit for grade, limit in AUTHORITIES if grade <= grades[order["approved_by"]]), default=0)
            self.find("O01", key, lambda: self.known(order["dollars"]) <= limit)
            line, officer = set(), order["requested_by"]
            while (officer := bosses[officer]) and officer not in line:
                line.add(officer)
            self.find("O02", key, lambda: order["approved_by"] in line)
            week = [other["dollars"] for other in near[order["vendor"], order["requested_by"]]
                    if day - datetime.timedelta(days=6) <= other["day"] <= day]
            self.find("O03", key, lambda: (order["dollars"] is not None and order["dollars"] >= formal)
                      or sum(self.known(value) for value in week) < formal)
            if order["bidders"] < 2:
                reason = len(collapse(order.get("sole_source", ""))) >= 20
                self.find("O04", key, lambda: reason or self.known(order["dollars"]) < formal)
            self.find("O05", key, lambda: self.by_key["budgets"][order["budget"]]["year"] == day.year + (day.month >= 7))
            number = self.number(order)
            self.find("O07", key, lambda: number <= 1 or (day.year, number - 1) in numbers)
            amount = order["total"][0]
            self.find("O08", key, lambda: amount < 1000 or amount % 500 != 0)

    @staticmethod
    def number(order):
        return int("".join(sign for sign in order["id"].split("-", 2)[2] if sign in "0123456789"))

    def budgets(self):
        committed = collections.defaultdict(list)
        for order in self.data["orders"]:
            committed[order["budget"]].append(order["dollars"])
        for budget in self.data["budgets"]:
            self.find("O06", budget["id"], lambda: sum(self.known(value) for value in committed[budget["id"]])
                      <= money(budget["allotment"])[0])

    # Lines and invoices

    def lines(self):
        prices, invoiced, listed = (collections.defaultdict(list) for _ in range(3))
        for line in self.data["order_lines"]:
            prices[line["item"]].append(line["dollars"])
        for invoice in self.data["invoices"]:
            invoiced[invoice["line"]].append(Fraction(invoice["quantity"]))
        for row in self.data["list_prices"]:
            listed[row["vendor"], row["item"]].append((date(row["valid"]["from"]), date(row["valid"]["until"]), money(row["price"])))
        fences = {}
        for item, values in prices.items():
            if None in values:
                continue
            low, high = percentile(values, Fraction(1, 4)), percentile(values, Fraction(3, 4))
            fences[item] = high + Fraction(3, 2) * (high - low)
        for line in self.data["order_lines"]:
            (price, currency), (amount, other) = line["price"], line["amount"]
            step = Fraction(1, 10 ** DIGITS.get(currency, 2))
            quantity = Fraction(line["quantity"])
            self.find("L01", line["id"], lambda: currency == other and amount == round(price * quantity / step) * step)
            day = line["order"]["day"]
            fitting = [price for first, last, price in listed[line["order"]["vendor"], line["item"]] if first <= day <= last]
            self.find("L02", line["id"], lambda: all(
                self.known(line["dollars"]) <= self.dollars(price, day) for price in fitting))
            self.find("L03", line["id"], lambda: sum(invoiced[line["id"]]) <= Fraction(line["received"]))
            self.find("L04", line["id"], lambda: self.known(line["dollars"]) <= self.known(fences.get(line["item"])))

    def is_working(self, calendar, day):
        days, first, last = self.weekends[calendar]
        if not first <= day <= last:
            raise NoValue
        return day.isoweekday() not in days and day not in self.holidays[calendar]

    def after(self, day, count, calendar):
        while count:
            day += datetime.timedelta(days=1)
            count -= self.is_working(calendar, day)
        return day

    def invoices(self):
        for invoice in self.data["invoices"]:
            line, received = self.by_key["order_lines"][invoice["line"]], date(invoice["received"])
            price = money(invoice["price"])
            self.find("I01", invoice["id"], lambda: self.dollars(price, received)
                      <= self.dollars(line["price"], received) * Fraction(102, 100))
            if "paid" in invoice:
                self.find("I02", invoice["id"], lambda: date(invoice["paid"]) <= self.after(received, 20, invoice["calendar"]))

    # Suppliers

    def vendors(self):
        staff = {collapse(officer["iban"]).upper() for officer in self.data["officers"]}
        earlier, totals = collections.defaultdict(list), collections.defaultdict(list)
        for order in self.data["orders"]:
            totals[order["vendor"]].append(str(order["total"][0].__floor__()))
        for vendor in sorted(self.data["vendors"], key=lambda vendor: vendor["id"]):
            key, name = vendor["id"], plain(vendor["name"])
            self.find("V01", key, lambda: collapse(vendor["iban"]).upper() not in staff)
            self.find("V02", key, lambda: not any(self.alike(name, other) for other in earlier[vendor["country"]]))
            earlier[vendor["country"]].append(name)
            if len(totals[key]) >= 4:
                nines = sum(total[0] == "9" for total in totals[key])
                self.find("V03", key, lambda: Fraction(nines, len(totals[key])) <= Fraction(15, 100))

    @staticmethod
    def alike(a, b):
        longer = max(len(a), len(b))
        # The distance is at least the difference of the lengths.
        if 10 * abs(len(a) - len(b)) > longer:
            return False
        return not longer or 10 * distance(a, b) <= longer
