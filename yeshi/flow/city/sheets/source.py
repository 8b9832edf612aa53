"""What sheets are made from: the columns, the panels, and the city's records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from yeshi.fleet.courier import Courier
from yeshi.flow.city.sheets.past_lots import weigh_past
from yeshi.flow.city.sheets.ports import Panels, RecordedColumns
from yeshi.flow.ports import Store
from yeshi.flow.terms import Terms
from yeshi.flow.vouchers.weighing import Weighed, weigh
from yeshi.market.merchant import Market, Merchant
from yeshi.observatory.sheet import Row
from yeshi.observatory.shock import Shock


@dataclass(kw_only=True)
class Source:
    """A city to be told of, as of `today`, its business day under way."""

    store: Store
    terms: Terms
    columns: RecordedColumns
    panels: Panels
    today: date
    now: datetime

    def figure(
        self, name: str, by: Sequence[str], since: date | None = None, until: date | None = None
    ) -> list[Row]:
        """A figure's rows; none where nothing was recorded yet."""
        return self.columns.figure(name, by, since, until)

    def panel(self, kind: str) -> list[Row]:
        """The rows of a kind of panel."""
        return self.panels.rows(kind)

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
        claims, uses = (self.columns.made_up(name) for name in ("claims", "uses"))
        return found + [
            weigh_past(row, claims, uses, self.terms) for row in self.columns.made_up("campaigns")
        ]
