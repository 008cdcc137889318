#!/usr/bin/env python3
"""Writes the inputs of a benchmark: a policy, data in several formats, and the expected answer.

    generate.py segregation --size 100000 --folder data/segregation-100000 [--formats csv,jsonl,json,yaml]
    generate.py dated --size 1000000 --folder data/dated-1000000 --formats csv
    generate.py selftest
"""
import argparse
import json
import os
import sys

import dated
import procurement
import records
import segregation

WORKLOADS = {"segregation": segregation.Workload, "procurement": procurement.Workload}
# Measured over a span of days, beside no peers.
OF_SPANS = {"dated": dated.Workload}
ALL = {**WORKLOADS, **OF_SPANS}
FORMATS = ["csv", "jsonl", "json", "yaml"]
SEED = 20261121
ENGINE_LIMIT = 100_000


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def write_csv(workload, folder):
    for name, columns, rows in workload.sections():
        with open(os.path.join(folder, name + ".csv"), "w") as file:
            file.write(",".join(columns) + "\n")
            file.writelines(
                ",".join("|".join(cell) if isinstance(cell, list) else "" if cell is None else str(cell) for cell in row)
                + "\n" for row in rows)


def write_jsonl(workload, folder):
    for name, columns, rows in workload.sections():
        with open(os.path.join(folder, name + ".jsonl"), "w") as file:
            file.writelines(compact(records.nested(columns, row)) + "\n" for row in rows)


def write_json(workload, folder):
    with open(os.path.join(folder, "data.json"), "w") as file:
        for number, (name, columns, rows) in enumerate(workload.sections()):
            file.write(("{" if number == 0 else "],") + f'\n"{name}":[')
            for index, row in enumerate(rows):
                file.write(("," if index else "") + "\n" + compact(records.nested(columns, row)))
        file.write("]}\n")


def write_yaml(workload, folder):
    def flow(value):
        if isinstance(value, dict):
            return "{ " + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + " }"
        return "[" + ", ".join(value) + "]" if isinstance(value, list) else str(value)

    with open(os.path.join(folder, "data.yaml"), "w") as file:
        for name, columns, rows in workload.sections():
            file.write(f"{name}:\n")
            for row in rows:
                fields = [f"{key}: {flow(value)}" for key, value in records.nested(columns, row).items()]
                file.write("  - " + "\n    ".join(fields) + "\n")


def write_engine_input(workload, folder):
    """The input of rule engines; they cannot handle the largest sizes."""
    if workload.size <= ENGINE_LIMIT:
        with open(os.path.join(folder, "relations", "input.json"), "w") as file:
            json.dump(workload.engine_input(), file, separators=(",", ":"))


def write(workload, folder, formats):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, workload.name + ".policy"), "w") as file:
        file.write(workload.policy())
    writers = {"csv": write_csv, "jsonl": write_jsonl, "json": write_json, "yaml": write_yaml}
    for form in formats:
        inner = os.path.join(folder, form)
        os.makedirs(inner, exist_ok=True)
        writers[form](workload, inner)
    relations = os.path.join(folder, "relations")
    os.makedirs(relations, exist_ok=True)
    workload.write_relations(relations)
    write_engine_input(workload, folder)
    expected = workload.expected()
    with open(os.path.join(folder, "expected.json"), "w") as file:
        json.dump(expected, file, indent=1)
        file.write("\n")
    return expected


def selftest():
    for name, form in ALL.items():
        for size in (300, 800):
            workload = form(size, SEED)
            computed, wanted = workload.expected()["findings"], workload.by_definition()
            if computed != wanted:
                sys.exit(f"{name} {size}: {computed}, by the definition {wanted}")
            print(f"{name} {size}: {wanted['count']} findings agree")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workload", choices=[*ALL, "selftest"])
    parser.add_argument("--size", type=float, default=1000)
    parser.add_argument("--folder", default="data")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    if arguments.workload == "selftest":
        return selftest()
    workload = ALL[arguments.workload](int(arguments.size), arguments.seed)
    print(json.dumps(write(workload, arguments.folder, arguments.formats.split(","))))


if __name__ == "__main__":
    main()
