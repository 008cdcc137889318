#!/usr/bin/env python3
"""Natural mistakes in policies: the message about each, and whether the fix that is offered resolves it.

    run.py --policyc PATH [--all] [CASE…]

Each file of cases/ has one mistake; meant.json says on which lines, and the word or the text that the author meant (null
where the file is right as it is). Prints a line for each case that falls short, or with --all for every case: how many
errors it gives, whether the first is on the lines of the mistake, whether the message, a note or a fix has what was meant,
the fix, and what is left after it. A fix that is the only one of its diagnostic is preferred: editors apply it at a key."""
import argparse
import json
import re
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "RandomEdits"))
sys.dont_write_bytecode = True
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-8"]},
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}, "isPreferredSupport": True},
        "diagnostic": {}, "publishDiagnostics": {"relatedInformation": True},
    },
    "workspace": {"diagnostics": {"refreshSupport": True}},
}
# Goals, as shares of the cases that are mistakes.
GOALS = {"one error": 0.95, "on its line": 0.95, "meant": 0.90, "a fix that leaves fewer": 0.90}


class LanguageServer:
    """Asks the built server for diagnostics and their fixes."""

    def __init__(self, policyc):
        from server import Server
        self.folder = tempfile.TemporaryDirectory(prefix="policyc-mistakes-")
        self.root = Path(self.folder.name)
        self.server = Server([policyc, "lsp"], self.root, CAPABILITIES)
        self.count = 0

    def diagnose(self, text):
        """The errors of a text: line from 1, words of message and notes, fixes as title, preferred, edits in bytes."""
        self.count += 1
        folder = self.root / str(self.count)
        folder.mkdir()
        uri = (folder / "office.policy").as_uri()
        self.server.notify("textDocument/didOpen", {
            "textDocument": {"uri": uri, "languageId": "policy", "version": 1, "text": text}})
        ask = lambda method, **more: self.server.answer(self.server.ask(method, {"textDocument": {"uri": uri}, **more}))
        found = [item for item in ask("textDocument/diagnostic").get("items", []) if item["severity"] == 1]
        lines = [0]
        for line in re.split(r"\r\n|\n|\r", text):
            lines.append(lines[-1] + len(line.encode()) + 1)
        if "\r\n" in text:
            lines = [0]
            for line in text.split("\n"):
                lines.append(lines[-1] + len(line.encode()) + 1)
        offset = lambda place: lines[place["line"]] + place["character"]
        errors = []
        for item in found:
            fixes = []
            for action in ask("textDocument/codeAction", range=item["range"],
                              context={"diagnostics": [item], "only": ["quickfix"]}) or []:
                if not any(same(item, other) for other in action.get("diagnostics", [])):
                    continue
                changes = action.get("edit", {}).get("changes", {})
                edits = changes.get(uri, [])
                for change in action.get("edit", {}).get("documentChanges", []):
                    edits = edits + change.get("edits", [])
                fixes.append((action["title"], action.get("isPreferred", False), [
                    (offset(edit["range"]["start"]), offset(edit["range"]["end"]), edit["newText"]) for edit in edits]))
            errors.append({"line": item["range"]["start"]["line"] + 1, "words": item["message"], "fixes": fixes})
        self.server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        return errors

    def end(self):
        self.server.end()
        self.folder.cleanup()


def same(first, second):
    return first["range"] == second["range"] and first.get("code") == second.get("code")


def applied(text, edits):
    data = text.encode()
    for start, end, new in sorted(edits, reverse=True):
        data = data[:start] + new.encode() + data[end:]
    return data.decode()


DAY = r"\d{4}\W\d{1,2}\W\d{1,2}|\d{1,2}\W\d{1,2}\W\d{4}|\d{1,2} \w+ \d{4}"


def numbers(text):
    """The numbers of a text as their digits; days, names and versions apart."""
    text = re.sub(DAY, " ", text)
    return [re.sub(r"\D", "", found) for found in re.findall(r"(?<![\w§.])\d[\d_.,  ]*", text)]


