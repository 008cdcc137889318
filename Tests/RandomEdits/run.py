#!/usr/bin/env python3
"""Edits policies and data at random in the language server: its answers must be those of a server that starts afresh.

    run.py --policyc PATH [--edits N] [--batch N] [--seed N] [--sessions LIST] [--only WORKSPACE] [--record FOLDER]

Edits go to the policies of the repository, to an example project with its data, and to policies that belong to no
project. After each batch both servers receive every request that an editor sends, at random places; diagnostics and
findings are compared when both have come to rest. Requests also come in the middle of edits, some of them cancelled:
each must be answered. Failing cases are kept in the folder `failures` beside this file."""
import argparse
import json
import pathlib
import random
import re
import shutil
import sys
import tempfile
import time

from document import Document
from questions import about, comparable, following
from server import Failure, Server

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BATCHES_OF_A_SESSION = 12


class Workspace:
    """Files that are edited, in a copy of a folder."""
    def __init__(self, name, source, endings, has_root=True, has_data=False):
        self.name, self.has_root, self.has_data = name, has_root, has_data
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"policyc-edits-{name}-"))
        shutil.copytree(source, self.folder, dirs_exist_ok=True,
                        ignore=None if has_root else shutil.ignore_patterns("policyc.yaml", "*.yaml", "*.csv"))
        self.files = sorted(path for path in self.folder.rglob("*")
                            if path.suffix in endings and "examples" not in path.relative_to(self.folder).parts)
        texts = [path.read_text() for path in self.files if path.suffix == ".policy"]
        self.blocks = [block for text in texts for block in re.findall(r"(?:[^\n]+\n)+", text)]


def workspaces():
    example = ROOT / "policies/examples/access-and-procurement"
    return [
        Workspace("library", ROOT / "policies", {".policy"}),
        Workspace("example", example, {".policy", ".yaml"}, has_data=True),
        Workspace("loose", example / "policies", {".policy"}, has_root=False),
    ]


def capabilities(generator):
    """The capabilities of some client, and the unit of its columns."""
    encoding = generator.choice(["utf-8", "utf-16", "utf-16", "utf-32"])
    document = {
        "publishDiagnostics": {"relatedInformation": generator.random() < 0.5, "versionSupport": True},
        "hover": {"contentFormat": ["markdown"]}, "rename": {"prepareSupport": True},
        "completion": {"completionItem": {"snippetSupport": generator.random() < 0.5}},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": generator.random() < 0.7},
    }
    pulls = generator.random() < 0.5
    workspace = {"workspaceEdit": {"documentChanges": generator.random() < 0.5}}
    if pulls:
        document["diagnostic"] = {"relatedDocumentSupport": False}
        workspace["diagnostics"] = {"refreshSupport": True}
    general = {} if encoding == "utf-16" else {"positionEncodings": [encoding]}
    return {"general": general, "textDocument": document, "workspace": workspace}, encoding, pulls


