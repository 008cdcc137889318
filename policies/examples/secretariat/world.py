"""Code shared by the parts of the generator: the sections, the breaches planted in them, and how they are written."""
import csv
import json
import os
import random
import re
from datetime import date, timedelta

TODAY = date(2023, 6, 30)
FIRST = date(2019, 1, 1)


def day(text):
    return date.fromisoformat(text)


def period(start, end=None):
    return {"from": start, "until": end} if end else {"from": start}


class World:
    """All sections, the breaches planted in them, and what later sections ask of earlier ones."""

    def __init__(self, people, seed):
        self.size = people
        self.random = random.Random(seed)
        self.sections = {}
        self.breaches = []
        self.index = {}

    def scaled(self, count, least=1):
        """A number that is meant for 5,000 people, for as many as there are."""
        return max(least, count * self.size // 5000)

    def add(self, section, **row):
        row = {name: value for name, value in row.items() if value is not None}
        rows = self.sections.setdefault(section, [])
        rows.append(row)
        if "id" in row:
            self.index[section, row["id"]] = row
        return row

    def rows(self, section):
        return self.sections.get(section, [])

    def find(self, section, key):
        return self.index[section, key]

    def between(self, first, last):
        return first + timedelta(days=self.random.randint(0, (last - first).days))

    def breach(self, rule, subject, **more):
        self.breaches.append({"rule": rule, "subject": subject, **more})


# --- Writing ---

PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*|\d{4}-\d{2}-\d{2}(T[0-9:]+Z)?|\d+( [A-Z]{3})?")


def flow(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k}: {flow(v)}" for k, v in value.items() if v is not None) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    text = str(value)
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def cells(row):
    found = {}
    for name, value in row.items():
        if value is None:
            continue
        if isinstance(value, dict):
            found.update({f"{name}.{k}": str(v) for k, v in value.items()})
        elif isinstance(value, list):
            found[name] = "|".join(str(v) for v in value)
        else:
            found[name] = flow(value) if isinstance(value, bool) else str(value)
    return found


def is_nested(rows):
    return any(isinstance(x, dict) for row in rows for v in row.values() for x in
               (v if isinstance(v, list) else v.values() if isinstance(v, dict) else []))


def write(w, out):
    folder = os.path.join(out, "data")
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    for section, rows in w.sections.items():
        if is_nested(rows):
            with open(os.path.join(folder, section + ".yaml"), "w", encoding="utf-8") as file:
                file.write(f"{section}:\n")
                file.writelines(f"  - {flow(row)}\n" for row in rows)
            continue
        table = [cells(row) for row in rows]
        columns = list(dict.fromkeys(name for row in table for name in row))
        with open(os.path.join(folder, section + ".csv"), "w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, columns, lineterminator="\n")
            lines.writeheader()
            lines.writerows(table)
    with open(os.path.join(out, "breaches.json"), "w", encoding="utf-8") as file:
        ordered = sorted(w.breaches, key=lambda b: (b["rule"], b["subject"] or ""))
        file.write("[\n" + ",\n".join("  " + json.dumps(b) for b in ordered) + "\n]\n")