def changes_a_number(text, edits):
    data = text.encode()
    for start, end, new in edits:
        while start > 0 and data[start - 1:start].isalnum():
            start -= 1
        old = data[start:end].decode(errors="replace")
        if re.search(DAY, old) or re.search(DAY, new):
            continue
        before, after = numbers(old), numbers(new)
        if before and "".join(before) != "".join(after) and after:
            return True
    return False


class Score:
    def __init__(self, number, case, text, diagnose):
        self.number, self.case = number, case
        self.errors = diagnose(text)
        self.left = None
        self.title = ""
        self.broken = []
        first, last = case["lines"]
        self.on_line = bool(self.errors) and first <= self.errors[0]["line"] <= last
        words = " ".join(error["words"] + " " + " ".join(
            title + " " + " ".join(new for _, _, new in edits) for title, _, edits in error["fixes"]) for error in self.errors)
        self.is_meant = case["meant"] is not None and case["meant"] in words
        for error in self.errors:
            for title, preferred, edits in error["fixes"]:
                left = len(diagnose(applied(text, edits)))
                if self.left is None or left < self.left:
                    self.left, self.title = left, title
                if preferred and left >= len(self.errors):
                    self.broken.append(f"the preferred fix `{title}` leaves {left} of {len(self.errors)} errors")
                if preferred and changes_a_number(text, edits):
                    self.broken.append(f"the preferred fix `{title}` changes a number")

    @property
    def is_fixed(self):
        return self.left is not None and self.left < len(self.errors)

    @property
    def is_mistake(self):
        return self.case["meant"] is not None

    def reached(self):
        if not self.is_mistake:
            return {"no error": not self.errors}
        return {"one error": len(self.errors) == 1, "on its line": self.on_line, "meant": self.is_meant,
                "a fix that leaves fewer": self.is_fixed}

    def line(self):
        after = "no fix" if self.left is None else f"`{self.title}` leaves {self.left}"
        said = self.errors[0]["words"].splitlines()[0] if self.errors else ""
        return (f"{self.number}  {self.case['slip']:24} errors {len(self.errors)}  line {'yes' if self.on_line else 'no '}  "
                f"meant {'yes' if self.is_meant else 'no '}  {after}  {said[:110]}")


def main(diagnoser=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--policyc", default="policyc")
    parser.add_argument("--all", action="store_true", help="a line for every case")
    parser.add_argument("cases", nargs="*")
    options = parser.parse_args()
    with open(HERE / "meant.json", encoding="utf-8") as stream:
        meant = json.load(stream)
    asked = diagnoser or LanguageServer(options.policyc)
    scores = []
    for number in options.cases or sorted(meant):
        with open(HERE / "cases" / f"{number}.txt", encoding="utf-8", newline="") as stream:
            scores.append(Score(number, meant[number], stream.read(), asked.diagnose))
    asked.end()
    failures = 0
    for score in scores:
        if options.all or score.broken or not all(score.reached().values()):
            print(score.line())
        for text in score.broken:
            failures += 1
            print(f"FAILED {score.number}: {text}")
        if not score.is_mistake and score.errors:
            failures += 1
            print(f"FAILED {score.number}: what is right gives an error")
    mistakes = [score for score in scores if score.is_mistake and score.errors]
    unseen = [score.number for score in scores if score.is_mistake and not score.errors]
    print(f"{len(scores)} cases, {len(mistakes)} of them mistakes that are found; accepted though meant otherwise: {unseen}")
    for name, goal in GOALS.items():
        count = sum(score.reached()[name] for score in mistakes)
        is_reached = count >= goal * len(mistakes)
        print(f"{name}: {count} of {len(mistakes)}, the goal is {goal:.0%}{'' if is_reached else '  MISSED'}")
        if not is_reached and not options.cases:
            failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
