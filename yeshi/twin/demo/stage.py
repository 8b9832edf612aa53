"""The live stage: a made-up city's people, playing against the live services in real threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.files.accord import read_accord
from yeshi.files.city import CHANGSHA, City
from yeshi.files.dishes import extras_at, offered_at, sets_at
from yeshi.files.programme import read_programme
from yeshi.fleet.courier import Vehicle
from yeshi.flow.aside import SetAside
from yeshi.flow.engine import Engine
from yeshi.flow.fleet import duty, joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders.made_up_stars import enter_made_up
from yeshi.flow.people import entering
from yeshi.flow.programmes import opening
from yeshi.flow.stalls import dishes, listing, markets
from yeshi.flow.vouchers import claiming, launching
from yeshi.market.catalogue import Item
from yeshi.market.entering import said_of
from yeshi.market.options import OptionGroup
from yeshi.people.person import Role
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.collectors import Collectors
from yeshi.twin.actors.diners import Diners
from yeshi.twin.actors.friends import Friends
from yeshi.twin.actors.kitchens import Kitchens
from yeshi.twin.actors.riders import Riders
from yeshi.twin.demo import masks, scholars, secretariat
from yeshi.twin.demo.crew import Rider, riders
from yeshi.twin.demo.crowd import Crowd, crowd_of
from yeshi.twin.demo.furnishing import SIT, set_out
from yeshi.twin.demo.habits import StallHabits
from yeshi.twin.demo.past.entering import enter_shock
from yeshi.twin.demo.raters import Raters, past_stars
from yeshi.twin.demo.ruled_vouchers import launch_ruled
from yeshi.twin.demo.shops import Callers
from yeshi.twin.demo.writers import Writers
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Lot, claim_id

SEED = 20151101
CAMPAIGN = "night-vouchers"
LOTS = "lot-vouchers"
GUESTS_CLAIMING = 200
NIGHTLY_BUDGET_FEN = 300_000
EVENTS_AT_ONCE = 500


def register(engine: Engine, city: City) -> None:
    """Enter the city into an empty store; done once, and after a broken start gone on with."""
    cast = scholars.read_cast(CHANGSHA / "people.toml")
    _let_in(engine, city, cast)
    if _is_entered(engine):
        return
    extras = extras_at(CHANGSHA / "extras.toml", city.currency)
    menus = {merchant.id: menu for quarter in city.quarters for merchant, menu in quarter.stalls}
    sets = sets_at(CHANGSHA / "extras.toml", menus)
    said = offered_at(CHANGSHA / "extras.toml")
    for quarter in city.quarters:
        markets.open_market(engine, f"demo:{quarter.market.id}", quarter.market)
        for merchant, menu in quarter.stalls:
            # The city's people take its dishes one by one: their nights are as they were.
            told = [replace(one, offered=said.get(_dish_of(one), one.offered)) for one in menu]
            all_sold = (*told, *sets.get(merchant.id, ()))
            listing.register_merchant(engine, f"demo:{merchant.id}", merchant, all_sold)
            _offer_extras(engine, told, extras)
    for rider in riders(city, SEED):
        joining.register_courier(
            engine, f"demo:{rider.id}", rider.id, rider.name, Vehicle.EBIKE, rider.place,
            joining.Said(rider.woman, rider.born_year, rider.first_job),
        )  # fmt: skip
    programme = read_programme(CHANGSHA / "programme.toml", city.currency)
    opening.open_programme(engine, "demo:programme", programme)
    scholars.enter(engine, programme, cast)
    secretariat.enter(engine, read_accord(CHANGSHA / "accord.toml"), cast.people)
    enter_shock(engine, cast.people)
    today = city.calendar.business_day(engine.clock.now())
    enter_made_up(engine, "demo:stars", past_stars(city, SEED, today))
    begins = city.calendar.at(date(2015, 11, 1), time(0))
    currency = engine.terms.currency
    campaign = Campaign(
        id=CAMPAIGN, name=Name("夜经济消费券", "Night economy voucher"), begins_at=begins,
        threshold=Money(4000, currency), off=Money(800, currency),
        ends_at=begins + timedelta(days=36500),
    )  # fmt: skip
    launching.launch_campaign(engine, "demo:campaign", campaign)
    launch_ruled(engine)
    # The last, by which it is known that all before it was entered.
    _draw_lots(engine)


def _dish_of(item: Item) -> str:
    """What the dish is called at each stall that sells it."""
    return item.id.removeprefix(f"{item.merchant}.")


def _offer_extras(
    engine: Engine, menu: Sequence[Item], extras: Mapping[str, tuple[OptionGroup, ...]]
) -> None:
    """Have customers choose at the dishes, if they like; as they come they are as they were."""
    for item in menu:
        groups = extras.get(_dish_of(item), ())
        if groups:
            said = replace(said_of(item), groups=groups)
            dishes.say_anew(engine, f"demo:{item.id}", item.merchant, item.id, said)


def _let_in(engine: Engine, city: City, cast: scholars.Cast) -> None:
    """Let anybody sign in as each of the city's people, also where the city was entered before."""
    all_riders = riders(city, SEED)
    with engine.store.begin() as work:
        if work.persons.get(f"demo-{all_riders[-1].id}"):
            return
    for person in cast.people:
        entering.enter_person(engine, f"demo:{person.id}", person)
    for quarter in city.quarters:
        for merchant, _ in quarter.stalls:
            _enter(engine, merchant.id, merchant.name, Role.STALLHOLDER)
    for rider in all_riders:
        _enter(engine, rider.id, rider.name, Role.COURIER)


