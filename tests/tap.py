# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the tests in Python say what became of them: TAP."""
import sys
import unittest


class TapResult(unittest.TestResult):
    """Prints each test as it ends."""

    def line(self, good, test, note=""):
        print("ok" if good else "not ok", self.testsRun, "-", test.id(), note, flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.line(True, test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.tell(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.tell(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.tell(subtest, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        if isinstance(test, unittest.TestCase):
            self.line(True, test, f"# SKIP {reason}")

    def tell(self, test, err):
        if isinstance(test, unittest.TestCase):
            self.line(False, test)
        else:  # what comes before the tests of a class
            print("Bail out!", test.id(), flush=True)
        print(test.id(), self._exc_info_to_string(err, test), sep="\n", file=sys.stderr)


def main():
    """Runs the tests of the program."""
    result = TapResult()
    unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]).run(result)
    if result.testsRun == 0 and result.skipped:
        print(f"1..0 # SKIP {result.skipped[0][1]}")
    else:
        print(f"1..{result.testsRun}")
    sys.exit(not result.wasSuccessful())
