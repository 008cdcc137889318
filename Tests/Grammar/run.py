#!/usr/bin/env python3
"""Tests grammar/policy.ebnf against the parser, both ways.

    run.py --policyc PATH [--sentences N] [--damaged N] [--seed N]

- Policies of the repository, and the examples of docs/language, derive from the grammar if and only if they parse.
- Random sentences of the grammar parse, and the formatter is done with them after one pass.
- Policies with one token left out, doubled or exchanged derive from the grammar if and only if they parse.
"""
import argparse
import concurrent.futures
import difflib
import glob
import os
import random
import re
import subprocess
import sys

from ebnf import Grammar
from generator import Generator
from recogniser import COMMENT, Recogniser

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BATCH = 40
TOKEN = re.compile(
    r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|§[\w.()-]+|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?|v\d+(?:\.\d+)+'
    r'|\d[\d_]*(?:\.\d[\d_]*)?|\w+|\.\.<|\.\.|[=!<>]=|\S')
KEYWORDS = "entity|record|enum|source|access|duty|segregate|rule|standard|instrument|parameter|define|test"


class Tester:
    def __init__(self, policyc):
        self.policyc = policyc
        with open(os.path.join(ROOT, "grammar", "policy.ebnf"), encoding="utf-8") as stream:
            self.grammar = Grammar(stream.read())
        self.recogniser = Recogniser(self.grammar)
        self.faults = 0

    def fault(self, what, text, reason):
        self.faults += 1
        if self.faults <= 20:
            print(f"FAILED {what}: {reason}\n{text[:600]}\n")

    def format(self, text):
        """The formatted text; nothing, with the first line of the reason, where it does not parse."""
        done = subprocess.run([self.policyc, "fmt", "--stdin"], input=text.encode(), capture_output=True, timeout=60)
        if done.returncode == 0:
            return done.stdout.decode(), None
        return None, (done.stderr.decode().splitlines() or [f"exit {done.returncode}"])[0]

    def compare(self, what, text):
        stops = self.recogniser.derives(text)
        reason = self.format(text)[1]
        if stops is None and reason is not None:
            self.fault(what, text, f"derives from the grammar, but does not parse: {reason}")
        if stops is not None and reason is None:
            self.fault(what, text, f"parses, but does not derive from the grammar: {stops}")
        return reason is None

    def repository(self):
        policies = read_policies()
        for path, text in policies:
            self.compare(path, text)
        print(f"{len(policies)} policies and examples compared")

    def sentences(self, count, seed):
        generator = Generator(self.grammar, random.Random(f"{seed} sentences"))
        for number in range(0, count, BATCH):
            depth = generator.random.choice([20, 24, 30])
            header = generator.sentence("policy_header", depth) + "\n"
            declarations = [generator.sentence("declaration", depth) + "\n" for _ in range(BATCH)]
            once, reason = self.format(header + "".join(declarations))
            if reason is not None:
                for declaration in declarations + [""]:
                    reason = self.format((header if not declaration else "policy a\n") + declaration)[1]
                    if reason is not None:
                        self.fault("sentence", declaration or header, f"does not parse: {reason}")
                continue
            text = header + "".join(declarations)
            if words(once) != words(text):
                self.fault("sentences", difference("\n".join(words(text)), "\n".join(words(once))), "tokens are lost")
            again, reason = self.format(once)
            if again != once:
                self.fault("sentences", reason or difference(once, again), "are laid out differently the second time")
        print(f"{count} sentences parsed")

    def damaged(self, count, seed):
        generator = random.Random(f"{seed} damaged")
        declarations = [
            part for _, text in read_policies() for part in re.split(rf"\n(?=(?:{KEYWORDS})\b)", text)[1:]]
        texts = []
        for _ in range(count):
            text = generator.choice(declarations)
            tokens = list(TOKEN.finditer(text))
            token, other = generator.choice(tokens), generator.choice(tokens).group()
            replacement = generator.choice(["", other, other + " " + token.group()])
            texts.append("policy a\n" + text[:token.start()] + replacement + text[token.end():] + "\n")
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            parsed = sum(pool.map(lambda text: self.compare("damaged policy", text), texts))
        print(f"{count} damaged policies compared, {parsed} of them still parse")


def words(text):
    """The tokens of a text. Commas and the two ways to write a clause do not count."""
    tokens = re.findall(rf"{COMMENT}|{TOKEN.pattern}", text)
    return [re.sub(r"\s+", " ", token).strip('"§ ').replace("\\u{41}", "A") for token in tokens if token != ","]


def difference(first, second):
    """The first lines that differ."""
    lines = difflib.unified_diff(first.splitlines(), (second or "").splitlines(), lineterm="", n=1)
    return "\n".join(list(lines)[2:14])


def read_policies():
    """Policies of the repository with their paths, and the examples of the manual."""
    result = []
    for folder in ("policies", "Tests"):
        for path in sorted(glob.glob(os.path.join(ROOT, folder, "**", "*.policy"), recursive=True)):
            with open(path, encoding="utf-8") as stream:
                result.append((os.path.relpath(path, ROOT), stream.read()))
    for path in sorted(glob.glob(os.path.join(ROOT, "docs", "language", "*.md"))):
        with open(path, encoding="utf-8") as stream:
            for example in re.findall(r"^```policy\n(.*?)^```", stream.read(), re.S | re.M):
                header = "" if example.startswith("policy ") else "policy manual.example\n\n"
                if len(re.findall(r"^policy ", header + example, re.M)) == 1:
                    result.append((os.path.relpath(path, ROOT), header + example))
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--sentences", type=int, default=3000)
    parser.add_argument("--damaged", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tester = Tester(os.path.abspath(arguments.policyc))
    print(f"seed {arguments.seed}")
    tester.repository()
    tester.sentences(arguments.sentences, arguments.seed)
    tester.damaged(arguments.damaged, arguments.seed)
    print(f"{tester.faults} differences")
    sys.exit(1 if tester.faults else 0)


if __name__ == "__main__":
    main()
