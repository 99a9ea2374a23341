#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes of a call: a value, an exception with its frames, a mistake of one's own."""
import pathlib
import re

import ui
from pyrolens import NETWORK, main

LAB = pathlib.Path(NETWORK).with_name("lab.py")


def line_of(source, nth=1):
    """The number of the nth line of the lab that is this code."""
    lines = LAB.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if line.strip() == source][nth - 1]


def frames(window):
    """The rows of the traceback that shows: what each is called, its file, its code."""
    rows = window.find("grouping", "Traceback").all("list item")
    return [(row.name, row.description, [label.name for label in row.all("label")]) for row in rows]


def result_rows(window):
    return [row.all("label") for row in window.find("list", "Result").all("list item")]


def test_main_task(window):
    ui.type_text("arith")
    ui.wait(lambda: "lab.stage" not in window.names(), message="the filter does nothing")
    ui.press("Return")
    ui.wait(lambda: window.members() == ["add", "divide", "multiply", "subtract"],
            message="no methods")
    ui.type_text("div")
    ui.wait(lambda: window.members() == ["divide"], message="the members are not filtered")
    ui.press("Return")
    window.call("10", "4")
    window.wait_for("2.5")
    window.wait_for("divide(10, 4)")
    window.wait_for(re.compile(r"^float · \d+(\.\d+)?\xa0(µs|ms) · \d+\xa0B$"))


def test_new_name(window):
    window.network.tell("add lab.newcomer")
    ui.wait(lambda: "lab.newcomer" in window.names(), 2, "a new name does not appear")
    window.choose("lab.newcomer", "increment")
    window.network.tell("remove lab.newcomer")
    window.wait_for("The name server no longer lists this object")
    ui.wait(lambda: "lab.newcomer" not in window.names(), 3, "a name that went stays")
    window.call("3")  # it is still there, under no name
    window.wait_for("3")


def test_keywords(window):
    window.choose("lab.echo", "echo")
    window.fill("1")
    ui.press("alt+k")
    window.find("text", "Keyword").text = "depth"
    window.find("text", "Value of depth").text = "[2, None]"
    window.press("Call")
    window.wait_for("echo(1, depth=[2, None])")
    ui.wait(lambda: [[label.name for label in row] for row in result_rows(window)] ==
            [["[0]", "(1,)", "tuple"], ["[1]", "{'depth': [2, None]}", "dict"]],
            message="another result")


def test_exception_with_frames(window):
    window.choose("lab.weather", "pressure")
    window.press("Call")
    window.wait_for("ValueError")
    window.wait_for("the checksum of [239, 255] is 0xee, not 0x00")
    window.wait_for("1 frame of Pyro itself")
    way = [("pressure", "return self._read_register(0x10)"),
           ("_read_register", "return self._decode(self._transfer([number, 0]))"),
           ("_decode", "return self._check(answer, sum(answer) & 0xFF)"),
           ("_check", 'raise ValueError(f"the checksum of {answer} is {checksum:#04x}, not 0x00")')]
    way.insert(0, way[-1])  # where it was raised is said first, and again in its place
    own = [frame for frame in frames(window) if frame[1].endswith("lab.py")]
    assert [(name, pathlib.Path(file).resolve()) for name, file, _ in own] == \
        [(f"{function}, lab.py:{line_of(code)}", LAB.resolve()) for function, code in way], own
    for number, ((function, code), (_, _, labels)) in enumerate(zip(way, own)):
        assert function in labels and code in labels, labels
        assert ("raised here" in labels) == (number == 0), labels


def test_exception_with_a_cause(window):
    window.choose("lab.weather", "wind")
    window.press("Call")
    window.wait_for("RuntimeError")
    window.wait_for("the wind cannot be measured")
    texts = window.find("grouping", "Traceback").all("label")
    texts = [node.name for node in texts]
    cause = texts.index("FileNotFoundError: [Errno 2] No such file or directory: '/dev/anemometer'")
    sentence = texts.index("The above exception was the direct cause of the following exception:")
    assert texts.index("raised here") < cause < texts.index("_open_port") < sentence, texts


