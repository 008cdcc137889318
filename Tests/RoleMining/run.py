#!/usr/bin/env python3
"""Checks real access data: what policyc finds is what a computation over plain sets finds.

    run.py --policyc PATH [--data NAME ...] [--seed N]

Each data set is a list of pairs of a user and a permission. It becomes people, permissions and rights in CSV; forty
duties and sixty segregations are drawn from its permissions. The findings of `policyc check` must be exactly those that
this file computes on its own, and each must name, for every duty of the conflict, all permissions that give it.
"""
import argparse
import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DUTIES, SEGREGATIONS = 40, 60

HEADER = """policy test.mining

entity Permission from permissions {
  key id : Text
}

entity Person from people {
  key id : Text
}

entity Right from rights {
  person     : Person
  permission : Permission
}

access held {
  for   p in Person
  each  r in Right where r.person == p
  gives r.permission
}

"""


def read_pairs(name):
    """The pairs, each once, sorted."""
    with gzip.open(os.path.join(HERE, "data", name + ".txt.gz"), "rt") as file:
        return sorted({tuple(int(part) for part in line.split()) for line in file if line.strip()})


# A duty is a formula: ("any" | "all", parts); a part is a formula, a permission or a pattern over a group of ten.

def permission(number):
    return f"perm-{number:05d}"


