#!/usr/bin/env python3
"""Generates the data, checks it, and compares what is found with what exact arithmetic says, subject by subject.

    check.py --policyc PATH [--orders N] [--seed N] [--keep FOLDER]
"""
import argparse
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from exact import Exact
from generate import generate

HERE = os.path.dirname(os.path.abspath(__file__))


def found(policyc, folder):
    for name in ("orders.policy", "policyc.yaml"):
        if os.path.abspath(folder) != HERE:
            shutil.copy(os.path.join(HERE, name), folder)
    began = time.monotonic()
    done = subprocess.run([policyc, "check", folder, "--format", "json", "--no-lint"], capture_output=True, text=True)
    seconds = time.monotonic() - began
    if done.returncode not in (0, 1):
        sys.exit(f"policyc ended with {done.returncode}:\n{done.stdout[:4000]}{done.stderr[:4000]}")
    findings = {(finding["rule"].rsplit(".", 1)[-1], finding["subject"]["key"]): finding["status"]
                for finding in json.loads(done.stdout)["findings"]}
    return findings, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--orders", type=int, default=600)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", help="a folder to generate into; otherwise a temporary one")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or temporary
        world = generate(folder, arguments.orders, arguments.seed)
        findings, seconds = found(os.path.abspath(arguments.policyc), folder)
        exact = Exact(folder).findings
    different = [at for at in sorted(findings.keys() | exact.keys()) if findings.get(at) != exact.get(at)]
    for at in different[:40]:
        print(f"{at[0]} {at[1]}: {findings.get(at, 'nothing')}, by exact arithmetic {exact.get(at, 'nothing')}")
    rules = collections.Counter(rule for rule, _ in exact)
    every = [f"O0{n}" for n in range(1, 9)] + [f"L0{n}" for n in range(1, 5)] + ["I01", "I02", "V01", "V02", "V03"]
    silent = [rule for rule in every if rule not in rules]
    if silent and arguments.orders >= 600:
        print("no finding, so nothing was compared: " + ", ".join(silent))
    records = sum(map(len, world.sections.values()))
    print(f"{records} records, {len(findings)} findings of {len(rules)} rules "
          f"({sum(status == 'undetermined' for status in exact.values())} undetermined), {len(different)} different; "
          f"{seconds:.1f} s")
    sys.exit(1 if different or silent and arguments.orders >= 600 else 0)


if __name__ == "__main__":
    main()
