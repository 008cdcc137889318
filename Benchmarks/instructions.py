#!/usr/bin/env python3
"""Counts the instructions that policyc executes for small fixed workloads, and compares with the counts on record.

    instructions.py --policyc PATH [--write]

Time on a shared machine says little about small changes; instructions hardly vary. A count that is more than the
tolerance above the record fails; one as far below is said, so that the record can follow (`--write`). The record names
its toolchain and the kind of its processor; elsewhere the counts are shown beside it and decide nothing. Needs valgrind and
a release build.
"""
import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

import generate

HERE = os.path.dirname(os.path.abspath(__file__))
RECORD = os.path.join(HERE, "instructions.json")
TOLERANCE = 0.05
SLACK = 100_000
AS_OF = ["--as-of", "2019-06-30"]


def check(workload, size, form):
    """The arguments of a check of a workload, whose files are written into a folder."""
    def arguments(folder):
        generate.write(generate.WORKLOADS[workload](size, generate.SEED), folder, [form])
        return ["check", os.path.join(folder, workload + ".policy"), "--data", os.path.join(folder, form), "--no-lint",
                "--jobs", "1", "--fail-on", "never", "--format", "json", "--output", os.path.join(folder, "report.json"),
                *AS_OF]
    return arguments


def compiled(workload):
    """The arguments of a check of the policies of a workload alone, advice included."""
    def arguments(folder):
        path = os.path.join(folder, workload + ".policy")
        with open(path, "w") as file:
            file.write(generate.WORKLOADS[workload](100, generate.SEED).policy())
        return ["check", path, "--policies-only", "--fail-on", "never", "--quiet", *AS_OF]
    return arguments


CASES = {
    "version": lambda folder: ["--version"],
    "compile": compiled("segregation"),
    "segregation, csv": check("segregation", 2000, "csv"),
    "segregation, jsonl": check("segregation", 2000, "jsonl"),
    "segregation, yaml": check("segregation", 500, "yaml"),
    "procurement, csv": check("procurement", 5000, "csv"),
}


def count(policyc, arguments):
    with tempfile.TemporaryDirectory() as scratch:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={scratch}/out", policyc, *arguments],
            capture_output=True, text=True, env={"PATH": os.environ["PATH"], "SWIFT_DETERMINISTIC_HASHING": "1"})
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"policyc {' '.join(arguments)}: exit {done.returncode}\n{done.stdout[-500:]}{done.stderr[-500:]}")
    return int(found[1])


def environment():
    """The dependencies of the counts besides the program: the toolchain, the C library, and the vectors it chooses to use."""
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True)
    version = re.search(r"Swift version (\S+)", swift.stdout + swift.stderr)
    with open("/proc/cpuinfo") as file:
        flags = set(re.findall(r"\b(?:sse4_2|avx2|erms|asimd|sve)\b", file.read()))
    return " ".join(["Swift", version[1] if version else "unknown", *platform.libc_ver(), platform.machine(),
                     *sorted(flags)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--write", action="store_true", help="put the counts on record")
    arguments = parser.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("instructions are counted by valgrind, which is not installed")
    record = {}
    if os.path.exists(RECORD):
        with open(RECORD) as file:
            record = json.load(file)
    here = environment()
    counts, worse = {"environment": here}, []
    for name, case in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            counts[name] = count(os.path.abspath(arguments.policyc), case(folder))
        known = record.get(name)
        change = counts[name] / known - 1 if known else 0
        # Differences of the environment matter where there is little else.
        if known and abs(counts[name] - known) < SLACK:
            change = 0
        print(f"{name:20} {counts[name] / 1e6:9.1f} million" + (f"  {change:+.1%}" if known else ""), flush=True)
        if change > TOLERANCE:
            worse.append(name)
        elif change < -TOLERANCE:
            print(f"{'':20} less than on record: put it on record with --write")
    if arguments.write:
        with open(RECORD, "w") as file:
            json.dump(counts, file, indent=1)
            file.write("\n")
    elif worse and record.get("environment") != here:
        print(f"the record is of another environment: {record.get('environment')}; this is {here}")
    elif worse:
        sys.exit(f"more than {TOLERANCE:.0%} above the record: {', '.join(worse)}; find out what the change does more, or, "
                 "where that is its price, put it on record: scripts/instructions .build/release/policyc --write")


if __name__ == "__main__":
    main()
