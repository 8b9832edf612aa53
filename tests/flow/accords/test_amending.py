"""An accord is amended and ends: what it said stays, and nobody is reminded any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.builders import CALENDAR, EVENING, SmallCity, done
from tests.flow.accords.test_coordinating import (
    PARTY,
    SECRETARY,
    TODAY,
    A,
    account,
    city,
    commit,
    plan,
    view,
)
from tests.flow.accords.test_signing import OFFICIAL
from yeshi.accords.accord import Accord, AccordOutcome, AccordOver
from yeshi.accords.amending import AreaBound, StillToDo
from yeshi.accords.quarter import quarter_of
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.accords import agreements, amending, coordinating, reminding
from yeshi.observatory.facts import Facts
from yeshi.people.person import NotAllowed, SignInFirst

__all__ = ["city"]


def known(city: SmallCity) -> Accord:
    """The accord as it is."""
    with city.store.begin() as work:
        return work.accords.must(A)


def test_what_it_said_before_stays(city: SmallCity) -> None:
    """By secretariat and officials, with a reason; the quarter's account has the wording of then."""
    commitment = commit(city)
    before = known(city)
    fewer = replace(before, areas=tuple(one for one in before.areas if one.id != "cloud"))
    for who, why, reason in (
        (None, "w", SignInFirst()),
        (PARTY, "w", NotAllowed("secretary", A)),
        (SECRETARY, "", Invalid("why", "1…200")),
        (SECRETARY, "w", AreaBound("cloud")),
    ):
        answer = amending.amend_accord(city.by(who), city.key(), A, fewer, why)
        assert answer == Refused(reason)
    quarter = quarter_of(TODAY)
    city.wait(60 * 24 * 100)
    wanted = replace(before, targets=before.targets[:1], meets_every=3)
    done(amending.amend_accord(city.by(OFFICIAL), city.key(), A, wanted, "two are reached"))
    assert len(known(city).targets) == 1
    assert [one.why for one in known(city).earlier] == ["two are reached"]
    assert len(account(city, quarter).targets) == len(before.targets)
    answer = amending.alter_commitment(
        city.by(PARTY), city.key(), commitment, "cloud", "do more", "agreed"
    )
    assert answer == Refused(NotAllowed("secretary", A))
    done(
        amending.alter_commitment(
            city.by(SECRETARY), city.key(), commitment, "cloud", "do more", "agreed"
        )
    )
    shown = view(city, SECRETARY)
    altered = next(one for one in shown.commitments if one.id == commitment)
    assert (altered.text, altered.earlier[0].text) == ("do more", "do it")
    assert shown.meets_by is not None
    told = [one.event.kind for one in shown.history]
    assert {"accord.amended", "commitment.altered"} <= set(told)


def test_after_its_end_nothing_is_reminded_of(city: SmallCity) -> None:
    """Nothing is undertaken or done any more; all is readable, and it may be in force again."""
    commitment = commit(city)
    milestone = plan(city, commitment, 3)
    by = city.by(SECRETARY)
    answer = amending.end_accord(by, city.key(), A, AccordOutcome.FULFILLED, "all done")
    assert answer == Refused(StillToDo(1))
    waiting = reminding.notices_due(city.engine)
    done(amending.end_accord(by, city.key(), A, AccordOutcome.BY_AGREEMENT, "both agreed"))
    city.wait(60 * 24 * 4)
    assert reminding.notices_due(city.engine) == []
    assert reminding.targets_due(city.engine) == []
    assert all(reminding.give_notice(city.engine, one).data == {} for one in waiting)
    over = Refused(AccordOver(A))
    later = TODAY + timedelta(9)
    for refused in (
        coordinating.commit(by, city.key(), A, "cloud", "alibaba", "x"),
        coordinating.plan(by, city.key(), commitment, "x", "o", later),
        coordinating.finish(by, city.key(), milestone, TODAY, "x"),
        amending.alter_commitment(by, city.key(), commitment, "cloud", "x", "w"),
        amending.amend_accord(by, city.key(), A, known(city), "w"),
    ):
        assert refused == over
    shown = view(city, SECRETARY)
    assert (shown.notices, shown.in_force, shown.meets_by) == ({}, False, None)
    assert not shown.may_act("alibaba")
    assert len(shown.milestones) >= 1
    facts = Facts(calendar=CALENDAR, day=EVENING.date())
    assert isinstance(agreements.accord(city.by(None), A, facts), agreements.AccordView)
    answer = amending.reopen_accord(city.by(PARTY), city.key(), A, "w")
    assert answer == Refused(NotAllowed("secretary", A))
    done(amending.reopen_accord(city.by(OFFICIAL), city.key(), A, "once more"))
    assert [one.milestone for one in reminding.notices_due(city.engine)] == [milestone]
