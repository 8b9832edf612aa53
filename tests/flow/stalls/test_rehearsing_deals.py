"""A stall has its deal played before it begins, one at a time, and reads what came out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.deals import start
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.market.deals import second, threshold
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.flow import errands
from yeshi.flow.deal_rehearsal import DealNotPlayed, DealOutcome
from yeshi.flow.ports import Answer, Store
from yeshi.flow.stalls import rehearsing_deals
from yeshi.flow.stalls.dealing import start_deal
from yeshi.flow.stalls.rehearsing_deals import (
    A_NIGHT_MAX,
    DEAL_REHEARSAL,
    KEPT_MAX,
    DealBegun,
    DealIsPlayed,
    DealPlaysSpent,
    DealPlaysWait,
    DealRehearsalView,
    deal_rehearsal,
    deal_rehearsals_of,
    rehearse_deal,
)
from yeshi.market.deal import DEALS_MAX, Deal, TooManyDeals
from yeshi.people.person import CITY, Grant, Person, Role

OPERATOR = Person("op", "op", (Grant(Role.OPERATOR, CITY),), None)
DEAL = threshold((3000, 500))
PLAYED = DealOutcome(orders=60, days=7, nights=4, hands=2, taken=3.5)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """A small city, on each store in turn."""
    return SmallCity(store).settle_in()


def asked(city: SmallCity, said: Deal | str = DEAL, more: int = 0) -> Answer:
    """The answer to the owner of stall a, who asks for it."""
    return rehearse_deal(city.by(OWNER), city.key(), "a", said, more)


def why(answer: object) -> Reason:
    """Why it was refused, which it has to be."""
    assert isinstance(answer, Refused)
    return answer.reason


def told(city: SmallCity) -> list[DealRehearsalView]:
    """What the owner of stall a reads."""
    found = deal_rehearsals_of(city.by(OWNER), "a")
    assert not isinstance(found, Refused)
    return found


def play(city: SmallCity, outcome: DealOutcome = PLAYED) -> None:
    """Answer the one that waits."""
    taken = errands.take(city.engine, [DEAL_REHEARSAL])
    assert taken is not None
    done(errands.answer_done(city.engine, taken, outcome))


def test_what_comes_out_is_kept_with_what_was_asked(city: SmallCity) -> None:
    """Once: whoever answers late changes nothing."""
    id_ = done(asked(city, more=25))["rehearsal"]
    (view,) = told(city)
    assert (view.rehearsal.id, view.is_under_way, view.starts) == (id_, True, True)
    assert (view.rehearsal.deal, view.rehearsal.more_percent) == (replace(DEAL, id=""), 25)
    taken = errands.take(city.engine, [DEAL_REHEARSAL])
    assert taken is not None
    assert taken.given.rehearsal == id_
    done(errands.answer_done(city.engine, taken, PLAYED))
    few = DealOutcome(orders=3, days=1, not_played=DealNotPlayed.FEW_OF_STALL)
    done(errands.answer_done(city.engine, taken, few))
    found = deal_rehearsal(city.by(OWNER), "a", id_)
    assert isinstance(found, DealRehearsalView)
    assert (found.rehearsal.outcome, found.is_under_way) == (PLAYED, False)
    with city.store.read() as work:
        assert work.merchants.must("a").deals == ()


def test_one_at_a_time(city: SmallCity) -> None:
    """Of a stall; another's does not stand in its way, and one that was given up neither."""
    first = done(asked(city))["rehearsal"]
    assert why(asked(city)) == DealIsPlayed(first)
    done(rehearse_deal(city.engine, city.key(), "b", DEAL, 0))
    (view,) = told(city)
    done(errands.give_up(city.by(OPERATOR), "g", view.rehearsal.errand))
    (view,) = told(city)
    assert view.lost
    assert not view.is_under_way
    done(asked(city))


def test_so_many_a_night_and_not_for_ever(city: SmallCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest are forgotten; the next night there are others."""
    monkeypatch.setattr(rehearsing_deals, "A_NIGHT_MAX", 3)
    monkeypatch.setattr(rehearsing_deals, "KEPT_MAX", 4)
    for _ in range(2):
        for _ in range(3):
            done(asked(city))
            play(city)
            city.wait(1)
        assert why(asked(city)) == DealPlaysSpent(3)
        city.wait(24 * 60)
    assert len(told(city)) == 4
    moments = [one.rehearsal.asked_at for one in told(city)]
    assert moments == sorted(moments, reverse=True)
    assert A_NIGHT_MAX < KEPT_MAX


def test_when_many_wait_no_other_is_taken(city: SmallCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all stalls together."""
    monkeypatch.setattr(rehearsing_deals, "WAITING_MAX", 1)
    done(rehearse_deal(city.engine, city.key(), "b", DEAL, 0))
    assert why(asked(city)) == DealPlaysWait(1)


def test_a_deal_to_come_may_be_played_and_one_under_way_not(city: SmallCity) -> None:
    """What one under way costs is seen."""
    later = replace(second(5000), begins_at=city.clock.now() + timedelta(days=2))
    to_come, under_way = start(city, later), start(city, DEAL)
    done(asked(city, to_come))
    (view,) = told(city)
    assert view.rehearsal.deal.id == to_come
    assert not view.starts
    play(city)
    assert why(asked(city, under_way)) == DealBegun(under_way)
    assert why(asked(city, "none")) == Unknown("deal", "none")


def test_what_may_not_be_started_is_not_played(city: SmallCity) -> None:
    """What is wrong with the deal, with what is assumed, or that there are too many."""
    assert why(asked(city, second(0))) == Invalid("off_percent", "1…90")
    for more in (-1, 101):
        assert why(asked(city, more=more)) == Invalid("more_percent", "0…100")
    for number in range(DEALS_MAX):
        done(start_deal(city.engine, f"s{number}", "a", DEAL))
    assert why(asked(city)) == TooManyDeals(DEALS_MAX)
    assert told(city) == []


def test_for_its_holder_alone(city: SmallCity) -> None:
    """Another's is as though it were not there."""
    id_ = done(asked(city))["rehearsal"]
    for other in (COOK, OPERATOR, None):
        engine = city.by(other)
        assert isinstance(rehearse_deal(engine, city.key(), "a", DEAL, 0), Refused)
        assert isinstance(deal_rehearsals_of(engine, "a"), Refused)
        assert isinstance(deal_rehearsal(engine, "a", id_), Refused)
    assert why(rehearse_deal(city.by(OWNER), city.key(), "b", DEAL, 0)) == Unknown("merchant", "b")
    elsewhere = done(rehearse_deal(city.engine, city.key(), "b", DEAL, 0))["rehearsal"]
    unknown = Unknown("deal_rehearsal", elsewhere)
    assert why(deal_rehearsal(city.by(OWNER), "a", elsewhere)) == unknown
