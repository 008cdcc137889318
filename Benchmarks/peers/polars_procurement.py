"""Polars on the procurement workload. Arguments: folder, csv or jsonl; threads by POLARS_MAX_THREADS."""
import json
import os
import sys

import polars
from polars import col

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import digests  # noqa: E402

folder, form = sys.argv[1:]


def scan(name):
    if form == "csv":
        return polars.scan_csv(f"{folder}/csv/{name}.csv", try_parse_dates=True)
    # A field that the first delegations lack is in later ones.
    lines = polars.scan_ndjson(f"{folder}/jsonl/{name}.jsonl", infer_schema_length=None if name == "delegations" else 100)
    if name not in ("certificates", "contracts"):
        return lines
    valid = col("valid").struct
    return lines.select(
        "id", "supplier", "category", valid.field("from").alias("valid.from"), valid.field("until").alias("valid.until"))


delegations = scan("delegations").collect()
links = delegations.select(link="id", next="source").drop_nulls()
chain = step = delegations.select(delegation="id", link="id")
while step.height:
    step = step.join(links, on="link").select("delegation", link="next").join(chain, on=["delegation", "link"], how="anti")
    chain = polars.concat([chain, step.unique()])
given = (chain.join(delegations.select(link="id", ceiling="ceiling"), on="link")
         .group_by("delegation").agg(col("ceiling").min())
         .join(delegations.select(delegation="id", person="holder"), on="delegation")
         .group_by("person").agg(amount=col("ceiling").max()))
authority = scan("staff").join(given.lazy(), left_on="id", right_on="person", how="left").select(
    approver="id", amount=polars.max_horizontal("limit", col("amount").fill_null(0)))
lines = scan("lines").join(scan("catalogue").select(item="id", category="category", listed="price"), on="item")
lines = lines.join(authority, on="approver").collect().lazy()


def uncovered(name):
    covered = (lines.select("id", "supplier", "category", "day").join(scan(name).drop("id"), on=["supplier", "category"])
               .filter(col("day").is_between(col("valid.from"), col("valid.until"))).select("id"))
    return lines.select("id").join(covered, on="id", how="anti")


broken = {
    "certificate": uncovered("certificates"),
    "contract": uncovered("contracts"),
    "price": lines.filter(col("price") * 100 > col("listed") * 105).select("id"),
    "authority": lines.filter(col("amount") < col("quantity") * col("price")).select("id"),
    "separation": lines.filter(col("requester") == col("approver")).select("id"),
}
rows = polars.concat([found.select("id", rule=polars.lit(rule)) for rule, found in broken.items()]).collect().rows()
print(json.dumps({"findings": digests.digest(",".join(row) for row in rows)}))
