#!/usr/bin/env python3
"""Measures the review of requests for access over the segregation workload.

    review.py --policyc PATH [--size 1000000] [--format csv] [--requests 200] [--seed N] [--folder DIR]

Each request gives one person one role. Measured are the evaluation of a request once the data is in memory, with the
evidence of what is new, as `review --stats` prints it; and the whole process for a single request, beside a check of the
same data. The first request of a process also computes what later ones share, so it is reported separately.
"""
import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

import generate
import segregation


def write_requests(path, size, count, sensitive, generator):
    """Every other request is for a role that has a part in a duty."""
    requests = []
    for number in range(count):
        role = generator.choice(sensitive) if number % 2 else generator.randrange(segregation.ROLES)
        grant = {"person": segregation.person(generator.randrange(size)), "role": segregation.role(role)}
        requests.append({"id": f"REQ-{number:04d}", "reason": "measured", "add": {"grants": [grant]}})
    with open(path, "w") as file:
        json.dump({"requests": requests}, file)


def run(command):
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(f"exit {done.returncode}: {done.stderr[-500:]}")
    return seconds, done


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--size", type=float, default=1_000_000)
    parser.add_argument("--format", choices=generate.FORMATS, default="csv")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--seed", type=int, default=generate.SEED)
    parser.add_argument("--folder", help="where the data is or is to be written")
    arguments = parser.parse_args()
    size = int(arguments.size)
    folder = arguments.folder or os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", f"segregation-{size}")
    if not os.path.exists(os.path.join(folder, arguments.format)):
        generate.write(segregation.Workload(size, arguments.seed), folder, [arguments.format])
    inputs = ["--data", os.path.join(folder, arguments.format), "--as-of", "2019-06-30"]
    policy = os.path.join(folder, "segregation.policy")
    policyc = os.path.abspath(arguments.policyc)
    generator = random.Random(arguments.seed)
    # The roles are the same for every size.
    model = segregation.Workload(100, arguments.seed)
    sensitive = [number for number, duties in enumerate(model._role_duties()) if duties.any()]
    with tempfile.TemporaryDirectory() as scratch:
        one, many = os.path.join(scratch, "one.json"), os.path.join(scratch, "many.json")
        write_requests(one, size, 1, sensitive, generator)
        write_requests(many, size, arguments.requests, sensitive, generator)
        review = [policyc, "review", "--policy", policy, *inputs, "--format", "json"]
        single, _ = min((run([*review, one]) for _ in range(3)), key=lambda each: each[0])
        check, _ = min((run([policyc, "check", policy, *inputs, "--no-lint", "--quiet"]) for _ in range(3)),
                       key=lambda each: each[0])
        _, done = run([*review, many, "--stats"])
    times = [float(match) for match in re.findall(r"^REQ-\d+\s+([\d.]+)ms", done.stderr, re.MULTILINE)]
    if len(times) != arguments.requests:
        sys.exit(f"{arguments.requests} requests, times of {len(times)}:\n{done.stderr[-500:]}")
    later = sorted(times[1:])
    findings = sum(len(review["new"]) for review in json.loads(done.stdout)["reviews"])
    print(f"{size} people, {arguments.format}, {arguments.requests} requests, {findings} new findings")
    print(f"first request   {times[0]:9.3f} ms")
    print(f"later requests  {statistics.median(later):9.3f} ms median, {later[len(later) * 99 // 100]:.3f} ms 99th percentile")
    print(f"process, one request {single:6.2f} s; check of the same data {check:.2f} s")


if __name__ == "__main__":
    main()
