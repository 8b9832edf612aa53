"""Who may show what a stall looks like does, and what nothing shows is let go of in its time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.adapters.memory.picture_shelf import MemoryShelf
from yeshi.base.refused import Invalid, NotYours, Unknown
from yeshi.events.market import PictureChanged, PictureChangedByOperator
from yeshi.flow import due
from yeshi.flow.ports import Store
from yeshi.flow.stalls import menus, picturing
from yeshi.flow.stalls.picturing import Forms, Sight
from yeshi.market.pictured import PICTURES_KEPT
from yeshi.people.person import CITY, Grant, Person, Role, SignInFirst
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.actors.world import World
from yeshi.wiring.pictures import letting_go

ONE, OTHER = Forms("1" * 64, (240, 640)), Forms("2" * 64, (240,))
DISH, FRONT = Sight("a", "a1"), Sight("a")


def person(role: Role, scope: str) -> Person:
    """Who has that role there."""
    return Person(f"{role}-{scope}", role, (Grant(role, scope),), None)


HOLDER, COOK = person(Role.STALLHOLDER, "a"), person(Role.COOK, "a")
OPERATOR, ELSEWHERE = person(Role.OPERATOR, CITY), person(Role.OPERATOR, "east")
NEIGHBOUR = person(Role.STALLHOLDER, "b")


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store."""
    return SmallCity(store).settle_in()


def show(city: SmallCity, sight: Sight, forms: Forms, who: Person = HOLDER) -> None:
    """Bring a picture and have it shown."""
    done(picturing.bring(city.by(who), city.key(), sight, forms.digest))
    done(picturing.show(city.by(who), city.key(), sight, forms))


def shown(city: SmallCity) -> dict[str, str]:
    """What stall a shows, and which picture of it."""
    stall = menus.stall(city.engine, "a")
    assert isinstance(stall, menus.Stall)
    return {one.id: one.picture for one in stall.pictures.values()}


def kept(city: SmallCity) -> set[str]:
    """Which pictures the record has."""
    with city.store.begin() as work:
        return {one.id for one in work.pictures.all()}


def let_go(city: SmallCity, shelf: MemoryShelf) -> None:
    """Have the clock find what is over, and the world do its errands."""
    due.carry_out(city.engine, due.PICTURES)
    World(city.engine, Agenda(), bearers=[letting_go(city.engine, shelf)]).turn()


def test_an_owner_shows_replaces_and_takes_down(city: SmallCity) -> None:
    """Each is an event that pages of stalls hear."""
    show(city, DISH, ONE)
    show(city, FRONT, OTHER)
    assert shown(city) == {"dish:a1": ONE.digest, "front:a": OTHER.digest}
    show(city, DISH, OTHER)
    assert shown(city)["dish:a1"] == OTHER.digest
    done(picturing.take_down(city.by(HOLDER), city.key(), DISH))
    done(picturing.take_down(city.by(HOLDER), city.key(), DISH))
    assert shown(city) == {"front:a": OTHER.digest}
    with city.store.begin() as work:
        told = [one.event for one in work.events.after(0, 1000)]
    changed = [one for one in told if isinstance(one, PictureChanged)]
    assert [(one.item, one.picture) for one in changed] == [
        ("a1", ONE.digest), (None, OTHER.digest), ("a1", OTHER.digest), ("a1", None),
    ]  # fmt: skip
    assert "stalls" in changed[0].concerns


def test_the_front_stands_on_cards(city: SmallCity) -> None:
    """And no picture of a dish, which a card only names."""
    show(city, DISH, ONE)
    show(city, FRONT, OTHER)
    (section, *_) = menus.sections(city.engine).sections
    stall = next(one for one in section.stalls if one.merchant.id == "a")
    assert stall.front is not None
    assert stall.front.picture == OTHER.digest
    assert list(stall.pictures) == ["front:a"]


def test_only_who_keeps_the_stall_or_oversees_it_may(city: SmallCity) -> None:
    """An operator with a reason, which the record of acts by hand has."""
    for who in (COOK, NEIGHBOUR, ELSEWHERE):
        others = picturing.bring(city.by(who), city.key(), DISH, ONE.digest)
        assert isinstance(refused(others), Unknown)
    stranger = picturing.bring(city.by(None), city.key(), DISH, ONE.digest)
    assert isinstance(refused(stranger), SignInFirst)
    assert kept(city) == set()
    unsaid = refused(picturing.take_down(city.by(OPERATOR), city.key(), DISH))
    assert isinstance(unsaid, Invalid)
    show(city, Sight("a", "a1", "it was of another dish"), ONE, OPERATOR)
    with city.store.begin() as work:
        last = work.events.last()
    assert last is not None
    assert isinstance(last.event, PictureChangedByOperator)
    assert last.event.why == "it was of another dish"


def test_what_is_not_there_or_anothers_is_refused(city: SmallCity) -> None:
    """A dish of another stall, one that there is not, a picture that nobody brought."""
    anothers = picturing.bring(city.by(HOLDER), city.key(), Sight("a", "b1"), ONE.digest)
    assert isinstance(refused(anothers), NotYours)
    nothing = picturing.bring(city.by(HOLDER), city.key(), Sight("a", "none"), ONE.digest)
    assert isinstance(refused(nothing), Unknown)
    unbrought = picturing.show(city.by(HOLDER), city.key(), DISH, ONE)
    assert isinstance(refused(unbrought), Unknown)


def test_what_nothing_shows_is_let_go_of_in_its_time(city: SmallCity) -> None:
    """From the shelf and from the record; what another dish shows still stays."""
    shelf = MemoryShelf()
    for forms in (ONE, OTHER):
        shelf.put(forms.digest, {240: b"form"})
    show(city, DISH, ONE)
    show(city, Sight("a", "a2"), ONE)
    show(city, FRONT, OTHER)
    done(picturing.take_down(city.by(HOLDER), city.key(), DISH))
    done(picturing.take_down(city.by(HOLDER), city.key(), FRONT))
    city.clock.put(city.clock.now() + PICTURES_KEPT - timedelta(minutes=1))
    let_go(city, shelf)
    assert kept(city) == {ONE.digest, OTHER.digest}
    city.wait(2)
    let_go(city, shelf)
    assert kept(city) == {ONE.digest}
    assert shelf.read(ONE.digest, 240) == b"form"
    assert shelf.read(OTHER.digest, 240) is None


def test_what_is_brought_and_never_shown_goes_too(city: SmallCity) -> None:
    """As where somebody's connection broke in between."""
    done(picturing.bring(city.by(HOLDER), city.key(), DISH, ONE.digest))
    city.clock.put(city.clock.now() + PICTURES_KEPT)
    let_go(city, MemoryShelf())
    assert kept(city) == set()


def test_what_is_brought_again_meanwhile_stays(city: SmallCity) -> None:
    """Between the errand's being written and its being done."""
    shelf = MemoryShelf()
    shelf.put(ONE.digest, {240: b"form"})
    show(city, DISH, ONE)
    done(picturing.take_down(city.by(HOLDER), city.key(), DISH))
    city.clock.put(city.clock.now() + PICTURES_KEPT)
    assert due.carry_out(city.engine, due.PICTURES) == 1
    done(picturing.bring(city.by(HOLDER), city.key(), DISH, ONE.digest))
    World(city.engine, Agenda(), bearers=[letting_go(city.engine, shelf)]).turn()
    done(picturing.show(city.by(HOLDER), city.key(), DISH, ONE))
    assert shelf.read(ONE.digest, 240) == b"form"
    assert shown(city) == {"dish:a1": ONE.digest}
