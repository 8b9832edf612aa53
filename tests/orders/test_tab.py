"""Who sits at a table, what they want, and what becomes an order of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.records import EVENING
from yeshi.orders.guest_wishes import GUESTS_MAX, GuestWish, together
from yeshi.orders.tab import Tab


def tab_of(*guests: str) -> Tab:
    """A table at which those sit."""
    return Tab(id="tab", place="m", number=7, opened_at=EVENING, used_at=EVENING, guests=guests)


def test_each_guest_has_a_list_of_their_own() -> None:
    """Taking something off one's own leaves others' as they are."""
    tab = tab_of("li").joined_by("wu", EVENING)
    tab = tab.wanting("li", {"a1": 2}, EVENING).wanting("wu", {"a1": 1, "b1": 1}, EVENING)
    assert together(tab.wanted) == {"a1": 3, "b1": 1}
    tab = tab.wanting("wu", {"b1": 1, "a1": 0}, EVENING)
    assert tab.basket_of("wu") == {"b1": 1}
    assert tab.basket_of("li") == {"a1": 2}
    assert tab.basket_of("zhao") == {}
    assert tab.joined_by("li", EVENING + timedelta(hours=1)) == tab


def test_what_was_sent_is_wanted_no_more() -> None:
    """Of those who sent it."""
    tab = tab_of("li", "wu").wanting("li", {"a1": 2}, EVENING).wanting("wu", {"b1": 1}, EVENING)
    sent = tab.sent("o", [1], EVENING)
    assert (sent.orders, sent.wanted) == (("o",), (GuestWish(2, "b1", 1),))


def test_a_broken_table_is_not_kept() -> None:
    """Nobody sits there twice, and nobody wants anything who does not sit there."""
    assert tab_of("li").holds
    assert not tab_of("li", "li").holds
    assert not tab_of(*(f"g{number}" for number in range(GUESTS_MAX + 1))).holds
    assert not replace(tab_of("li"), wanted=(GuestWish(2, "a1", 1),)).holds
    assert not replace(tab_of("li"), wanted=(GuestWish(1, "a1", 0),)).holds
    assert not replace(tab_of("li"), wanted=(GuestWish(1, "a1", 1), GuestWish(1, "a1", 2))).holds
