"""The parts of a scaling case, and how its files are written.

A case is a function of a size, a folder and a generator of random numbers that writes files into the folder and gives the
arguments of policyc. Whatever grows with the size must grow in the same proportion, so that twice the size is twice the work.
"""
import json
import os

CASES = {}
AS_OF = ["--as-of", "2019-06-30"]
CHECK = ["--fail-on", "never", "--jobs", "1", *AS_OF]


class Case:
    def __init__(self, make, size, deep, exits, always):
        self.make, self.size, self.deep, self.exits, self.always = make, size, deep, exits, always


def case(size, deep=None, exits=(0,), always=False):
    """Registers a case. `size` is enough for a square to show and small enough for a debug build; `deep` is the size of
    the long runs, eight times as large where it is not given. `exits` are the exit codes that the arguments may end with.
    `always` marks the cases that belong to every run of the tests: one of each kind, and each that was a fault once."""
    def register(make):
        name = make.__name__.replace("_", " ")
        if name in CASES:
            raise ValueError(f"two cases are called {name!r}")
        CASES[name] = Case(make, size, deep or 8 * size, exits, always)
        return make
    return register


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def rows(folder, section, records):
    """The argument for a section whose records are in a file of JSON Lines."""
    text = "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in records)
    return ["--data", f"{section}=" + write(folder, f"{section}.jsonl", text)]


def check(folder, policy, *data, form="json", lint=False):
    """A check of a policy, given as text, and of data whose arguments are given."""
    arguments = ["check", write(folder, "case.policy", policy), *CHECK]
    for argument in data:
        arguments += argument
    if not lint:
        arguments.append("--no-lint")
    return [*arguments, "--format", form, "--output", os.path.join(folder, "report")]
