"""Campaigns are launched, paid for and ended by who may, and the record knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.ports import Store
from yeshi.flow.vouchers import launching
from yeshi.flow.vouchers.launching import CampaignEntry
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role
from yeshi.vouchers.rules import Rules, Where

OFFICIAL = Person("of", "Of", (Grant(Role.OFFICIAL, CITY),), None)
OPERATOR = Person("op", "Op", (Grant(Role.OPERATOR, CITY),), None)
WHY = "the money is for the flood"


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store."""
    return SmallCity(store).settle_in()


def entry(city: SmallCity) -> CampaignEntry:
    """A campaign for a month from now on."""
    now = city.clock.now()
    return CampaignEntry(
        name=Name("秋", "Autumn"), threshold=city.money(3000), off=city.money(500),
        begins_at=now, ends_at=now + timedelta(days=30),
    )  # fmt: skip


def test_a_campaign_is_entered_under_an_id_of_its_name(city: SmallCity) -> None:
    """And is in the record; what cannot be is refused."""
    made = done(launching.enter_campaign(city.by(OFFICIAL), city.key(), entry(city)))
    assert made == {"campaign": "autumn"}
    with city.store.begin() as work:
        (told,) = work.events.of_subject("autumn")
    assert (told.event.kind, told.by) == ("campaign.launched", "person:of")
    wrong = replace(entry(city), off=city.money(0))
    answer = launching.enter_campaign(city.by(OFFICIAL), city.key(), wrong)
    assert refused(answer) == Invalid("off", "< 0.01")
    answer = launching.enter_campaign(city.by(OPERATOR), city.key(), entry(city))
    assert refused(answer) == NotAllowed("official", CITY)


def test_where_it_is_spent_is_there(city: SmallCity) -> None:
    """A market, a stall, and a kind of stall that has a name or a stall."""
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("b"), sector="pottery"))
    for where, why in (
        (Where(markets=("none",)), Unknown("market", "none")),
        (Where(merchants=("none",)), Unknown("merchant", "none")),
        (Where(sectors=("snacks", "none")), Invalid("sectors", "choice")),
        (Where(sectors=("snacks", "pottery")), None),
    ):
        said = replace(entry(city), rules=Rules(where=where))
        answer = launching.enter_campaign(city.by(OFFICIAL), city.key(), said)
        assert (answer.reason if isinstance(answer, Refused) else None) == why


def test_a_campaign_that_ended_takes_nothing_off(city: SmallCity) -> None:
    """An order of before keeps what it was given; what is left stays the campaign's."""
    city.fill()
    before = city.order(city.place({"a1": 3}))
    assert before.bill.voucher == city.money(800)
    done(launching.end_campaign(city.by(OFFICIAL), city.key(), "v", WHY))
    after = city.order(city.place({"a1": 3}))
    assert after.bill.voucher == city.money(0)
    assert city.balance("campaign:v") == 9200
    done(launching.end_campaign(city.by(OFFICIAL), city.key(), "v", WHY))
    with city.store.begin() as work:
        kinds = [one.event.kind for one in work.events.of_subject("v")]
    assert kinds.count("campaign.ended") == 1
    (seen,) = done_seen(city)
    assert (seen.campaign.ends_at, seen.left) == (city.clock.now(), city.money(9200))


def done_seen(city: SmallCity) -> tuple[launching.CampaignSeen, ...]:
    """What an official sees."""
    found = launching.campaigns_seen(city.by(OFFICIAL))
    assert isinstance(found, tuple)
    return found


def test_one_that_has_not_begun_never_does(city: SmallCity) -> None:
    """And who may not end it does not, nor without a reason."""
    later = replace(entry(city), begins_at=city.clock.now() + timedelta(days=9))
    done(launching.enter_campaign(city.by(OFFICIAL), city.key(), later))
    end = launching.end_campaign
    assert refused(end(city.by(OPERATOR), city.key(), "autumn", WHY)) == NotAllowed(
        "official", CITY
    )
    assert refused(end(city.by(OFFICIAL), city.key(), "autumn", "")) == Invalid("why", "1…200")
    assert refused(end(city.by(OFFICIAL), city.key(), "none", WHY)) == Unknown("campaign", "none")
    done(end(city.by(OFFICIAL), city.key(), "autumn", WHY))
    with city.store.begin() as work:
        assert work.campaigns.must("autumn").ends_at == city.clock.now()
