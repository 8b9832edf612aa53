"""The form of a printer reads what it was filled with."""

from __future__ import annotations

import pytest

from tests.records import named
from yeshi.market.printer import OF_ORDERS, Coding, PrinterSaid
from yeshi.web.frame.typed import TypedForm
from yeshi.web.stall.printer_form import filled_with, first_filled, read_printer

SAID = PrinterSaid(
    name="吧台", host="fd00::5", port=9109, width_mm=80, coding=Coding.GB2312, prints=OF_ORDERS,
    categories=("饮品", "甜品"),
)  # fmt: skip


def test_what_fills_it_is_read_again() -> None:
    """All of it."""
    filled = filled_with(SAID)
    typed = TypedForm(filled, "CNY")
    assert read_printer(typed, filled) == SAID
    assert not typed.faults
    assert named("x").en == "x"


@pytest.mark.parametrize(
    ("field", "value"), [("width_mm", "70"), ("width_mm", ""), ("coding", "utf-8"), ("port", "x")]
)
def test_what_cannot_be_chosen_is_at_fault(field: str, value: str) -> None:
    """Whoever sends it."""
    filled = first_filled() | {"name": "a", "address": "b", field: value}
    typed = TypedForm(filled, "CNY")
    read_printer(typed, filled)
    assert set(typed.faults) == {field}
