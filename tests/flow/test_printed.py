"""A print may be kept that tells of no later moment than the one at which it was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.builders import EVENING
from yeshi.flow.printed import Print


def test_nothing_is_printed_before_the_moment_that_it_tells_of() -> None:
    """At that moment it may be."""
    made = Print(id="p", name="city", as_of=EVENING, made_at=EVENING, told=b"{}", pdf=b"")
    assert made.holds
    assert not replace(made, as_of=EVENING + timedelta(seconds=1)).holds
