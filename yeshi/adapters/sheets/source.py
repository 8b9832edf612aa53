"""What sheets are made from: the columns, the panels, and the city's records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from yeshi.adapters.columns.past import PAST, files_of, rows_of_past
from yeshi.adapters.columns.reading import read_figure
from yeshi.adapters.panels import rows_of, without
from yeshi.adapters.sheets.past_lots import weigh_past
from yeshi.fleet.courier import Courier
from yeshi.flow.ports import Store
from yeshi.flow.vouchers.weighing import Weighed, weigh
from yeshi.market.merchant import Market, Merchant
from yeshi.observatory.figures import FIGURES
from yeshi.observatory.sheet import Row
from yeshi.observatory.shock import Shock


@dataclass
class Source:
    """A city to be told of, as of `today`, its business day under way."""

    store: Store
    columns: Path
    panels: Path
    engine: str
    today: date
    now: datetime

    def figure(
        self, name: str, by: Sequence[str], since: date | None = None, until: date | None = None
    ) -> list[Row]:
        """A figure's rows; none where nothing was recorded yet."""
        if not files_of(self.columns, FIGURES[name].table):
            return []
        rows = read_figure(self.columns, name, since, until, by, self.engine).to_pylist()
        return [dict(row) for row in rows]

    def panel(self, kind: str) -> list[Row]:
        """The rows of a kind: those of a made-up past, and imported ones in their place."""
        told = rows_of(self.panels, kind)
        return [*without(rows_of(self.columns / PAST / "panels", kind), told, kind), *told]

    def dealings(self) -> list[tuple[date, str, str]]:
        """What merchants did: day, merchant, kind; by day."""
        from pyarrow import parquet

        rows = rows_of_past(self.columns, "dealings")
        found = [(row["day"], row["merchant"], row["kind"]) for row in rows]
        for path in sorted(self.columns.glob("day=*/dealings.parquet")):
            rows = parquet.read_table(path, partitioning=None).to_pylist()
            found += [(row["day"], row["merchant"], row["kind"]) for row in rows]
        return found

    def shiftwork(self, since: date) -> list[Row]:
        """The shifts that began on `since` or later."""
        from pyarrow import parquet

        found = rows_of_past(self.columns, "shiftwork", since)
        for path in sorted(self.columns.glob("day=*/shiftwork.parquet")):
            if path.parent.name >= f"day={since}":
                found += parquet.read_table(path, partitioning=None).to_pylist()
        return found

    @cached_property
    def merchants(self) -> dict[str, Merchant]:
        """All merchants by id."""
        with self.store.begin() as work:
            return {one.id: one for one in work.merchants.all()}

    @cached_property
    def markets(self) -> dict[str, Market]:
        """All markets by id."""
        with self.store.begin() as work:
            return {one.id: one for one in work.markets.all()}

    @cached_property
    def couriers(self) -> dict[str, Courier]:
        """All couriers by id."""
        with self.store.begin() as work:
            return {one.id: one for one in work.couriers.all()}

    @cached_property
    def shocks(self) -> list[Shock]:
        """The shocks that officials entered and did not withdraw, the latest first."""
        with self.store.begin() as work:
            found = [one for one in work.shocks.all() if not one.withdrawn]
        return sorted(found, key=lambda one: one.began_on, reverse=True)

    def weighed(self) -> list[Weighed]:
        """Every voucher campaign, weighed; those of a made-up past last."""
        with self.store.begin() as work:
            found = [weigh(work, campaign) for campaign in work.campaigns.all()]
        claims, uses = (rows_of_past(self.columns, name) for name in ("claims", "uses"))
        return found + [
            weigh_past(row, claims, uses) for row in rows_of_past(self.columns, "campaigns")
        ]