def _enter(engine: Engine, id_: str, name: Name, role: Role) -> None:
    """Let anybody sign in to the demo city as whoever that is."""
    entering.enter_person(engine, f"demo:person:{id_}", masks.named(id_, name, role))


def _is_entered(engine: Engine) -> bool:
    """Whether everybody is there; who opens the city again is not kept waiting for them."""
    with engine.store.begin() as work:
        return work.claims.get(claim_id(LOTS, _guest(GUESTS_CLAIMING - 1))) is not None


def _draw_lots(engine: Engine) -> None:
    """A campaign of vouchers by lot: two hundred guests claim a hundred, drawn this evening."""
    now = engine.clock.now()
    name = Name("抽签消费券", "Voucher by lot")
    currency = engine.terms.currency
    lot = Lot(100, now + timedelta(hours=2))
    campaign = Campaign(
        id=LOTS, name=name, threshold=Money(3000, currency), off=Money(1200, currency),
        begins_at=now, ends_at=now + timedelta(days=7), lot=lot,
    )  # fmt: skip
    launched = launching.launch_campaign(engine, "demo:lots", campaign)
    if isinstance(launched, Refused):
        return
    launching.fund_campaign(engine, "demo:lots:budget", LOTS, campaign.off * lot.vouchers)
    as_guest = masks.guests(engine)
    for number in range(GUESTS_CLAIMING):
        claiming.claim(as_guest(_guest(number)), f"demo:claim:{number}", _guest(number), LOTS)


def _guest(number: int) -> str:
    return f"guest-{number:03d}"


def prepare_day(engine: Engine, city: City, day: date) -> None:
    """Plan the day's shifts, fill the shelves and the voucher budget; the same day only once."""
    now = engine.clock.now()
    for rider in riders(city, SEED):
        _plan_shift(engine, rider, day, now)
    for quarter in city.quarters:
        for merchant, menu in quarter.stalls:
            for item in menu:
                if item.left is not None:
                    key = f"demo:stock:{item.id}:{day}"
                    listing.restock(engine, key, merchant.id, item.id, item.left)
    launching.fund_campaign(
        engine, f"demo:budget:{day}", CAMPAIGN, Money(NIGHTLY_BUDGET_FEN, engine.terms.currency)
    )


def _plan_shift(engine: Engine, rider: Rider, day: date, now: datetime) -> None:
    on_at, off_at = rider.shift(day, engine.terms.calendar)
    if off_at - now < timedelta(minutes=30):
        return
    planned = PlannedShift(rider.id, max(on_at, now), off_at, rider.place)
    joining.plan_shift(engine, f"demo:shift:{rider.id}:{day}", planned)


