"""The workload of procurement: lines of orders, joined with certificates, contracts, a catalogue, and delegations.

A line keeps five rules: on its day the supplier has a certificate, and a contract, for the category of the item; its
price is at most five percent above the catalogue; whoever approves it has the authority for its amount; and nobody
approves what they ask for. The authority of a person is the person's own limit, or what a delegation gives: the least
of the ceilings of the delegation and of those it rests on, one after the other. A finding is the line `line,rule`.

One size and seed always give the same files. Amounts are whole cents. The expected answer is computed here, by none of
the tools that are measured; `generate.py selftest` compares it with the definition for small sizes.
"""
import datetime
import os

import numpy

import digests
import records

CATEGORIES = 40
FIRST_DAY = datetime.date(2018, 7, 1)
DAYS = 365
LIMITS = [0, 50_000, 500_000, 5_000_000, 50_000_000, 1_000_000_000]
LIMIT_SHARES = [0.62, 0.18, 0.10, 0.06, 0.03, 0.01]
CEILINGS = [20_000, 200_000, 2_000_000, 20_000_000, 1_000_000_000]
RULES = ["certificate", "contract", "price", "authority", "separation"]

POLICY = """policy bench.procurement

entity Category from categories {
  key id : Text
}

entity Supplier from suppliers {
  key id : Text
}

entity Person from staff {
  key id : Text
  limit  : Integer

  let authority = max([limit, max(d.authority for d in Delegation where d.holder == self) otherwise 0]) otherwise 0
}

entity Delegation from delegations {
  key id  : Text
  holder  : Person
  source  : Delegation?
  ceiling : Integer

  let authority = min(self.source*.ceiling) otherwise 0
}

entity Certificate from certificates {
  key id   : Text
  supplier : Supplier
  category : Category
  valid    : Period
}

entity Contract from contracts {
  key id   : Text
  supplier : Supplier
  category : Category
  valid    : Period
}

entity Item from catalogue {
  key id   : Text
  category : Category
  price    : Integer
}

entity Line from lines {
  key id    : Text
  order     : Text
  supplier  : Supplier
  item      : Item
  quantity  : Integer
  price     : Integer
  day       : Date
  requester : Person
  approver  : Person
}

rule certificate "Suppliers are certified for what they deliver" {
  for  l in Line
  must some c in Certificate where c.supplier == l.supplier and c.category == l.item.category and c.valid contains l.day
}

rule contract "There is a contract for what is ordered" {
  for  l in Line
  must some c in Contract where c.supplier == l.supplier and c.category == l.item.category and c.valid contains l.day
}

rule price "Prices are those of the catalogue, or up to five percent more" {
  for  l in Line
  must l.price * 100 <= l.item.price * 105
}

rule authority "Orders are approved by somebody with the authority for their amount" {
  for  l in Line
  must l.approver.authority >= l.quantity * l.price
}

rule separation "Nobody approves what they ask for" {
  for  l in Line
  must l.requester != l.approver
}
"""


def supplier(number):
    return f"s{number:05d}"


def category(number):
    return f"c{number:02d}"


def item(number):
    return f"item-{number:06d}"


def person(number):
    return f"p{number:05d}"


def delegation(number):
    return f"d{number:05d}"


def line(number):
    return f"l{number:08d}"


