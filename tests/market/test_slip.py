"""A slip comes out once; what may have come out before says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.records import EVENING
from yeshi.market.printer import SlipKind
from yeshi.market.slip import STALE_AFTER, Slip, given_up, printed, sending

SLIP = Slip(id="s", merchant="a", printer="p", kind=SlipKind.KITCHEN, order="o", written_at=EVENING)


def test_from_the_first_byte_on_it_comes_again() -> None:
    """Also when it was asked for by hand; never the first time."""
    assert not SLIP.comes_again
    assert sending(SLIP).comes_again
    assert replace(SLIP, asked_again=True).comes_again


def test_what_is_out_is_out() -> None:
    """Also after it was given up."""
    late = printed(given_up(SLIP, EVENING), EVENING)
    assert (late.printed_at, late.given_up_at, late.waits) == (EVENING, None, False)
    assert late.holds
    assert not replace(late, given_up_at=EVENING).holds
    assert not replace(SLIP, order=None).holds


def test_it_is_stale_after_its_time() -> None:
    """Nobody cooks by it then."""
    assert not SLIP.is_stale(EVENING + STALE_AFTER)
    assert SLIP.is_stale(EVENING + STALE_AFTER + timedelta(seconds=1))
