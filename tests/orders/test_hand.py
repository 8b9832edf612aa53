"""The rules of an operator's decision."""

from __future__ import annotations

from yeshi.orders.hand import barred_for, pinned_to


def test_a_pin_is_for_one_alone() -> None:
    """Whoever else there is."""
    hand = pinned_to("x", "asked for")
    assert hand.allows("x")
    assert not hand.allows("y")


def test_bars_add_up_and_end_a_pin_to_the_barred_alone() -> None:
    """Each with its own reason; the same bar twice is one."""
    hand = barred_for("y", barred_for("x", None, "late"), "rude")
    assert (hand.forbidden, hand.why) == (("x", "y"), "rude")
    assert barred_for("x", hand, "again").forbidden == ("x", "y")
    assert not hand.allows("x")
    assert hand.allows("z")
    pinned = pinned_to("x", "asked for")
    assert barred_for("y", pinned, "late").pinned == "x"
    assert barred_for("x", pinned, "late").pinned is None
