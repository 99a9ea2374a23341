#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what the tests in Meson's logs did: tally.py TESTLOG.json...

A test that speaks TAP counts for each of its points, any other counts once. A test that went wrong
with no point saying so (it crashed, leaked or ran out of time) counts as one failure more, and so
does a log that is not there. What failed and what was skipped is listed; the last line is the sum;
the exit status is 1 on a failure.
"""
import json
import re
import sys

PLAN = re.compile(r"^1\.\.\d+", re.M)
POINT = re.compile(r"""^(?P<not>not\ )?ok\b [ \d]* (?P<name>.*?)
                       (?:\ *\#\ *(?P<skip>SKIP)\S* \ *(?P<why>.*))?$""", re.I | re.M | re.X)
GOOD, SKIPPED = ("OK", "EXPECTEDFAIL"), ("SKIP",)


def points(test):
    """Yields (outcome, what, why) for each thing the test tried."""
    output = test.get("stdout", "")
    failures = total = 0
    for point in POINT.finditer(output) if PLAN.search(output) else ():
        outcome = "skipped" if point["skip"] else "failed" if point["not"] else "passed"
        failures += outcome == "failed"
        total += 1
        yield outcome, f"{test['name']}: {point['name']}", point["why"]
    result = test["result"]
    if result not in GOOD + SKIPPED and not failures:
        yield "failed", test["name"], f"{result.lower()}, exit status {test['returncode']}"
    elif result in SKIPPED and not total:
        last = (test.get("stderr") or output).strip().rpartition("\n")[2]
        yield "skipped", test["name"], re.sub(r"^1\.\.0 *# *SKIP *", "", last, flags=re.I)
    elif not total:
        yield "passed", test["name"], ""


def read(log):
    """Yields the same for each test of a log."""
    try:
        with open(log, encoding="utf-8") as lines:
            for line in lines:
                yield from points(json.loads(line))
    except FileNotFoundError:
        yield "failed", log, "no such log: it was not built, or no test ran"


def main(logs):
    count = {"passed": 0, "failed": 0, "skipped": 0}
    for log in logs:
        for outcome, what, why in read(log):
            count[outcome] += 1
            if outcome != "passed":
                print(f"{outcome}: {what}" + (f" ({why})" if why else ""))
    print(", ".join(f"{number} {outcome}" for outcome, number in count.items()), flush=True)
    return count["failed"] > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
