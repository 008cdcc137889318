#!/usr/bin/env python3
"""Measures reading YAML beside a bare loop over the events of libyaml, in turn, and prints the ratio.

    yaml.py --policyc PATH [--size 100000] [--runs 5]

The loop is timed without reading the file; policyc with it, up to the store with all its references.
"""
import argparse
import os
import re
import subprocess
import tempfile

import generate

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    for name, workload in generate.WORKLOADS.items():
        folder = os.path.join(HERE, "data", f"{name}-{arguments.size}")
        if not os.path.isdir(os.path.join(folder, "yaml")):
            generate.write(workload(arguments.size, generate.SEED), folder, ["csv", "yaml"])
        data = os.path.join(folder, "yaml", "data.yaml")
        with tempfile.TemporaryDirectory() as scratch:
            loop = os.path.join(scratch, "loop")
            subprocess.run(["cc", "-O2", os.path.join(HERE, "yaml_loop.c"), "-lyaml", "-o", loop], check=True)
            check = [os.path.abspath(arguments.policyc), "check", os.path.join(folder, name + ".policy"), "--data", data,
                     "--no-lint", "--as-of", "2019-06-30", "--jobs", "1", "--stats", "--format", "json",
                     "--output", os.path.join(scratch, "report.json")]
            bare, load = [], []
            for _ in range(arguments.runs):
                bare.append(float(subprocess.run(["taskset", "-c", "0", loop, data], capture_output=True, check=True).stdout))
                table = subprocess.run(["taskset", "-c", "0", *check], capture_output=True).stderr.decode()
                load.append(float(re.search(r"load data +([\d.]+)ms", table).group(1)) / 1000)
        size = os.path.getsize(data) / 1e6
        print(f"{name}: {size:.0f} MB, bare loop {min(bare):.2f} s, {size / min(bare):.0f} MB/s; load {min(load):.2f} s; "
              f"ratio {min(load) / min(bare):.2f}")


if __name__ == "__main__":
    main()
