"""A stall has a night played with its deal, reads what came out, and starts the deal from there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.flow.orders.deals import start
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.market.deals import second, threshold
from tests.web.programmes.rooms import client_as, send
from tests.web.stall.test_deal_play_said import PLAYED
from tests.web.stall.test_deals_pages import PAGE, STEPS
from yeshi.base.refused import Refused
from yeshi.flow import errands
from yeshi.flow.deal_rehearsal import DealNotPlayed, DealOutcome
from yeshi.flow.stalls.rehearsing_deals import DEAL_REHEARSAL, deal_rehearsals_of, rehearse_deal
from yeshi.people.person import CITY, Grant, Person, Role

OPERATOR = Person("op", "op", (Grant(Role.OPERATOR, CITY),), None)


@pytest.fixture
def city() -> SmallCity:
    """The small city, in which six orders came the night before."""
    city = SmallCity().settle_in()
    city.fill()
    for _ in range(6):
        city.place({"a1": 2})
    city.wait(24 * 60)
    return city


@pytest.fixture
def owner(city: SmallCity) -> TestClient:
    """The browser of the owner of stall a, in English."""
    return client_as(city, OWNER)


def latest(city: SmallCity) -> str:
    """The address of the last that was asked for."""
    found = deal_rehearsals_of(city.by(OWNER), "a")
    assert not isinstance(found, Refused)
    return f"{PAGE}/plays/{found[0].rehearsal.id}"


def play(city: SmallCity, outcome: DealOutcome = PLAYED) -> None:
    """Have the one that waits played so."""
    taken = errands.take(city.engine, [DEAL_REHEARSAL])
    assert taken is not None
    done(errands.answer_done(city.engine, taken, outcome))


def test_a_draft_is_played_read_and_started(city: SmallCity, owner: TestClient) -> None:
    """Without typing it again; until then nothing is taken off anywhere."""
    assert 'name="play"' not in owner.get(f"{PAGE}/new?deal_kind=threshold").text
    tried = send(owner, city, f"{PAGE}/new", **STEPS)
    assert 'name="play"' in tried
    assert '<option value="25">' in tried
    page = send(owner, city, f"{PAGE}/new", play="true", more_percent="25", **STEPS)
    here = latest(city)
    assert "It is being played" in page
    assert f'data-live="{here}/part"' in page
    assert f'href="{here}"' in page
    play(city)
    page = owner.get(here).text
    assert f'data-live="{here}/part"' not in page
    assert "you keep ¥30 less a night" in page
    assert "With 25% more guests" in page
    assert "you keep" in owner.get(f"{here}/part").text
    assert here in owner.get(PAGE).text
    with city.store.read() as work:
        assert work.merchants.must("a").deals == ()
    started = send(owner, city, f"{here}/start")
    assert "The deal has started." in started
    with city.store.read() as work:
        (deal,) = work.merchants.must("a").deals
    assert deal.name.en == "5 off from 30"


def test_it_is_read_in_chinese(city: SmallCity) -> None:
    """With Chinese signs, and nothing of English."""
    client = client_as(city, OWNER)
    client.headers["accept-language"] = "zh"
    send(client, city, f"{PAGE}/new", play="true", more_percent="25", **STEPS)
    assert "正在试演" in client.get(latest(city)).text
    play(city)
    page = client.get(latest(city)).text
    assert "您每晚比没有它时少得 ¥30" in page
    assert "多来 25%" in page


def test_it_is_played_again_with_other_guests(city: SmallCity, owner: TestClient) -> None:
    """One after the other: what is under way is said, with what was asked still there."""
    send(owner, city, f"{PAGE}/new", play="true", more_percent="0", **STEPS)
    first = latest(city)
    refused = send(owner, city, f"{first}/again", more_percent="50")
    assert "is being played right now" in refused
    other = send(owner, city, f"{PAGE}/new", play="true", more_percent="10", **STEPS)
    assert "is being played right now" in other
    assert 'name="play"' in other
    assert '<option value="10" selected>' in other
    play(city)
    city.wait(1)
    again = send(owner, city, f"{first}/again", more_percent="50")
    assert "It is being played" in again
    assert latest(city) != first
    assert "50% more guests" in owner.get(PAGE).text


def test_guests_are_chosen_of_what_is_offered(city: SmallCity, owner: TestClient) -> None:
    """Beside the choice; nothing is played."""
    page = send(owner, city, f"{PAGE}/new", play="true", more_percent="33", **STEPS)
    assert 'id="mend-more_percent"' in page
    with city.store.read() as work:
        assert work.deal_rehearsals.all() == []


def test_a_deal_to_come_is_played_and_not_started_twice(city: SmallCity, owner: TestClient) -> None:
    """One that runs already is not offered."""
    later = replace(second(5000), begins_at=city.clock.now() + timedelta(days=2))
    to_come, running = start(city, later), start(city, threshold((3000, 500)))
    page = owner.get(PAGE).text
    assert f"{PAGE}/{to_come}/play" in page
    assert f"{PAGE}/{running}/play" not in page
    page = send(owner, city, f"{PAGE}/{to_come}/play", more_percent="10")
    assert "It is being played" in page
    assert f"{latest(city)}/again" not in page
    play(city)
    page = owner.get(latest(city)).text
    assert f"{latest(city)}/start" not in page
    assert f"{latest(city)}/again" in page
    assert "has begun already" in send(owner, city, f"{PAGE}/{running}/play", more_percent="10")


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (DealNotPlayed.CLOSED, "takes no orders online"),
        (DealNotPlayed.FEW_OF_STALL, "at which you are open: 4."),
        (DealNotPlayed.FEW_ORDERS, "no city yet to play around you"),
        (DealNotPlayed.NO_SHIFTS, "No courier was on duty"),
    ],
)
def test_why_nothing_was_played_is_one_sentence(
    city: SmallCity, owner: TestClient, why: DealNotPlayed, said: str
) -> None:
    """And the deal may be started all the same."""
    send(owner, city, f"{PAGE}/new", play="true", more_percent="0", **STEPS)
    play(city, DealOutcome(orders=4, days=1, not_played=why))
    page = owner.get(latest(city)).text
    assert said in page
    assert "<table" not in page
    assert f"{latest(city)}/start" in page


def test_a_deal_that_nobody_had_is_told_as_that(city: SmallCity, owner: TestClient) -> None:
    """Rather than as a table of nothing."""
    send(owner, city, f"{PAGE}/new", play="true", more_percent="0", **STEPS)
    play(city, replace(PLAYED, taken=0.0, even=None))
    page = owner.get(latest(city)).text
    assert "On none of the 4 nights did an order get this deal" in page
    assert "<table" not in page


def test_one_that_was_lost_is_told_as_lost(city: SmallCity, owner: TestClient) -> None:
    """And may be played again."""
    send(owner, city, f"{PAGE}/new", play="true", more_percent="0", **STEPS)
    found = deal_rehearsals_of(city.by(OWNER), "a")
    assert not isinstance(found, Refused)
    done(errands.give_up(city.by(OPERATOR), "g", found[0].rehearsal.errand))
    assert "could not be played to its end" in owner.get(latest(city)).text
    assert "could not be played" in owner.get(PAGE).text
    assert "It is being played" in send(owner, city, f"{latest(city)}/again", more_percent="0")


def test_for_its_owner_alone(city: SmallCity, owner: TestClient) -> None:
    """Another stall's is as though it were not there, under whichever stall it is asked for."""
    elsewhere = done(rehearse_deal(city.engine, city.key(), "b", threshold((3000, 500)), 0))
    id_ = elsewhere["rehearsal"]
    for path in (f"{PAGE}/plays/{id_}", f"{PAGE}/plays/{id_}/part", f"{PAGE}/plays/none"):
        assert owner.get(path).status_code == 404
    assert owner.get(f"/kitchen/b/deals/plays/{id_}").status_code in (403, 404)
    assert client_as(city, COOK).get(f"/kitchen/b/deals/plays/{id_}").status_code in (403, 404)
    page = send(owner, city, f"{PAGE}/plays/{id_}/start")
    assert not re.search("has started", page)
