"""The workload of segregation of duties: people, about twenty roles each, and a hundred pairs of duties kept apart.

A person holds a permission that one of the person's roles has, performs a duty with one of its permissions, and breaks a
risk by performing both of its duties, unless there is a waiver of that risk for the person. A finding is the line
`person,risk`; its causes are the person's roles that have a permission of either duty, lines `person,risk,role`.

One size and seed always give the same files. The expected answer is computed here with NumPy, by none of the tools that
are measured; `generate.py selftest` compares it with the definition, word for word, for small sizes.
"""
import os

import numpy

import digests

ROLES, PERMISSIONS, PERMISSIONS_PER_ROLE = 500, 5000, 40
DUTIES, PERMISSIONS_PER_DUTY, RISKS = 60, 6, 100
SENSITIVE_ROLES = 60        # only these hold permissions of duties
GRANTS_PER_PERSON = 20
SENSITIVE_SHARE = 0.026     # of the grants
WAIVED_SHARE = 0.10         # of the findings

HEADER = """policy bench.segregation

entity Permission from permissions {
  key id : Text
}

entity Role from roles {
  key id      : Text
  permissions : [Permission]
}

entity Person from people {
  key id : Text
}

entity Grant from grants {
  person : Person
  role   : Role
}

access rights {
  for   p in Person
  each  g in Grant where g.person == p
  gives g.role.permissions
}

"""


def person(number):
    return f"u{number:07d}"


def role(number):
    return f"role-{number:03d}"


def permission(number):
    return f"perm-{number:04d}"


def duty(number):
    return f"duty_{number:02d}"


def risk(number):
    return f"risk_{number:03d}"


