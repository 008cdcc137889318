#!/usr/bin/env python3
"""Writes orders, invoices and all that the rules of this example look at.

    generate.py [--out FOLDER] [--orders N] [--seed N]

FOLDER receives data/*.jsonl. The same arguments give the same files. Nobody and nothing is real: people are numbers, and
suppliers are words put together. Much lies exactly at the edge of what the rules allow, and some a little beyond.
"""
import argparse
import datetime
import json
import os
import random
from fractions import Fraction

FIRST, DAYS = datetime.date(2019, 1, 1), 520
WORDS = ["Baobab", "Delta", "Équateur", "Falcon", "Granite", "Harbour", "Indigo", "Jacaranda", "Kestrel", "Lagune", "Meridian",
         "Nimbus", "Océan", "Pelican", "Quartz", "Rift", "Savane", "Tamarin", "Umbra", "Vallée", "Westwind", "Zenith"]
TRADES = ["Supplies", "Traders", "Logistics", "Systems", "Works", "Fournitures", "Services", "Printers", "Motors"]
FORMS = ["Ltd.", "GmbH", "S.A.", "& Co", "LLC", "SARL"]
COUNTRIES = ["KE", "CH", "TH", "CL", "ET", "LB", "SN", "US", "AT", "CD", "ML", "HT"]
# About how much one dollar is worth, the currency that the rates are given in, and the decimals of the smallest unit.
CURRENCIES = {"EUR": (0.9, "USD", 2), "KES": (103.5, "USD", 2), "JPY": (108.2, "USD", 0), "KWD": (0.304, "USD", 3),
              "GBP": (0.78, "EUR", 2), "USD": (1, None, 2)}
WEEKENDS = {"NBO": [6, 7], "DXB": [5, 6]}


def written(value, places):
    """An exact number with at least some places, as data writes it."""
    value = Fraction(value)
    while (value * 10 ** places).denominator != 1:
        places += 1
    count = int(value * 10 ** places)
    text = f"{abs(count):0{places + 1}d}"
    return ("-" if count < 0 else "") + (f"{text[:-places]}.{text[-places:]}" if places else text)


