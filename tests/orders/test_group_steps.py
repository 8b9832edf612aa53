"""Joining a group, choosing, paying one's part, and how it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.orders.groups import group_of
from tests.records import EVENING, MINUTE, fen
from yeshi.base.refused import Invalid, Refused
from yeshi.orders.group import (
    BY_HOST,
    GUEST_NAME_MAX,
    HOST_PAYS_WITHIN,
    GroupBasket,
    GroupFull,
    GroupOver,
    GroupPays,
    GroupState,
    ListClosed,
    PaidOtherwise,
    PartNotPaid,
    PartPaidAlready,
)
from yeshi.orders.group_steps import call_off, hold, join, named, ordered, over_at, take_back, want
from yeshi.orders.guest_wishes import GUESTS_MAX, GuestWish

LATE = EVENING + 30 * MINUTE


def went(answer: GroupBasket | Refused) -> GroupBasket:
    """The group after a step that must not be refused, as it may be kept."""
    assert isinstance(answer, GroupBasket), answer
    assert answer.holds
    return answer


def test_who_has_the_link_is_in_it_once() -> None:
    """Under the name they gave last."""
    group = went(join(group_of("li"), "wu", " Wu  the\tsecond ", EVENING))
    assert [one.name for one in group.guests] == ["Li", "Wu the second"]
    assert group.number_of("wu") == 2
    assert went(join(group, "wu", "Wu", EVENING)).guest(2).name == "Wu"


@pytest.mark.parametrize("name", ["", "  ", "x" * (GUEST_NAME_MAX + 1)])
def test_a_name_is_short_and_is_one(name: str) -> None:
    """So that it stands on a slip."""
    assert named(name) == Refused(Invalid("guest_name", f"1…{GUEST_NAME_MAX}"))
    assert isinstance(join(group_of("li"), "wu", name, EVENING), Refused)


def test_no_more_order_together_than_a_list_holds() -> None:
    """Who is in it may be called otherwise still."""
    full = group_of(*(f"g{number}" for number in range(GUESTS_MAX)))
    assert join(full, "late", "Late", EVENING) == Refused(GroupFull(GUESTS_MAX))
    assert went(join(full, "g1", "Else", EVENING)).guest(2).name == "Else"


def test_each_has_a_list_of_their_own_until_the_deadline() -> None:
    """What changes counts its changes."""
    group = went(want(group_of("li", "wu"), 2, {"a1": 2}, EVENING + MINUTE))
    assert group.wanted == (GuestWish(2, "a1", 2),)
    assert (group.version, group.choosing) == (2, {2})
    assert went(want(group, 2, {"a1": 2}, EVENING + 2 * MINUTE)) == group
    assert want(group, 2, {}, LATE) == Refused(ListClosed())
    assert join(group, "zhao", "Zhao", LATE) == Refused(ListClosed())
    assert hold(group, 2, fen(1), LATE) == Refused(ListClosed())


def test_what_is_paid_is_taken_back_before_it_is_changed() -> None:
    """Nobody pays twice, and nobody has back what they did not pay."""
    group = went(want(group_of("li", "wu"), 2, {"a1": 1}, EVENING))
    held = went(hold(group, 2, fen(1500), EVENING))
    assert held.held == {2: fen(1500)}
    assert want(held, 2, {"a1": 2}, EVENING) == Refused(PartPaidAlready())
    assert hold(held, 2, fen(1500), EVENING) == Refused(PartPaidAlready())
    back = take_back(held, 2)
    assert not isinstance(back, Refused)
    assert back == (group, fen(1500))
    assert take_back(group, 2) == Refused(PartNotPaid())


def test_one_who_pays_for_all_has_nobody_elses_held() -> None:
    """Nor is there a door of theirs in it before."""
    group = group_of("li", "wu", pays=GroupPays.ONE)
    assert hold(group, 1, fen(100), EVENING) == Refused(PaidOtherwise("one"))
    assert group.over_at == LATE + HOST_PAYS_WITHIN
    assert over_at(GroupPays.EACH, LATE) == LATE
    assert (group.destination, group.each_pays) == (None, False)


def test_it_ends_once() -> None:
    """Ordered or called off, and nothing is held of anybody from then on."""
    group = went(hold(group_of("li", "wu"), 1, fen(500), EVENING))
    done = went(ordered(group, "o", {1: fen(400)}, LATE))
    assert (done.state, done.order, done.ended_at) == (GroupState.ORDERED, "o", LATE)
    assert [(one.held, one.paid) for one in done.guests] == [(None, fen(400)), (None, None)]
    off = went(call_off(group, BY_HOST, EVENING))
    assert (off.state, off.why, off.held) == (GroupState.CALLED_OFF, BY_HOST, {})
    for over in (done, off):
        gone = Refused(GroupOver(over.state))
        assert ordered(over, "o", {}, LATE) == gone
        assert call_off(over, BY_HOST, LATE) == gone
        assert take_back(over, 1) == gone
        assert want(over, 1, {}, EVENING) == gone
        assert join(over, "zhao", "Zhao", EVENING) == gone


def test_a_broken_group_is_not_kept() -> None:
    """Each is in it once, its host first; money is held of an open one alone that each pays."""
    group = group_of("li", "wu")
    assert group.holds
    assert not replace(group, host="wu").holds
    assert not replace(group, guests=(*group.guests, group.guests[0])).holds
    assert not replace(group, wanted=(GuestWish(3, "a1", 1),)).holds
    assert not replace(group, destination=None).holds
    assert not replace(group, order="o").holds
    assert not replace(group, ended_at=EVENING).holds
    assert not replace(group, deadline=EVENING).holds
    guest = replace(group.guests[1], held=fen(1))
    assert not replace(group, guests=(group.guests[0], replace(guest, held=fen(-1)))).holds
    one = group_of("li", "wu", pays=GroupPays.ONE)
    assert not replace(one, guests=(one.guests[0], guest)).holds
    off = replace(group, state=GroupState.CALLED_OFF, ended_at=LATE)
    assert off.holds
    assert not replace(off, guests=(group.guests[0], guest)).holds
