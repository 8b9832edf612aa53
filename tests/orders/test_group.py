"""What a group says of itself."""

from __future__ import annotations

from tests.orders.groups import group_of
from tests.records import EVENING, MINUTE
from yeshi.orders.group import GROUP_LIFE, GroupPays, GroupState, GroupStep
from yeshi.orders.group_part import GuestName
from yeshi.orders.guest_wishes import GuestWish


def test_its_guests_are_numbered_from_the_host_on() -> None:
    """By number they are named, and have a list."""
    group = group_of("li", "wu")
    assert group.names == (GuestName(1, "Li"), GuestName(2, "Wu"))
    assert (group.number_of("li"), group.number_of("zhao")) == (1, None)
    assert group.basket_of(2) == {}
    assert group.menu == "/markets/m"
    assert group_of("li", pays=GroupPays.ONE).each_pays is False


def test_it_takes_changes_until_its_deadline() -> None:
    """Not in that moment any more."""
    group = group_of("li")
    assert group.takes_changes(EVENING) is None
    assert group.takes_changes(group.deadline - MINUTE) is None
    assert group.takes_changes(group.deadline) is not None


def test_it_ends_in_one_of_two_ways() -> None:
    """And from neither anything follows."""
    assert set(GROUP_LIFE.values()) == {GroupState.ORDERED, GroupState.CALLED_OFF}
    assert {state for state, _ in GROUP_LIFE} == {GroupState.OPEN}
    assert {step for _, step in GROUP_LIFE} == set(GroupStep)
    assert GuestWish(1, "a1", 1).guest == 1
