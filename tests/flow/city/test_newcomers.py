"""Stalls and couriers ask to come; who answers for the city takes or declines them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow import due
from yeshi.flow.city import newcomers
from yeshi.flow.city.newcomers import NewcomersSeen, Plea
from yeshi.flow.ports import Store
from yeshi.flow.stalls import markets
from yeshi.geo.point import Point
from yeshi.people.newcomer import (
    KEPT_AFTER,
    AskedAlready,
    Newcomer,
    NewcomerDecided,
    NewcomerKind,
    NewcomerState,
    NoNewcomer,
    TooManyNewcomers,
)
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role
from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.site import Site

OPERATOR = Person("op", "Op", (Grant(Role.OPERATOR, CITY),), None)
COOK = Person("co", "Co", (Grant(Role.COOK, "a"),), None)
LINKS = LinkMaker("secret", Site("http://testserver"))
STALL = Plea(
    kind=NewcomerKind.STALL, name="Wu", contact="wu@example.org", language="en",
    called=Name("串", "Skewers"), sort="barbecue", market="m", place=None, says="from six",
)  # fmt: skip
RIDER = Plea(
    kind=NewcomerKind.COURIER, name="Li", contact="li@example.org", language="zh",
    called=Name("小李", "Xiao Li"), sort="ebike", market="", place=Point(5, 5), says="",
)  # fmt: skip


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store."""
    return SmallCity(store).settle_in()


def ask(city: SmallCity, asked: Plea = STALL) -> str:
    """Ask as a visitor; the newcomer's id."""
    return done(newcomers.ask(city.by(None), city.key(), asked, LINKS))["newcomer"]


def token_of(id_: str) -> str:
    """What the newcomer's link carries."""
    return LINKS.token(newcomers.PURPOSE, id_, 1)


def seen(city: SmallCity) -> NewcomersSeen:
    """What an operator sees."""
    found = newcomers.seen(city.by(OPERATOR))
    assert isinstance(found, NewcomersSeen)
    return found


def state(city: SmallCity, id_: str) -> Newcomer:
    """The newcomer by their link."""
    found = newcomers.by_token(city.engine, token_of(id_))
    assert isinstance(found, Newcomer)
    return found


def test_a_stall_is_accepted_entered_and_invited(city: SmallCity) -> None:
    """In its market; who asked reads the reason."""
    id_ = ask(city)
    assert [one.id for one in seen(city).waiting] == [id_]
    answer = done(newcomers.accept(city.by(OPERATOR), city.key(), id_, "welcome", LINKS))
    assert answer == {"newcomer": id_, "merchant": "skewers"}
    told = state(city, id_)
    assert (told.state, told.why, told.thing) == (NewcomerState.ACCEPTED, "welcome", "skewers")
    with city.store.begin() as work:
        stall = work.merchants.must("skewers")
        (invitation,) = work.invitations.all()
    assert (stall.market, stall.place, stall.sector) == ("m", Point(0, 0), "barbecue")
    assert (invitation.name, invitation.contact.address) == ("Wu", "wu@example.org")
    assert invitation.grants == (Grant(Role.STALLHOLDER, "skewers"),)
    assert (seen(city).waiting, [one.id for one in seen(city).decided]) == ((), [id_])
    again = newcomers.accept(city.by(OPERATOR), city.key(), id_, "once more", LINKS)
    assert refused(again) == NewcomerDecided()


def test_a_courier_is_accepted_entered_and_invited(city: SmallCity) -> None:
    """In the zone of where they start."""
    done(newcomers.accept(city.by(OPERATOR), city.key(), ask(city, RIDER), "welcome", LINKS))
    with city.store.begin() as work:
        courier = work.couriers.must("xiao-li")
        (invitation,) = work.invitations.all()
    assert (courier.vehicle, courier.place) == ("ebike", Point(5, 5))
    assert invitation.grants == (Grant(Role.COURIER, "xiao-li"),)
    assert invitation.language == "zh"


def test_a_stall_whose_market_ended_meanwhile_stands_on_its_own(city: SmallCity) -> None:
    """Where the market was."""
    id_ = ask(city)
    done(markets.close_market(city.by(OPERATOR), city.key(), "m", True, "dug up"))
    done(newcomers.accept(city.by(OPERATOR), city.key(), id_, "welcome", LINKS))
    with city.store.begin() as work:
        assert work.merchants.must("skewers").market is None