class Session:
    """One long-lived server, and a fresh one after each batch."""
    def __init__(self, command, workspace, generator, patience):
        self.command, self.workspace, self.random, self.patience = command, workspace, generator, patience
        self.capabilities, self.encoding, self.pulls = capabilities(generator)
        self.edits = self.questions = self.differences = 0
        self.tokens = {}
        self.server = self.start()
        files = generator.sample(workspace.files, min(len(workspace.files), generator.choice([1, 2, 3])))
        self.documents = [self.document(path) for path in files]
        for document in self.documents:
            self.server.notify("textDocument/didOpen", {"textDocument": document.item})

    def document(self, path):
        return Document(path, path.read_bytes().decode(), "policy" if path.suffix == ".policy" else "yaml")

    def start(self):
        root = self.workspace.folder if self.workspace.has_root else None
        return Server(self.command, root, self.capabilities, self.patience)

    # Edits

    def edit(self, count):
        """Makes at least this many edits; returns the requests sent on the way, whose answers must come."""
        waiting = []
        target = self.edits + count
        while self.edits < target:
            document = self.random.choice(self.documents)
            if self.random.random() < 0.01:
                self.server.notify("textDocument/didClose", {"textDocument": document.identifier})
                document.version += 1
                self.server.notify("textDocument/didOpen", {"textDocument": document.item})
                self.tokens.pop(document.uri, None)
            changes, is_one = document.change(self.random, self.workspace.blocks, self.encoding)
            self.edits += len(changes)
            for group in [changes] if is_one else [[change] for change in changes]:
                document.version += 1
                self.server.notify("textDocument/didChange", {
                    "textDocument": {"uri": document.uri, "version": document.version}, "contentChanges": group})
                if self.random.random() < 0.1:
                    asked = about(document, self.random, self.encoding, 1, self.pulls)
                    waiting += [self.server.ask(method, params) for method, params in asked[:3]]
                    if self.random.random() < 0.3:
                        self.server.notify("$/cancelRequest", {"id": waiting[-1]})
        for number in waiting:
            self.server.answer(number)
        self.questions += len(waiting)

    # Answers

    def compare(self, places):
        """Compares the answers with those of a fresh server; the differences."""
        fresh = self.start()
        try:
            for document in self.documents:
                fresh.notify("textDocument/didOpen", {"textDocument": document.item})
            faults = []
            if self.workspace.has_data:
                faults += self.compare_at_rest(fresh)
            asked = []
            for document in self.documents:
                asked += about(document, self.random, self.encoding, places, self.pulls)
            answers = self.both(fresh, [(method, params, params) for method, params in asked], faults)
            # The item sent back is the one the server itself gave.
            further = [(method, own, other) for (asked_method, _), pair in zip(asked, answers) if comparable(pair[0]) == comparable(pair[1])
                       for method, own, other in following(asked_method, *pair, self.random)]
            self.both(fresh, further, faults)
            self.compare_deltas(faults)
            # With data once more: what looked like rest may have been the moment before it was checked.
            faults += self.compare_at_rest(fresh)
            fresh.end()
        except Exception:
            fresh.kill()
            raise
        self.differences += len(faults)
        return faults

    def both(self, fresh, asked, faults):
        """The answers of both, after comparing them."""
        answers, different = self.ask_both(fresh, asked)
        limit = time.monotonic() + 20
        # Findings follow when typing has paused: which of the two servers has them first does not matter.
        while different and self.workspace.has_data and time.monotonic() < limit:
            time.sleep(0.05)
            _, different = self.ask_both(fresh, [fault["asked"] for fault in different])
        faults += different
        return answers

    def ask_both(self, fresh, asked):
        self.questions += len(asked)
        numbers = [(self.server.ask(method, own), fresh.ask(method, other)) for method, own, other in asked]
        answers, different = [], []
        for (method, params, other), (one, two) in zip(asked, numbers):
            left, right = self.server.answer(one), fresh.answer(two)
            answers.append((left, right))
            if method == "textDocument/semanticTokens/full" and isinstance(left, dict):
                self.tokens.setdefault(params["textDocument"]["uri"], left)
            if comparable(left) != comparable(right):
                different.append({"method": method, "asked": (method, params, other), "params": params, "edited": left, "fresh": right})
        return answers, different

    def compare_deltas(self, faults):
        """Earlier semantic tokens with the differences applied must equal all of the current ones."""
        for document in self.documents:
            last = self.tokens.get(document.uri)
            if not last or "error" in last:
                continue
            name = {"textDocument": document.identifier}
            delta = self.server.answer(self.server.ask(
                "textDocument/semanticTokens/full/delta", {**name, "previousResultId": last["resultId"]}))
            if not isinstance(delta, dict) or "error" in delta:
                continue
            data = delta.get("data")
            if data is None:
                data = list(last["data"])
                for edit in sorted(delta["edits"], key=lambda edit: -edit["start"]):
                    data[edit["start"]:edit["start"] + edit["deleteCount"]] = edit.get("data", [])
            whole = self.server.answer(self.server.ask("textDocument/semanticTokens/full", name))
            self.questions += 2
            if whole["data"] != data:
                faults.append({"method": "semanticTokens/full/delta", "params": name, "edited": data, "fresh": whole["data"]})
            self.tokens[document.uri] = whole

    def compare_at_rest(self, fresh):
        """Compares all diagnostics once both servers have said all they have to say."""
        limit = time.monotonic() + min(self.patience, 30)
        while True:
            self.questions += 1
            if self.pulls:
                numbers = [(server, server.ask("workspace/diagnostic", {"previousResultIds": []})) for server in (self.server, fresh)]
                left, right = [comparable(server.answer(number)) for server, number in numbers]
                for side in (left, right):
                    if "items" in side:
                        side["items"] = sorted((item for item in side["items"] if item.get("items")), key=lambda item: item["uri"])
            else:
                left, right = self.server.diagnostics(), fresh.diagnostics()
            if left == right and (self.pulls or len(fresh.published) >= 1):
                return []
            if time.monotonic() > limit:
                return [{"method": "diagnostics at rest", "params": {}, "edited": left, "fresh": right}]
            time.sleep(0.02)


