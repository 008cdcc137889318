"""DuckDB on the procurement workload. Arguments: folder, threads, csv or jsonl."""
import json
import os
import sys

import duckdb

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import digests  # noqa: E402
import duckdb_files  # noqa: E402

QUERY = """
WITH RECURSIVE chain(delegation, link) AS (
  SELECT id, id FROM delegations
  UNION
  SELECT chain.delegation, d.source FROM chain JOIN delegations d ON d.id = chain.link WHERE d.source IS NOT NULL
), given AS (
  SELECT chain.delegation, min(d.ceiling) AS amount FROM chain JOIN delegations d ON d.id = chain.link GROUP BY 1
), authority AS (
  SELECT s.id AS person, greatest(any_value(s."limit"), coalesce(max(given.amount), 0)) AS amount
  FROM staff s LEFT JOIN delegations d ON d.holder = s.id LEFT JOIN given ON given.delegation = d.id GROUP BY s.id
), line AS (
  SELECT l.*, c.category, c.price AS listed FROM lines l JOIN catalogue c ON c.id = l.item
)
SELECT l.id, 'certificate' FROM line l WHERE NOT EXISTS (
  SELECT 1 FROM certificates c WHERE c.supplier = l.supplier AND c.category = l.category
    AND l.day BETWEEN c."valid.from" AND c."valid.until")
UNION ALL
SELECT l.id, 'contract' FROM line l WHERE NOT EXISTS (
  SELECT 1 FROM contracts c WHERE c.supplier = l.supplier AND c.category = l.category
    AND l.day BETWEEN c."valid.from" AND c."valid.until")
UNION ALL
SELECT id, 'price' FROM line WHERE price * 100 > listed * 105
UNION ALL
SELECT l.id, 'authority' FROM lines l JOIN authority a ON a.person = l.approver WHERE a.amount < l.quantity * l.price
UNION ALL
SELECT id, 'separation' FROM lines WHERE requester = approver
"""

folder, threads, form = sys.argv[1:]
connection = duckdb.connect(config={"threads": int(threads)})
for name in ["staff", "delegations", "certificates", "contracts", "catalogue", "lines"]:
    # A nested value in JSON has a column for each part in CSV.
    parts = ', valid."from" AS "valid.from", valid."until" AS "valid.until"' if (
        form == "jsonl" and name in ("certificates", "contracts")) else ""
    connection.execute(f"CREATE TABLE {name} AS SELECT *{parts} FROM {duckdb_files.reader(folder, form, name)}")
rows = connection.execute(QUERY).fetchall()
print(json.dumps({"findings": digests.digest(",".join(row) for row in rows)}))