def test_exception_of_an_own_class(window):
    window.choose("lab.stage", "move_to")
    window.call("3", "400")
    window.wait_for("LimitError")
    window.wait_for("lab.LimitError")
    window.wait_for("y = 400 mm is outside 0.0 to 75.0 mm")
    shown = [label.name for label in window.find("list", "Attributes of the Exception").all("label")]
    assert ["axis", "'y'", "wanted", "400"] == [text for text in shown if text], shown


def test_wrong_literal(window):
    window.choose(window.add_counter(), "increment")
    window.call("[1, 2")
    window.wait_for("The [ opened at line 1, column 1 is not closed")
    window.wait_for_focus("Argument 1")
    window.wait_for("The result appears here.")
    window.fill("hello")
    window.wait_for(re.compile(r"^A name cannot stand here: .* \(column 1\)$"))
    window.press("Call")
    window.fill("")
    window.wait_for("A value is missing")
    window.press("Call")
    window.wait_for("The result appears here.")

    window.call("1")
    window.wait_for("1")  # the first call that arrived
    window.does_not_show("A value is missing")


def test_result_of_the_call_before(window):
    outdated = "From the call before: the last one was not sent"
    window.choose(window.add_counter(), "increment")
    window.call("5")
    window.wait_for("5")
    window.fill("[1, 2")
    assert outdated not in window.texts()  # it is the newest as long as no other is asked for
    window.press("Call")
    window.wait_for(outdated)
    window.wait_for("increment(5)")
    window.call("2")
    window.wait_for("increment(2)")
    ui.wait(lambda: outdated not in window.texts(), message="a new result is said to be old")


def test_attribute(window):
    window.choose(window.add_counter(), "count")
    window.wait_for("Reading or writing an attribute runs code of the server.")
    window.wait_for("The result appears here.")  # nothing is read that was not asked for
    window.press("Read")
    window.wait_for(re.compile("^int · "))
    assert window.find("text", "Result").text == "0"
    window.find("text", "New Value").text = "6 * 7"
    window.press("Write")
    window.wait_for_focus("New Value")  # it is no literal
    window.find("text", "New Value").text = "42"
    window.press("Write")
    window.wait_for("Written")
    window.wait_for("count = 42")
    window.press("Read")
    ui.wait(lambda: window.find("text", "Result").text == "42", message="not written")


def test_attribute_refused(window):
    window.choose("lab.camera", "gain")
    window.find("text", "New Value").text = "99"
    window.press("Write")
    window.wait_for("ValueError")
    window.wait_for("the gain goes from 1 to 16, not 99")


def test_oneway(window):
    window.choose("lab.camera", "shutdown_lamp")
    window.wait_for("A one-way method: the server takes the call and never answers it.")
    window.press("Call")
    window.wait_for("Sent")
    window.choose("lab.camera", "lamp")
    window.press("Read")
    ui.wait(lambda: window.find("text", "Result").text == "False", message="the lamp is lit")


def test_large_result(window):
    window.choose("lab.archive", "catalogue")
    window.press("Call")
    window.wait_for(re.compile("^dict, 10.?000 items · "), 30)
    ui.wait(lambda: result_rows(window)[0][0].name == "'run-00000'", message="no rows")
    assert len(result_rows(window)) < 200, "rows are made that nobody looks at"
    window.find("radio button", "Python").do("click")
    window.wait_for(re.compile("^This text of .* is shown in pieces"), 30)


main(test_main_task, test_new_name, test_keywords, test_exception_with_frames, test_exception_with_a_cause,
     test_exception_of_an_own_class, test_wrong_literal, test_result_of_the_call_before, test_attribute,
     test_attribute_refused, test_oneway, test_large_result)
