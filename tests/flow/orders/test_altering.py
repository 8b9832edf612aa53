"""A stall asks to leave out what it cannot make, or to make another dish; the customer says."""

from __future__ import annotations

import threading

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.base.refused import Invalid, NotYours, Unknown
from yeshi.flow import due
from yeshi.flow.checks.checking import all_checks, breaches_of
from yeshi.flow.orders import altering, cooking
from yeshi.flow.orders.altering import Shortage
from yeshi.flow.ports import Answer, Done, Store
from yeshi.flow.stalls import listing
from yeshi.market.kitchen import NotServedNow
from yeshi.market.shelf import SoldOut
from yeshi.orders.alteration import NothingLeft, NothingOffered
from yeshi.orders.order import Ticket


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def offer(city: SmallCity, order: str, short: Shortage) -> Answer:
    """Stall "b" asks for it."""
    return altering.offer_instead(city.engine, city.key(), "b", order, short)


def agree(city: SmallCity, order: str, customer: str = "c") -> Answer:
    """The customer takes it."""
    return altering.agree_to_offer(city.engine, city.key(), customer, order, "b")


def part_of(city: SmallCity, order: str) -> Ticket:
    """What stall "b" has to make of it."""
    part = city.order(order).ticket("b")
    assert part is not None
    return part


def count(city: SmallCity, item: str, left: int) -> None:
    """So many are left of the item."""
    done(listing.restock(city.engine, city.key(), item[0], item, left))


def broken_rules(city: SmallCity) -> list[str]:
    """The rules of the whole house that do not hold."""
    with city.store.begin() as work:
        return [str(one) for one in breaches_of(work, all_checks())]


def left(city: SmallCity, item: str) -> int | None:
    """How many of the item are left."""
    with city.store.read() as work:
        return work.items.must(item).left


def test_what_is_left_out_is_paid_back_at_once(city: SmallCity) -> None:
    """To the fen; and the dish is off for the night, where the stall says so."""
    order = city.place({"b1": 1, "b2": 2})
    paid = city.balance("wallet:c")
    b2 = next(one for one in part_of(city, order).lines if one.item == "b2")
    done(offer(city, order, Shortage("b2", 2, off=True)))
    assert city.balance("wallet:c") == paid
    done(agree(city, order))
    assert city.balance("wallet:c") == paid + b2.amount.fen
    assert [one.item for one in part_of(city, order).lines] == ["b1"]
    assert city.unquoted({"b2": 1}) == NotServedNow("b2")
    city.cook(order)
    city.bring(order)
    assert city.balance("escrow") == 0
    assert broken_rules(city) == []


def test_another_dish_is_taken_from_the_shelf_when_it_is_agreed_to(city: SmallCity) -> None:
    """And nothing of what was left out comes back to it; also when nobody answers after that."""
    order = city.place({"b1": 1, "a1": 1})
    count(city, "b2", 1)
    done(offer(city, order, Shortage("b1", 1, instead="b2")))
    assert left(city, "b2") == 1
    done(agree(city, order))
    assert left(city, "b2") == 0
    assert [one.item for one in part_of(city, order).lines] == ["b2"]
    assert part_of(city, order).altered[0].line.item == "b1"
    city.wait(5)
    assert due.carry_out(city.engine, due.LAPSE) == 2
    assert left(city, "b2") == 1
    assert city.balance("escrow") == 0
    assert broken_rules(city) == []


def test_what_ran_out_meanwhile_is_not_had(city: SmallCity) -> None:
    """The offer stays, and may be made anew."""
    order = city.place({"b1": 1})
    count(city, "b2", 1)
    done(offer(city, order, Shortage("b1", 1, instead="b2")))
    count(city, "b2", 0)
    assert refused(agree(city, order)) == SoldOut("b2", 0)
    assert part_of(city, order).offer is not None
    assert refused(offer(city, order, Shortage("b1", 1, instead="b2"))) == SoldOut("b2", 0)


def test_what_is_declined_stays_as_it_was_ordered(city: SmallCity) -> None:
    """The stall is told, and may turn its part down."""
    order = city.place({"b1": 2})
    done(offer(city, order, Shortage("b1", 1)))
    done(altering.decline_offer(city.engine, city.key(), "c", order, "b"))
    part = part_of(city, order)
    assert part.offer is not None
    assert part.offer.declined
    assert refused(agree(city, order)) == NothingOffered(order)
    done(cooking.reject(city.engine, city.key(), "b", order, "sold_out"))
    assert city.balance("wallet:c") == 100_000
    assert broken_rules(city) == []


def test_only_what_makes_sense_is_offered(city: SmallCity) -> None:
    """Of the line's own stall, something else, and of what there is."""
    order = city.place({"b1": 1, "a1": 1})
    for short, reason in (
        (Shortage("b9", 1), Invalid("line", "choice")),
        (Shortage("b1", 2, instead="b2"), Invalid("quantity", "1…1")),
        (Shortage("b1", 1), NothingLeft("b")),
        (Shortage("b1", 1, instead="b1"), Invalid("instead", "choice")),
        (Shortage("b1", 1, instead="a1"), NotYours("item", "a1")),
        (Shortage("b1", 1, instead="x"), Invalid("instead", "choice")),
    ):
        assert refused(offer(city, order, short)) == reason
    assert refused(offer(city, "none", Shortage("b1", 1))) == Unknown("order", "none")
    assert refused(agree(city, order)) == NothingOffered(order)


def test_nobody_else_agrees(city: SmallCity) -> None:
    """To them the order is none."""
    order = city.place({"b1": 2})
    done(offer(city, order, Shortage("b1", 1)))
    city.fill("d")
    assert refused(agree(city, order, "d")) == Unknown("order", order)
    assert part_of(city, order).offer is not None


def test_who_agrees_twice_at_once_is_paid_back_once(city: SmallCity) -> None:
    """On each store."""
    order = city.place({"b1": 2})
    paid = city.balance("wallet:c")
    price = part_of(city, order).lines[0].amount.fen // 2
    done(offer(city, order, Shortage("b1", 1)))
    answers: list[Answer] = []
    both = [threading.Thread(target=lambda: answers.append(agree(city, order))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(20)
    assert sum(isinstance(one, Done) for one in answers) == 1
    assert city.balance("wallet:c") == paid + price
