"""A city in which somebody complains about what they got."""

from __future__ import annotations

from collections.abc import Mapping

from tests.builders import SmallCity, done
from tests.flow.orders.test_rating import COOK, HOLDER, OPERATOR, delivered, with_people
from yeshi.events.complaints import BackTo
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.orders import complaining, redressing
from yeshi.flow.orders.complaining import RedressAsked
from yeshi.flow.ports import Answer
from yeshi.orders.complaining import TroubleTold
from yeshi.orders.complaint import Complaint, ShownTrouble, Trouble
from yeshi.people.actor import visitor

__all__ = ["COOK", "HOLDER", "OPERATOR", "delivered", "with_people"]
# 47.10 sold in two parts with packing, 8.00 off by the voucher "v".
WITH_VOUCHER = {"a1": 2, "b1": 1}


def ask(
    city: SmallCity,
    order: str,
    quantities: Mapping[int, int],
    merchant: str = "a",
    trouble: Trouble = Trouble.MISSING,
    words: str = "",
    to: BackTo | None = None,
    pictures: tuple[ShownTrouble, ...] = (),
    customer: str = "c",
) -> Answer:
    """What a customer is answered who says that something was wrong."""
    asking = RedressAsked(TroubleTold(merchant, quantities, trouble, words), to, pictures)
    engine = city.engine.acting(visitor(customer))
    return complaining.complain(engine, city.key(), customer, order, asking)


def asked(
    city: SmallCity,
    order: str,
    merchant: str = "a",
    trouble: Trouble = Trouble.MISSING,
    to: BackTo | None = None,
) -> str:
    """The id of a complaint about one of the first line."""
    return done(ask(city, order, {0: 1}, merchant, trouble, to=to))["complaint"]


def agree(city: SmallCity, complaint: str, quantities: Mapping[int, int] | None = None) -> Answer:
    """What the holder of stall a is answered who gives it back."""
    return redressing.agree(city.by(HOLDER), city.key(), "a", complaint, quantities)


def decline(city: SmallCity, complaint: str, why: str = "it was in the bag") -> Answer:
    """What the holder of stall a is answered who does not."""
    return redressing.decline(city.by(HOLDER), city.key(), "a", complaint, why)


def appeal(city: SmallCity, order: str, complaint: str, customer: str = "c") -> Answer:
    """What a customer is answered who goes to the control room."""
    engine = city.engine.acting(visitor(customer))
    return complaining.appeal(engine, city.key(), customer, order, complaint, "it was not")


def found(city: SmallCity, complaint: str) -> Complaint:
    """The complaint as it stands."""
    with city.store.begin() as work:
        return work.complaints.must(complaint)


def well(city: SmallCity) -> None:
    """Every rule of the books and of the record holds."""
    with city.store.look() as work:
        assert list(breaches_of(work)) == []
