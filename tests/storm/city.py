"""The small city of a seed: two zones, six stalls, a few couriers and customers, two campaigns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from tests.flow.payments.taker import Taker
from tests.market.deals import by_hour, second, threshold
from yeshi.accords.accord import Accord
from yeshi.accords.commitment import Commitment, Milestone
from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.base.sure import allowed
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Service
from yeshi.fleet.courier import Vehicle
from yeshi.flow.engine import Engine
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import ordering
from yeshi.flow.ports import Answer, Store, Work
from yeshi.flow.programmes import opening
from yeshi.flow.stalls import listing, markets, tables
from yeshi.flow.stalls.dealing import start_deal
from yeshi.flow.stalls.tables import OfMarket, OfStall
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
from yeshi.orders.sharing import Commission
from yeshi.programmes.programme import Field, Programme
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Lot

CALENDAR = Calendar(zone_named("Asia/Shanghai"))
EVENING = datetime(2026, 11, 24, 20, 0, tzinfo=CALENDAR.zone)
STALLS = (("a", "m"), ("b", "m"), ("c", "m"), ("e", "n"), ("f", "n"), ("r", None))
PLACES = {"m": Point(0, 0), "n": Point(3600, 0), "r": Point(600, 900)}
CUSTOMERS = tuple(f"c{number}" for number in range(6))
PROGRAMME = "school"
TAKER = "taker"
FOR_ALL, BY_LOT = "for-all", "by-lot"


class WalletOrTaker(TrialWallet):
    """One pays from a wallet, or through the one provider; what came there is for its order alone."""

    providers = (TAKER,)

    def authorise(self, work: Work, customer: str, amount: Money) -> Refused | None:
        """As from a wallet that holds nothing of what came and is nobody's yet."""
        came = [one for one in work.payment_intents.untaken(99) if one.customer == customer]
        return super().authorise(work, customer, sum((one.left for one in came), amount))


@dataclass(slots=True)
class StormCity:
    """What a night is played on."""

    store: Store
    clock: SimulatedClock
    terms: Terms
    couriers: tuple[str, ...]
    # By quote, whether it was tried to be paid with a wish for an invoice, or without.
    wished: dict[str, set[bool]] = field(default_factory=dict)
    # Who takes money for the city, and what it believes.
    taker: Taker = field(default_factory=Taker)

    def engine(self, store: Store) -> Engine:
        """A new process's engine, on that store."""
        return Engine(store, self.clock, WholeMinutes(300.0), WalletOrTaker(), self.terms, TABLE)


def fen(amount: int) -> Money:
    """So many hundredths of a yuan."""
    return Money(amount, "CNY")


def name(word: str) -> Name:
    """The same word in both languages."""
    return Name(word, word)


def done(answer: Answer) -> dict[str, str]:
    """What came of a command that must not be refused."""
    return allowed(answer, "a command").data


def build(seed: int) -> StormCity:
    """The city of the seed, at eight in the evening, with all registered."""
    chance = Random(f"city:{seed}")
    couriers = tuple("vwxyz"[: chance.randint(2, 5)])
    clock = SimulatedClock(EVENING)
    city = StormCity(MemoryStore("CNY"), clock, terms_of(chance), couriers)
    engine = city.engine(city.store)
    programme = Programme(
        id=PROGRAMME, name=name("school"), field=Field.EDUCATION, purpose=name("school"),
        foundation=name("f"), partner=name("p"), signed_on=date(2026, 1, 1), pledged=fen(0),
        pledged_years=1, endowment=fen(0), source="",
    )  # fmt: skip
    done(opening.open_programme(engine, "programme", programme))
    _list_stalls(engine, chance)
    _set_tables(engine, chance)
    # With a chance of its own: what else there is stays as it was.
    _start_deals(engine, Random(f"deals:{seed}"))
    _hire(engine, chance, couriers)
    _launch(engine, chance)
    _agree(city.store, chance)
    for customer in CUSTOMERS:
        wallet = fen(chance.choice((3_000, 20_000, 100_000)))
        done(ordering.top_up(engine, f"top:{customer}", customer, wallet))
    return city


def terms_of(chance: Random) -> Terms:
    """Terms that differ from city to city, in what dispatch may do and how long things may wait."""
    ahead = chance.random() < 0.4
    policy = Policy(
        prepositioning=ahead, updates=ahead and chance.random() < 0.5,
        bundling=chance.random() < 0.8, passes=1, shakes=2,
    )  # fmt: skip
    zones = (Zone("east", name("e"), PLACES["n"]), Zone("west", name("w"), PLACES["m"]))
    return Terms(
        calendar=CALENDAR,
        zones=zones if chance.random() < 0.5 else zones[1:],
        fees=Fees(
            delivery_base=fen(300), delivery_base_km=2.0, delivery_per_km=fen(100),
            metres_per_minute=300.0, reach_s=1500.0, wait_s=600,
        ),
        commission=Commission(chance.choice((0, 600, 1333))),
        service=Service(120.0, 120.0),
        policy=policy,
        pay_per_order=fen(700),
        pay_per_hour=fen(2000),
        answer_within_s=chance.choice((120.0, 300.0)),
        strand_after_s=chance.choice((180.0, 900.0, 3600.0)),
        round_up=PROGRAMME if chance.random() < 0.5 else None,
    )  # fmt: skip


