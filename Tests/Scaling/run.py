#!/usr/bin/env python3
"""Runs each case twice, the second time with twice the size, and counts the instructions: twice the work is twice as many.

    run.py --policyc PATH [--filter TEXT] [--all] [--deep] [--jobs N] [--seed N] [--list]

Counts of instructions, not times: they hardly vary on a busy machine. The instructions of `--version` are taken off
both counts, as it is the same for every size. A case fails where the second count is more than 2.5 times the first, which
`n log n` stays well below and a square does not. Without `--all` one case of each kind is run, and each that was a fault
once. `--deep` runs all with larger sizes, which want a release build. Needs valgrind.
"""
import argparse
import concurrent.futures
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

import access  # noqa: F401
import entities  # noqa: F401
import files  # noqa: F401
import governance  # noqa: F401
import policies  # noqa: F401
import values  # noqa: F401
from case import CASES

LIMIT = 2.5


def count(policyc, arguments, exits, folder):
    """The instructions of one run, with what it printed where it ended in another way than it should."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind", policyc, *arguments],
        capture_output=True, cwd=folder,
        env={"PATH": os.environ["PATH"], "SWIFT_DETERMINISTIC_HASHING": "1", "NO_COLOR": "1"})
    errors = done.stderr.decode("utf-8", "replace")
    found = re.search(r"Collected : (\d+)", errors)
    if done.returncode not in exits or not found:
        told = "\n".join(line for line in errors.splitlines() if not line.startswith("=="))
        raise RuntimeError(f"exit {done.returncode}: {done.stdout[-300:].decode('utf-8', 'replace')}{told[-300:]}")
    return int(found[1])


def measure(policyc, name, seed, deep, floor):
    """The counts of a case by its sizes."""
    case = CASES[name]
    size = case.deep if deep else case.size
    counts = []
    for n in (size, 2 * size):
        with tempfile.TemporaryDirectory() as folder:
            arguments = case.make(n, folder, random.Random(f"{seed} {name}"))
            counts.append(max(1, count(policyc, arguments, case.exits, folder) - floor))
    return size, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--filter", default="", help="only cases whose names have this text")
    parser.add_argument("--all", action="store_true", help="all cases")
    parser.add_argument("--deep", action="store_true", help="all cases with larger sizes")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="the names of the cases")
    arguments = parser.parse_args()
    everything = arguments.all or arguments.deep or arguments.filter
    names = [name for name, case in CASES.items() if arguments.filter in name and (everything or case.always)]
    if arguments.list:
        print("\n".join(names))
        return
    if not names:
        sys.exit(f"no case has {arguments.filter!r} in its name")
    if not shutil.which("valgrind"):
        sys.exit("instructions are counted by valgrind, which is not installed")
    policyc = os.path.abspath(arguments.policyc)
    with tempfile.TemporaryDirectory() as folder:
        floor = count(policyc, ["--version"], (0,), folder)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        runs = {name: pool.submit(measure, policyc, name, arguments.seed, arguments.deep, floor) for name in names}
        for name, run in runs.items():
            try:
                size, (once, twice) = run.result()
            except RuntimeError as error:
                failed += 1
                print(f"FAILED {name}: {error}", flush=True)
                continue
            growth = twice / once
            failed += growth > LIMIT
            verdict = "FAILED" if growth > LIMIT else "      "
            print(f"{verdict} {name:46} {size:6} {once / 1e6:9.1f} million, twice as large ×{growth:.2f}", flush=True)
    print(f"{len(names) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
