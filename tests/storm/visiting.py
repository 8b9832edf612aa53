"""A shop whose services are booked: its guests, who come, move, stay away or call, and its seats."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from random import Random

from tests.storm.city import CUSTOMERS, STALLS, StormCity, done, fen, name
from tests.storm.tapping import Act, Draws, one, pick
from yeshi.base.calendar import QUARTER, quarter_of
from yeshi.flow.checks.broken import BrokenRule
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.flow.stalls import listing
from yeshi.flow.visits import booking, offering, receiving
from yeshi.flow.visits.booking import VisitWanted
from yeshi.geo.point import Point
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.visits.booking import OPEN_BOOKINGS_MAX, Booking, DeclinedFor
from yeshi.visits.seats import SeatsSaid
from yeshi.visits.service import ServiceSaid, ServiceSort
from yeshi.visits.slot import Span

SHOP = "s"
# Each is that of two customers.
PHONES = ("138 0013 8000", "138 0013 8001", "138 0013 8002")


def open_shop(engine: Engine, chance: Random) -> None:
    """Two services share one or two chairs, and one has a room of its own."""
    merchant = Merchant(
        id=SHOP, name=name(SHOP), market=None, place=Point(200, 300),
        hours=Hours(time(17), time(3)), cook_s=300,
    )  # fmt: skip
    done(listing.register_merchant(engine, f"stall:{SHOP}", merchant, []))
    chairs, room = (
        _seats(engine, word, count)
        for word, count in (("chairs", chance.randint(1, 2)), ("room", 1))
    )
    for word, seats, minutes, between in (
        ("cut", chairs, 30, 5), ("shave", chairs, 15, 0), ("song", room, 60, 15),
    ):  # fmt: skip
        said = ServiceSaid(
            name=name(word), sort=ServiceSort.OTHER, seats=seats, minutes=minutes, between=between,
            price=fen(3000),
        )  # fmt: skip
        done(offering.offer_service(engine, f"service:{word}", SHOP, said))


def book(city: StormCity, work: Work, d: Draws) -> Act:
    """Somebody wants to come, in the next quarters of an hour mostly; or calls the shop."""
    service, customer = pick(work.services.of(SHOP), d[1]).id, pick(CUSTOMERS, d[0])
    phone = pick(PHONES, d[0]) if d[4] % 3 else f"138 0013 81{d[6] % 100:02d}"
    calls = d[5] % 4 == 0
    wanted = VisitWanted(
        service=service, starts_at=_when(city, d), name="Li" if d[6] % 2 or calls else "",
        phone="" if calls and d[6] % 2 else phone,
    )  # fmt: skip
    if calls:
        return one(lambda engine, key: booking.book_for(engine, key, SHOP, wanted))
    return one(lambda engine, key: booking.book_slot(engine, key, customer, wanted))


def move_visit(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A guest comes at another time: one of theirs mostly, to come or over."""
    found = _booking(work, d)
    if found is None:
        return None
    customer, starts = _guest(found, d), _when(city, d)
    return one(lambda engine, key: booking.move_booking(engine, key, customer, found.id, starts))


def call_off_visit(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A guest does not come: of a booking of theirs mostly."""
    found = _booking(work, d)
    if found is None:
        return None
    customer = _guest(found, d)
    return one(lambda engine, key: booking.call_off_booking(engine, key, customer, found.id))


def receive(city: StormCity, work: Work, d: Draws) -> Act | None:
    """The shop, seldom another one, says that a guest came, or did not; or calls it off."""
    found = _booking(work, d)
    if found is None:
        return None
    shop, id_ = SHOP if d[2] % 9 else pick(STALLS, d[2])[0], found.id
    if d[3] % 5 == 0:
        why = pick(tuple(DeclinedFor), d[4])
        return one(lambda engine, key: receiving.decline_booking(engine, key, shop, id_, why))
    say = receiving.guest_came if d[3] % 2 else receiving.guest_missed
    return one(lambda engine, key: say(engine, key, shop, id_))


def rest_seats(city: StormCity, work: Work, d: Draws) -> Act:
    """The shop takes no bookings for a while, or takes them again."""
    pool = pick(work.seat_pools.of(SHOP), d[0])
    if pool.paused and d[1] % 2:
        there = pick(pool.paused, d[2])
        return one(lambda engine, key: offering.resume_seats(engine, key, SHOP, pool.id, there))
    starts = city.clock.now() + timedelta(minutes=d[3] % 120 - 10)
    pause = Span(starts, starts + timedelta(minutes=d[4] % 60))
    return one(lambda engine, key: offering.pause_seats(engine, key, SHOP, pool.id, pause))


def too_many(work: Work) -> list[BrokenRule]:
    """Guests, and telephone numbers, with more bookings to come than they may have."""
    made = [found for found in work.bookings.all() if found.is_open and found.customer]
    counts = Counter([one.customer for one in made] + [one.phone for one in made])
    return [
        BrokenRule("visits.guest", str(whose), str(count), f"at most {OPEN_BOOKINGS_MAX}")
        for whose, count in counts.items()
        if count > OPEN_BOOKINGS_MAX
    ]


def _seats(engine: Engine, word: str, count: int) -> str:
    said = SeatsSaid(name=name(word), count=count)
    return done(offering.enter_seats(engine, f"seats:{word}", SHOP, said))["seats"]


def _when(city: StormCity, d: Draws) -> datetime:
    """A quarter of an hour of the next two hours; seldom tomorrow, or at no whole one."""
    odd = timedelta(minutes=d[2] % 3) if d[3] % 11 == 0 else timedelta(0)
    later = timedelta(hours=20) if d[3] % 13 == 0 else timedelta(0)
    return quarter_of(city.clock.now()) + QUARTER * (d[7] % 9) + odd + later


def _booking(work: Work, d: Draws) -> Booking | None:
    """One that is to come, the soonest first; seldom one that is over."""
    known = sorted(work.bookings.all(), key=lambda found: (found.starts_at, found.id))
    open_ = [found for found in known if found.is_open]
    some = open_[:6] if open_ and d[6] % 6 else known
    return pick(some, d[1]) if some else None


def _guest(found: Booking, d: Draws) -> str:
    """Its own guest mostly; of who called there is none."""
    return found.customer if found.customer and d[0] % 6 else pick(CUSTOMERS, d[0])
