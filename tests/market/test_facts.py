"""What a stall has to show is complete before anybody confirms it, and ends with its licence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import EVENING
from yeshi.base.refused import Invalid, Refused
from yeshi.market.facts import (
    Fact,
    FactRules,
    FactsIncomplete,
    FactsSaid,
    StallFacts,
    beyond_rules,
    confirmed,
    entered,
    in_grace,
    missing,
    notice_due,
)

TODAY = date(2026, 11, 27)
ALL = FactRules(asked=tuple(Fact))
SAID = FactsSaid(
    sign="刘姐臭豆腐", licence="JY14301", licence_until=TODAY + timedelta(days=90),
    address="坡子街 8 号", seats=False,
)  # fmt: skip


def said(**others: object) -> StallFacts:
    """Facts as they are entered."""
    found = entered(StallFacts(id="a"), replace(SAID, **others), EVENING)  # type: ignore[arg-type]
    assert isinstance(found, StallFacts)
    return found


def test_each_that_is_asked_for_is_missing_until_it_is_said() -> None:
    """A licence that has ended is none; that there are no seats is something said."""
    assert missing(None, False, ALL, TODAY) == tuple(Fact)
    assert missing(None, False, FactRules(), TODAY) == ()
    assert missing(said(), True, ALL, TODAY) == ()
    assert missing(said(), False, ALL, TODAY) == (Fact.FRONT,)
    assert missing(said(sign=""), True, ALL, TODAY) == (Fact.SIGN,)
    assert missing(said(address=""), True, ALL, TODAY) == (Fact.ADDRESS,)
    assert missing(said(seats=None), True, ALL, TODAY) == (Fact.SEATS,)
    for until in (None, TODAY - timedelta(days=1)):
        assert missing(said(licence_until=until), True, ALL, TODAY) == (Fact.LICENCE,)
    assert missing(said(licence_until=TODAY), True, ALL, TODAY) == ()


def test_it_is_good_until_the_licence_ends_or_it_is_looked_at_again() -> None:
    """Whichever comes first; what is incomplete nobody confirms."""
    short = confirmed(said(), True, ALL, TODAY, EVENING)
    assert isinstance(short, StallFacts)
    assert short.good_until == SAID.licence_until
    assert short.is_confirmed
    years = said(licence_until=TODAY + timedelta(days=999))
    long = confirmed(years, True, ALL, TODAY, EVENING)
    assert isinstance(long, StallFacts)
    assert long.good_until == TODAY + timedelta(days=183)
    unfinished = confirmed(said(sign=""), False, ALL, TODAY, EVENING)
    assert isinstance(unfinished, Refused)
    assert unfinished.reason == FactsIncomplete(("sign", "front"))


def test_what_is_changed_waits_for_somebody_and_sells_meanwhile() -> None:
    """By what was confirmed before."""
    good = confirmed(said(), True, ALL, TODAY, EVENING)
    assert isinstance(good, StallFacts)
    changed = entered(good, replace(SAID, sign="another"), EVENING + timedelta(hours=1))
    assert isinstance(changed, StallFacts)
    assert not changed.is_confirmed
    assert changed.is_good_on(TODAY)


@given(st.lists(st.integers(0, 200), min_size=1, max_size=60))
def test_each_notice_is_given_once_however_often_one_looks(days: list[int]) -> None:
    """In order, the latest alone where some were missed, and none after the end."""
    facts = in_grace("a", ALL, TODAY)
    given_ = []
    for day in sorted(days):
        due = notice_due(facts, ALL, TODAY + timedelta(days=day))
        if due is not None:
            given_.append(due)
            facts = replace(facts, noticed=due)
        assert notice_due(facts, ALL, TODAY + timedelta(days=day)) is None
    assert given_ == sorted(set(given_), reverse=True)
    assert set(given_) <= {30, 7, 1}
    assert not given_ or min(days) <= 30
    ended = TODAY + timedelta(days=31)
    assert not facts.is_good_on(ended)


def test_rules_have_bounds() -> None:
    """So that no city looks at its stalls every day, or never."""
    assert beyond_rules(ALL) is None
    for wrong in (replace(ALL, checked_days=1), replace(ALL, notice_days=(0,))):
        refused = beyond_rules(wrong)
        assert refused is not None
        assert isinstance(refused.reason, Invalid)
