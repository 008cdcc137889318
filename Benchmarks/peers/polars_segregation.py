"""Polars on the segregation workload. Arguments: folder, csv or jsonl; threads by POLARS_MAX_THREADS."""
import json
import os
import sys

import polars

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import digests  # noqa: E402

folder, form = sys.argv[1:]


def scan(place, name):
    if place == "jsonl":
        return polars.scan_ndjson(f"{folder}/jsonl/{name}.jsonl")
    return polars.scan_csv(f"{folder}/{place}/{name}.csv")


role_duty = scan("relations", "role_permissions").join(
    scan("relations", "duty_permissions"), on="permission").select("role", "duty").unique()
held = scan(form, "grants").join(role_duty, on="role").collect().lazy()
performed = held.select("person", "duty").unique()
waivers = scan(form, "waivers").select(person="subject", risk="rule")
hit = (scan("relations", "risks").join(performed, left_on="duty_a", right_on="duty")
       .join(performed, left_on=["duty_b", "person"], right_on=["duty", "person"])
       .join(waivers, on=["person", "risk"], how="anti"))
rows = (hit.join(held, on="person")
        .filter((polars.col("duty") == polars.col("duty_a")) | (polars.col("duty") == polars.col("duty_b")))
        .select("person", "risk", "role").unique().collect().rows())
print(json.dumps({
    "findings": digests.digest({f"{person},{risk}" for person, risk, _ in rows}),
    "causes": digests.digest(",".join(row) for row in rows)}))
