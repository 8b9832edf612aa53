"""Stalls are entered, changed, closed and opened again by who answers for the city."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.base.errors import InvariantBroken
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.checks.stalls import StallsCheck
from yeshi.flow.orders import ordering
from yeshi.flow.ports import Store
from yeshi.flow.stalls import changing, markets, menus
from yeshi.flow.stalls.changing import NewDish, StallEntry
from yeshi.geo.point import Point
from yeshi.market.ending import MarketHasEnded, StallBusy
from yeshi.market.hours import Hours
from yeshi.market.kitchen import StallEnded
from yeshi.market.merchant import Closed, Merchant
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role

OWNER = Person("he", "He", (Grant(Role.OWNER, CITY),), None)
HOLDER = Person("li", "Li", (Grant(Role.STALLHOLDER, "a"),), None)
ENTRY = StallEntry(
    name=Name("臭豆腐", "Stinky tofu"), market="m", place=None, hours=Hours(time(18), time(1)),
    cook_s=300, sector="snacks",
)  # fmt: skip
WHY = "the lease is over"


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store."""
    return SmallCity(store).settle_in()


def stall(city: SmallCity, id_: str = "a") -> Merchant:
    """The stall as it is kept."""
    with city.store.begin() as work:
        return work.merchants.must(id_)


def told(city: SmallCity, id_: str) -> list[str]:
    """What the record tells of it."""
    with city.store.begin() as work:
        return [one.event.kind for one in work.events.of_subject(id_)]


def close(city: SmallCity, id_: str = "a") -> None:
    """Close it."""
    done(changing.close_stall(city.by(OWNER), city.key(), id_, WHY))


def test_a_stall_is_entered_under_an_id_of_its_name(city: SmallCity) -> None:
    """In its market, with what it sells; once more under the same key it is the same."""
    key, dishes = city.key(), (NewDish(Name("串", "Skewer"), city.money(800)),)
    made = done(changing.enter_stall(city.by(OWNER), key, ENTRY, dishes))
    assert made == {"merchant": "stinky-tofu"}
    assert done(changing.enter_stall(city.by(OWNER), key, ENTRY, dishes)) == made
    entered = menus.stall(city.engine, "stinky-tofu")
    assert not isinstance(entered, Refused)
    assert (entered.merchant.place, [one.price for one in entered.menu]) == (
        Point(0, 0), [city.money(800)],
    )  # fmt: skip
    again = done(changing.enter_stall(city.by(OWNER), city.key(), ENTRY, ()))
    assert again == {"merchant": "stinky-tofu-2"}


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (replace(ENTRY, market="n"), Unknown("market", "n")),
        (replace(ENTRY, market=None), Invalid("place", "place")),
        (replace(ENTRY, place=Point(0, 91)), Invalid("place", "place")),
        (replace(ENTRY, name=Name(" ", "x")), Invalid("name", "1…60")),
    ],
)
def test_what_cannot_be_entered_is_not(city: SmallCity, entry: StallEntry, why: object) -> None:
    """And nothing is kept of it."""
    answer = changing.enter_stall(city.by(OWNER), city.key(), entry, ())
    assert refused(answer) == why


def test_a_stall_is_changed_and_what_changed_is_told(city: SmallCity) -> None:
    """Its hours as well, without the record taking it for its own doing."""
    done(changing.change_stall(city.by(OWNER), city.key(), "a", ENTRY, WHY))
    kept = stall(city)
    assert (kept.name, kept.place, kept.hours) == (ENTRY.name, Point(0, 0), ENTRY.hours)
    done(changing.change_stall(city.by(OWNER), city.key(), "a", ENTRY, "the same"))
    with city.store.begin() as work:
        last = work.events.of_subject("a")[-1]
    assert last.event.kind == "merchant.changed"
    assert last.by == "person:he"
    assert set(getattr(last.event, "changed")) == {"name", "place", "hours", "cook_s", "sector"}  # noqa: B009


