"""The stage on a live city: the demo's people, what they sell looks like, and its past."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from stdnum import luhn

from yeshi.base.sure import allowed
from yeshi.files.city import City
from yeshi.files.pictures import PICTURES, WIDTH, illustrations
from yeshi.flow.engine import Engine
from yeshi.flow.payments.payees import enter_payee
from yeshi.flow.ports import PictureShelf
from yeshi.flow.stalls.picturing import Forms, Sight, hang
from yeshi.flow.stalls.vouching import confirm_facts, enter_facts
from yeshi.ledger import accounts
from yeshi.market.facts import FactsSaid
from yeshi.payments.payee import PayeeSaid
from yeshi.twin.demo import stage
from yeshi.twin.demo.crew import riders
from yeshi.twin.demo.shops import SHOPS, merchant_of, open_shops
from yeshi.twin.demo.stage import SEED
from yeshi.wiring import ground
from yeshi.wiring.city import LiveCity
from yeshi.wiring.parts import CityPart, CityShare
from yeshi.wiring.past import past_maker

# No bank has cards that begin so.
DEMO_BANK = "0000"


def make_past(columns: Path, engine: Engine) -> None:
    """The demo city's past in that folder, if it is not there yet."""
    past_maker(engine, ground.city(), columns)()


def hang_pictures(engine: Engine, city: City, shelf: PictureShelf) -> None:
    """Have all stalls and dishes show the pictures that come with Yeshi, where none does yet."""
    first = next(merchant.id for quarter in city.quarters for merchant, _ in quarter.stalls)
    with engine.store.read() as work:
        if work.shown_pictures.of_merchants([first]):
            return
    put: set[str] = set()
    for drawn in illustrations(city):
        hung = []
        for one in drawn:
            digest = sha256(one.data).hexdigest()
            if digest not in put:
                shelf.put(digest, {WIDTH: one.data})
                put.add(digest)
            hung.append((Sight(one.merchant, one.item), Forms(digest, (WIDTH,))))
        allowed(hang(engine, f"demo:pictures:{drawn[0].merchant}", hung), "the demo's pictures")


def hang_fronts(engine: Engine, shelf: PictureShelf) -> None:
    """Have the shops with services show the fronts that come with Yeshi, where none does yet."""
    with engine.store.read() as work:
        if work.shown_pictures.of_merchants([SHOPS[0].id]):
            return
    for shop in SHOPS:
        data = (PICTURES / f"front-{shop.look}.webp").read_bytes()
        digest = sha256(data).hexdigest()
        shelf.put(digest, {WIDTH: data})
        hung = [(Sight(shop.id, None), Forms(digest, (WIDTH,)))]
        allowed(hang(engine, f"demo:pictures:{shop.id}", hung), "the demo's pictures")


def show_facts(engine: Engine, city: City) -> None:
    """Have all stalls show what the demo's rules ask for, made up, where none does yet."""
    today = engine.terms.calendar.date_at(engine.clock.now())
    stalls = [one for it in city.quarters for one, _ in it.stalls]
    shops = [merchant_of(one, city) for one in SHOPS]
    for number, merchant in enumerate([*stalls, *shops]):
        with engine.store.read() as work:
            if work.stall_facts.get(merchant.id):
                continue
        market = next(it.market for it in city.quarters if it.market.id == merchant.market)
        said = FactsSaid(
            sign=merchant.name.zh, licence=f"DEMO4301{number + 1:06d}",
            licence_until=today + timedelta(days=200 + 7 * number),
            address=f"{market.name.zh} {number % 12 + 1} 号", seats=number % 3 == 0,
        )  # fmt: skip
        allowed(enter_facts(engine, f"demo:facts:{merchant.id}", merchant.id, said), "its facts")
        key = f"demo:confirmed:{merchant.id}"
        allowed(confirm_facts(engine, key, merchant.id, "made up"), "its facts")


def name_payees(engine: Engine, city: City) -> None:
    """Have all stalls but the last and all riders say whom to pay, made up, where none does yet."""
    stalls = [(accounts.merchant(it.id), it.name) for one in city.quarters for it, _ in one.stalls]
    named = [*stalls[:-1], *((accounts.courier(it.id), it.name) for it in riders(city, SEED))]
    for number, (account, name) in enumerate(named):
        with engine.store.read() as work:
            if work.payees.get(account):
                continue
        card = f"62{DEMO_BANK}{number:09d}"
        said = PayeeSaid(
            holder=f"{name.zh}（演示）", bank="演示银行", number=card + luhn.calc_check_digit(card)
        )
        allowed(enter_payee(engine, f"demo:payee:{account}", account, said), "a payee")


def put_on_stage(
    live: LiveCity, city: City, hunger: float, share: CityShare, shelf: PictureShelf
) -> None:
    """Enter the city's people; once it is started, they live in it.

    They come with the clock: where that part is not in the share, another process plays them.
    """
    stage.register(live.engine, city)
    open_shops(live.engine, city)
    hang_pictures(live.engine, city, shelf)
    hang_fronts(live.engine, shelf)
    if live.engine.terms.facts.asked:
        show_facts(live.engine, city)
    name_payees(live.engine, city)
    if CityPart.CLOCK not in share.parts:
        return
    aside = live.aside()
    play = stage.stage(live.engine, city, hunger, aside)

    def step() -> None:
        play.step()
        play.report_positions()

    minute_s = live.engine.terms.policy.tick_s / live.speed
    live.beat("people", min(0.5, minute_s / 4), step, aside, play.resume)
