"""Who starts and ends deals of a stall, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, done, refused
from tests.flow.stalls.test_dishes import COOK, OWNER, kinds
from tests.market.deals import second, threshold
from tests.records import fen
from yeshi.base.refused import Invalid, Unknown
from yeshi.flow.ports import Store
from yeshi.flow.stalls.dealing import end_deal, start_deal
from yeshi.market.deal import DEALS_MAX, Deal, DealOver, TooManyDeals
from yeshi.people.person import NotAllowed


@pytest.fixture
def city(store: Store) -> SmallCity:
    """Settled, on each store."""
    return SmallCity(store).settle_in()


def deals(city: SmallCity) -> tuple[Deal, ...]:
    """Those of stall a."""
    with city.store.begin() as work:
        return work.merchants.must("a").deals


def test_its_owner_starts_and_ends_it(city: SmallCity) -> None:
    """What was to begin in the past begins now; both are told."""
    said = replace(threshold((3000, 500), limit=fen(9000)), begins_at=EVENING - timedelta(days=2))
    id_ = done(start_deal(city.by(OWNER), city.key(), "a", said))["deal"]
    (deal,) = deals(city)
    assert deal == replace(said, id=id_, begins_at=city.clock.now())
    city.wait(1)
    done(end_deal(city.by(OWNER), city.key(), "a", id_))
    assert deals(city)[0].is_over(city.clock.now())
    assert kinds(city)[-2:] == ["deal.started", "deal.ended"]
    assert refused(end_deal(city.by(OWNER), city.key(), "a", id_)) == DealOver(id_)


def test_nobody_else_does(city: SmallCity) -> None:
    """Not its cook, not who has another stall, not a visitor."""
    said = second(5000)
    for person in (COOK, None):
        answer = refused(start_deal(city.by(person), city.key(), "a", said))
        assert isinstance(answer, NotAllowed | Unknown) or answer.code() == "sign_in_first"
    assert refused(start_deal(city.by(OWNER), city.key(), "b", said)) == Unknown("merchant", "b")
    assert refused(end_deal(city.by(OWNER), city.key(), "a", "x")) == Unknown("deal", "x")
    assert deals(city) == ()


def test_what_may_not_be_is_refused(city: SmallCity) -> None:
    """With its field; and no more than so many at once."""
    wrong = start_deal(city.by(OWNER), city.key(), "a", second(0))
    assert refused(wrong) == Invalid("off_percent", "1…90")
    for _ in range(DEALS_MAX):
        done(start_deal(city.by(OWNER), city.key(), "a", second(5000)))
    more = start_deal(city.by(OWNER), city.key(), "a", second(5000))
    assert refused(more) == TooManyDeals(DEALS_MAX)
