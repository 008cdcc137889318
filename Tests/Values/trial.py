"""A policy of generated expressions over generated rows, and what an independent computation says of each.

Every expression is a rule that compares it with a field of the row, which holds the expected value. So policyc reports
exactly the differences, the undetermined results and the errors that were planted to see that it looks.
"""
import json
import os
import subprocess
import tempfile


class Undetermined(Exception):
    """No value: a division by zero, no rate, beyond 64 bits, a day that no calendar knows."""


class Expression:
    """A generated expression: how policies write it, its type, and its value for a row, which may be `Undetermined`."""

    def __init__(self, text, kind, value):
        self.text, self.kind, self.value = text, kind, value


def both(first, second):
    """`and` of three values, of two functions that give True, False or `Undetermined`."""
    values = [truth(first), truth(second)]
    if False in values:
        return False
    if None in values:
        raise Undetermined
    return True


def either(first, second):
    return not both(lambda: not first(), lambda: not second())


def truth(condition):
    try:
        return condition()
    except Undetermined:
        return None


class Trial:
    """A model, the rows, and the expressions. `written` says how the data writes a value of a type."""

    def __init__(self, name, model, sections, written, generator):
        self.name, self.model, self.sections, self.written, self.generator = name, model, sections, written, generator

    def run(self, policyc, rows, expressions):
        """How many results were compared, how many of them are undetermined, and the differences as texts."""
        expected, planted = {}, set()
        for row in rows:
            for number, expression in enumerate(expressions):
                at = (f"X{number}", row["id"])
                try:
                    value = expression.value(row)
                    if self.generator.random() < 0.003:
                        value = self.other(expression.kind, value)
                        planted.add(at)
                    row["written"][f"x{number}"] = self.written[expression.kind](value)
                except Undetermined:
                    expected[at] = "undetermined"
                    row["written"][f"x{number}"] = self.written[expression.kind](self.other(expression.kind, None))
        expected |= {at: "open" for at in planted}
        found = self.findings(policyc, rows, expressions)
        differences = []
        for at in expected.keys() | found.keys():
            wanted, got = expected.get(at, "none"), found.get(at, "none")
            if wanted != got:
                row = next(row for row in rows if row["id"] == at[1])
                values = {key: value for key, value in row["written"].items() if key[0] != "x" or key == at[0].lower()}
                differences.append(f"{expressions[int(at[0][1:])].text}\n    for {json.dumps(values, ensure_ascii=False)}"
                                   f"\n    finding: {got}, by the computation: {wanted}")
        undetermined = sum(1 for status in expected.values() if status == "undetermined")
        return len(rows) * len(expressions), undetermined, differences

    def findings(self, policyc, rows, expressions):
        fields = "\n".join(f"  x{number} : {expression.kind}" for number, expression in enumerate(expressions))
        policy = self.model.replace("FIELDS", fields) + "".join(
            f'rule X{number} "x" {{ for o in Row must ({expression.text}) == o.x{number} }}\n'
            for number, expression in enumerate(expressions))
        with tempfile.TemporaryDirectory() as folder:
            paths = {}
            for name, content in [("case.policy", policy), ("sections.json", json.dumps(self.sections)),
                                  ("rows.jsonl", "".join(json.dumps(row["written"]) + "\n" for row in rows))]:
                paths[name] = os.path.join(folder, name)
                with open(paths[name], "w", encoding="utf-8") as file:
                    file.write(content)
            done = subprocess.run(
                [policyc, "check", paths["case.policy"], "--data", "rows=" + paths["rows.jsonl"], "--data",
                 paths["sections.json"], "--as-of", "2024-06-30", "--no-lint", "--format", "json"],
                capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{self.name}: policyc ended with {done.returncode}\n{done.stdout[:3000]}{done.stderr[:3000]}")
        return {(finding["rule"].rsplit(".", 1)[-1], finding["subject"]["key"]): finding["status"]
                for finding in json.loads(done.stdout)["findings"]}

    @staticmethod
    def other(kind, value):
        """Another value of the type, also where there is none."""
        if kind == "Boolean":
            return not value
        if kind == "Text":
            return f"{value}!"
        if kind == "Date":
            return value.replace(day=2 if value.day == 1 else 1) if value else None
        return 0 if value is None else value + 1
