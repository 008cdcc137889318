"""Code shared by engines of Rego: the policy, the input, and the report of the answer."""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import digests  # noqa: E402

NAME, FOLDER = sys.argv[1:]
with open(os.path.join(HERE, NAME + ".rego")) as file:
    POLICY = file.read()
with open(os.path.join(FOLDER, "relations", "input.json")) as file:
    INPUT = file.read()


def report(rows):
    result = {"findings": digests.digest({",".join(row[:2]) for row in rows})}
    if NAME == "segregation":
        result["causes"] = digests.digest(",".join(row) for row in rows)
    print(json.dumps(result))
