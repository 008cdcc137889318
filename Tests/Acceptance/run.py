#!/usr/bin/env python3
"""Runs the acceptance cases: folders below `cases` with a case.json and the files that it names.

    run.py --policyc PATH [--filter TEXT]

case.json:
  args         arguments of policyc, run inside the folder; check reports JSON unless another format is requested
  exit         exit code, 0 if not given
  stdin        standard input
  make         a Python file that writes further files of the case, such as packed ones; it is run in a copy of the folder
  first        argument lists that are run before `args`, in a copy of the folder
  findings     all findings: {rule, subject, line, file, status, severity, level, message, remedy, judgedOn, cites, evidence,
               conflicts, about, periods}; only what is given is compared, a rule may leave its namespace out, evidence lists parts
               of its texts, conflicts are [[duty without namespace, …], status], about lists keys, periods
               are [first day, last day] or with their status
  diagnostics  all diagnostics: {code, severity, file, line, column, contains}
  summary      keys of the summary with their values
  read, norms, restsOn  what the report says of itself; only the keys that are given are compared
  review       of one request: advice; new and settled as [rule without namespace, key]; alternatives as their texts;
               conflicts; only what is given is compared. A list compares several requests
  stdout       standard output, exactly
  contains     texts that standard output or standard error must have
  lacks        texts that neither may have
  same         further argument lists whose standard output must be that of `args`
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def run(policyc, folder, arguments, text=""):
    environment = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8")
    done = subprocess.run([policyc, *arguments], cwd=folder, input=text.encode(), capture_output=True,
                          timeout=60, env=environment, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def fits_finding(wanted, found):
    location = found.get("location") or {}
    subject = found["subject"]
    name = f'{subject["type"]} {subject["key"]}'
    checks = [
        found["rule"] == wanted["rule"] or found["rule"].endswith("." + wanted["rule"]),
        wanted.get("subject", name) in (name, subject["key"]),
        wanted.get("line", location.get("line")) == location.get("line"),
        (location.get("file") or "").endswith(wanted.get("file", "")),
        all(wanted[key] == found.get(key) for key in ("status", "severity", "level", "message", "remedy", "judgedOn")
            if key in wanted),
        wanted.get("cites") in (None, [[cite["instrument"], cite["clause"]] for cite in found["cites"]]),
        all(any(part in item["text"] for item in found["evidence"]) for part in wanted.get("evidence", [])),
        wanted.get("about") in (None, [other["key"] for other in found.get("about", [])]),
        "periods" not in wanted or len(wanted["periods"]) == len(found.get("periods", [])) and all(
            list(period.values())[:len(days)] == days for days, period in zip(wanted["periods"], found["periods"])),
        "conflicts" not in wanted or conflicts(wanted["conflicts"]) == conflicts(
            [[duty.rsplit(".", 1)[-1] for duty in item["duties"]], item["status"]] for item in found["conflicts"]),
    ]
    return all(checks)


def conflicts(items):
    return sorted([sorted(duties), status] for duties, status in items)


def fits_diagnostic(wanted, found):
    location = found.get("location") or {}
    return (all(wanted[key] == found.get(key) for key in ("code", "severity") if key in wanted)
            and all(wanted[key] == location.get(key) for key in ("line", "column") if key in wanted)
            and (location.get("file") or "").endswith(wanted.get("file", ""))
            and wanted.get("contains", "").lower() in found["message"].lower())


def match(kind, wanted, found, fits, faults):
    left = list(found)
    for item in wanted:
        hit = next((candidate for candidate in left if fits(item, candidate)), None)
        if hit is None:
            faults.append(f"no {kind} {json.dumps(item, ensure_ascii=False)}")
        else:
            left.remove(hit)
    for item in left:
        item = {key: item[key] for key in ("code", "rule", "subject", "message", "location", "status") if key in item}
        faults.append(f"unexpected {kind} {json.dumps(item, ensure_ascii=False)}")


def compare_review(number, wanted, found, faults):
    seen = {
        "advice": found["advice"],
        "unchanged": found["unchanged"],
        "alternatives": [f"{item['text']}: {item['advice']}" for item in found["alternatives"]],
        "conflicts": found["conflicts"],
    }
    lists = ("new", "worse", "better", "settled", "standing", "fallsDue")
    for key, value in wanted.items():
        if key in lists:
            wanted_list = [{"rule": item[0], "subject": item[1]} if isinstance(item, list) else item for item in value]
            of_list = []
            match(f"finding in {key}", wanted_list, found[key], fits_finding, of_list)
            faults += [f"review {number}: {fault}" for fault in of_list]
        elif seen[key] != value:
            faults.append(f"review {number}: {key} is {seen[key]}, not {value}")


def faults_of(policyc, folder):
    with open(os.path.join(folder, "case.json"), encoding="utf-8") as file:
        case = json.load(file)
    if "first" in case or "make" in case:
        with tempfile.TemporaryDirectory() as copy:
            there = shutil.copytree(folder, os.path.join(copy, "case"))
            if "make" in case:
                maker = os.path.join(folder, case.pop("make"))
                subprocess.run([sys.executable, os.path.abspath(maker)], cwd=there, timeout=60, check=True)
            for before in case.pop("first", []):
                run(policyc, there, before)
            with open(os.path.join(there, "case.json"), "w", encoding="utf-8") as file:
                json.dump(case, file)
            return faults_of(policyc, there)
    arguments = list(case["args"])
    reports = {"findings", "diagnostics", "summary", "review", "read", "norms", "restsOn"} & case.keys()
    if reports and "--format" not in arguments:
        arguments += ["--format", "json"]
    code, output, errors = run(policyc, folder, arguments, case.get("stdin", ""))
    faults = []
    if code != case.get("exit", 0):
        faults.append(f"exit {code}, not {case.get('exit', 0)}: {(errors or output).strip()[:300]}")
    if "stdout" in case and output != case["stdout"]:
        faults.append(f"standard output is {output[:400]!r}")
    faults += [f"no {text!r} in the output" for text in case.get("contains", []) if text not in output + errors]
    faults += [f"{text!r} is in the output" for text in case.get("lacks", []) if text in output + errors]
    for other in case.get("same", []):
        if run(policyc, folder, other + arguments[len(case["args"]):], case.get("stdin", ""))[1] != output:
            faults.append(f"{' '.join(other)} prints something else")
    if reports:
        try:
            report = json.loads(output)
        except ValueError as error:
            return faults + [f"no JSON: {error}: {output[:200]!r}"]
        if "findings" in case:
            match("finding", case["findings"], report["findings"], fits_finding, faults)
        if "diagnostics" in case:
            match("diagnostic", case["diagnostics"], report["diagnostics"], fits_diagnostic, faults)
        if "review" in case:
            several = isinstance(case["review"], list)
            wanted, found = (case["review"], report["reviews"]) if several else ([case["review"]], [report])
            for number, (want, got) in enumerate(zip(wanted, found)):
                compare_review(number, want, got, faults)
            if len(wanted) != len(found):
                faults.append(f"{len(found)} reviews, not {len(wanted)}")
        for key in ("read", "norms", "restsOn"):
            if key in case:
                seen = [{name: item.get(name) for name in wanted} for wanted, item in zip(case[key], report[key])]
                if seen != case[key] or len(report[key]) != len(case[key]):
                    faults.append(f"{key} is {report[key]}")
        for key, value in case.get("summary", {}).items():
            if report["summary"].get(key) != value:
                faults.append(f"summary.{key} is {report['summary'].get(key)}, not {value}")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--filter", default="")
    options = parser.parse_args()
    policyc = os.path.abspath(options.policyc)
    cases = os.path.join(HERE, "cases")
    passed = failed = 0
    for name in sorted(os.listdir(cases)):
        if options.filter not in name:
            continue
        try:
            faults = faults_of(policyc, os.path.join(cases, name))
        except (OSError, KeyError, subprocess.TimeoutExpired) as error:
            faults = [repr(error)]
        passed += not faults
        failed += bool(faults)
        if faults:
            print(f"FAILED {name}")
            print("\n".join("  " + fault for fault in faults))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
