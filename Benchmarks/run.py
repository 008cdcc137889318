#!/usr/bin/env python3
"""Measures policyc beside its peers: whole processes, from files to findings, interleaved in one run.

    run.py --policyc PATH [--workloads segregation,procurement] [--sizes 1000,10000,100000,1000000] [--runs 3]
           [--formats csv,jsonl,json,yaml] [--write]

Each answer is compared with the expected one; a tool with a wrong answer gets no time. The ratios matter:
the fastest peer of the same run, with the same number of cores. `--write` puts the table into docs/performance.md.
"""
import argparse
import datetime
import filecmp
import json
import os
import platform
import subprocess
import sys
import tempfile

import generate

HERE = os.path.dirname(os.path.abspath(__file__))
PEER_FORMATS = ["csv", "jsonl"]
# With the sizes that they can bear. Cedar has no rule for procurement, and cannot name causes.
ENGINES = [("OPA, json", "rego_opa.py", 100_000), ("regorus, json", "rego_regorus.py", 100_000),
           ("Cedar, json", "cedar_segregation.py", 10_000)]
SLOW = 5
BEGIN, END = "<!-- table begins -->", "<!-- table ends -->"


def measured(command, cores, environment):
    """Seconds of wall time and of processors, MiB of memory at the peak, what was printed, and the exit code."""
    with tempfile.NamedTemporaryFile("r") as times:
        done = subprocess.run(
            ["/usr/bin/time", "-f", "%e %U %S %M", "-o", times.name, "taskset", "-c", ",".join(map(str, range(cores))), *command],
            capture_output=True, env={**os.environ, **environment, "PYTHONDONTWRITEBYTECODE": "1"})
        seconds, user, system, kilobytes = times.read().splitlines()[-1].split()
    return float(seconds), float(user) + float(system), int(kilobytes) // 1024, done.stdout, done.returncode, done.stderr


class Contestant:
    """A tool with its best time and its peak of memory."""

    def __init__(self, label, cores, command, environment=None, answer=None):
        self.label, self.cores, self.command = label, cores, command
        self.name, self.form = label.split(", ")
        self.environment = environment or {}
        self.answer = answer or (lambda output: json.loads(output))
        self.seconds, self.work, self.memory, self.fault = [], [], 0, None

    def run(self, expected):
        seconds, work, memory, output, code, errors = measured(self.command, self.cores, self.environment)
        try:
            answer = self.answer(output)
            # Not every tool can name causes.
            right = "findings" in answer and all(answer[key] == expected[key] for key in answer)
            self.fault = None if right else "wrong answer"
        except (ValueError, KeyError, IndexError, OSError):
            self.fault = f"exit {code}: {errors[-300:].decode(errors='replace')}"
        self.seconds.append(seconds)
        self.work.append(work)
        self.memory = max(self.memory, memory)


def read_report(path):
    with open(path) as file:
        return json.load(file)


def contestants(policyc, workload, size, folder, formats, scratch):
    result = []
    for cores in (1, 2):
        for form in formats:
            report = os.path.join(scratch, f"report-{form}-{cores}.json")
            inner = os.path.join(folder, form)
            result.append(Contestant(
                f"policyc, {form}", cores,
                [policyc, "check", os.path.join(folder, workload.name + ".policy"), "--data", inner, "--no-lint", "--as-of",
                 "2019-06-30", "--jobs", str(cores), "--format", "json", "--output", report],
                answer=lambda _, path=report: workload.findings_of(read_report(path))))
        python = sys.executable
        for form in [form for form in PEER_FORMATS if form in formats]:
            result.append(Contestant(
                f"DuckDB, {form}", cores,
                [python, os.path.join(HERE, "peers", f"duckdb_{workload.name}.py"), folder, str(cores), form]))
            result.append(Contestant(
                f"Polars, {form}", cores, [python, os.path.join(HERE, "peers", f"polars_{workload.name}.py"), folder, form],
                {"POLARS_MAX_THREADS": str(cores)}))
        if cores > 1:
            continue
        # Engines of rules work on one core.
        for label, script, limit in ENGINES:
            if limit >= size and (workload.name == "segregation" or "cedar" not in script):
                arguments = [folder] if "cedar" in script else [workload.name, folder]
                result.append(Contestant(
                    label, cores, [python, os.path.join(HERE, "peers", script), *arguments], {"GOMAXPROCS": "1"}))
    return result


