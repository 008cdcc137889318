#!/usr/bin/env python3
"""Has the lexer of Pygments and the grammar of highlight.js colour policies.

Pygments colours every policy of the repository: nothing may be unknown to it, and no text may be lost. The grammar of
highlight.js is run in Node, without highlight.js itself: its expressions are compiled and tried."""
import glob
import importlib.util
import json
import os
import shutil
import subprocess
import sys

from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SAMPLE = '''policy demo.x
/// A person.
entity Person from people { key id : Text, level : Integer } // plain
rule R_1 "Title {p.id}" {
  cites SGB §2.2(g)
  for   p in Person where p.level == 5 and count(p.ids) > 1
  must  not late(p)
  in force from 2026-01-01
  waivable by "CISO" for at most 90 days
}
'''
# The kind that a word of the sample has to have.
WANTED = [
    ("policy", Keyword.Namespace), ("demo.x", Name.Namespace), ("/// A person.", String.Doc), ("entity", Keyword.Declaration),
    ("Person", Name.Class), ("Text", Keyword.Type), ("// plain", Comment.Single), ("R_1", Name.Label),
    ("{p.id}", String.Interpol), ("§2.2(g)", Name.Constant), ("where", Keyword), ("level", Name), ("level", Name.Attribute),
    ("and", Operator.Word), ("count", Name.Builtin), ("late", Name.Function), ("5", Number), ("days", Keyword.Type),
    ("waivable", Keyword), ("force", Keyword),
]
HIGHLIGHT = """
const make = require(process.argv[1])
const grammar = make({})
const walk = (mode, seen) => {
  for (const key of ['match', 'begin', 'end']) for (const r of [mode[key]].flat()) {
    if (r !== undefined && !(r instanceof RegExp)) throw new Error(`${key} is ${r}`)
  }
  for (const part of mode.contains || []) if (part !== 'self' && !seen.has(part)) walk(part, seen.add(part))
}
walk(grammar, new Set())
console.log(JSON.stringify(grammar.keywords, (key, value) => value instanceof RegExp ? value.source : value))
"""
failures = 0


def fault(text):
    global failures
    failures += 1
    print(f"FAILED {text}")


def lexer():
    path = os.path.join(ROOT, "editors", "pygments", "policy_lexer.py")
    spec = importlib.util.spec_from_file_location("policy_lexer", path)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module.PolicyLexer(stripnl=False, ensurenl=False)


def main():
    policies = lexer()
    tokens = list(policies.get_tokens(SAMPLE))
    for text, kind in WANTED:
        if (kind, text) not in tokens:
            fault(f"`{text}` is {[str(k) for k, t in tokens if t == text]}, not {kind}")
    files = glob.glob(os.path.join(ROOT, "policies", "**", "*.policy"), recursive=True)
    for path in sorted(files):
        with open(path, encoding="utf-8", newline="") as stream:
            text = stream.read()
        found = list(policies.get_tokens_unprocessed(text))
        unknown = [value for _, kind, value in found if kind in Token.Error]
        if unknown:
            fault(f"{os.path.relpath(path, ROOT)}: unknown to Pygments: {unknown[:5]}")
        if "".join(value for _, _, value in found) != text:
            fault(f"{os.path.relpath(path, ROOT)}: Pygments loses text")
    if not files:
        fault("there are no policies to colour")
    if not shutil.which("node"):
        subprocess.run([os.path.join(ROOT, "scripts", "install-dependencies"), "nodejs"], check=True)
    done = subprocess.run(["node", "-e", HIGHLIGHT, os.path.join(ROOT, "editors", "highlightjs", "policy.highlight.js")],
                          capture_output=True, text=True, timeout=60)
    if done.returncode:
        fault(f"the grammar of highlight.js does not run:\n{done.stderr}")
    else:
        words = json.loads(done.stdout)
        listed = set(words["keyword"]) | set(words["literal"]) | set(words["type"]) | set(words["built_in"])
        ours = {word for group in ("DECLARATIONS", "CLAUSES", "OPERATORS", "CONSTANTS", "TYPES", "FUNCTIONS")
                for word in getattr(type(policies), group)}
        if listed != ours:
            fault(f"highlight.js and Pygments have other words: {sorted(listed ^ ours)}")
    if not failures:
        print(f"{len(files)} policies coloured by Pygments; the grammar of highlight.js runs")


main()
sys.exit(1 if failures else 0)
