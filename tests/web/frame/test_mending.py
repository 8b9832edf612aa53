"""A refusal is told beside the field that it is about, whatever the form calls it."""

from __future__ import annotations

import pytest

from yeshi.base.refused import Invalid, Unknown
from yeshi.people.person import WrongPassword
from yeshi.web.frame.mending import fields_of, named_as


def test_a_field_at_fault_is_looked_for_by_its_names() -> None:
    """Its own first; then as forms ask for it."""
    assert fields_of(Invalid("price", "1…2"))[:2] == ("price", "amount")
    assert "y" in fields_of(Invalid("zones.centre", "missing"))
    assert fields_of(WrongPassword()) == ("password",)
    assert fields_of(Unknown("order", "x")) == ()


@pytest.mark.parametrize(
    ("said", "field"), [("scopes.0", "scopes"), ("body.why", "why"), ("x", "x")]
)
def test_a_part_of_a_list_is_told_beside_the_list(said: str, field: str) -> None:
    """As readings name it."""
    assert field in named_as(said)