class Workload:
    name = "segregation"
    unit = "people"

    def __init__(self, size, seed):
        # The shape of the model is the same for every size.
        generator = numpy.random.default_rng([seed, 1])
        order = generator.permutation(PERMISSIONS)
        sensitive, ordinary = order[:DUTIES * PERMISSIONS_PER_DUTY], order[DUTIES * PERMISSIONS_PER_DUTY:]
        self.duties = [
            {int(number) for number in sensitive[index * PERMISSIONS_PER_DUTY:(index + 1) * PERMISSIONS_PER_DUTY]}
            for index in range(DUTIES)]
        # Every fourth duty shares a permission with its neighbour.
        for index in range(0, DUTIES, 4):
            self.duties[index].discard(int(sensitive[index * PERMISSIONS_PER_DUTY]))
            self.duties[index].add(int(sensitive[(index + 1) % DUTIES * PERMISSIONS_PER_DUTY]))
        pairs = set()
        while len(pairs) < RISKS:
            first, second = sorted(generator.integers(0, DUTIES, 2).tolist())
            if first != second:
                pairs.add((first, second))
        self.risks = sorted(pairs)
        self.roles = self._roles(generator, ordinary)

        generator = numpy.random.default_rng([seed, 2, size])
        self.size = size
        counts = numpy.clip(generator.poisson(GRANTS_PER_PERSON * 1.35, size), 1, 80)
        owners = numpy.repeat(numpy.arange(size, dtype=numpy.int64), counts)
        steps = numpy.cumsum(self.weights)
        steps[-1] = 1.0
        drawn = numpy.searchsorted(steps, generator.random(owners.size), side="right")
        keys = numpy.unique(owners * ROLES + drawn)
        self.grant_person, self.grant_role = keys // ROLES, keys % ROLES
        self.waivers = self._waivers(generator)

    def _roles(self, generator, ordinary):
        """The permissions of each role; also how likely each role is to be granted."""
        roles = []
        for index in range(ROLES):
            held = set()
            if index < SENSITIVE_ROLES:
                for number in generator.choice(DUTIES, size=1 + (index % 5 == 0), replace=False):
                    own = sorted(self.duties[number])
                    held.update(int(each) for each in generator.choice(own, size=2, replace=False))
            while len(held) < PERMISSIONS_PER_ROLE:
                held.add(int(ordinary[generator.integers(0, ordinary.size)]))
            roles.append(sorted(held))
        places = generator.permutation(ROLES)       # so that the numbers of roles tell nothing
        shuffled = [None] * ROLES
        for index, place in enumerate(places):
            shuffled[place] = roles[index]
        weights = (numpy.arange(ROLES) + 1.0) ** -1.0
        generator.shuffle(weights)
        mask = numpy.zeros(ROLES, bool)
        mask[places[:SENSITIVE_ROLES]] = True
        weights[mask] *= SENSITIVE_SHARE / weights[mask].sum()
        weights[~mask] *= (1 - SENSITIVE_SHARE) / weights[~mask].sum()
        self.weights = weights
        return shuffled

    def _waivers(self, generator):
        """For a tenth of the findings, and as many that fit none."""
        hits = self._hits()
        chosen = hits[generator.random(len(hits)) < WAIVED_SHARE]
        strays = numpy.stack(
            [generator.integers(0, self.size, len(chosen)), generator.integers(0, RISKS, len(chosen))], axis=1)
        keys = numpy.unique(numpy.concatenate([chosen, strays]) @ numpy.array([RISKS, 1]))
        return [(int(key) // RISKS, int(key) % RISKS) for key in keys]

    # The expected answer

    def _role_duties(self):
        """Whether a role has a permission of a duty."""
        table = numpy.zeros((ROLES, DUTIES), bool)
        for index, held in enumerate(self.roles):
            for number, wanted in enumerate(self.duties):
                table[index, number] = not wanted.isdisjoint(held)
        return table

    def _hits(self):
        """Pairs of person and risk, waived ones included, sorted."""
        bits = (self._role_duties().astype(numpy.uint64) << numpy.arange(DUTIES, dtype=numpy.uint64)).sum(
            axis=1, dtype=numpy.uint64)
        performed = numpy.zeros(self.size, numpy.uint64)
        numpy.bitwise_or.at(performed, self.grant_person, bits[self.grant_role])
        found = []
        for index, (first, second) in enumerate(self.risks):
            both = numpy.uint64(1 << first | 1 << second)
            people = numpy.flatnonzero(performed & both == both)
            found.append(numpy.stack([people, numpy.full(people.size, index)], axis=1))
        found = numpy.concatenate(found)
        return found[numpy.lexsort((found[:, 1], found[:, 0]))]

    def expected(self):
        table = self._role_duties()
        waived = set(self.waivers)
        starts = numpy.searchsorted(self.grant_person, numpy.arange(self.size + 1))
        findings, causes = [], []
        for who, which in self._hits().tolist():
            if (who, which) in waived:
                continue
            line = f"{person(who)},{risk(which)}"
            findings.append(line)
            first, second = self.risks[which]
            for held in self.grant_role[starts[who]:starts[who + 1]].tolist():
                if table[held, first] or table[held, second]:
                    causes.append(f"{line},{role(held)}")
        return {"size": self.size, "grants": int(self.grant_person.size), "waivers": len(self.waivers),
                "findings": digests.digest(findings), "causes": digests.digest(causes)}

    def by_definition(self):
        """The findings from the definition, word for word; for small sizes only."""
        waived = set(self.waivers)
        findings = []
        for who in range(self.size):
            held = set()
            for holder, number in zip(self.grant_person.tolist(), self.grant_role.tolist()):
                if holder == who:
                    held.update(self.roles[number])
            for index, (first, second) in enumerate(self.risks):
                if held & self.duties[first] and held & self.duties[second] and (who, index) not in waived:
                    findings.append(f"{person(who)},{risk(index)}")
        return digests.digest(findings)

    # The files

    def policy(self):
        lines = [HEADER]
        for index, wanted in enumerate(self.duties):
            names = ", ".join(f'"{permission(number)}"' for number in sorted(wanted))
            lines.append(f'duty {duty(index)} "Duty {index}" of Permission = any of {names}\n')
        for index, (first, second) in enumerate(self.risks):
            lines.append(
                f'\nsegregate {risk(index)} "Risk {index}" {{\n  {duty(first)} from {duty(second)}\n  in rights\n'
                '  waivable by "Controller"\n}\n')
        return "".join(lines)

    def sections(self):
        """The sections with their columns and rows; several values of a cell are a list."""
        yield "permissions", ["id"], ([permission(number)] for number in range(PERMISSIONS))
        yield "roles", ["id", "permissions"], (
            [role(index), [permission(number) for number in held]] for index, held in enumerate(self.roles))
        yield "people", ["id"], ([person(number)] for number in range(self.size))
        names = [role(number) for number in range(ROLES)]
        yield "grants", ["person", "role"], (
            [person(who), names[held]] for who, held in zip(self.grant_person.tolist(), self.grant_role.tolist()))
        yield "waivers", ["rule", "subject", "reason", "approved_by", "valid.from", "valid.until"], (
            [risk(which), person(who), "agreed", "Controller", "2019-01-01", "2019-12-31"]
            for who, which in self.waivers)

    def write_relations(self, folder):
        """Additional input of peers: the model as relations without several values in a cell."""
        relations = {
            "role_permissions": ("role,permission", (
                f"{role(index)},{permission(number)}\n" for index, held in enumerate(self.roles) for number in held)),
            "duty_permissions": ("duty,permission", (
                f"{duty(index)},{permission(number)}\n"
                for index, wanted in enumerate(self.duties) for number in sorted(wanted))),
            "risks": ("risk,duty_a,duty_b", (
                f"{risk(index)},{duty(first)},{duty(second)}\n" for index, (first, second) in enumerate(self.risks))),
        }
        for name, (header, rows) in relations.items():
            with open(os.path.join(folder, name + ".csv"), "w") as file:
                file.write(header + "\n")
                file.writelines(rows)

    def engine_input(self):
        """The same as one value, in the shape that engines of rules look things up in fastest."""
        roles = [[] for _ in range(self.size)]
        for who, held in zip(self.grant_person.tolist(), self.grant_role.tolist()):
            roles[who].append(role(held))
        return {
            "people": {person(who): held for who, held in enumerate(roles)},
            "roles": {role(index): [permission(number) for number in held] for index, held in enumerate(self.roles)},
            "duties": {duty(index): [permission(number) for number in sorted(wanted)]
                       for index, wanted in enumerate(self.duties)},
            "risks": {risk(index): [duty(first), duty(second)] for index, (first, second) in enumerate(self.risks)},
            "waivers": [[person(who), risk(which)] for who, which in self.waivers]}

    # The findings of policyc

    @staticmethod
    def findings_of(report):
        """The findings and causes of a JSON report in the terms of this workload."""
        findings, causes = [], []
        for finding in report["findings"]:
            rule = finding["rule"].rsplit(".", 1)[-1]
            if finding["status"] != "open" or not rule.startswith("risk_"):
                continue
            line = f"{finding['subject']['key']},{rule}"
            findings.append(line)
            ways = [each["text"].split(" → ") for each in finding["evidence"]]
            roles = {way[1] for way in ways if len(way) > 2}
            causes += [f"{line},{each}" for each in roles]
        return {"findings": digests.digest(findings), "causes": digests.digest(causes)}
