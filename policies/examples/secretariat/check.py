#!/usr/bin/env python3
"""Generates the data, checks it, and compares what is found with the breaches that were planted.

    check.py --policyc PATH [--people N] [--keep FOLDER]

Every planted breach must be found and nothing else, by norm and subject. Waived findings must be waived.
"""
import argparse
import collections
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def project(folder):
    """The project file of the example, for data in another folder."""
    with open(os.path.join(HERE, "policyc.yaml"), encoding="utf-8") as file:
        text = file.read()
    # A project names nothing outside of its folder; the command line does.
    text = re.sub(r"^policies: \[[^]]*\]\n", "", text, flags=re.M)
    path = os.path.join(folder, "policyc.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def run(policyc, folder):
    began = time.monotonic()
    with open(os.path.join(HERE, "policyc.yaml"), encoding="utf-8") as file:
        named = re.search(r"^policies: \[([^]]*)\]", file.read(), flags=re.M)[1]
    policies = [os.path.join(HERE, name.strip()) for name in named.split(",")]
    done = subprocess.run([policyc, "check", "-C", folder, *policies, "--format", "json", "--no-lint"],
                          cwd=folder, capture_output=True, text=True)
    seconds = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if done.returncode not in (0, 1):
        sys.exit(f"policyc ended with {done.returncode}:\n{done.stdout[:4000]}{done.stderr[:4000]}")
    return json.loads(done.stdout), seconds, peak


def found(report):
    for f in report["findings"]:
        subject = f["subject"]["key"] if f.get("subject") else None
        yield re.sub(r"^(?:[a-z_]+\.)+", "", f["rule"]), subject, f["status"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--keep", help="a folder to generate into; otherwise a temporary one")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or temporary
        os.makedirs(folder, exist_ok=True)
        subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), "--out", folder, "--people",
                        str(arguments.people)], check=True)
        project(folder)
        report, seconds, peak = run(os.path.abspath(arguments.policyc), folder)
        with open(os.path.join(folder, "breaches.json"), encoding="utf-8") as file:
            breaches = json.load(file)
    planted = collections.Counter((b["rule"], b["subject"], "waived" if b.get("waived") else "open") for b in breaches)
    findings = collections.Counter(found(report))
    missing, extra = planted - findings, findings - planted
    for title, rest in (("planted and not found", missing), ("found and not planted", extra)):
        for rule, subject, status in sorted(rest, key=str)[:60]:
            print(f"{title}: {rule} {subject} ({status})")
    records, rules = report["summary"]["records"], len({b["rule"] for b in breaches})
    print(f"{records} records: {sum(findings.values())} findings for {sum(planted.values())} planted breaches of {rules} "
          f"norms, {sum(missing.values())} not found, {sum(extra.values())} not planted; {seconds:.1f} s, {peak:.0f} MB")
    sys.exit(1 if missing or extra else 0)


if __name__ == "__main__":
    main()