def draw_duty(generator, common, everything):
    """A few permissions, mostly of those that many hold, so that duties are performed by some and not by all."""
    def pick():
        return generator.choice(common if generator.random() < 0.6 else everything)

    form = generator.random()
    if form < 0.45:
        return ("any", sorted({pick() for _ in range(generator.randint(1, 4))}))
    if form < 0.7:
        return ("all", sorted({pick() for _ in range(2)}))
    if form < 0.85:
        return ("any", [("like", pick() // 10)])
    return ("all", [pick(), ("any", sorted({pick() for _ in range(generator.randint(2, 4))}))])


def written(part, inner=False):
    if isinstance(part, int):
        return f'"{permission(part)}"'
    if part[0] == "like":
        return f'like "perm-{part[1]:04d}?"'
    text = f"{part[0]} of " + ", ".join(written(each, True) for each in part[1])
    return f"({text})" if inner else text


def performs(part, held):
    if isinstance(part, int):
        return part in held
    if part[0] == "like":
        return any(number // 10 == part[1] for number in held)
    return (any if part[0] == "any" else all)(performs(each, held) for each in part[1])


def entitlements(part):
    """A way to satisfy a formula: a test of a permission."""
    if isinstance(part, int):
        return lambda number: number == part
    if part[0] == "like":
        return lambda number: number // 10 == part[1]
    tests = [entitlements(each) for each in part[1]]
    return lambda number: any(test(number) for test in tests)


def draw_segregation(generator):
    duties = generator.sample(range(DUTIES), 4)
    form = generator.random()
    if form < 0.6:
        return ("from", duties[:2])
    if form < 0.8:
        return ("from", duties[:3])
    return ("most", generator.randint(1, 3), duties)


def conflict(segregation, held_duties):
    """The duties of a broken segregation that the person performs; nothing where it is kept."""
    if segregation[0] == "from":
        first, *others = segregation[1]
        hits = [duty for duty in others if duty in held_duties]
        return [first, *hits] if first in held_duties and hits else []
    hits = [duty for duty in segregation[2] if duty in held_duties]
    return hits if len(hits) > segregation[1] else []


def policy(duties, segregations):
    lines = [HEADER]
    for number, duty in enumerate(duties):
        lines.append(f'duty d{number:02d} "Duty {number}" of Permission = {written(duty)}\n')
    for number, segregation in enumerate(segregations):
        if segregation[0] == "from":
            first, *others = [f"d{duty:02d}" for duty in segregation[1]]
            clause = f"{first} from {', '.join(others)}"
        else:
            clause = f"at most {segregation[1]} of " + ", ".join(f"d{duty:02d}" for duty in segregation[2])
        lines.append(f'\nsegregate S{number:02d} "Segregation {number}" {{\n  {clause}\n  in held\n}}\n')
    return "".join(lines)


def write_data(folder, pairs):
    for name, column in (("people", 0), ("permissions", 1)):
        form = "u{:05d}".format if column == 0 else permission
        with open(os.path.join(folder, name + ".csv"), "w") as file:
            file.write("id\n")
            file.writelines(form(number) + "\n" for number in sorted({pair[column] for pair in pairs}))
    with open(os.path.join(folder, "rights.csv"), "w") as file:
        file.write("person,permission\n")
        file.writelines(f"u{user:05d},{permission(number)}\n" for user, number in pairs)


def expected(pairs, duties, segregations):
    """For each finding (segregation, person) the permissions that cause it."""
    held = {}
    for user, number in pairs:
        held.setdefault(user, set()).add(number)
    tests = [entitlements(duty) for duty in duties]
    result = {}
    for user, numbers in held.items():
        performed = {index for index, duty in enumerate(duties) if performs(duty, numbers)}
        for index, segregation in enumerate(segregations):
            hits = conflict(segregation, performed)
            if hits:
                causes = {number for number in numbers for duty in hits if tests[duty](number)}
                result[f"S{index:02d}", f"u{user:05d}"] = {permission(number) for number in causes}
    return result


def check(policyc, name, seed):
    pairs = read_pairs(name)
    generator = random.Random(f"{name} {seed}")
    holders = {}
    for _, number in pairs:
        holders[number] = holders.get(number, 0) + 1
    everything = sorted(holders)
    common = sorted(everything, key=lambda number: (-holders[number], number))[: max(20, len(everything) // 20)]
    duties = [draw_duty(generator, common, everything) for _ in range(DUTIES)]
    segregations = [draw_segregation(generator) for _ in range(SEGREGATIONS)]
    wanted = expected(pairs, duties, segregations)
    with tempfile.TemporaryDirectory() as folder:
        write_data(folder, pairs)
        path = os.path.join(folder, "mining.policy")
        with open(path, "w") as file:
            file.write(policy(duties, segregations))
        start = time.monotonic()
        done = subprocess.run(
            [policyc, "check", path, "--format", "json", "--no-lint", "--as-of", "2019-06-30"]
            + [f"--data={section}={folder}/{section}.csv" for section in ("people", "permissions", "rights")],
            capture_output=True)
        seconds = time.monotonic() - start
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if done.returncode != (1 if wanted else 0):
        return [f"{name}: exit {done.returncode}: {done.stderr.decode()[:500]}"]
    report = json.loads(done.stdout)
    found = {}
    for finding in report["findings"]:
        causes = set()
        for evidence in finding["evidence"]:
            causes.update(re.findall(r"perm-\d{5}", evidence["text"]))
        found[finding["rule"].rsplit(".", 1)[-1], finding["subject"]["key"]] = causes
    faults = [f"{name}: missing {key}" for key in sorted(wanted.keys() - found.keys())]
    faults += [f"{name}: not to be found {key}" for key in sorted(found.keys() - wanted.keys())]
    faults += [
        f"{name}: {key}: evidence {sorted(found[key])}, not {sorted(wanted[key])}"
        for key in sorted(wanted.keys() & found.keys()) if found[key] != wanted[key]]
    people = len({user for user, _ in pairs})
    print(f"{name}: {people} people, {len(everything)} permissions, {len(pairs)} rights; {len(wanted)} findings, "
          f"{len(faults)} differences; {seconds:.2f} s, at most {memory} MiB")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--data", nargs="*", default=["customer", "americas_large"])
    parser.add_argument("--seed", type=int, default=20190630)
    arguments = parser.parse_args()
    faults = []
    for name in arguments.data:
        faults += check(os.path.abspath(arguments.policyc), name, arguments.seed)
    for fault in faults[:50]:
        print("FAILED", fault)
    print(f"{len(arguments.data)} data sets, {len(faults)} differences")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
