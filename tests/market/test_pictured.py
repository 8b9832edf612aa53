"""A picture is kept for a while after nothing shows it, and is found by what is in it."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import EVENING
from yeshi.market.pictured import (
    PICTURES_KEPT,
    KeptPicture,
    ShownPicture,
    of_dish,
    of_front,
    shown,
    unshown,
)

DIGEST = "a" * 64


def test_it_is_over_only_after_its_time() -> None:
    """And not at all while something shows it."""
    kept = KeptPicture(DIGEST, None)
    assert not kept.is_over(EVENING + timedelta(days=999))
    left = unshown(kept, EVENING)
    assert not left.is_over(EVENING + PICTURES_KEPT - timedelta(seconds=1))
    assert left.is_over(EVENING + PICTURES_KEPT)
    assert shown(left) == kept


def test_its_addresses_name_what_is_in_it() -> None:
    """One for each width, by which a browser chooses."""
    front = ShownPicture(
        id=of_front("a"), merchant="a", picture=DIGEST, widths=(240, 640), since=EVENING
    )
    assert front.forms == f"/pictures/{DIGEST}/240 240w, /pictures/{DIGEST}/640 640w"
    assert front.holds
    assert of_front("a") != of_dish("a")