class Workload:
    name = "procurement"
    unit = "lines"

    def __init__(self, size, seed):
        generator = numpy.random.default_rng([seed, 3, size])
        self.size = size
        self.supplier_count = max(20, size // 200)
        self.item_count = max(100, size // 50)
        self.staff_count = max(40, min(20_000, size // 100))
        self.trades = [
            generator.choice(CATEGORIES, size=int(generator.integers(1, 5)), replace=False).tolist()
            for _ in range(self.supplier_count)]
        self.certificates = self._covers(generator, 0.12)
        self.contracts = self._covers(generator, 0.08)
        self.item_category = generator.permutation(numpy.arange(self.item_count) % CATEGORIES)
        self.item_price = numpy.maximum(100, generator.lognormal(7.5, 1.2, self.item_count).astype(numpy.int64))
        self.limits = numpy.array(LIMITS)[generator.choice(len(LIMITS), self.staff_count, p=LIMIT_SHARES)]
        self.limits[0] = LIMITS[-1]
        self._delegate(generator)
        self.authority = self._authority()
        self._order(generator)

    def _covers(self, generator, gap_share):
        """Two spans for each supplier and category, from before the year until after it, some with a gap between."""
        covers = []
        for who, trades in enumerate(self.trades):
            for which in trades:
                middle = int(generator.integers(60, 300))
                gap = int(generator.integers(5, 60)) if generator.random() < gap_share else 0
                covers.append((who, which, -int(generator.integers(0, 200)), middle))
                covers.append((who, which, middle + 1 + gap, DAYS + int(generator.integers(0, 200))))
        return covers

    def _delegate(self, generator):
        """Two of three delegations rest on an earlier one; a few of the first rest on a later one, some in a cycle."""
        self.delegations = []
        count = self.staff_count * 7 // 10
        for number in range(count):
            source = -1
            if number > 0 and generator.random() < 0.67:
                source = number // 3 if generator.random() < 0.5 else int(generator.integers(0, number))
            elif generator.random() < 0.02:
                source = int(generator.integers(0, count))
            if source == number:
                source = -1
            self.delegations.append(
                (int(generator.integers(0, self.staff_count)), source, CEILINGS[int(generator.integers(0, 5))]))

    def _authority(self):
        best = self.limits.tolist()
        for number, (holder, source, ceiling) in enumerate(self.delegations):
            seen = {number}
            while source >= 0 and source not in seen:
                seen.add(source)
                _, next_source, other = self.delegations[source]
                ceiling = min(ceiling, other)
                source = next_source
            best[holder] = max(best[holder], ceiling)
        return numpy.array(best, numpy.int64)

    def _order(self, generator):
        size = self.size
        weights = (numpy.arange(self.supplier_count) + 1.0) ** -0.8
        generator.shuffle(weights)
        steps = numpy.cumsum(weights / weights.sum())
        steps[-1] = 1.0
        self.suppliers = numpy.searchsorted(steps, generator.random(size), side="right")
        # One of the categories that the supplier trades in, seldom another one; then one of its items.
        counts = numpy.array([len(trades) for trades in self.trades])
        padded = numpy.array([trades + [0] * (4 - len(trades)) for trades in self.trades])
        own = padded[self.suppliers, (generator.random(size) * counts[self.suppliers]).astype(numpy.int64)]
        chosen = numpy.where(generator.random(size) < 0.002, generator.integers(0, CATEGORIES, size), own)
        order = numpy.argsort(self.item_category, kind="stable")
        starts = numpy.searchsorted(self.item_category[order], numpy.arange(CATEGORIES + 1))
        width = starts[chosen + 1] - starts[chosen]
        self.items = order[starts[chosen] + (generator.random(size) * width).astype(numpy.int64)]
        self.quantities = generator.integers(1, 40, size)
        factors = numpy.where(
            generator.random(size) < 0.006, generator.uniform(1.06, 1.6, size), generator.uniform(0.85, 1.04, size))
        self.prices = numpy.maximum(1, (self.item_price[self.items] * factors).astype(numpy.int64))
        self.days = generator.integers(0, DAYS, size)
        # Mostly somebody with the authority approves, and somebody else has asked.
        by_authority = numpy.argsort(self.authority, kind="stable")
        lowest = numpy.minimum(
            numpy.searchsorted(self.authority[by_authority], self.quantities * self.prices), self.staff_count - 1)
        self.approvers = by_authority[
            lowest + (generator.random(size) * (self.staff_count - lowest)).astype(numpy.int64)]
        careless = generator.random(size) < 0.006
        self.approvers[careless] = generator.integers(0, self.staff_count, int(careless.sum()))
        self.requesters = generator.integers(0, self.staff_count, size)
        same = self.requesters == self.approvers
        self.requesters[same] = (self.requesters[same] + 1) % self.staff_count
        selfish = generator.random(size) < 0.001
        self.requesters[selfish] = self.approvers[selfish]

    # The expected answer

    def _covered(self, covers):
        """Whether each line lies in a span of its supplier and category."""
        spans = {}
        for who, which, first, last in covers:
            days = spans.setdefault((who, which), numpy.zeros(DAYS, bool))
            days[max(0, first):max(0, last + 1)] = True
        keys = {key: index for index, key in enumerate(spans)}
        table = numpy.array([*spans.values(), numpy.zeros(DAYS, bool)])
        places = numpy.full((self.supplier_count, CATEGORIES), len(spans))
        for (who, which), index in keys.items():
            places[who, which] = index
        return table[places[self.suppliers, self.item_category[self.items]], self.days]

    def expected(self):
        broken = [
            ~self._covered(self.certificates), ~self._covered(self.contracts),
            self.prices * 100 > self.item_price[self.items] * 105,
            self.authority[self.approvers] < self.quantities * self.prices, self.requesters == self.approvers]
        lines = [f"{line(int(number))},{rule}" for rule, mask in zip(RULES, broken) for number in numpy.flatnonzero(mask)]
        return {"size": self.size, "by_rule": {rule: int(mask.sum()) for rule, mask in zip(RULES, broken)},
                "findings": digests.digest(lines)}

    def by_definition(self):
        """The findings from the definition, word for word; for small sizes only."""
        def chain(number):
            numbers = set()
            waiting = [number]
            while waiting:
                next_number = waiting.pop()
                if next_number >= 0 and next_number not in numbers:
                    numbers.add(next_number)
                    waiting.append(self.delegations[next_number][1])
            return numbers

        def authority(who):
            given = [min(self.delegations[each][2] for each in chain(number))
                     for number, (holder, _, _) in enumerate(self.delegations) if holder == who]
            return max([int(self.limits[who]), *given])

        findings = []
        for number in range(self.size):
            who, what, day = int(self.suppliers[number]), int(self.items[number]), int(self.days[number])
            for rule, covers in (("certificate", self.certificates), ("contract", self.contracts)):
                if not any(cover[0] == who and cover[1] == self.item_category[what] and cover[2] <= day <= cover[3]
                           for cover in covers):
                    findings.append(f"{line(number)},{rule}")
            if self.prices[number] * 100 > self.item_price[what] * 105:
                findings.append(f"{line(number)},price")
            if authority(int(self.approvers[number])) < self.quantities[number] * self.prices[number]:
                findings.append(f"{line(number)},authority")
            if self.requesters[number] == self.approvers[number]:
                findings.append(f"{line(number)},separation")
        return digests.digest(findings)

    # The files

    def policy(self):
        return POLICY

    def sections(self):
        """The sections with their columns and rows."""
        def day(number):
            return (FIRST_DAY + datetime.timedelta(days=number)).isoformat()

        def covers(prefix, rows):
            return ([f"{prefix}{index:06d}", supplier(who), category(which), day(first), day(last)]
                    for index, (who, which, first, last) in enumerate(rows))

        days = [day(number) for number in range(DAYS)]
        yield "categories", ["id"], ([category(number)] for number in range(CATEGORIES))
        yield "suppliers", ["id"], ([supplier(number)] for number in range(self.supplier_count))
        yield "staff", ["id", "limit"], ([person(index), limit] for index, limit in enumerate(self.limits.tolist()))
        # Without a source a record leaves it out; as a cell it is empty.
        yield "delegations", ["id", "holder", "source", "ceiling"], (
            [delegation(index), person(holder), delegation(source) if source >= 0 else None, ceiling]
            for index, (holder, source, ceiling) in enumerate(self.delegations))
        columns = ["id", "supplier", "category", "valid.from", "valid.until"]
        yield "certificates", columns, covers("cert", self.certificates)
        yield "contracts", columns, covers("contr", self.contracts)
        yield "catalogue", ["id", "category", "price"], (
            [item(index), category(which), price]
            for index, (which, price) in enumerate(zip(self.item_category.tolist(), self.item_price.tolist())))
        yield "lines", ["id", "order", "supplier", "item", "quantity", "price", "day", "requester", "approver"], (
            [line(index), f"po{index // 4:07d}", supplier(who), item(what), quantity, price, days[number],
             person(requester), person(approver)]
            for index, (who, what, quantity, price, number, requester, approver) in enumerate(zip(
                self.suppliers.tolist(), self.items.tolist(), self.quantities.tolist(), self.prices.tolist(),
                self.days.tolist(), self.requesters.tolist(), self.approvers.tolist())))

    def write_relations(self, folder):
        """Peers read what policyc reads."""

    def engine_input(self):
        """The same as one value, for engines of rules."""
        return {name: [records.nested(columns, row) for row in rows] for name, columns, rows in self.sections()}

    # The findings of policyc

    @staticmethod
    def findings_of(report):
        """The findings of a JSON report in the terms of this workload."""
        return {"findings": digests.digest(
            f"{finding['subject']['key']},{finding['rule'].rsplit('.', 1)[-1]}" for finding in report["findings"])}