def _list_stalls(engine: Engine, chance: Random) -> None:
    for market in ("m", "n"):
        done(markets.open_market(engine, market, Market(market, name(market), PLACES[market])))
    for stall, market in STALLS:
        merchant = Merchant(
            id=stall, name=name(stall), market=market, place=PLACES[market or stall],
            hours=Hours(time(17), time(3)), cook_s=chance.choice((300, 600)),
        )  # fmt: skip
        menu = [
            Item(
                id=f"{stall}{number}", merchant=stall, name=name(f"{stall}{number}"),
                price=fen(chance.randint(500, 4000)), packing=fen(chance.choice((0, 33, 100))),
                left=left,
            )
            for number, left in ((1, None), (2, chance.randint(2, 6)))
        ]  # fmt: skip
        done(listing.register_merchant(engine, f"stall:{stall}", merchant, menu))
        # Counted on the record too, so that the stock can be told from it.
        for item in menu:
            done(listing.restock(engine, f"count:{item.id}", stall, item.id, item.left))


def _set_tables(engine: Engine, chance: Random) -> None:
    """At a market all its stalls bring to its tables; the restaurant has one, paid first or last."""
    done(tables.set_tables(engine, "tables:m", OfMarket("m"), 2))
    done(tables.set_tables(engine, "tables:r", OfStall("r"), 1))
    done(tables.set_pay_first(engine, "pay_first:r", "r", chance.random() < 0.3))


def _start_deals(engine: Engine, chance: Random) -> None:
    """Of each kind one at two stalls of the market, of which some end with a limit; one by the hour
    until midnight."""
    limit = chance.choice((None, fen(2000), fen(6000)))
    least, share = chance.randint(1500, 5000), chance.randint(1000, 5000)
    until = (time(17), time(0))
    for number, (stall, deal) in enumerate((
        ("a", threshold((least, least // 7 + 1), (2 * least, least // 3), limit=limit)),
        ("a", second(share, "a1")),
        ("b", by_hour(share, hours=until, limit=limit)),
    )):  # fmt: skip
        done(start_deal(engine, f"deal:{number}", stall, deal))


def _hire(engine: Engine, chance: Random, couriers: tuple[str, ...]) -> None:
    for courier in couriers:
        vehicle = chance.choice((Vehicle.EBIKE, Vehicle.EBIKE, Vehicle.ON_FOOT, Vehicle.ROBOT))
        place = Point(chance.uniform(-500, 4000), chance.uniform(-500, 500))
        done(
            joining.register_courier(
                engine, f"join:{courier}", courier, name(courier), vehicle, place
            )
        )
        begins = EVENING + timedelta(minutes=chance.randint(-60, 20))
        ends = begins + timedelta(minutes=chance.randint(90, 300))
        shift = PlannedShift(courier, begins, ends, place, vehicle is not Vehicle.ROBOT)
        done(joining.plan_shift(engine, f"shift:{courier}", shift))


def _agree(store: Store, chance: Random) -> None:
    """An accord with milestones of which somebody is to be told now, and tomorrow again."""
    today = CALENDAR.date_at(EVENING)
    with store.begin() as work:
        work.accords.add(
            Accord(
                id="accord", name=name("accord"), signed_on=today, parties=(), areas=(),
                mechanism=name("m"), targets=(), source="", escalate_days=chance.randint(0, 2),
            )
        )  # fmt: skip
        commitment = Commitment(
            id="commitment", accord="accord", area="a", party="p", text="t", entered_on=today
        )
        work.commitments.add(commitment)
        for number in range(2):
            milestone = Milestone(
                id=f"milestone-{number}", accord="accord", commitment="commitment", party="p",
                text="t", owner="o", due_on=today + timedelta(days=chance.randint(-1, 1)),
            )  # fmt: skip
            work.milestones.add(milestone)


def _launch(engine: Engine, chance: Random) -> None:
    ends = EVENING + timedelta(minutes=chance.randint(30, 300))
    drawn = EVENING + timedelta(minutes=chance.randint(20, 80))
    for id_, lot, off in ((FOR_ALL, None, 500), (BY_LOT, Lot(2, drawn), 1500)):
        campaign = Campaign(
            id=id_, name=name(id_), threshold=fen(1500), off=fen(off), begins_at=EVENING,
            ends_at=ends, lot=lot,
        )  # fmt: skip
        done(launching.launch_campaign(engine, f"campaign:{id_}", campaign))
        done(
            launching.fund_campaign(engine, f"budget:{id_}", id_, fen(chance.choice((1800, 9000))))
        )
