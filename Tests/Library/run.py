#!/usr/bin/env python3
"""Checks that the policy library carries out what its documents ask for.

    run.py --policyc PATH

policies/instruments/inventory.csv lists the obligations of the documents, each with its clauses and its tier: A is a duty,
B a mechanism, C a soft aim. Every clause of every obligation must have a norm and a test of that norm; and of the clauses
that are not on the list, none may be open.
"""
import argparse
import collections
import csv
import json
import os
import subprocess
import sys

LIBRARY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "policies")


def clauses_of(policyc):
    """The output of `policyc trace`, by instrument and clause."""
    output = subprocess.run(
        [policyc, "trace", "--format", "json"], cwd=LIBRARY, check=True, capture_output=True, text=True).stdout
    return {(each["instrument"], clause["clause"]): clause
            for each in json.loads(output)["instruments"] for clause in each["clauses"]}


def faults_of(obligation, clauses):
    for name in obligation["clauses"].split():
        clause = clauses.get((obligation["instrument"], name))
        if clause is None:
            yield f"§{name} is not a clause of the instrument"
        elif not clause["norms"]:
            yield f"§{name} has no norm"
        elif not any(norm["tests"] for norm in clause["norms"]):
            yield f"§{name} has no test"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--policyc", required=True)
    clauses = clauses_of(os.path.abspath(parser.parse_args().policyc))
    with open(os.path.join(LIBRARY, "instruments", "inventory.csv"), newline="") as file:
        obligations = list(csv.DictReader(file))

    done, total, faults = collections.Counter(), collections.Counter(), []
    for obligation in obligations:
        place = obligation["instrument"], obligation["tier"]
        found = list(faults_of(obligation, clauses))
        total[place] += 1
        done[place] += not found
        faults += [f"{obligation['obligation']} ({obligation['instrument']}, tier {obligation['tier']}): {each}"
                   for each in found]
    faults += [f"{instrument} §{name} is open" for (instrument, name), clause in clauses.items()
               if not clause["covered"]]

    for instrument in sorted({each["instrument"] for each in obligations}):
        tiers = ", ".join(f"{tier} {done[instrument, tier]}/{total[instrument, tier]}"
                          for tier in "ABC" if total[instrument, tier])
        print(f"{instrument}: {tiers}")
    for fault in faults:
        print(fault)
    print(f"{sum(done.values())} of {len(obligations)} obligations carried out and tested")
    return 1 if faults or not obligations else 0


if __name__ == "__main__":
    sys.exit(main())