def keep(session, faults, number):
    """Writes down what a failure needs to be looked at."""
    folder = HERE / "failures" / f"{session.workspace.name}-{number}"
    folder.mkdir(parents=True, exist_ok=True)
    for document in session.documents:
        (folder / document.path.name).write_bytes(document.text.encode())
    (folder / "faults.json").write_text(json.dumps({
        "encoding": session.encoding, "files": [str(document.path) for document in session.documents],
        "capabilities": session.capabilities, "faults": faults}, indent=1, ensure_ascii=False))
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=25)
    parser.add_argument("--places", type=int, default=4, help="places in each document that requests are about")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--first", type=int, default=0, help="the first session")
    parser.add_argument("--only", help="one workspace: library, example or loose")
    parser.add_argument("--record", help="a folder for recordings of the sessions")
    parser.add_argument("--patience", type=float, default=120, help="seconds for an answer")
    arguments = parser.parse_args()
    command = [str(pathlib.Path(arguments.policyc).resolve()), "lsp"]
    print(f"seed {arguments.seed}", flush=True)
    places = [space for space in workspaces() if arguments.only in (None, space.name)]
    edits = questions = batches = faults = number = 0
    number = arguments.first
    start = time.monotonic()
    while edits < arguments.edits and faults < 20:
        generator = random.Random(f"{arguments.seed} {number}")
        space = places[number % len(places)]
        recorder = []
        if arguments.record:
            pathlib.Path(arguments.record).mkdir(parents=True, exist_ok=True)
            record = pathlib.Path(arguments.record) / f"{space.name}-{number}.jsonl"
            recorder = [sys.executable, str(ROOT / "Tests/Editors/clients/lsp_tee.py"), str(record), "--"]
        session = Session(recorder + command, space, generator, arguments.patience)
        session.command = command
        try:
            for _ in range(BATCHES_OF_A_SESSION):
                session.edit(min(arguments.batch, arguments.edits - edits - session.edits))
                batches += 1
                found = session.compare(arguments.places)
                if found:
                    faults += len(found)
                    folder = keep(session, found, number)
                    names = sorted({fault["method"] for fault in found})
                    print(f"FAILED session {number} ({space.name}, {session.encoding}): {', '.join(names)}: {folder}", flush=True)
                    break
                if edits + session.edits >= arguments.edits:
                    break
            session.server.end()
        except Failure as failure:
            faults += 1
            print(f"FAILED session {number} ({space.name}): {failure}: {keep(session, [str(failure)], number)}", flush=True)
            session.server.kill()
        edits += session.edits
        questions += session.questions
        number += 1
        if number % 25 == 0:
            print(f"  {edits} edits, {time.monotonic() - start:.0f} s", flush=True)
    for space in places:
        shutil.rmtree(space.folder, ignore_errors=True)
    print(f"{edits} edits in {number - arguments.first} sessions, {batches} comparisons with a fresh server, "
          f"{questions} questions, {faults} failures, {time.monotonic() - start:.0f} s")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
