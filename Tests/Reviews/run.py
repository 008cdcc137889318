#!/usr/bin/env python3
"""Checks the alternatives that reviews offer: each is carried out and reviewed again, and none says more than it must.

    run.py --policyc PATH [--count N] [--seed N]

Random requests over the office of the acceptance cases. For every alternative the request is changed as it says and
reviewed again: the advice must be the one that was promised. Of a set of records no smaller set may do; a day later and a
unit further up must not do.
"""
import argparse
import copy
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
OFFICE = os.path.join(os.path.dirname(HERE), "Acceptance", "shared", "office")
RANK = {"grant": 0, "grant with remarks": 1, "refuse": 3}


def rank(advice):
    return RANK.get(advice, 2)


def as_text(value):
    """Days as JSON takes them."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def burden(review):
    """The rank of a request by the findings it makes new or worse: those that were there before do not count."""
    if rank(review["advice"]) > 1:
        return rank(review["advice"])
    return 1 if review["new"] or review["worse"] or review["fallsDue"] else 0


class Office:
    def __init__(self, policyc, folder):
        self.policyc, self.folder = policyc, folder
        with open(os.path.join(OFFICE, "data.yaml")) as file:
            self.data = yaml.safe_load(file)

    def review(self, request):
        path = os.path.join(self.folder, "request.json")
        with open(path, "w") as file:
            json.dump({"request": request}, file, default=as_text)
        done = subprocess.run(
            [self.policyc, "review", path, "--policy", os.path.join(OFFICE, "office.policy"), "--data",
             os.path.join(OFFICE, "data.yaml"), "--as-of", "2019-06-30", "--format", "json"], capture_output=True)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"exit {done.returncode}: {(done.stdout + done.stderr).decode()[:500]}")
        return json.loads(done.stdout)

    def draw(self, generator):
        """A request of one to three grants, sometimes with one removed."""
        def grant():
            start = datetime.date(2019, generator.randint(1, 8), 1)
            valid = {"from": start}
            if generator.random() < 0.8:
                valid["until"] = start + datetime.timedelta(days=generator.randint(20, 500))
            drawn = {"person": generator.choice(["u1", "u2", "u4", "u5"]), "valid": valid,
                     "role": generator.choice(["BUYER", "PAYER", "CHIEF", "VIEWER", "ADMIN", "HELPER"])}
            if generator.random() < 0.7:
                drawn["unit"] = generator.choice(["HQ", "NBO", "NBO_FIN", "GVA"])
            return drawn

        request = {"id": "R", "add": {"grants": [grant() for _ in range(generator.randint(1, 3))]}}
        if generator.random() < 0.3:
            request["remove"] = {"grants": [self.data["grants"][generator.randrange(len(self.data["grants"]))]]}
        return request

    def changed(self, request, alternative, records=None, value=None):
        """The request as an alternative says, perhaps with fewer records or another value."""
        request = copy.deepcopy(request)
        records = alternative["records"] if records is None else records
        value = alternative["value"] if value is None else value
        if alternative["kind"] == "withdraw":
            gone = [self.data["grants"][int(each.split("[")[1][:-1])] for each in records]
            request.setdefault("remove", {}).setdefault("grants", []).extend(gone)
            return request
        places = [int(each.split("[+")[1][:-1]) for each in records]
        grants = request["add"]["grants"]
        if alternative["kind"] == "leaveOut":
            request["add"]["grants"] = [grant for place, grant in enumerate(grants) if place not in places]
            if not request["add"]["grants"]:
                del request["add"]
        elif alternative["kind"] == "endEarlier":
            grants[places[0]]["valid"]["until"] = value
        elif alternative["kind"] == "beginLater":
            grants[places[0]]["valid"]["from"] = value
        else:
            grants[places[0]]["unit"] = value
        return request

    def faults(self, request):
        """The faults of the alternatives of a request, and how many there were."""
        before = self.review(request)
        if rank(before["advice"]) == 0:
            return [], 0
        faults = []
        for alternative in before["alternatives"]:
            after = self.review(self.changed(request, alternative))
            if after["advice"] != alternative["advice"] or burden(after) >= burden(before):
                faults.append(f"{alternative['text']}: {after['advice']}, not {alternative['advice']}")
            goal = burden(after)
            if len(alternative["records"]) > 1:
                for left in range(len(alternative["records"])):
                    fewer = alternative["records"][:left] + alternative["records"][left + 1:]
                    if burden(self.review(self.changed(request, alternative, fewer))) <= goal:
                        faults.append(f"{alternative['text']}: {fewer} would do")
            if alternative["kind"] == "endEarlier":
                grant = request["add"]["grants"][int(alternative["records"][0].split("[+")[1][:-1])]
                later = datetime.date.fromisoformat(alternative["value"]) + datetime.timedelta(days=1)
                if grant["valid"].get("until", datetime.date(2020, 6, 30)) >= later:
                    if burden(self.review(self.changed(request, alternative, value=later))) <= goal:
                        faults.append(f"{alternative['text']}: {later} would do")
        return faults, len(before["alternatives"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20190630)
    arguments = parser.parse_args()
    generator = random.Random(arguments.seed)
    alternatives = failures = 0
    with tempfile.TemporaryDirectory() as folder:
        office = Office(os.path.abspath(arguments.policyc), folder)
        for number in range(arguments.count):
            request = office.draw(generator)
            faults, count = office.faults(request)
            alternatives += count
            for fault in faults:
                failures += 1
                print(f"FAILED request {number}: {fault}\n  {json.dumps(request, default=as_text)}")
    print(f"seed {arguments.seed}: {arguments.count} requests, {alternatives} alternatives, {failures} failures")
    sys.exit(1 if failures or alternatives == 0 else 0)


if __name__ == "__main__":
    main()