@dataclass(slots=True, kw_only=True)
class Stage:
    """The actors of a live city, one step at a time; only one thread may play."""

    engine: Engine
    city: City
    agenda: Agenda
    kitchens: Kitchens
    riders: Riders
    collectors: Collectors
    diners: Diners
    customers: Friends
    crowd: Crowd
    talkers: tuple[Raters | Writers | Callers, ...]
    callers: Callers
    seen: int = 0
    aside: SetAside | None = None

    def resume(self) -> None:
        """Take up all that is under way, as the store tells it, once the day is prepared."""
        today = self.engine.terms.calendar.business_day(self.engine.clock.now())
        prepare_day(self.engine, self.city, today - timedelta(days=1))
        prepare_day(self.engine, self.city, today)
        set_out(self.engine, self.city)
        now = self.engine.clock.now()
        self.agenda.clear()
        self.riders.forget()
        with self.engine.store.begin() as work:
            last = work.events.last()
            orders, routes = work.orders.under_way(), work.routes.open()
        self.seen = last.seq if last else 0
        for order in orders:
            for one in (self.kitchens, self.collectors, self.diners):
                self._dare(type(one).__name__, partial(one.resume, [order]))
        for route in routes:
            self._dare("Riders", partial(self.riders.resume, [route], now))
        self._dare("Callers", partial(self.callers.resume, now))
        whole = now.replace(second=0, microsecond=0)
        self.agenda.enter(whole, Rank.CUSTOMER, lambda: self._expect(whole))
        self._enter_next_day(now)

    def step(self) -> None:
        """Hear what happened since the last step, and do what is due."""
        with self.engine.store.begin() as work:
            recorded = work.events.after(self.seen, EVENTS_AT_ONCE)
        for one in recorded:
            self.seen = one.seq
            for who in (self.kitchens, self.riders, self.collectors, self.diners, *self.talkers):
                self._dare(type(who).__name__, partial(who.hear, one))
        # What falls due meanwhile is for the next step: a city that is short of time has steps too.
        now = self.engine.clock.now()
        while self.agenda.next_at is not None and self.agenda.next_at <= now:
            _, action = self.agenda.take()
            self._dare(getattr(action, "__qualname__", "").split(".")[0], action)

    def _dare(self, who: str, act: Callable[[], None]) -> None:
        """Let one of the people act; what they cannot do is noted, and all others go on."""
        if self.aside is None:
            act()
        else:
            self.aside.dare("people", who, act)

    def report_positions(self) -> None:
        """Say where the couriers under way are."""
        positions = self.riders.positions(self.engine.clock.now())
        if positions:
            duty.see(self.engine, positions)

    def _expect(self, minute: datetime) -> None:
        for intent in self.crowd.wishes(minute):
            (self.diners if intent.sits else self.customers).expect(intent)
        self.callers.expect(minute)
        following = minute + timedelta(minutes=1)
        self.agenda.enter(following, Rank.CUSTOMER, lambda: self._expect(following))

    def _enter_next_day(self, now: datetime) -> None:
        calendar = self.engine.terms.calendar
        day = calendar.business_day(now)
        # The coming day is prepared an hour ahead, and at once after a restart in that hour.
        due = max(now, calendar.day_ends(day) - timedelta(hours=1))
        self.agenda.enter(due, Rank.ROSTER, lambda: self._prepare(day + timedelta(days=1)))

    def _prepare(self, day: date) -> None:
        prepare_day(self.engine, self.city, day)
        begins = self.engine.terms.calendar.day_begins(day)
        enter_next = partial(self._enter_next_day, begins)
        self.agenda.enter(begins, Rank.ROSTER, enter_next)


def stage(engine: Engine, city: City, hunger: float = 1.0, aside: SetAside | None = None) -> Stage:
    """A stage with all actors on it; with `aside`, the fault of one of them stops no other."""
    agenda = Agenda()
    cooks, couriers = (masks.played_by(engine, one) for one in (Role.STALLHOLDER, Role.COURIER))
    guests, callers = masks.guests(engine), Callers(engine, agenda, SEED, cooks)
    raters = Raters(engine, agenda, SEED, guests, cooks)
    return Stage(
        engine=engine,
        city=city,
        agenda=agenda,
        kitchens=Kitchens(engine, agenda, StallHabits(city, SEED), cooks),
        riders=Riders(engine, agenda, couriers),
        collectors=Collectors(engine, agenda, SEED, cooks),
        diners=Diners(engine, agenda, SEED, guests, cooks),
        customers=Friends(engine, agenda, SEED, guests),
        crowd=crowd_of(city, SEED, hunger, SIT),
        talkers=(raters, Writers(engine, agenda, SEED), callers),
        callers=callers,
        aside=aside,
    )
