"""Segregation of duties with dated grants, for spans of days: the people, roles and duties of `segregation`, and a period for
each grant. A year and a half of beginnings, half of the grants with an end, so that about a thousandth of them begin or end on
each day of the quarter that is measured (2025-01-01 to 2025-03-31).
"""
import datetime

import numpy

import digests
import segregation

FIRST = datetime.date(2024, 1, 1)
BEGINNINGS = 540        # days on which grants begin
LONGEST = 400           # days that a grant with an end lasts at most
SPAN = (datetime.date(2025, 1, 1), datetime.date(2025, 3, 31))
SPAN_DAYS = range((SPAN[0] - FIRST).days, (SPAN[1] - FIRST).days + 1)


def day(number):
    return (FIRST + datetime.timedelta(days=int(number))).isoformat()


class Workload(segregation.Workload):
    name = "dated"

    def __init__(self, size, seed):
        super().__init__(size, seed)
        generator = numpy.random.default_rng([seed, 3, size])
        count = self.grant_person.size
        self.grant_from = generator.integers(0, BEGINNINGS, count)
        lasting = generator.integers(1, LONGEST, count)
        self.grant_until = numpy.where(generator.random(count) < 0.5, self.grant_from + lasting, -1)

    def policy(self):
        return (super().policy()
                .replace("  role   : Role\n}", "  role   : Role\n  valid  : Period\n}")
                .replace("where g.person == p\n", "where g.person == p and g.valid contains today\n"))

    def sections(self):
        days = [day(number) for number in range(BEGINNINGS + LONGEST)]
        names = [segregation.role(number) for number in range(segregation.ROLES)]
        for name, columns, rows in super().sections():
            if name == "waivers":
                continue
            if name == "grants":
                columns = ["person", "role", "valid.from", "valid.until"]
                rows = ([segregation.person(who), names[held], days[first], days[last] if last >= 0 else None]
                        for who, held, first, last in zip(
                            self.grant_person.tolist(), self.grant_role.tolist(), self.grant_from.tolist(),
                            self.grant_until.tolist()))
            yield name, columns, rows

    # The expected answer: who holds both duties of a risk on some day of the quarter

    def _held(self):
        """For each person, the duties with the days of the quarter on which a grant gives them."""
        table = self._role_duties()
        duties = [numpy.flatnonzero(row).tolist() for row in table]
        chosen = numpy.flatnonzero(table.any(axis=1)[self.grant_role])
        held = {}
        for grant in chosen.tolist():
            last = int(self.grant_until[grant])
            days = (max(int(self.grant_from[grant]), SPAN_DAYS[0]), SPAN_DAYS[-1] if last < 0 else min(last, SPAN_DAYS[-1]))
            if days[0] > days[1]:
                continue
            own = held.setdefault(int(self.grant_person[grant]), {})
            for number in duties[int(self.grant_role[grant])]:
                own.setdefault(number, []).append(days)
        return held

    def expected(self):
        findings = []
        for who, held in self._held().items():
            for index, (first, second) in enumerate(self.risks):
                if any(max(a[0], b[0]) <= min(a[1], b[1]) for a in held.get(first, []) for b in held.get(second, [])):
                    findings.append(f"{segregation.person(who)},{segregation.risk(index)}")
        return {"size": self.size, "grants": int(self.grant_person.size), "findings": digests.digest(findings)}

    def by_definition(self):
        findings = set()
        held = self._held()
        for number in SPAN_DAYS:
            for who, duties in held.items():
                today = {duty for duty, days in duties.items() if any(first <= number <= last for first, last in days)}
                findings |= {f"{segregation.person(who)},{segregation.risk(index)}"
                             for index, (first, second) in enumerate(self.risks) if first in today and second in today}
        return digests.digest(sorted(findings))

    @staticmethod
    def findings_of(report):
        """The findings of a JSON report over the quarter in the terms of this workload."""
        return {"findings": digests.digest([
            f"{finding['subject']['key']},{finding['rule'].rsplit('.', 1)[-1]}" for finding in report["findings"]])}
