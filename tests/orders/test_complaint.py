"""What may be wrong with an order, how a complaint goes on, and what may be kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.orders.complaints import NOW, complained, received
from tests.records import fen
from yeshi.base.refused import Refused
from yeshi.events.complaints import BackTo, Bears
from yeshi.orders.complaint import (
    APPEALED_WITHIN,
    BORNE_BY,
    COMPLAINT_LIFE,
    AnsweredAlready,
    ComplaintState,
    ComplaintStep,
    Trouble,
    complaint_after,
    troubles_of,
    untold,
)
from yeshi.orders.pick_up import PickUp


def test_every_trouble_has_who_bears_it() -> None:
    """And what went wrong on the way is no stall's."""
    assert set(BORNE_BY) == set(Trouble)
    assert {one for one in Trouble if BORNE_BY[one] is Bears.WAY} == {
        Trouble.SPILLED, Trouble.COLD,
    }  # fmt: skip


@pytest.mark.parametrize("state", ComplaintState)
@pytest.mark.parametrize("step", ComplaintStep)
def test_a_step_follows_only_where_the_table_says(
    state: ComplaintState, step: ComplaintStep
) -> None:
    """What was upheld or dismissed is over."""
    complaint = replace(complained(), state=state)
    following = COMPLAINT_LIFE.get((state, step))
    expected = following or Refused(AnsweredAlready(complaint.id))
    assert complaint_after(complaint, step) == expected
    if state in (ComplaintState.UPHELD, ComplaintState.DISMISSED):
        assert following is None


def test_nothing_goes_wrong_on_the_way_of_what_was_collected() -> None:
    """Of what a courier brought, anything may."""
    assert set(troubles_of(received())) == set(Trouble)
    collected = replace(received(), courier=None, pick_up=PickUp(101, "0001", NOW))
    assert Trouble.SPILLED not in troubles_of(collected)
    assert Trouble.MISSING in troubles_of(collected)


def test_only_what_was_answered_and_not_all_given_back_is_appealed_and_for_two_days() -> None:
    """A complaint that waits is decided first."""
    declined = replace(complained(), state=ComplaintState.DECLINED, answered_at=NOW)
    assert declined.may_be_appealed(NOW + APPEALED_WITHIN - timedelta(seconds=1))
    assert not declined.may_be_appealed(NOW + APPEALED_WITHIN)
    assert not complained().may_be_appealed(NOW)
    agreed = replace(declined, state=ComplaintState.AGREED, granted=declined.asked)
    assert not agreed.may_be_appealed(NOW)
    assert replace(agreed, granted=fen(1)).may_be_appealed(NOW)


def test_no_more_is_granted_than_was_paid_nor_handed_out_than_was_granted() -> None:
    """And cash only of what waits at the office."""
    one = complained()
    assert one.holds
    assert not replace(one, granted=one.asked + fen(1)).holds
    assert not replace(one, lines=()).holds
    assert not replace(one, asked=fen(0)).holds
    assert not replace(one, from_stall=one.asked + one.voucher + fen(1)).holds
    at_office = replace(one, to=BackTo.OFFICE, granted=fen(5), handed_out=fen(2))
    assert at_office.holds
    assert at_office.to_hand_out == fen(3)
    assert not replace(at_office, handed_out=fen(6)).holds
    assert not replace(at_office, to=BackTo.WALLET).holds
    assert replace(one, granted=fen(5)).to_hand_out == fen(0)


def test_the_sums_stay_when_the_words_go() -> None:
    """And nothing that tells anything of anybody."""
    one = replace(complained(), words="soup was gone", answer="sorry", appeal="please")
    assert one.tells
    gone = untold(one)
    assert not gone.tells
    assert (gone.asked, gone.lines, gone.state) == (one.asked, one.lines, one.state)


def test_who_is_to_do_something_is_told() -> None:
    """The stall first, or the control room."""
    one = complained()
    assert (one.waits_for_stall, one.waits_for_control, one.is_undecided) == (True, False, True)
    referred = replace(one, state=ComplaintState.REFERRED)
    assert (referred.waits_for_stall, referred.waits_for_control) == (False, True)
    assert one.usually_borne_by is Bears.STALL
    assert one.left == one.asked
