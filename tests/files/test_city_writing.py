"""A city that was written as a file is the same city when it is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.geo.test_outline import round_of
from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.city_writing import city_file
from yeshi.flow.city.opening import Opening
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Allergen, Diet, Item, Offered
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant
from yeshi.market.options import Option, OptionGroup, OptionKind
from yeshi.market.serving import Serving
from yeshi.market.shelf import SharedStock
from yeshi.orders.sharing import Commission
from yeshi.payments.rules import PayoutRules
from yeshi.wiring.ground import opening_of

SAID = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)
NAMES = st.builds(Name, SAID, SAID)
PLACES = st.builds(Point, st.floats(-180, 180), st.floats(-90, 90))
FEN = st.integers(0, 1_000_000)
HOURS = st.builds(Hours, st.times().map(lambda at: at.replace(fold=0)), st.times())
# Rounds, and none.
OUTLINES = st.integers(0, 6).flatmap(
    lambda count: st.floats(0.01, 0.5).map(lambda wide: round_of(count, wide) if count > 2 else ())
)
USUAL = opening_of(CHANGSHA_FILE, None)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)


@st.composite
def dishes(draw: st.DrawFn, merchant: str, other: Item, stock: SharedStock) -> Item:
    """A dish with all that can be said of one."""
    option = st.builds(lambda name, fen: (name, Money(fen, "USD")), NAMES, st.integers(-10, 1000))
    groups = []
    for number in range(draw(st.integers(0, 2))):
        found = [
            Option(f"o{number}-{n}", name, more, draw(st.sampled_from((None, stock.id))))
            for n, (name, more) in enumerate(draw(st.lists(option, min_size=1, max_size=3)))
        ]
        least = draw(st.integers(0, len(found)))
        most = draw(st.integers(max(1, least), len(found)))
        groups.append(
            OptionGroup(
                id=f"g{number}", name=draw(NAMES), kind=draw(st.sampled_from(OptionKind)),
                choices=tuple(found), least=least, most=most,
            )
        )  # fmt: skip
    days = draw(st.sets(st.integers(0, 6), min_size=1))
    hours = draw(st.none() | HOURS)
    served = None if hours is None and len(days) == 7 else Serving(tuple(sorted(days)), hours)
    maybe = st.none() | NAMES
    return Item(
        id=f"{merchant}.2", merchant=merchant, name=draw(NAMES), price=Money(2000, "USD"),
        packing=Money(draw(FEN), "USD"), category=draw(maybe),
        offered=Offered(
            draw(maybe), draw(maybe), draw(st.integers(0, 3)),
            tuple(draw(st.lists(st.sampled_from(Allergen), unique=True))),
            tuple(draw(st.lists(st.sampled_from(Diet), unique=True))),
        ),
        groups=tuple(groups), parts=draw(st.sampled_from(((), (other.id,)))),
        stock=draw(st.sampled_from((None, stock.id))), served=served,
    )  # fmt: skip


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    """A city of any names, places, amounts and hours, with a market and some who sell."""
    usual = USUAL.terms
    minutes = draw(st.integers(1, 239)) + draw(st.sampled_from((0, 0.5, 0.25, 1 / 3)))
    fees = replace(
        usual.fees, delivery_base=Money(draw(FEN), "USD"), delivery_per_km=Money(draw(FEN), "USD"),
        reach_s=round(minutes * 60, 3),
    )  # fmt: skip
    terms = replace(
        usual,
        calendar=Calendar(
            zone_named("America/New_York"), draw(st.sampled_from((time(4), time(6))))
        ),
        zones=tuple(
            Zone(id_, draw(NAMES), draw(PLACES), draw(OUTLINES))
            for id_ in draw(st.sets(IDS, min_size=1))
        ),
        fees=fees,
        commission=Commission(draw(st.integers(0, 10_000))),
        pay_per_order=Money(draw(FEN), "USD"),
        pay_per_hour=Money(draw(FEN), "USD"),
        round_up=None,
        cash_open_max=draw(st.integers(0, 100)),
        cash_most=Money(draw(FEN), "USD") if draw(st.booleans()) else None,
        payouts=PayoutRules(
            draw(st.lists(st.integers(0, 6), unique=True).map(tuple)),
            Money(draw(FEN), "USD") if draw(st.booleans()) else None,
            draw(st.integers(0, 14)),
        ),
        country=draw(st.sampled_from(("", "DE"))),
    )
    markets = tuple(Market(id_, draw(NAMES), draw(PLACES)) for id_ in draw(st.sets(IDS)))
    merchants, stocks = [], []
    for id_ in sorted(draw(st.sets(IDS, max_size=3))):
        merchant = Merchant(
            id=id_, name=draw(NAMES), market=markets[0].id if markets else None,
            place=draw(PLACES), hours=draw(HOURS), cook_s=draw(st.integers(0, 7200)),
            online=draw(st.booleans()), sector="snacks",
        )  # fmt: skip
        left = draw(st.none() | st.integers(0, 1000))
        price, packing = Money(draw(FEN) or 1, "USD"), Money(draw(FEN), "USD")
        stock = SharedStock(f"{id_}-tofu", id_, draw(NAMES), draw(st.integers(0, 1000)))
        stocks.append(stock)
        item = Item(
            id=f"{id_}.1", merchant=id_, name=draw(NAMES), price=price, packing=packing, left=left
        )
        merchants.append((merchant, (item, draw(dishes(id_, item, stock)))))
    # A city's file has its stalls market by market.
    return Opening(
        name=draw(NAMES), centre=draw(PLACES), terms=terms, markets=markets,
        merchants=tuple(merchants), stocks=tuple(stocks),
    )  # fmt: skip


@settings(deadline=None)
@given(openings())
def test_what_is_written_is_read_again(said: Opening) -> None:
    """To the last fen, letter and degree."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "city.toml"
        path.write_text(city_file(said), encoding="utf-8")
        assert opening_of(path, None) == said


def test_the_city_that_comes_with_yeshi_is_written_whole(tmp_path: Path) -> None:
    """Its stalls one by one, where its own file has them in rows."""
    path = tmp_path / "city.toml"
    path.write_text(city_file(USUAL), encoding="utf-8")
    assert opening_of(path, None) == USUAL