def test_who_is_closed_is_nowhere_in_the_shop(city: SmallCity) -> None:
    """Nor takes orders; its page says so, and what it was stays."""
    close(city)
    city.fill()
    with pytest.raises(InvariantBroken, match="StallEnded"):
        city.quote({"a1": 1})
    assert stall(city).closed_at(city.clock.now(), city.calendar) is Closed.ENDED
    front = menus.sections(city.engine)
    shown = {one.merchant.id for section in front.sections for one in section.stalls}
    assert shown == {"b", "r"}
    assert [one.count for one in front.sections if one.market] == [1]
    assert [one.merchant.id for one in menus.some_stalls(city.engine, "", 10)[0]] == ["b", "r"]
    with city.store.begin() as work:
        assert [one.id for one in work.merchants.at_place(Point(0, 10))] == ["b", "r"]
        assert work.merchants.count() == 3
        work.merchants.put(replace(work.merchants.must("b"), place=Point(5, 5)))
        work.merchants.put(replace(work.merchants.must("r"), place=Point(5, 5)))
        assert work.merchants.places() == [Point(5, 5)]


def test_orders_under_way_come_first(city: SmallCity) -> None:
    """The stall closes once they are finished."""
    city.fill()
    order = city.place({"a1": 1, "b1": 1})
    answer = changing.close_stall(city.by(OWNER), city.key(), "a", WHY)
    assert refused(answer) == StallBusy("a", 1)
    city.cook(order)
    city.bring(order)
    close(city)
    assert told(city, "a")[-1] == "merchant.ended"


def test_who_closed_comes_back_as_they_were(city: SmallCity) -> None:
    """With their menu and hours; and the record agrees at each step."""
    before = stall(city)
    check = StallsCheck()
    close(city)
    close(city)
    assert told(city, "a").count("merchant.ended") == 1
    done(changing.reopen_stall(city.by(OWNER), city.key(), "a", "a new lease"))
    assert stall(city) == before
    city.fill()
    city.quote({"a1": 1})
    with city.store.begin() as work:
        for one in work.events.after(0, 1000):
            check.hear(work, [one])
        assert list(check.present(work)) == []
        work.merchants.put(replace(before, ended_at=city.clock.now()))
        assert [one.rule for one in check.present(work)] == ["stall.there"]


def test_nobody_comes_back_into_a_market_that_is_no_more(city: SmallCity) -> None:
    """But on its own, or in another one."""
    done(markets.close_market(city.by(OWNER), city.key(), "m", True, WHY))
    answer = changing.reopen_stall(city.by(OWNER), city.key(), "a", WHY)
    assert refused(answer) == MarketHasEnded("m")
    alone = replace(ENTRY, market=None, place=Point(1, 1))
    done(changing.change_stall(city.by(OWNER), city.key(), "a", alone, WHY))
    done(changing.reopen_stall(city.by(OWNER), city.key(), "a", WHY))
    assert stall(city).market is None


def test_nobody_else_changes_or_closes_it(city: SmallCity) -> None:
    """Not even its holder; and nobody without a reason."""
    for who in (HOLDER, Person("z", "Z", (Grant(Role.OPERATOR, "west"),), None)):
        answer = changing.close_stall(city.by(who), city.key(), "a", WHY)
        assert refused(answer) == NotAllowed("operator", CITY)
        answer = changing.change_stall(city.by(who), city.key(), "a", ENTRY, WHY)
        assert refused(answer) == NotAllowed("operator", CITY)
    assert refused(changing.close_stall(city.by(OWNER), city.key(), "a", "")) == Invalid(
        "why", "1…200"
    )
    answer = changing.close_stall(city.by(OWNER), city.key(), "none", WHY)
    assert refused(answer) == Unknown("merchant", "none")


def test_a_quote_of_before_is_not_honoured(city: SmallCity) -> None:
    """It is refused when it is placed."""
    city.fill()
    quote = city.quote({"a1": 1})
    close(city)
    assert refused(ordering.place(city.engine, city.key(), "c", quote)) == StallEnded("a")