class World:
    def __init__(self, orders, seed):
        self.r, self.count = random.Random(seed), orders
        self.sections = {}
        self.rates = {}
        for make in (self.exchange_rates, self.calendars, self.officers, self.vendors, self.items, self.orders, self.budgets,
                     self.list_prices):
            make()

    def add(self, section, **record):
        self.sections.setdefault(section, []).append({key: value for key, value in record.items() if value is not None})

    def exchange_rates(self):
        """A row for each month and pair, which ends where the next one begins. The pound has rates with the euro only, and
        the Swedish crown has none."""
        for currency, (about, per, _) in CURRENCIES.items():
            for month in range(18 if per else 0):
                day = datetime.date(2019 + month // 12, month % 12 + 1, 1)
                base = about / (CURRENCIES[per][0] if per != "USD" else 1)
                rate = f"{base * self.r.uniform(0.97, 1.03):.4f}"
                self.rates[currency, day.year, day.month] = Fraction(rate)
                self.add("exchange_rates", currency=currency, per=per, rate=rate, valid={"from": str(day)})

    def dollars(self, amount, currency, day):
        while currency != "USD":
            amount /= self.rates[currency, day.year, day.month]
            currency = CURRENCIES[currency][1]
        return amount

    def from_dollars(self, amount, currency, day):
        if currency == "USD":
            return amount
        base = CURRENCIES[currency][1]
        return self.from_dollars(amount, base, day) * self.rates[currency, day.year, day.month]

    def calendars(self):
        for calendar, weekend in WEEKENDS.items():
            self.add("calendars", calendar=calendar, kind="weekend", days=weekend,
                     valid={"from": "2019-01-01", "until": "2020-06-30"})
            for day in sorted(self.r.sample(range(540), 16)):
                self.add("calendars", calendar=calendar, kind="holiday", day=str(FIRST + datetime.timedelta(days=day)))

    def officers(self):
        self.staff = []
        for number in range(max(24, self.count // 60)):
            grade = 4 if number == 0 else 3 if number < 4 else 2 if number < 4 + number // 4 else self.r.choice([1, 1, 2])
            above = [other for other in self.staff if other["grade"] > grade] or self.staff
            officer = {"id": f"s{number}", "name": f"Officer {number}", "grade": grade,
                       "iban": f"XX{self.r.randrange(10 ** 16):016d}"}
            if number:
                officer["boss"] = self.r.choice(above)["id"]
            self.staff.append(officer)
            self.add("officers", **officer)
        self.bosses = {officer["id"]: officer.get("boss") for officer in self.staff}

    def above(self, officer):
        line = []
        while officer := self.bosses[officer]:
            line.append(officer)
        return line

    def vendors(self):
        self.vendor_ids = []
        for number in range(max(40, self.count // 15)):
            country = self.r.choice(COUNTRIES)
            name = f"{self.r.choice(WORDS)} {self.r.choice(WORDS)} {self.r.choice(TRADES)} {self.r.choice(FORMS)}"
            if number and self.r.random() < 0.05:
                other = self.r.choice(self.sections["vendors"])
                country, name = other["country"], self.misspelt(other["name"])
            iban = f"YY{self.r.randrange(10 ** 16):016d}"
            if number == 7 or self.r.random() < 0.01:
                iban = "  " + self.r.choice(self.staff)["iban"].lower() + "\u00a0"
            self.vendor_ids.append(f"v{number}")
            self.add("vendors", id=f"v{number}", name=name, country=country, iban=iban)

    def misspelt(self, name):
        kind = self.r.randrange(5)
        at = self.r.randrange(1, len(name) - 1)
        if kind == 0:
            return name.upper().replace("É", "E").replace(".", "")
        if kind == 1:
            return name[:at] + name[at + 1:]
        if kind == 2:
            return name.replace(" ", "  ").replace("e", "é", 1)
        if kind == 3:
            return name[:at] + self.r.choice("aeiou") + name[at:]
        return " ".join(reversed(name.split(" ")))

    def items(self):
        self.prices = {}
        for number in range(24 + self.count // 600):
            self.prices[f"i{number}"] = Fraction(self.r.randint(200, 400_000), 100)
            self.add("items", id=f"i{number}", name=f"Item {number}")
        self.add("items", id="imported", name="Imported part")

    def money(self, dollars, currency, day):
        places = CURRENCIES[currency][2]
        value = self.from_dollars(dollars, currency, day)
        return Fraction(round(value * 10 ** places), 10 ** places)

    def orders(self):
        self.spent, self.numbers = {}, {}
        self.prices_of = []
        earlier = None
        for place in range(self.count):
            day = FIRST + datetime.timedelta(days=place * DAYS // self.count)
            self.numbers[day.year] = self.numbers.get(day.year, 0) + (2 if self.r.random() < 0.01 else 1)
            key = f"PO-{day.year}-{self.numbers[day.year]:06d}"
            if earlier and self.r.random() < 0.15:
                vendor, requester = earlier
            else:
                vendor, requester = self.r.choice(self.vendor_ids), self.r.choice(self.staff)["id"]
            earlier = vendor, requester
            is_imported = self.r.random() < 0.004
            currency = "SEK" if is_imported else self.r.choice(list(CURRENCIES))
            total, dollars = self.lines(key, day, currency, is_imported)
            line = self.above(requester)
            approver = self.r.choice(line) if line and self.r.random() < 0.9 else self.r.choice(self.staff)["id"]
            year = day.year + (day.month >= 7) + (self.r.random() < 0.02)
            budget = "imports" if is_imported else f"B{self.r.randrange(8)}-{year}"
            self.spent[budget] = self.spent.get(budget, 0) + dollars
            bidders = self.r.choice([1, 2, 3, 3, 4])
            reason = self.r.choice([None, "Urgent", "  The only maker of   the part  ", "a\u00a0b" + " " * 20, "x" * 20, "x " * 10])
            self.add("orders", id=key, day=str(day), vendor=vendor, requested_by=requester, approved_by=approver, budget=budget,
                     total=f"{written(total, CURRENCIES.get(currency, (0, 0, 2))[2])} {currency}",
                     sole_source=reason if bidders == 1 else None, bidders=bidders)

    def lines(self, key, day, currency, is_imported):
        """The lines of an order and their invoices: the total, and about what it is in dollars."""
        total = dollars = Fraction(0)
        places = CURRENCIES.get(currency, (0, 0, 2))[2]
        for number in range(1, self.r.choice([1, 1, 2, 3]) + 1):
            item = "imported" if is_imported else self.r.choice(list(self.prices))
            base = self.prices.get(item, Fraction(100)) * Fraction(self.r.choice([80, 95, 100, 100, 105, 120, 300]), 100)
            price = base if is_imported else self.money(base, currency, day)
            if self.r.random() < 0.04:
                price = Fraction(self.r.choice([500, 1000, 2500]))
            if self.r.random() < 0.3:
                price += Fraction(self.r.randrange(1000), 10 ** (places + 3))
            quantity = Fraction(self.r.choice([1, 1, 2, 5, 12, 40])) + Fraction(self.r.choice([0, 0, 0, 125, 5]), 1000)
            amount = Fraction(round(price * quantity * 10 ** places), 10 ** places)
            if self.r.random() < 0.01:
                amount += Fraction(1, 10 ** places)
            received = quantity if self.r.random() < 0.9 else quantity / 2
            line = f"{key}/{number}"
            self.add("order_lines", id=line, order=key, item=item, quantity=written(quantity, 0), received=written(received, 0),
                     price=f"{written(price, places)} {currency}", amount=f"{written(amount, places)} {currency}")
            total += amount
            dollars += 0 if is_imported else self.dollars(amount, currency, day)
            self.prices_of.append((line, item, price, currency, day))
            self.invoices(line, quantity, received, price, currency, day)
        return total, dollars

    def invoices(self, line, quantity, received, price, currency, day):
        """One invoice or two, at the price of the order, exactly at the edge of the tolerance, or a little beyond it; in
        the currency of the order or in dollars."""
        parts = [received] if self.r.random() < 0.8 else [received / 2, received / 2 + Fraction(self.r.choice([0, 0, 1]), 8)]
        for number, part in enumerate(parts, 1):
            on = min(day + datetime.timedelta(days=self.r.randrange(3, 40)), datetime.date(2020, 6, 30))
            share = self.r.choice([Fraction(1), Fraction(102, 100), Fraction(102, 100), Fraction(1020001, 1000000), Fraction(104, 100)])
            billed, unit = price * share, currency
            if currency not in ("USD", "SEK") and self.r.random() < 0.3:
                # A price that the rate divides without a remainder, so that the edge can be written in dollars.
                exact = self.dollars(price, currency, on)
                billed = exact if exact.denominator in (1, 2, 4, 5, 10, 20, 25, 50, 100, 1000, 10000) else Fraction(
                    round(exact * share * 10 ** 6), 10 ** 6)
                unit = "USD"
            paid = None
            if self.r.random() < 0.9:
                paid = str(on + datetime.timedelta(days=self.r.choice([10, 25, 26, 27, 28, 28, 29, 30, 31, 33])))
            self.add("invoices", id=f"{line}/{number}", line=line, quantity=written(part, 0), received=str(on), paid=paid,
                     price=f"{written(billed, CURRENCIES.get(unit, (0, 0, 2))[2])} {unit}",
                     calendar=self.r.choice(["NBO", "NBO", "DXB"]))

    def budgets(self):
        for budget, spent in sorted(self.spent.items()):
            allotment = Fraction(round(spent * self.r.choice([90, 98, 102, 115, 140])), 100) if spent else Fraction(1000)
            self.add("budgets", id=budget, year=int(budget.rsplit("-", 1)[-1]) if "-" in budget else 2019,
                     allotment=f"{written(allotment, 2)} USD")

    def list_prices(self):
        vendor_of = {order["id"]: order["vendor"] for order in self.sections["orders"]}
        sample = self.r.sample(self.prices_of, len(self.prices_of) // 3)
        for number, (line, item, price, currency, day) in enumerate(sample):
            listed = price * self.r.choice([Fraction(1), Fraction(99, 100), Fraction(11, 10), Fraction(12, 10)])
            self.add("list_prices", id=f"l{number}", vendor=vendor_of[line.split("/")[0]], item=item,
                     valid={"from": str(day - datetime.timedelta(days=5)), "until": str(day + datetime.timedelta(days=5))},
                     price=f"{written(listed, CURRENCIES.get(currency, (0, 0, 2))[2])} {currency}")


def generate(folder, orders, seed):
    world = World(orders, seed)
    os.makedirs(os.path.join(folder, "data"), exist_ok=True)
    for section, records in world.sections.items():
        with open(os.path.join(folder, "data", f"{section}.jsonl"), "w", encoding="utf-8") as file:
            for record in records:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return world


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--orders", type=int, default=600)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    world = generate(arguments.out, arguments.orders, arguments.seed)
    print(f"{sum(map(len, world.sections.values()))} records in {len(world.sections)} sections")


if __name__ == "__main__":
    main()
