"""What is filled in on the page of the basket is read, and held against what the page showed."""

from __future__ import annotations

import pytest

from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.orders.quoting import OnTop
from yeshi.orders.notes import OrderNotes
from yeshi.web.frame.amounts import NotAnAmount
from yeshi.web.shop.checkout_form import CheckoutForm, counted, read_form, written


def form(**said: str) -> CheckoutForm:
    """The form with that filled in, which must be read."""
    found = read_form(said, ["home"], 2)
    assert isinstance(found, CheckoutForm), found
    return found


def tip(currency: str = "CNY", **said: str) -> object:
    """The tip that is filled in."""
    found = form(**said).wished_on_top(currency)
    return found.tip if isinstance(found, OnTop) else found.reason


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"by": "drone"}, "by"),
        ({"to": "elsewhere"}, "to"),
        ({"door": "2"}, "door"),
        ({"door": "x"}, "door"),
        ({"tip": "3"}, "tip"),
        ({"cutlery": "21"}, "cutlery"),
        ({"cutlery": "-1"}, "cutlery"),
        ({"way": "stones"}, "way"),
    ],
)
def test_what_was_not_offered_cannot_be_chosen(said: dict[str, str], name: str) -> None:
    """Whoever writes the form anew."""
    assert read_form(said, ["home"], 2) == Refused(Invalid(name, "choice"))


def test_without_doors_of_a_demo_one_says_an_address() -> None:
    """Who collects needs none."""
    assert read_form({"to": ""}, [], 0) == Refused(Invalid("to", "choice"))
    assert isinstance(read_form({"to": "", "by": "pick_up"}, [], 0), CheckoutForm)
    assert isinstance(read_form({"to": "new"}, [], 0), CheckoutForm)


def test_a_tip_is_in_units_of_the_currency() -> None:
    """None of who gives none, says no amount, or collects."""
    assert tip() is tip(tip="0") is tip(tip="own") is None
    assert tip(tip="5") == Money(500, "CNY")
    assert tip("JPY", tip="5") == Money(5, "JPY")
    assert tip(tip="own", tip_own="3.30") == Money(330, "CNY")
    assert isinstance(tip(tip="own", tip_own="much"), NotAnAmount)
    assert tip(tip="5", by="pick_up") is None


def test_notes_are_for_whom_they_stand_beside() -> None:
    """On one line; nothing to a stall that is not there, nor to a courier where none comes."""
    said = {"note": " ring\n twice ", "note:a": "no chilli", "note:z": "x", "cutlery": "2"}
    assert form(**said).said_to(["a", "b"]) == OrderNotes("ring twice", {"a": "no chilli"}, 2)
    collected = form(**said, by="pick_up").said_to(["a"])
    assert collected == OrderNotes("", {"a": "no chilli"}, 2)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, {"a1": 1, "b+x": 2}),
        ({"count:a1": "3"}, {"a1": 3, "b+x": 2}),
        ({"count:a1": "0"}, {"b+x": 2}),
        ({"count:a1": "99"}, {"a1": 50, "b+x": 2}),
        ({"count:a1": "-1", "count:z": "2"}, {"a1": 1, "b+x": 2}),
        ({"step": "+b+x"}, {"a1": 1, "b+x": 3}),
        ({"step": "-a1"}, {"b+x": 2}),
        ({"step": "xb+x"}, {"a1": 1}),
        ({"step": ">a1 a2"}, {"a2": 1, "b+x": 2}),
        ({"step": "+z"}, {"a1": 1, "b+x": 2}),
        ({"step": "fill"}, {"a1": 1, "b+x": 2}),
    ],
)
def test_lines_are_counted(said: dict[str, str], expected: dict[str, int]) -> None:
    """By the numbers of the form, and the step that was taken."""
    assert counted(said, {"a1": 1, "b+x": 2}) == expected


def test_what_was_shown_comes_back_as_it_was() -> None:
    """What is no number is nothing."""
    parts = {"items": 1550, "voucher": 0, "promise": 1200}
    read = form(shown=written(parts), **{"was:a1": "1650", "was:b1": "much"}).shown
    assert dict(read.parts) == parts
    assert dict(read.each) == {"a1": 1650}
    assert dict(form(shown="items=x =3 y").shown.parts) == {"": 3}


@pytest.mark.parametrize(("name", "value"), [("by", "table"), ("way", "tab")])
def test_what_is_of_tables_is_not_chosen_here(name: str, value: str) -> None:
    """A table orders, and pays at the end, at its tab."""
    assert read_form({name: value}, [], 1) == Refused(Invalid(name, "choice"))
