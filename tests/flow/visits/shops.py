"""A city with a barber who has two chairs and cuts hair in half an hour, for the tests beside it."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.builders import EVENING, SmallCity, done
from yeshi.base.names import Name
from yeshi.base.sure import there
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Answer, Store
from yeshi.flow.visits.booking import VisitWanted, book_for, book_slot
from yeshi.flow.visits.offering import enter_seats, offer_service
from yeshi.people.actor import visitor
from yeshi.people.person import Grant, Person, Role
from yeshi.visits.booking import Booking
from yeshi.visits.seats import SeatsSaid
from yeshi.visits.service import ServiceSaid, ServiceSort
from yeshi.visits.slot import Span

PHONE = "+8613912345678"
_DIGITS = {"c": PHONE}
OWNER = Person("wang", "Wang", (Grant(Role.STALLHOLDER, "a"),), None)
COOK = Person("wu", "Wu", (Grant(Role.COOK, "a"),), None)
OTHER = Person("li", "Li", (Grant(Role.STALLHOLDER, "b"),), None)
CHAIRS = SeatsSaid(name=Name("理发椅", "chairs"), count=2)


def later(minutes: int) -> datetime:
    """So many minutes after eight in the evening, when the city begins."""
    return EVENING + timedelta(minutes=minutes)


def phone_of(customer: str) -> str:
    """The customer's own number."""
    return _DIGITS.setdefault(customer, f"+861391235{len(_DIGITS):04d}")


def span(starts: int, ends: int) -> Span:
    """From so many minutes after eight until so many."""
    return Span(later(starts), later(ends))


class BarberCity(SmallCity):
    """The small city, at whose stall `a` hair is cut from 17:00 until 03:00."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.settle_in()
        entered = enter_seats(self.engine, self.key(), "a", CHAIRS)
        self.chairs = done(entered)["seats"]
        self.cut = done(offer_service(self.engine, self.key(), "a", self.haircut()))["service"]

    def haircut(self, minutes: int = 30, fen: int = 3000) -> ServiceSaid:
        """What is said of the haircut: five minutes until the next."""
        return ServiceSaid(
            name=Name("剪发", "haircut"), sort=ServiceSort.BARBER, seats=self.chairs,
            minutes=minutes, between=5, price=self.money(fen),
        )  # fmt: skip

    def guest(self, customer: str) -> Engine:
        """The engine, on which that customer acts by their device."""
        return self.engine.acting(visitor(customer))

    def ask(self, customer: str, starts: int, phone: str | None = None) -> Answer:
        """What comes of a customer's wish to have their hair cut so many minutes after eight.

        Each gives a number of their own, where none is said.
        """
        phone = phone_of(customer) if phone is None else phone
        wanted = VisitWanted(service=self.cut, starts_at=later(starts), name="Li", phone=phone)
        return book_slot(self.guest(customer), self.key(), customer, wanted)

    def booked(self, customer: str = "c", starts: int = 60) -> str:
        """Their booking's id."""
        return done(self.ask(customer, starts))["booking"]

    def called(self, starts: int, name: str = "Zhao", phone: str = "") -> Answer:
        """What comes of it where somebody calls the barber."""
        wanted = VisitWanted(service=self.cut, starts_at=later(starts), name=name, phone=phone)
        return book_for(self.by(OWNER), self.key(), "a", wanted)

    def booking(self, id_: str) -> Booking:
        """The booking as it stands."""
        with self.store.begin() as work:
            return there(work.bookings.get(id_), id_)
