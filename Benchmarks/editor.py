#!/usr/bin/env python3
"""How long an editor waits: editor.py --policyc PATH [--files 200] [--lines 250] [--keystrokes 300]

Writes a workspace of policies, opens one of them in the language server and types into a rule. Prints, in milliseconds,
from the start to the first diagnostics, from a keystroke to its diagnostics, completion and hover, and the memory."""
import argparse
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

RULE = """
/// Rule {n} of file {f}.
rule F{f}_R{n} "Whoever holds role {n} serves" {{
  cites   BASE §{clause}
  for     p in Person where p.status == active and p.level >= {n}
  must    p.boss is present and p.boss.status == active and count(p.roles) <= {n} + 3
  message en "{{p.id}} of level {{p.level}} has no one above them."
          fr "{{p.id}}, niveau {{p.level}}, n'a personne au-dessus."
}}
"""


def workspace(root, files, lines):
    (root / "policies").mkdir(parents=True)
    (root / "policyc.yaml").write_text("policies: [policies]\nlanguages: [en, fr]\nas-of: 2020-01-01\n")
    clauses = "".join(f'  clause §{n} en "Clause {n}." fr "Clause {n}."\n' for n in range(1, 41))
    (root / "policies/base.policy").write_text(
        "policy bench.base\n\nenum Status { active, left }\n\nentity Person from people {\n  key id : Text\n"
        "  status : Status\n  level  : Integer\n  boss   : Person?\n  roles  : [Role] = []\n}\n\n"
        "entity Role from roles {\n  key id : Text\n}\n\ninstrument BASE {\n  symbol \"B\"\n  title  en \"Base\" fr \"Base\"\n"
        + clauses + "}\n")
    count = 2
    for f in range(files - 1):
        text = f"policy bench.f{f}\n\nimport bench.base\n"
        n = 1
        while text.count("\n") < lines:
            text += RULE.format(f=f, n=n, clause=n % 40 + 1)
            n += 1
        (root / f"policies/f{f}.policy").write_text(text)
        count += text.count("\n")
    return count


class Server:
    def __init__(self, policyc, root):
        self.process = subprocess.Popen([policyc, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        self.request("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {
            "general": {"positionEncodings": ["utf-8"]},
            "textDocument": {"publishDiagnostics": {"versionSupport": True}}}})
        self.notify("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def read(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def request(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self.number and "method" not in message:
                return message.get("result")

    def diagnostics(self, uri, version):
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics":
                params = message["params"]
                if params["uri"] == uri and params.get("version", -1) >= version:
                    return params["diagnostics"]

    def memory(self):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0.0


def spread(times):
    ordered = sorted(times)
    pick = lambda share: ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000
    return {"median": round(pick(0.5), 2), "p95": round(pick(0.95), 2), "p99": round(pick(0.99), 2)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--lines", type=int, default=250)
    parser.add_argument("--keystrokes", type=int, default=300)
    arguments = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="policyc-editor-bench-"))
    try:
        lines = workspace(root, arguments.files, arguments.lines)
        path = root / "policies/f7.policy"
        text, uri = path.read_text(), path.as_uri()
        start = time.perf_counter()
        server = Server(arguments.policyc, root)
        server.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "policy", "version": 1, "text": text}})
        server.diagnostics(uri, 1)
        first = time.perf_counter() - start
        before = text[:text.index("count(p.roles)")]
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        typed, keystrokes = "p.level > 0 and ", []
        version = 1
        for index in range(arguments.keystrokes):
            letter = typed[index % len(typed)]
            version += 1
            begin = time.perf_counter()
            place = {"line": line, "character": column + index}
            server.notify("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"range": {"start": place, "end": place}, "text": letter}]})
            server.diagnostics(uri, version)
            keystrokes.append(time.perf_counter() - begin)
            # Someone who types fast.
            time.sleep(0.03)
        asked = {}
        for method in ["completion", "hover"]:
            times = []
            for index in range(100):
                begin = time.perf_counter()
                server.request(f"textDocument/{method}", {
                    "textDocument": {"uri": uri}, "position": {"line": line, "character": column - 8}})
                times.append(time.perf_counter() - begin)
            asked[method] = spread(times)
        memory = server.memory()
        server.request("shutdown", None)
        server.notify("exit", {})
        server.process.wait()
        print(json.dumps({
            "files": arguments.files, "lines": lines, "start to diagnostics, ms": round(first * 1000, 1),
            "keystroke to diagnostics, ms": spread(keystrokes), **{f"{name}, ms": value for name, value in asked.items()},
            "memory, MB": round(memory, 1)}, indent=2))
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
