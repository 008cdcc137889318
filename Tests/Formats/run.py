#!/usr/bin/env python3
"""Reads the reports and the schema of policyc with tools that others wrote.

    run.py --policyc PATH

Needs the packages of requirements.txt. SARIF is checked against the schema of OASIS and read by sarif-tools, JUnit XML
against Jenkins' schema, the JSON Schema of the data against its metaschema, the data of the examples against that schema,
CSV by Python's reader. The snippets of integrations/ are checked against the schemas of those services.
"""
import argparse
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile

import xmlschema

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EXAMPLE = os.path.join(ROOT, "policies", "examples", "access-and-procurement")


def tool(name, *arguments):
    """Runs a tool of the environment; what it printed where it fails."""
    path = os.path.join(os.path.dirname(sys.executable), name)
    done = subprocess.run([path, *arguments], capture_output=True, text=True)
    return "" if done.returncode == 0 else (done.stdout + done.stderr)[-1500:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    policyc = os.path.abspath(parser.parse_args().policyc)
    faults, count = [], 0

    def report(form, *more, folder=EXAMPLE):
        done = subprocess.run([policyc, "check", *more, "--format", form], cwd=folder, capture_output=True)
        return done.stdout

    def expect(name, fault):
        nonlocal count
        count += 1
        if fault:
            faults.append(f"{name}: {fault}")

    with tempfile.TemporaryDirectory() as scratch:
        def kept(name, content):
            path = os.path.join(scratch, name)
            with open(path, "wb") as file:
                file.write(content)
            return path

        broken = kept("broken.policy", b"policy a\nrule R \"\" { for x in Y must }\n")
        for name, content in {
            "findings": report("sarif"), "french": report("sarif", "--language", "fr"),
            "faults": report("sarif", broken, folder=scratch),
        }.items():
            path = kept(name + ".sarif", content)
            expect(f"SARIF {name}", tool(
                "check-jsonschema", "--schemafile", os.path.join(HERE, "schemas", "sarif-schema-2.1.0.json"), path))
            expect(f"sarif-tools {name}", tool("sarif", "summary", path))
            results = json.loads(content)["runs"][0]["results"]
            expect(f"SARIF {name} results", "" if results else "there are none")
        schema = xmlschema.XMLSchema(os.path.join(HERE, "schemas", "junit-10.xsd"))
        for name, content in {"findings": report("junit"), "faults": report("junit", broken, folder=scratch)}.items():
            try:
                schema.validate(io.StringIO(content.decode()))
                expect(f"JUnit {name}", "")
            except xmlschema.XMLSchemaException as error:
                expect(f"JUnit {name}", str(error)[:1500])
        rows = list(csv.DictReader(io.StringIO(report("csv").decode(), newline="")))
        findings = json.loads(report("json"))["findings"]
        expect("CSV rows", "" if [row["fingerprint"] for row in rows] == [each["fingerprint"] for each in findings]
               else "other findings than in JSON")
        expect("CSV formulas", "".join(
            cell for row in rows for cell in row.values() if re.match(r"[=+\-@\t\r]", cell or "")))
        data_schema = subprocess.run([policyc, "schema"], cwd=EXAMPLE, capture_output=True).stdout
        path = kept("data.schema.json", data_schema)
        expect("schema by its metaschema", tool("check-jsonschema", "--check-metaschema", path))
        for name in sorted(os.listdir(os.path.join(EXAMPLE, "data"))):
            if name.endswith((".yaml", ".json")):
                expect(f"{name} by the schema", tool(
                    "check-jsonschema", "--schemafile", path, os.path.join(EXAMPLE, "data", name)))
    expect("GitHub workflow", tool(
        "check-jsonschema", "--builtin-schema", "vendor.github-workflows",
        os.path.join(ROOT, "integrations", "github-workflow.yml")))
    expect("GitLab job", tool(
        "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci",
        os.path.join(ROOT, "integrations", "gitlab-ci.yml")))
    expect("pre-commit hooks", tool(
        "check-jsonschema", "--schemafile", os.path.join(HERE, "schemas", "pre-commit-hooks.json"),
        os.path.join(ROOT, ".pre-commit-hooks.yaml")))
    for fault in faults:
        print("FAILED", fault)
    print(f"{count - len(faults)} passed, {len(faults)} failed")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
