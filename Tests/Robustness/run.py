#!/usr/bin/env python3
"""Damages policies and data at random: policyc must end with an exit code of its own, in time, and never by a signal.

    run.py --policyc PATH [--count N] [--seed N] [--seconds S] [--kind policies|data|sources|all]

Every case of the acceptance tests and every example project is a seed. One file of it is damaged: bytes changed, cut
out, doubled or exchanged, words and lines shuffled, signs of the language or of the data format put in, parts of another
file spliced in. Files that sources read are damaged as they are or, where they are packed, inside. N runs are made of each kind. Failing cases are kept in the folder `failures` beside this file.
"""
import argparse
import concurrent.futures
import gzip
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATA_ENDINGS = (".yaml", ".yml", ".json", ".jsonl", ".csv")
SOURCE_ENDINGS = (*DATA_ENDINGS, ".xml", ".ldif", ".txt", ".gz", ".xlsx")
EXIT_CODES = {0, 1, 2, 3, 4, 5}
SNIPPETS = {
    ".policy": [b"{", b"}", b"(", b")", b"[", b"]", b"*", b"..", b"..<", b"\"", b"/*", b"*/", b"//", b"\\u{110000}",
                b" and ", b" or ", b" not ", b" in ", b" is present ", b" otherwise ", b" where ", b" for ", b" must ",
                b"self", b"today", b"9999999999999999999999999999999999999999", b"9223372036854775807",
                b"0.0000000000000000000000000001", b"9999-12-31", b"0000-00-00", b"v1.2", b"15 %", b"1 USD", b"99 years",
                b"sum(", b"count(", b"every x in ", b"\xff\xfe", b"\x00", "\u00e9".encode(), b"import a.b\n",
                b"policy x\n", b"let a = ", b"define f(x: Integer): Integer = f(x)\n", b"-", b"- -", b"(" * 300,
                b"[" * 300, b"not " * 300],
    ".yaml": [b"- ", b": ", b"\n", b"&a ", b"*a", b"<<: *a", b"!!str ", b"---\n", b"...\n", b"{", b"}", b"[", b"]",
              b"|\n", b">\n", b"'", b"\"", b"#", b"\t", b"~", b"null", b"? ", b"%YAML 3.0\n", b"\xff", b"\x00", b"[" * 200,
              b"9" * 60, b"2019-13-45"],
    ".json": [b"{", b"}", b"[", b"]", b",", b":", b"\"", b"\\", b"\\ud800", b"null", b"1e999999", b"-", b"0x1", b"[" * 300,
              b"\xff", b"\x00", b"9" * 60, b"{\"a\":" * 100],
    ".csv": [b",", b"\"", b"\"\"", b"\r\n", b"\r", b"\n", b"|", b".", b";", b"\xef\xbb\xbf", b"\x00", b"\xff", b"9" * 60],
}
SNIPPETS[".xml"] = [b"<", b">", b"</a>", b"<a>" * 100, b"&", b"&amp;", b"&#0;", b"&#x110000;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<![CDATA[",
                    b"]]>", b"<!--", b"-->", b"<?a", b"?>", b" xmlns=''", b" xmlns:a='urn:a'", b" a:b='c'", b"\xff", b"\x00", b"\r\n",
                    b"<c t=\"s\"><v>9</v></c>", b"<c r=\"XFD1048576\"><v>1</v></c>", b"<row r=\"1048576\"/>", b"1e400", b"-1", b"9" * 60]
SNIPPETS[".ldif"] = [b"dn: ", b"\n", b"\n\n", b"\n ", b"\r\n", b":: ", b":< ", b"changetype: delete\n", b"# ", b"version: 1\n", b"====", b"\xff",
                     b"\x00", b";", b"a" * 3000]