def measure(policyc, workload, size, formats, runs):
    """Rows of the table: size, tool, cores, seconds, seconds of work, MiB, ratios of both to the fastest peer."""
    folder = os.path.join(HERE, "data", f"{workload.name}-{size}")
    wanted = os.path.join(folder, "expected.json")
    if not os.path.exists(wanted) or not all(os.path.isdir(os.path.join(folder, form)) for form in formats):
        generate.write(workload(size, generate.SEED), folder, sorted({*formats, "csv"}))
    if size <= generate.ENGINE_LIMIT and not os.path.exists(os.path.join(folder, "relations", "input.json")):
        generate.write_engine_input(workload(size, generate.SEED), folder)
    with open(wanted) as file:
        expected = json.load(file)
    with tempfile.TemporaryDirectory() as scratch:
        tools = contestants(policyc, workload, size, folder, formats, scratch)
        for turn in range(runs):
            for tool in tools:
                # A run of many seconds is measured once: it varies by less than the tools differ.
                if turn == 0 or min(tool.seconds) < SLOW:
                    tool.run(expected)
        for form in formats:
            reports = [os.path.join(scratch, f"report-{form}-{cores}.json") for cores in (1, 2)]
            if not filecmp.cmp(*reports, shallow=False):
                sys.exit(f"{workload.name} {size}, {form}: the reports of one and of two jobs differ")
    rows = []
    for tool in tools:
        if tool.fault:
            print(f"{size:>9} {tool.label:16} {tool.cores} cores: {tool.fault}", flush=True)
            continue
        # Tools that read the same format, and engines of rules, which read JSON.
        peers = [other for other in tools
                 if other.name != "policyc" and other.cores == tool.cores and not other.fault
                 and (tool.form not in PEER_FORMATS or other.form in (tool.form, "json"))]
        ratios = [min(tool.seconds) / min(min(peer.seconds) for peer in peers),
                  min(tool.work) / min(min(peer.work) for peer in peers)] if peers else [None, None]
        rows.append((size, tool.label, tool.cores, min(tool.seconds), min(tool.work), tool.memory, *ratios))
        print(f"{size:>9} {tool.label:16} {tool.cores} cores: {min(tool.seconds):8.2f} s {min(tool.work):8.2f} s of work "
              f"{tool.memory:6} MiB" + (" {:5.2f} and {:5.2f} of the fastest peer".format(*ratios) if peers else ""),
              flush=True)
    return rows


def table(workload, rows):
    lines = [
        f"The workload of {workload.name}, {datetime.date.today()}, {os.cpu_count()} cores, {platform.system()} "
        f"{platform.machine()}; the best of the runs, whole processes.", "",
        f"| {workload.unit} | tool | cores | seconds | of work | MiB at the peak | seconds to the fastest peer | work to the least |",
        "|---|---|---|---|---|---|---|---|"]
    for size, label, cores, seconds, work, memory, *ratios in rows:
        shown = " | ".join("" if ratio is None else f"{ratio:.2f}" for ratio in ratios)
        lines.append(f"| {size:,} | {label} | {cores} | {seconds:.2f} | {work:.2f} | {memory} | {shown} |")
    work = [f"{row[4]:.2f} s for {row[0]:,}" for row in rows if row[1] == "policyc, csv" and row[2] == 1]
    lines += ["", f"How `policyc` grows, CSV, one core, work: {', '.join(work)}. At every size and in every format the reports "
              "with one and with two jobs were the same, byte for byte."]
    return "\n".join(lines)


def write(text):
    path = os.path.join(os.path.dirname(HERE), "docs", "performance.md")
    with open(path) as file:
        content = file.read()
    before, rest = content.split(BEGIN)
    after = rest.split(END)[1]
    with open(path + ".new", "w") as file:
        file.write(before + BEGIN + "\n" + text + "\n" + END + after)
    os.replace(path + ".new", path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--workloads", default=",".join(generate.WORKLOADS))
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--formats", default="csv,jsonl")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    tables = []
    for name in arguments.workloads.split(","):
        workload = generate.WORKLOADS[name]
        print(name, flush=True)
        rows = []
        for size in arguments.sizes.split(","):
            rows += measure(
                os.path.abspath(arguments.policyc), workload, int(float(size)), arguments.formats.split(","),
                arguments.runs)
        tables.append(table(workload, rows))
    if arguments.write:
        write("\n\n".join(tables))


if __name__ == "__main__":
    main()
