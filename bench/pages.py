"""The city's pages over ten million orders: preparing their sheets, then reading them.

python -m bench.pages [--orders 10000000]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import tempfile
import time
from datetime import date, datetime, timedelta
from datetime import time as time_of
from pathlib import Path
from random import Random

from fastapi.testclient import TestClient

from bench.figures import make
from tests.builders import CALENDAR, LOCAL, terms
from yeshi.adapters.clocks import SimulatedClock, WallClock
from yeshi.adapters.columns.live import LiveColumns
from yeshi.adapters.columns.rows import ColumnRows
from yeshi.adapters.columns.writing import FORM, parquet_of
from yeshi.adapters.memory.picture_shelf import MemoryShelf
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.panels import PanelFolder
from yeshi.adapters.passwords import Argon2
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.sheets import SheetFolder
from yeshi.base.names import Name
from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.digital_use import read_scoring
from yeshi.files.terms import read_terms
from yeshi.flow.charter import Charter
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.engine import Engine
from yeshi.flow.table import TABLE
from yeshi.geo.point import Point
from yeshi.geo.travel import StraightLine
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant
from yeshi.observatory.dealings import Dealing
from yeshi.observatory.shiftwork import Shiftwork
from yeshi.observatory.shock import Shock, ShockKind
from yeshi.programmes.forecast import forecast
from yeshi.web.app import create_app
from yeshi.web.city.observatory_pages import PAGES
from yeshi.web.frame.answers import Answers
from yeshi.web.frame.broadcast import Broadcast
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.figure_files import FigureFiles
from yeshi.web.frame.figures import FigureDesk
from yeshi.web.frame.form_tokens import FormTokens
from yeshi.web.frame.render import Renderer
from yeshi.web.frame.sign_in import SignIn
from yeshi.web.frame.site import Site
from yeshi.web.frame.visitor import Visitors
from yeshi.wiring.press import draw_if_possible, repaint_if_possible, resize_if_possible

MERCHANTS, COURIERS, DAYS = 4000, 2000, 365
FIRST = date(2026, 1, 1)
HOURS = Hours(time_of(17), time_of(3))
NOW = datetime(2026, 12, 31, 23, 0, tzinfo=LOCAL)


def populate(store: MemoryStore, columns: Path) -> None:
    """Merchants and their listing, a shock, and a year of shifts."""
    chance = Random(1)
    with store.begin() as work:
        for number in range(40):
            place = Point(112.9 + number / 400, 28.2)
            work.markets.add(Market(f"market{number}", Name("市", "market"), place))
        for number in range(MERCHANTS):
            market = f"market{number % 40}"
            work.merchants.add(
                Merchant(
                    id=f"m{number}",
                    name=Name("摊", "stall"),
                    market=market,
                    place=Point(112.9, 28.2),
                    hours=HOURS,
                    cook_s=300,
                    sector=f"sector{number % 9}",
                    district=f"district{number % 12}",
                )
            )
        work.shocks.add(
            Shock(
                id="s",
                name=Name("疫", "shock"),
                kind=ShockKind.EPIDEMIC,
                began_on=date(2026, 5, 4),
                ended_on=None,
                note="",
                entered_by="o",
                entered_at=NOW,
            )
        )
    listed = [Dealing(FIRST, f"m{number}", "listed") for number in range(MERCHANTS)]
    (columns / "day=000" / "dealings.parquet").write_bytes(parquet_of("dealings", listed))
    for back in range(84):
        day = NOW.date() - timedelta(days=back)
        worked = [
            Shiftwork(
                day=day,
                week=day - timedelta(days=day.weekday()),
                courier=f"c{number}",
                hours=6.0,
                orders=15,
                pay_fen=chance.randint(9000, 16000),
            )
            for number in range(COURIERS)
            if chance.random() < 0.6
        ]
        folder = columns / f"day={day}"
        folder.mkdir(exist_ok=True)
        (folder / "shiftwork.parquet").write_bytes(parquet_of("shiftwork", worked))
    told = {"form": FORM, "seq": 10**12, "at": NOW.isoformat()}
    (columns / "through.json").write_text(json.dumps(told))


def main() -> None:
    """Prepare twice (the second time recovery is still good), then read every page ten times."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--orders", type=int, default=10_000_000)
    orders = asked.parse_args().orders
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        make(home / "columns", orders)
        store = MemoryStore("CNY")
        populate(store, home / "columns")
        sheets = PreparedSheets(
            store, terms(), ColumnRows(store, home / "columns", CALENDAR), PanelFolder(store, home / "panels", home / "none"),
            SheetFolder(home / "sheets"), read_scoring(),
        )  # fmt: skip
        for what in ("first", "again"):
            begun = time.perf_counter()
            sheets.refresh(NOW)
            print(f"prepared, {what}: {time.perf_counter() - begun:.1f} s", flush=True)
        client = _client(store, sheets, home)
        for page in PAGES:
            took = []
            for _ in range(10):
                begun = time.perf_counter()
                answer = client.get(f"/city/{page}")
                took.append(time.perf_counter() - begun)
                assert answer.status_code == 200
            size = len(answer.content) // 1024
            middle, most = statistics.median(took) * 1000, max(took) * 1000
            print(
                f"/city/{page}: median {middle:.0f} ms, most {most:.0f} ms, {size} KB", flush=True
            )
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"{orders} orders, {os.cpu_count()} cores, {memory:.2f} GB", flush=True)


def _client(store: MemoryStore, sheets: PreparedSheets, home: Path) -> TestClient:
    clock, terms = SimulatedClock(NOW), read_terms(CHANGSHA_FILE)
    engine = Engine(store, clock, StraightLine(270.0), TrialWallet(), terms, TABLE)
    sign_in = SignIn(engine, "secret", Argon2(), WallClock())
    form_tokens = FormTokens("secret")
    charter = Charter(
        name=Name("城", "city"), centre=terms.zones[0].centre, demo=False, opened_at=NOW
    )
    broadcast = Broadcast(store)
    columns = LiveColumns(store, home / "columns", "duckdb", CALENDAR)
    desk = Desk(
        engine=engine,
        broadcast=broadcast,
        answers=Answers(broadcast.tide),
        visitors=Visitors("secret"),
        sign_in=sign_in,
        site=Site("http://testserver"),
        form_tokens=form_tokens,
        render=Renderer(engine, "0", sign_in, form_tokens, lambda: charter),
        figures=FigureDesk(engine),
        figure_files=FigureFiles(columns),
        parquet=columns.parquet,
        sheets=sheets,
        painter=draw_if_possible,
        repaint=repaint_if_possible,
        resize=resize_if_possible,
        pictures=MemoryShelf(),
        forecaster=forecast,
        doors=[],
        tiles=None,
        speed=1.0,
        charter=lambda: charter,
    )
    return TestClient(create_app(desk), headers={"Accept-Language": "en"})


if __name__ == "__main__":
    main()