def test_who_is_declined_reads_why(city: SmallCity) -> None:
    """And nothing is entered; a link that was guessed leads nowhere."""
    id_ = ask(city)
    done(newcomers.decline(city.by(OPERATOR), city.key(), id_, "no room this year"))
    assert (state(city, id_).state, state(city, id_).why) == (
        NewcomerState.DECLINED, "no room this year",
    )  # fmt: skip
    assert newcomers.by_token(city.engine, f"{id_}.guessed") == Refused(NoNewcomer())
    with city.store.begin() as work:
        assert work.merchants.count() == 3
        assert work.invitations.all() == []
        last = work.events.of_subject(id_)[-1]
    assert (last.event.kind, last.by) == ("newcomer.declined", "person:op")


def test_who_asks_may_withdraw(city: SmallCity) -> None:
    """By their link, before an answer."""
    id_ = ask(city)
    answer = newcomers.withdraw(city.by(None), city.key(), f"{id_}.guessed")
    assert refused(answer) == NoNewcomer()
    done(newcomers.withdraw(city.by(None), city.key(), token_of(id_)))
    answer = newcomers.decline(city.by(OPERATOR), city.key(), id_, "late")
    assert refused(answer) == NewcomerDecided()
    ask(city)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": " "}, Invalid("name", "1…60")),
        ({"contact": "nowhere"}, Invalid("contact", "phone_number")),
        ({"says": "x" * 201}, Invalid("note", "0…200")),
        ({"sort": "No!"}, Invalid("sort", "pattern")),
        ({"kind": NewcomerKind.COURIER}, Invalid("sort", "choice")),
        ({"market": "n"}, Unknown("market", "n")),
        ({"market": ""}, Invalid("place", "place")),
        ({"place": Point(0, 91)}, Invalid("place", "place")),
        ({"language": "xx"}, Invalid("language", "choice")),
        ({"called": Name("", "")}, Invalid("name", "1…60")),
    ],
)
def test_what_cannot_be_asked_is_refused(
    city: SmallCity, changed: dict[str, object], why: object
) -> None:
    """And nothing is kept."""
    asked = replace(STALL, **changed)  # type: ignore[arg-type]
    assert refused(newcomers.ask(city.by(None), city.key(), asked, LINKS)) == why
    assert seen(city).count == 0


def test_nobody_floods_the_city(city: SmallCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of a kind for each who is reached somewhere, and so many in all."""
    ask(city)
    answer = newcomers.ask(city.by(None), city.key(), STALL, LINKS)
    assert refused(answer) == AskedAlready()
    ask(city, replace(RIDER, contact=STALL.contact))
    monkeypatch.setattr(newcomers, "WAITING_MAX", 2)
    answer = newcomers.ask(city.by(None), city.key(), RIDER, LINKS)
    assert refused(answer) == TooManyNewcomers(2)


def test_who_does_not_answer_for_the_city_decides_nothing(city: SmallCity) -> None:
    """And sees nobody."""
    id_, no = ask(city), NotAllowed("operator", CITY)
    assert newcomers.seen(city.by(COOK)) == Refused(no)
    answer = newcomers.accept(city.by(COOK), city.key(), id_, "x", LINKS)
    assert refused(answer) == no
    assert refused(newcomers.decline(city.by(COOK), city.key(), id_, "x")) == no
    answer = newcomers.decline(city.by(OPERATOR), city.key(), id_, "")
    assert refused(answer) == Invalid("why", "1…200")
    answer = newcomers.decline(city.by(OPERATOR), city.key(), "nw-none", "x")
    assert refused(answer) == Unknown("newcomer", "nw-none")


def test_who_asked_long_ago_is_forgotten_by_the_clock(city: SmallCity) -> None:
    """With name and contact."""
    id_ = ask(city)
    city.clock.put(city.clock.now() + KEPT_AFTER - timedelta(days=1))
    due.carry_out(city.engine, due.FORGET)
    assert state(city, id_)
    city.clock.put(city.clock.now() + timedelta(days=2))
    due.carry_out(city.engine, due.FORGET)
    assert newcomers.by_token(city.engine, token_of(id_)) == Refused(NoNewcomer())
