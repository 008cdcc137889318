#!/usr/bin/env python3
"""Tests grammar/tree-sitter: that grammar.js is current and has the rules of policy.ebnf, and that its queries fit it.

Needs Node; `scripts/install-dependencies nodejs` installs it. No parser is generated, for lack of a generator."""
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FOLDER = os.path.join(ROOT, "grammar", "tree-sitter")
sys.path.insert(0, os.path.join(ROOT, "Tests", "Grammar"))
sys.dont_write_bytecode = True
from ebnf import Grammar  # noqa: E402

# Rules of the EBNF that are parts of tokens, which tree-sitter writes as regular expressions.
PARTS = {"escape", "hex", "letter", "digit", "byte_order_mark"}
# Texts that are tokens, and texts that are not.
SAMPLES = {
    "word": (["level", "_x", "règle", "a1"], ["1a", "", "a-b"]),
    "currency": (["EUR"], ["eur", "EURO"]),
    "language": (["en", "pt_BR"], ["eng", "EN"]),
    "integer": (["5", "5_000"], ["_5", "5,000"]),
    "decimal": (["0.5", "1_0.25"], ["1.", ".5"]),
    "date": (["2020-01-01"], ["2020-1-1", "01/02/2019"]),
    "timestamp": (["2020-01-01T08:00:00Z", "2020-01-01T08:00+02:00"], ["2020-01-01"]),
    "version": (["v1.2", "v1.2.3"], ["v1", "1.2"]),
    "clause_reference": (["§2.2(g)", "§1", "§A-1"], ["2.2"]),
    "string": (['"a"', '"a \\" b"', '"\\u{e9}"'], ['"a', '"\\q"', '"a\nb"']),
}
failures = 0


def fault(text):
    global failures
    failures += 1
    print(f"FAILED {text}")


def of_ebnf(expression, names, texts):
    kind = expression[0]
    if kind == "rule":
        names.add(expression[1])
    elif kind == "text":
        texts.add(expression[1])
    elif kind == "except":
        of_ebnf(expression[1], names, texts)
    elif kind in ("sequence", "choice"):
        for part in expression[1]:
            of_ebnf(part, names, texts)
    elif kind in ("optional", "repeat"):
        of_ebnf(expression[1], names, texts)


def of_rule(rule, names, texts, patterns):
    if rule["kind"] == "rule":
        names.add(rule["text"])
    elif rule["kind"] == "text":
        texts.add(rule["text"])
    elif rule["kind"] == "pattern":
        patterns.append(rule["text"])
    for part in rule.get("parts", []):
        of_rule(part, names, texts, patterns)


def node(*arguments):
    return subprocess.run(["node", *arguments], capture_output=True, text=True, timeout=60)


def main():
    if not shutil.which("node"):
        subprocess.run([os.path.join(ROOT, "scripts", "install-dependencies"), "nodejs"], check=True)
    current = subprocess.run([os.path.join(ROOT, "scripts", "tree-sitter-grammar"), "-"], capture_output=True, text=True,
                             timeout=60, check=True).stdout
    with open(os.path.join(FOLDER, "grammar.js"), encoding="utf-8") as stream:
        if stream.read() != current:
            fault("grammar/tree-sitter/grammar.js is not current; run `make docs`")
    done = node(os.path.join(HERE, "read.js"), os.path.join(FOLDER, "grammar.js"))
    if done.returncode:
        fault(f"grammar.js does not run:\n{done.stderr}")
        return
    rules = json.loads(done.stdout)["rules"]
    with open(os.path.join(ROOT, "grammar", "policy.ebnf"), encoding="utf-8") as stream:
        ebnf = Grammar(stream.read())
    if set(rules) != set(ebnf.rules) - PARTS:
        fault(f"rules differ from those of policy.ebnf: {sorted(set(rules) ^ (set(ebnf.rules) - PARTS))}")
    compared, terminals = 0, set()
    for name, rule in rules.items():
        names, texts, patterns = set(), set(), []
        of_rule(rule, names, texts, patterns)
        terminals |= texts
        if patterns:
            continue
        wanted_names, wanted_texts = set(), set()
        of_ebnf(ebnf.rules[name], wanted_names, wanted_texts)
        compared += 1
        if names != wanted_names - PARTS or texts != wanted_texts:
            fault(f"{name}: {sorted(names ^ (wanted_names - PARTS))} {sorted(texts ^ wanted_texts)}")
    check_tokens(rules)
    check_queries(rules, terminals)
    if not failures:
        print(f"grammar.js runs; {len(rules)} rules, {compared} compared with policy.ebnf; the queries fit it")


def check_tokens(rules):
    for name, (right, wrong) in SAMPLES.items():
        patterns = []
        of_rule(rules[name], set(), set(), patterns)
        script = "const [p, ...t] = JSON.parse(process.argv[1]); const r = new RegExp(`^(?:${p})$`, 'u');" \
                 "console.log(JSON.stringify(t.map(x => r.test(x))))"
        done = node("-e", script, json.dumps([patterns[0], *right, *wrong]))
        if done.returncode or json.loads(done.stdout) != [True] * len(right) + [False] * len(wrong):
            fault(f"{name}: {patterns[0]} gives {done.stdout.strip()} for {right + wrong} {done.stderr}")


def check_queries(rules, terminals):
    with open(os.path.join(FOLDER, "queries", "highlights.scm"), encoding="utf-8") as stream:
        text = re.sub(r"(?m)^;.*$", "", stream.read())
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        fault("highlights.scm: brackets do not match")
    words = set(re.findall(r'"([^"]+)"', re.sub(r"\(#any-of\?.*?\)", "", text, flags=re.S)))
    if words - terminals:
        fault(f"highlights.scm colours what the grammar does not have: {sorted(words - terminals)}")
    letters = {word for word in terminals if word.isalpha()} - words
    units = {"duration_unit", "size_unit"}
    for name in units:
        texts = set()
        of_rule(rules[name], set(), texts, [])
        letters -= texts
    # A field and a name of a zone, which are coloured as a field and as a text.
    letters -= {"date", "UTC"}
    if letters:
        fault(f"highlights.scm leaves words without a colour: {sorted(letters)}")
    nodes = set(re.findall(r"\((\w+)", text)) - set(rules)
    if nodes:
        fault(f"highlights.scm names nodes that the grammar does not have: {sorted(nodes)}")


main()
sys.exit(1 if failures else 0)
