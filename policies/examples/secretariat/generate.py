#!/usr/bin/env python3
"""Writes plausible data of a large secretariat for the policy library, and the list of the breaches planted in it.

    generate.py [--out FOLDER] [--people N] [--seed N]

FOLDER receives data/*.csv, data/*.yaml and breaches.json: every norm of the library is kept, except for the breaches on
that list, each made by one deliberate change. The same arguments give the same files. Nobody and nothing is real:
people are numbers with titles of functions.
"""
import argparse
import os

import access
import audit
import organisation
import purchases
import security
import services
import systems
from picks import Picks
from world import World, write

# In this order: later parts point at what earlier ones made.
THEMES = [organisation, access, systems, security, purchases, services, audit]


# Fewer people do not fill every function that a breach needs.
FEWEST_PEOPLE = 1500


def build(people, seed):
    w = World(people, seed)
    w.busy, w.asking = set(), set()
    for theme in THEMES:
        for section in theme.SECTIONS:
            section(w)
    pick = Picks(w)
    for theme in THEMES:
        for plant in theme.PLANTS:
            plant(w, pick)
    return w


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--people", type=int, default=5000, help=f"at least {FEWEST_PEOPLE}")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    if arguments.people < FEWEST_PEOPLE:
        parser.error(f"--people must be at least {FEWEST_PEOPLE}: fewer do not fill the functions that the breaches need")
    w = build(arguments.people, arguments.seed)
    write(w, arguments.out)
    rules = {b["rule"] for b in w.breaches}
    print(f"{sum(map(len, w.sections.values()))} records in {len(w.sections)} sections, "
          f"{len(w.breaches)} breaches of {len(rules)} norms")


if __name__ == "__main__":
    main()
