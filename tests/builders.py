"""A small city for tests: two stalls of one market, a restaurant, two couriers, and its clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import count

from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Reason, Refused
from yeshi.base.sure import allowed, there
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Service
from yeshi.files.accord import read_accord
from yeshi.files.city import CHANGSHA
from yeshi.files.programme import read_programme
from yeshi.fleet.courier import Vehicle
from yeshi.flow import due
from yeshi.flow.accords import signing
from yeshi.flow.charter import Charter
from yeshi.flow.city.opening import Opening, open_city
from yeshi.flow.engine import Engine
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.in_force import InForce
from yeshi.flow.orders import calling_off, cooking, delivering, dispatching, ordering, quoting
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.ports import Answer, Store
from yeshi.flow.programmes import opening
from yeshi.flow.stalls import listing, markets
from yeshi.flow.table import TABLE
from yeshi.flow.terms import Terms
from yeshi.flow.vouchers import launching
from yeshi.geo.point import Point
from yeshi.geo.travel import WholeMinutes
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant
from yeshi.orders.checkout import Fees
from yeshi.orders.order import Destination, Order
from yeshi.orders.sharing import Commission
from yeshi.people.actor import CONSOLE, NOBODY, signed_in
from yeshi.people.person import Person
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.actors.world import World
from yeshi.vouchers.campaign import Campaign

CALENDAR = Calendar(zone_named("Asia/Shanghai"))
LOCAL = CALENDAR.zone
EVENING = datetime(2026, 11, 24, 20, 0, tzinfo=LOCAL)
CHARTER = Charter(name=Name("城", "city"), centre=Point(112.98, 28.2), demo=True, opened_at=EVENING)
DOOR = Destination(Point(1000, 1000), "Door 1")
YUAN = 100


def terms(calendar: Calendar = CALENDAR, currency: str = "CNY") -> Terms:
    """Terms in metres, in hundredths: delivery 3, pay 7 an order, guarantee 20 an hour."""
    return Terms(
        calendar=calendar,
        zones=(Zone("city", Name("城", "city"), Point(0, 0)),),
        fees=Fees(
            delivery_base=Money(300, currency),
            delivery_base_km=2.0,
            delivery_per_km=Money(100, currency),
            metres_per_minute=300.0,
            reach_s=1800.0,
            wait_s=600,
        ),
        commission=Commission(600),
        service=Service(120.0, 120.0),
        policy=Policy(),
        pay_per_order=Money(700, currency),
        pay_per_hour=Money(2000, currency),
    )


@dataclass
class SmallCity:
    """The city, and short ways to act in it; every command gets a key of its own."""

    store: Store = field(default_factory=lambda: MemoryStore("CNY"))
    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(EVENING))
    keys: count[int] = field(default_factory=count)
    calendar: Calendar = CALENDAR
    currency: str = "CNY"

    def __post_init__(self) -> None:
        self.engine = Engine(
            self.store, self.clock, WholeMinutes(300.0), TrialWallet(),
            terms(self.calendar, self.currency), TABLE,
        )  # fmt: skip

    @classmethod
    def on(
        cls, evening: datetime, currency: str = "CNY", calendar: Calendar = CALENDAR
    ) -> SmallCity:
        """The city in memory, in that currency and by that calendar, as of that evening."""
        return cls(
            MemoryStore(currency), SimulatedClock(evening), calendar=calendar, currency=currency
        )

    def run_errands(self) -> int:
        """Have the errands that are due done, by a kind world; how many they were."""
        return World(self.engine, Agenda()).turn()

    def in_zones(self, *zones: Zone) -> SmallCity:
        """The same city, divided so; before it settles in."""
        self.engine.in_force = InForce.alone(replace(self.engine.terms, zones=zones))
        return self

    def by(self, person: Person | None) -> Engine:
        """The engine, on which that person acts; a visitor without one."""
        return self.engine.acting(signed_in(person) if person else NOBODY)

    def money(self, fen: int) -> Money:
        """So many of the smallest unit of the city's currency."""
        return Money(fen, self.currency)

    def key(self) -> str:
        """A new key."""
        return f"k{next(self.keys)}"

    def open_up(self) -> SmallCity:
        """Open it, as whoever has the machine does."""
        opening = Opening(
            name=CHARTER.name, centre=CHARTER.centre, terms=self.engine.terms, demo=CHARTER.demo
        )
        done(open_city(self.engine.acting(CONSOLE), self.key(), opening))
        return self

    def settle_in(self) -> SmallCity:
        """Register everything."""
        engine, evening = self.engine, self.clock.now()
        done(markets.open_market(engine, self.key(), Market("m", _name("m"), Point(0, 0))))
        for stall, market in (("a", "m"), ("b", "m"), ("r", None)):
            merchant = Merchant(
                id=stall,
                name=_name(stall),
                market=market,
                place=Point(0, 10),
                hours=Hours(time(17), time(3)),
                cook_s=600,
            )
            menu = [
                Item(
                    id=f"{stall}1",
                    merchant=stall,
                    name=_name(f"{stall}1"),
                    price=self.money(1550),
                    packing=self.money(100),
                ),
                Item(
                    id=f"{stall}2",
                    merchant=stall,
                    name=_name(f"{stall}2"),
                    price=self.money(3000),
                    packing=self.money(0),
                    left=2,
                ),
            ]
            done(listing.register_merchant(engine, self.key(), merchant, menu))
        for courier in ("x", "y"):
            done(
                joining.register_courier(
                    engine, self.key(), courier, _name(courier), Vehicle.EBIKE, Point(300, 0)
                )
            )
            planned = PlannedShift(courier, evening, evening + timedelta(hours=6), Point(300, 0))
            done(joining.plan_shift(engine, self.key(), planned))
        programme = read_programme(CHANGSHA / "programme.toml", self.currency)
        done(opening.open_programme(engine, self.key(), programme))
        accord = read_accord(CHANGSHA / "accord.toml").accord
        done(signing.sign_accord(engine, self.key(), accord))
        campaign = Campaign(
            id="v",
            name=_name("v"),
            threshold=self.money(4000),
            off=self.money(800),
            begins_at=evening,
            ends_at=evening + timedelta(days=30),
        )
        done(launching.launch_campaign(engine, self.key(), campaign))
        done(launching.fund_campaign(engine, self.key(), "v", self.money(10_000)))
        due.carry_out(engine, due.SHIFTS)
        return self

    def fill(self, customer: str = "c", fen: int = 100_000) -> None:
        """Put money into a wallet."""
        done(ordering.top_up(self.engine, self.key(), customer, self.money(fen)))

    def quote(self, wanted: dict[str, int], customer: str = "c", donate: bool = True) -> str:
        """A quote's id."""
        wish = Wish(customer, wanted, DOOR, "rural-teachers" if donate else None)
        return done(quoting.ask_quote(self.engine, self.key(), wish))["quote"]

    def unquoted(self, wanted: dict[str, int], customer: str = "c") -> Reason:
        """Why there is no quote, which there must not be."""
        wish = Wish(customer, wanted, DOOR)
        return refused(quoting.ask_quote(self.engine, self.key(), wish))

    def call_off(self, order_id: str, customer: str = "c") -> None:
        """Have its customer call the order off, and what follows from it done."""
        done(calling_off.call_off_order(self.engine, self.key(), customer, order_id))
        self.run_errands()

    def place(self, wanted: dict[str, int], customer: str = "c") -> str:
        """A paid order's id."""
        quote = self.quote(wanted, customer)
        return done(ordering.place(self.engine, self.key(), customer, quote))["order"]

    def order(self, order_id: str) -> Order:
        """The order as it stands."""
        with self.store.begin() as work:
            return work.orders.must(order_id)

    def balance(self, account: str) -> int:
        """An account's balance in fen."""
        with self.store.begin() as work:
            return work.ledger.balance(account).fen

    def wait(self, minutes: float) -> None:
        """Let time pass."""
        self.clock.put(self.clock.now() + timedelta(minutes=minutes))

    def cook(self, order_id: str, minutes: int = 5) -> None:
        """Have all its kitchens take on the order and make it."""
        ready_at = self.clock.now() + timedelta(minutes=minutes)
        for ticket in self.order(order_id).tickets:
            done(cooking.accept(self.engine, self.key(), ticket.merchant, order_id, ready_at))
        self.wait(minutes)
        for ticket in self.order(order_id).tickets:
            done(cooking.ready(self.engine, self.key(), ticket.merchant, order_id))

    def bring(self, order_id: str) -> None:
        """Have a courier sent, collect and deliver."""
        dispatching.tick(self.engine, self.engine.terms.zones[0].id)
        courier = there(self.order(order_id).courier, f"courier for {order_id}")
        done(delivering.collect(self.engine, self.key(), courier, order_id))
        self.wait(10)
        done(delivering.deliver(self.engine, self.key(), courier, order_id))


def _name(word: str) -> Name:
    return Name(word, word)


def refused(answer: Answer) -> Reason:
    """Why a command was refused, which it has to be."""
    assert isinstance(answer, Refused), answer
    return answer.reason


def done(answer: Answer) -> dict[str, str]:
    """What came of a command that must not be refused."""
    return allowed(answer, "a command").data
