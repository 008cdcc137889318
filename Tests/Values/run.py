#!/usr/bin/env python3
"""Generated expressions over generated rows, compared with an independent computation of each.

    run.py --policyc PATH [--count N] [--seed N] [numbers|days|texts …]

Numbers are compared with exact fractions, days with a count day by day, texts with what Python and its character database
say. N results are compared of each kind. No verdict may differ, none may be undetermined but where the computation says so,
and each error that was planted must be found.
"""
import argparse
import concurrent.futures
import os
import random
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import calendar_days  # noqa: E402
import exact_numbers  # noqa: E402
import unicode_texts  # noqa: E402

KINDS = {"numbers": exact_numbers, "days": calendar_days, "texts": unicode_texts}


def run(policyc, kind, seed, rows, expressions):
    trial, made, generated = KINDS[kind].batch(random.Random(f"{kind} {seed}"), rows, expressions)
    return seed, trial.run(policyc, made, generated)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=200, help="rows of a batch, each with 50 expressions")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("kinds", nargs="*", metavar="kind")
    arguments = parser.parse_args()
    policyc = os.path.abspath(arguments.policyc)
    failed = False
    for kind in arguments.kinds or KINDS:
        began = time.monotonic()
        batches = max(1, arguments.count // (arguments.rows * 50))
        compared = undetermined = shown = 0
        with concurrent.futures.ProcessPoolExecutor() as pool:
            runs = [pool.submit(run, policyc, kind, arguments.seed + number, arguments.rows, 50)
                    for number in range(batches)]
            for done in concurrent.futures.as_completed(runs):
                seed, (count, open_ones, differences) = done.result()
                compared, undetermined = compared + count, undetermined + open_ones
                for difference in differences[:max(0, 8 - shown)]:
                    print(f"{kind}, seed {seed}: {difference}")
                shown += len(differences)
        failed = failed or shown > 0
        print(f"{compared} results of {kind}, {undetermined} undetermined, {shown} different; "
              f"{time.monotonic() - began:.0f} s")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