SNIPPETS[".txt"] = SNIPPETS[".csv"] + [b"00.00.0000", b"31.12.9999", b"30.02.2024", b"1.2.3,4"]
SNIPPETS[".gz"] = SNIPPETS[".xlsx"] = [b"\x1f\x8b\x08", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x00" * 8, b"\xff" * 8, b"\x00" * 70000]
SNIPPETS[".yml"] = SNIPPETS[".yaml"]
SNIPPETS[".jsonl"] = SNIPPETS[".json"]


def damaged(generator, content, ending, others):
    """The content after one to four changes."""
    content = bytearray(content)
    for _ in range(generator.choice([1, 1, 1, 2, 2, 4])):
        size = len(content)
        at = generator.randint(0, size)
        length = min(size - at, generator.choice([1, 1, 2, 5, 20, 200]))
        kind = generator.randrange(9)
        if kind == 0 and size:
            content[min(at, size - 1)] = generator.randrange(256)
        elif kind == 1:
            del content[at:at + length]
        elif kind == 2:
            content[at:at] = content[at:at + length] * generator.choice([1, 1, 3, 50])
        elif kind in (3, 4, 5):
            content[at:at] = generator.choice(SNIPPETS[ending])
        elif kind == 6:
            lines = bytes(content).split(b"\n")
            first, second = generator.randrange(len(lines)), generator.randrange(len(lines))
            lines[first], lines[second] = lines[second], lines[first]
            content = bytearray(b"\n".join(lines))
        elif kind == 7:
            words = bytes(content).split(b" ")
            first, second = generator.randrange(len(words)), generator.randrange(len(words))
            words[first] = words[second]
            content = bytearray(b" ".join(words))
        else:
            other = generator.choice(others)
            start = generator.randint(0, len(other))
            content[at:at + length] = other[start:start + generator.choice([5, 50, 500])]
    return bytes(content)


def damaged_inside(generator, content, path):
    """The content of a packed file after changes of what is packed."""
    if path.endswith(".gz"):
        ending = os.path.splitext(path[:-3])[1]
        plain = gzip.decompress(content)
        return gzip.compress(damaged(generator, plain, ending, [plain]), mtime=0)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = generator.choice(sorted(members))
    members[name] = damaged(generator, members[name], ".xml", sorted(members.values()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    return packed.getvalue()


def source_seeds():
    """Projects with sources: the path below the root, and all their files with those that a script of theirs makes."""
    result = []
    base = "Tests/Acceptance/cases"
    for name in sorted(os.listdir(os.path.join(ROOT, base))):
        folder = os.path.join(ROOT, base, name)
        if not name.startswith("source-") or not os.path.exists(os.path.join(folder, "policyc.yaml")):
            continue
        with tempfile.TemporaryDirectory() as copy:
            there = shutil.copytree(folder, os.path.join(copy, "case"))
            with open(os.path.join(folder, "case.json"), encoding="utf-8") as stream:
                maker = json.load(stream).get("make")
            if maker:
                maker = os.path.abspath(os.path.join(folder, maker))
                subprocess.run([sys.executable, maker], cwd=there, check=True, timeout=60)
            files = {}
            for place, _, names in os.walk(there):
                for file in sorted(names):
                    if file not in ("case.json", "make.py"):
                        with open(os.path.join(place, file), "rb") as stream:
                            files[os.path.relpath(os.path.join(place, file), there)] = stream.read()
        result.append((os.path.join(base, name), files))
    return result


def seeds():
    """Folders with policies and data: the path below the root, and the files with their contents."""
    result = []
    for base in ("Tests/Acceptance/cases", "policies/examples"):
        for name in sorted(os.listdir(os.path.join(ROOT, base))):
            folder = os.path.join(ROOT, base, name)
            files = {}
            for place, folders, names in os.walk(folder):
                folders.sort()
                for file in sorted(names):
                    path = os.path.join(place, file)
                    if file.endswith((".policy", *DATA_ENDINGS)) and file not in ("case.json", "policyc.yaml"):
                        with open(path, "rb") as stream:
                            files[os.path.relpath(path, folder)] = stream.read()
            if any(path.endswith(".policy") for path in files):
                result.append((os.path.join(base, name), files))
    return result


def damage(generator, content, path, ending, others):
    if ending in (".gz", ".xlsx") and generator.random() < 0.7:
        try:
            return damaged_inside(generator, content, path)
        except (OSError, EOFError, zipfile.BadZipFile):
            # A case whose file is damaged already.
            pass
    return damaged(generator, content, ending, others)


def attempt(policyc, seconds, kind, number, seed, sources):
    """One run; nothing where it ended well, else what went wrong."""
    generator = random.Random(f"{seed} {kind} {number}")
    endings = {"policies": (".policy",), "data": DATA_ENDINGS, "sources": SOURCE_ENDINGS}[kind]
    fitting = [(name, files) for name, files in sources if any(path.endswith(endings) and path != "policyc.yaml" for path in files)]
    name, files = generator.choice(fitting)
    path = generator.choice([path for path in files if path.endswith(endings) and path != "policyc.yaml"])
    ending = os.path.splitext(path)[1]
    others = [content for _, each in fitting for other, content in each.items() if other.endswith(ending)]
    with tempfile.TemporaryDirectory() as folder:
        for file, content in files.items():
            os.makedirs(os.path.dirname(os.path.join(folder, file)), exist_ok=True)
            if file == path:
                content = damage(generator, content, path, ending, others)
            with open(os.path.join(folder, file), "wb") as stream:
                stream.write(content)
        policies = [file for file in files if file.endswith(".policy")]
        data = [f"--data={file}" for file in files if file.endswith(DATA_ENDINGS)]
        form = generator.choice(["json", "text"])
        named = [] if kind == "sources" else [*policies, *data]
        command = [policyc, "check", *named, "--format", form, "--as-of", "2019-06-30"]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, timeout=seconds)
            fault = None if done.returncode in EXIT_CODES else f"exit {done.returncode}: {done.stderr[-400:]!r}"
            code = done.returncode
        except subprocess.TimeoutExpired:
            fault, code = f"longer than {seconds} s", "time"
        if fault:
            kept = os.path.join(HERE, "failures", f"{kind}-{number}")
            shutil.copytree(folder, kept, dirs_exist_ok=True)
            fault = f"{kind} {number} ({name}/{path}): {fault}\n  {' '.join(command)}"
        return code, fault


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--kind", choices=["policies", "data", "sources", "all"], default="all")
    arguments = parser.parse_args()
    policyc = os.path.abspath(arguments.policyc)
    sources = {"policies": seeds(), "sources": source_seeds()}
    sources["data"] = sources["policies"]
    kinds = ["policies", "data", "sources"] if arguments.kind == "all" else [arguments.kind]
    print(f"seed {arguments.seed}")
    faults = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for kind in kinds:
            codes = {}
            runs = [pool.submit(attempt, policyc, arguments.seconds, kind, number, arguments.seed, sources[kind])
                    for number in range(arguments.count)]
            for run in runs:
                code, fault = run.result()
                codes[code] = codes.get(code, 0) + 1
                if fault:
                    faults += 1
                    print("FAILED", fault)
            told = ", ".join(f"{count} ended with {code}" for code, count in sorted(codes.items(), key=str))
            print(f"{kind}: {arguments.count} damaged files: {told}")
    print(f"{arguments.count * len(kinds)} runs, {faults} failures")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
