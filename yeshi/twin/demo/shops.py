"""The demo city's shops with services: they stand in its markets, and people call all night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from random import Random

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.events.record import Recorded
from yeshi.events.visits import VisitBooked
from yeshi.files.city import City, somewhere_near
from yeshi.flow.engine import Engine
from yeshi.flow.people import entering
from yeshi.flow.stalls import listing
from yeshi.flow.visits.booking import VisitWanted, book_for
from yeshi.flow.visits.offering import enter_seats, offer_service
from yeshi.flow.visits.receiving import guest_came, guest_missed
from yeshi.flow.visits.seen import service_on, services_of
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.people.person import Role
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.kitchens import void
from yeshi.twin.actors.parts import Played
from yeshi.twin.demo import masks
from yeshi.visits.booking import Booking
from yeshi.visits.seats import SeatsSaid
from yeshi.visits.service import ServiceSaid, ServiceSort

# In which minutes somebody calls one of the shops; who comes of them, and how late they may be.
CALLS, COMES = 0.2, 0.88
COMES_MIN, MISSED_MIN = 8, 12
# So many called before the city is looked at; who calls takes one of the next free times.
CALLED_BEFORE, TIMES_AHEAD = 14, 16
NEAR_METRES = 150
CALLERS = ("小周", "刘女士", "陈先生", "阿杰", "唐小姐", "老彭", "Mia", "谢先生", "小雨", "Tom")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoShop:
    """A shop: where, when, its seats, and its services as name, minutes, between and price.

    `look`: which picture its front is.
    """

    id: str
    name: Name
    market: int
    hours: Hours
    look: str
    sort: ServiceSort
    seats: SeatsSaid
    services: tuple[tuple[Name, int, int, int], ...]


SHOPS = (
    DemoShop(
        id="lotus-feet", name=Name("荷塘足道", "Lotus Foot Massage"), market=0,
        hours=Hours(time(13), time(3)), look="massage", sort=ServiceSort.MASSAGE,
        seats=SeatsSaid(name=Name("沙发", "armchairs"), count=6),
        services=(
            (Name("足底按摩", "Foot massage"), 60, 5, 9800),
            (Name("肩颈放松", "Neck and shoulders"), 30, 5, 6800),
        ),
    ),
    DemoShop(
        id="night-barber", name=Name("深夜理发店", "The Night Barber"), market=1,
        hours=Hours(time(16), time(2)), look="barber", sort=ServiceSort.BARBER,
        seats=SeatsSaid(name=Name("理发椅", "chairs"), count=3, days_off=(1,)),
        services=(
            (Name("洗剪吹", "Wash, cut and dry"), 40, 5, 4800),
            (Name("男士剪发", "Men's haircut"), 25, 5, 3000),
        ),
    ),
    DemoShop(
        id="star-karaoke", name=Name("星河量贩 KTV", "Galaxy Karaoke"), market=2,
        hours=Hours(time(14), time(5)), look="karaoke", sort=ServiceSort.KARAOKE,
        seats=SeatsSaid(name=Name("小包厢", "small rooms"), count=5),
        services=((Name("小包欢唱两小时", "Small room, two hours"), 120, 15, 12800),),
    ),
    DemoShop(
        id="quick-repair", name=Name("快修手机", "Quick Phone Repair"), market=3,
        hours=Hours(time(10), time(0)), look="repair", sort=ServiceSort.REPAIR,
        seats=SeatsSaid(name=Name("师傅", "technicians"), count=2),
        services=(
            (Name("换手机屏", "Screen replacement"), 45, 0, 19900),
            (Name("换电池", "Battery replacement"), 30, 0, 8900),
        ),
    ),
)  # fmt: skip


def open_shops(engine: Engine, city: City) -> None:
    """Have the shops stand there and offer what they do, once; anybody may sign in as theirs."""
    for shop in SHOPS:
        listing.register_merchant(engine, f"demo:{shop.id}", merchant_of(shop, city), ())
        person = masks.named(shop.id, shop.name, Role.STALLHOLDER)
        entering.enter_person(engine, f"demo:person:{shop.id}", person)
        entered = enter_seats(engine, f"demo:seats:{shop.id}", shop.id, shop.seats)
        if isinstance(entered, Refused):
            continue
        for number, (name, minutes, between, fen) in enumerate(shop.services):
            said = ServiceSaid(
                name=name, sort=shop.sort, seats=entered.data["seats"], minutes=minutes,
                between=between, price=Money(fen, engine.terms.currency),
            )  # fmt: skip
            offer_service(engine, f"demo:service:{shop.id}:{number}", shop.id, said)


def merchant_of(shop: DemoShop, city: City) -> Merchant:
    """The shop as it stands in its market."""
    market = city.quarters[shop.market % len(city.quarters)].market
    place = somewhere_near(Random(f"demo:{shop.id}"), market.collection, NEAR_METRES)
    return Merchant(
        id=shop.id, name=shop.name, market=market.id, place=place, hours=shop.hours, cook_s=0
    )


class Callers:
    """People who call the shops and come or do not; the same minute always brings the same."""

    def __init__(self, engine: Engine, agenda: Agenda, seed: int, shops: Played) -> None:
        """`shops`: as whom those act who are called."""
        self._engine, self._agenda = engine, agenda
        self._seed, self._shops = seed, shops
        self._called: set[str] = set()

    def expect(self, minute: datetime) -> None:
        """Have somebody call within the minute, or nobody."""
        chance = Random(f"{self._seed}:calls:{minute.isoformat()}")
        if chance.random() < CALLS:
            at = minute + timedelta(seconds=chance.randrange(60))
            self._agenda.enter(at, Rank.CUSTOMER, partial(self._call, chance, at.isoformat()))

    def resume(self, now: datetime) -> None:
        """Take up who is still to come; the first time so many call at once."""
        with self._engine.store.read() as work:
            open_ = work.bookings.ended_open(now + timedelta(days=30), 10_000)
        for one in open_:
            self._plan(one)
        if not open_:
            for number in range(CALLED_BEFORE):
                named = f"{now.isoformat()}:{number}"
                self._call(Random(f"{self._seed}:called:{named}"), named)

    def hear(self, recorded: Recorded) -> None:
        """Plan whether, and when, who called comes."""
        event = recorded.event
        if isinstance(event, VisitBooked) and event.customer is None:
            with self._engine.store.read() as work:
                self._plan(work.bookings.must(event.booking))

    def _call(self, chance: Random, named: str) -> None:
        shop = chance.choice(SHOPS)
        services = services_of(self._engine, shop.id)
        if not services:
            return
        service = chance.choice(services).service
        times = service_on(self._engine, service.id)
        if isinstance(times, Refused) or not times.free:
            return
        wanted = VisitWanted(
            service=service.id, starts_at=chance.choice(times.free[:TIMES_AHEAD]),
            name=chance.choice(CALLERS),
        )  # fmt: skip
        void(book_for(self._shops(shop.id), f"calls:{named}", shop.id, wanted))

    def _plan(self, booking: Booking) -> None:
        """Of who called, and not of who booked by themselves: those the player receives."""
        if booking.customer is not None or booking.id in self._called:
            return
        self._called.add(booking.id)
        chance = Random(f"{self._seed}:comes:{booking.id}")
        comes = chance.random() < COMES
        more = chance.uniform(-COMES_MIN, COMES_MIN) if comes else MISSED_MIN
        enter = guest_came if comes else guest_missed
        shop, named = self._shops(booking.merchant), f"comes:{booking.id}"
        self._agenda.enter(
            booking.starts_at + timedelta(minutes=more), Rank.KITCHEN,
            lambda: void(enter(shop, named, booking.merchant, booking.id)),
        )  # fmt: skip
