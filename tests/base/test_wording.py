"""Faults are said in both languages, wherever a decider writes them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import yeshi
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.wording import plainly, worded

SOURCES = sorted(Path(yeshi.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize(
    ("reason", "en", "zh"),
    [
        (Invalid("note", "1…200"), "it must have 1 to 200 letters", "须有 1 到 200 个字"),
        (Invalid("price", "0.01…5.00"), "it must be from 0.01 to 5.00", "须在 0.01 到 5.00 之间"),
        (Invalid("day", "a … b"), "it must be from a to b", "须在 a 到 b 之间"),
        (Invalid("lines", "> 40"), "it is beyond 40", "超出了 40"),
        (Invalid("plan", "< 0"), "it is below 0", "低于 0"),
        (Invalid("ready_at", "> 240 min"), "it is more than 240 minutes ahead",
         "晚于 240 分钟以后"),
        (Invalid("answers", "2 ≠ 3"), "there are 2, and 3 are asked for", "填了 2 项，应为 3 项"),
        (Invalid("id", "x exists"), "x is there already", "x 已经有了"),
        (Invalid("hosts", "x twice"), "x is there twice", "x 出现了两次"),
        (Invalid("areas", "none"), "there is none", "一项也没有"),
        (Invalid("x", "as it is"), "as it is", "as it is"),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_the_language(reason: Invalid, en: str, zh: str) -> None:
    """Bounds, counts and codes become sentences; what is a sentence already stays."""
    assert (worded(reason, "en"), worded(reason, "zh")) == (en, zh)


def faults() -> list[tuple[str, str]]:
    """The faults that are written out in the code, with holes where something is put in."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Invalid":
                fault = node.args[1]
                if isinstance(fault, ast.Constant):
                    found.append((f"{path.name}:{node.lineno}", str(fault.value)))
                elif isinstance(fault, ast.JoinedStr):
                    parts = [
                        "7" if isinstance(one, ast.FormattedValue) else str(one.value)
                        for one in fault.values
                        if isinstance(one, ast.Constant | ast.FormattedValue)
                    ]
                    found.append((f"{path.name}:{node.lineno}", "".join(parts)))
    return found


@pytest.mark.parametrize(("where", "fault"), faults())
def test_every_fault_in_the_code_has_a_sentence(where: str, fault: str) -> None:
    """In Chinese as in English: no decider's own signs come to a page."""
    if fault == "7: 7":
        pytest.skip("tells the figures that there are, by their names")
    said = [worded(Invalid("field", fault), language) for language in ("en", "zh")]
    assert fault not in said, where


def test_the_command_line_tells_the_field_or_the_reason() -> None:
    """In plain English."""
    assert plainly(Refused(Invalid("areas", "none"))) == "areas: there is none"
    assert plainly(Refused(Unknown("programme", "p"))) == "unknown (what programme, id p)"
