"""An invitation lasts a week from when it was sent last, and is sent so often and no more."""

from __future__ import annotations

from dataclasses import replace

from tests.records import EVENING, MINUTE
from yeshi.base.refused import Refused
from yeshi.people.contact import By, Contact
from yeshi.people.invitation import (
    KEPT_AFTER,
    LASTS,
    SENT_MAX,
    Invitation,
    InvitationOver,
    InvitationState,
    Sent,
    SentTooOften,
)
from yeshi.people.person import Grant, Role

OPEN = Invitation(
    id="iv",
    digest="first",
    name="Wu",
    contact=Contact(By.MAIL, "wu@example.org"),
    language="en",
    grants=(Grant(Role.COOK, "a"),),
    by="console",
    made_at=EVENING,
    ends_at=EVENING + LASTS,
    sent=Sent.MAIL,
)


def test_it_lasts_a_week_and_is_forgotten_later() -> None:
    """Used or withdrawn it lasts no more at once."""
    assert OPEN.lasts(EVENING)
    assert OPEN.lasts(OPEN.ends_at - MINUTE)
    assert not OPEN.lasts(OPEN.ends_at)
    assert not OPEN.is_old(OPEN.ends_at)
    assert OPEN.is_old(OPEN.ends_at + KEPT_AFTER)
    assert not replace(OPEN, state=InvitationState.WITHDRAWN).lasts(EVENING)


def test_sent_again_it_has_another_link_and_a_week() -> None:
    """Also when its week was over; not oftener than anybody should be written to."""
    later = OPEN.ends_at + MINUTE
    again = OPEN.sent_again("second", later)
    assert isinstance(again, Invitation)
    assert (again.digest, again.number, again.sent) == ("second", 2, Sent.NOT_YET)
    assert again.ends_at == later + LASTS
    last = replace(OPEN, number=SENT_MAX).sent_again("x", later)
    assert last == Refused(SentTooOften(SENT_MAX))


def test_what_is_over_is_not_sent_again() -> None:
    """And one that was used names who came."""
    withdrawn = replace(OPEN, state=InvitationState.WITHDRAWN)
    assert withdrawn.sent_again("x", EVENING) == Refused(InvitationOver())
    used = replace(OPEN, state=InvitationState.USED, person="wu")
    assert used.holds
    assert not replace(used, person="").holds
    assert used.sent_again("x", EVENING) == Refused(InvitationOver())
