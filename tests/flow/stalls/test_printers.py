"""A stall's owner enters printers, says them anew and ends them; who works there tries them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.stalls.test_dishes import COOK, OWNER
from yeshi.base.refused import Invalid, Unknown
from yeshi.events.printers import PrinterEnded
from yeshi.flow.orders import cooking
from yeshi.flow.ports import Store
from yeshi.flow.stalls import printers
from yeshi.market.printer import PRINTERS_MAX, PrinterSaid, SlipKind, TooManyPrinters
from yeshi.people.person import Grant, NotAllowed, Person, Role, SignInFirst

SAID = PrinterSaid(name="后厨", host="192.168.1.50")
NEIGHBOUR = Person("ne", "Neighbour", (Grant(Role.STALLHOLDER, "b"),), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store, whose customer has money."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def enter(city: SmallCity, said: PrinterSaid = SAID) -> str:
    """The id of a printer that the owner of stall a enters."""
    return done(printers.enter_printer(city.by(OWNER), city.key(), "a", said))["printer"]


def accept(city: SmallCity, *orders: str, merchant: str = "a") -> None:
    """Have the stall take the orders on."""
    for order in orders:
        ready_at = city.clock.now()
        done(cooking.accept(city.engine, city.key(), merchant, order, ready_at))


def test_who_works_there_sees_and_tries_and_the_owner_enters(city: SmallCity) -> None:
    """Neighbours and strangers do neither."""
    id_ = enter(city)
    for other in (NEIGHBOUR, COOK):
        answer = printers.enter_printer(city.by(other), city.key(), "a", SAID)
        assert isinstance(refused(answer), Unknown | NotAllowed)
        answer = printers.say_anew(city.by(other), city.key(), "a", id_, SAID)
        assert isinstance(refused(answer), Unknown | NotAllowed)
        answer = printers.end_printer(city.by(other), city.key(), "a", id_)
        assert isinstance(refused(answer), Unknown | NotAllowed)
    assert isinstance(
        refused(printers.enter_printer(city.by(None), city.key(), "a", SAID)), SignInFirst
    )
    answer = printers.try_printer(city.by(NEIGHBOUR), city.key(), "a", id_)
    assert isinstance(refused(answer), Unknown)
    done(printers.try_printer(city.by(COOK), city.key(), "a", id_))
    (view,) = printers.printers_of(city.engine, "a")
    assert (view.printer.said, view.waiting) == (SAID, 1)
    assert [one.kind for one in view.latest] == [SlipKind.TRIAL]


def test_a_printer_is_one_stalls(city: SmallCity) -> None:
    """Another stall's owner finds none under its id."""
    id_ = enter(city)
    engine = city.by(NEIGHBOUR)
    for answer in (
        printers.say_anew(engine, city.key(), "b", id_, SAID),
        printers.end_printer(engine, city.key(), "b", id_),
        printers.try_printer(engine, city.key(), "b", id_),
        printers.printer_of(engine, "b", id_),
    ):
        assert refused(answer) == Unknown("printer", id_)  # type: ignore[arg-type]


def test_what_cannot_be_is_refused_and_there_are_so_many_at_most(city: SmallCity) -> None:
    """Entered and said anew."""
    id_ = enter(city)
    wrong = replace(SAID, port=80)
    for answer in (
        printers.enter_printer(city.by(OWNER), city.key(), "a", wrong),
        printers.say_anew(city.by(OWNER), city.key(), "a", id_, wrong),
    ):
        assert refused(answer) == Invalid("port", "9100…9109")
    for number in range(PRINTERS_MAX - 1):
        enter(city, replace(SAID, name=f"p{number}"))
    answer = printers.enter_printer(city.by(OWNER), city.key(), "a", SAID)
    assert refused(answer) == TooManyPrinters(PRINTERS_MAX)


def test_what_waited_for_one_that_ends_is_not_printed(city: SmallCity) -> None:
    """How much that was, the record says; its errand comes to nothing."""
    id_ = enter(city)
    accept(city, city.place({"a1": 1}), city.place({"a1": 2}))
    done(printers.end_printer(city.by(OWNER), city.key(), "a", id_))
    with city.store.read() as work:
        told = [one.event for one in work.events.after(0, 500)]
        assert work.slips.all() == []
    assert [one.waited for one in told if isinstance(one, PrinterEnded)] == [2]
    assert printers.printers_of(city.engine, "a") == []


def test_one_said_anew_takes_over_what_waits(city: SmallCity) -> None:
    """Under its id."""
    id_ = enter(city)
    accept(city, city.place({"a1": 1}))
    moved = replace(SAID, host="192.168.1.51", prints=(SlipKind.KITCHEN, SlipKind.BILL))
    done(printers.say_anew(city.by(OWNER), city.key(), "a", id_, moved))
    (view,) = printers.printers_of(city.engine, "a")
    assert (view.printer.said, view.waiting) == (moved, 1)
