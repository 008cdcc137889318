"""DuckDB on the segregation workload. Arguments: folder, threads, csv or jsonl."""
import json
import os
import sys

import duckdb

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import digests  # noqa: E402
import duckdb_files  # noqa: E402

QUERY = """
WITH role_duty AS (
  SELECT DISTINCT role, duty FROM role_permissions JOIN duty_permissions USING (permission)
), held AS (
  SELECT person, role, duty FROM grants JOIN role_duty USING (role)
), performed AS (
  SELECT DISTINCT person, duty FROM held
), hit AS (
  SELECT a.person, k.risk, k.duty_a, k.duty_b
  FROM risks k
  JOIN performed a ON a.duty = k.duty_a
  JOIN performed b ON b.duty = k.duty_b AND b.person = a.person
  WHERE NOT EXISTS (SELECT 1 FROM waivers w WHERE w.subject = a.person AND w.rule = k.risk)
)
SELECT DISTINCT hit.person, hit.risk, held.role
FROM hit JOIN held ON held.person = hit.person AND held.duty IN (hit.duty_a, hit.duty_b)
"""

folder, threads, form = sys.argv[1:]
connection = duckdb.connect(config={"threads": int(threads)})
for name in ["role_permissions", "duty_permissions", "risks"]:
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{folder}/relations/{name}.csv', header=true)")
for name in ["grants", "waivers"]:
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {duckdb_files.reader(folder, form, name)}")
rows = connection.execute(QUERY).fetchall()
print(json.dumps({
    "findings": digests.digest({f"{person},{risk}" for person, risk, _ in rows}),
    "causes": digests.digest(",".join(row) for row in rows)}))
