"""The figures of trade, each written once as an Ibis expression over the sales.

They run wherever Ibis does: on DuckDB by default.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from yeshi.base.errors import InputError

if TYPE_CHECKING:
    from ibis.expr.types import Table

BY = ("day", "week", "hour", "market", "merchant")


def _orders(sales: Any) -> dict[str, Any]:
    brought = sales.part * sales.delivered.cast("float64")
    return {"orders": sales.part.sum().fill_null(0.0).round(0).cast("int64"),
            "delivered": brought.sum().fill_null(0.0).round(0).cast("int64")}  # fmt: skip


def _trade(sales: Any) -> dict[str, Any]:
    return {"sold_yuan": sales.sold_fen.sum().fill_null(0) / 100.0,
            "vouchers_yuan": sales.voucher_fen.sum().fill_null(0) / 100.0}  # fmt: skip


def _night(sales: Any) -> dict[str, Any]:
    at_night = (sales.sold_fen * sales.night.cast("int64")).sum()
    return {"night_share": at_night / sales.sold_fen.sum().nullif(0),
            "sold_yuan": sales.sold_fen.sum().fill_null(0) / 100.0}  # fmt: skip


def _waiting(sales: Any) -> dict[str, Any]:
    return {"median_min": sales.wait_s.quantile(0.5) / 60.0,
            "p90_min": sales.wait_s.quantile(0.9) / 60.0,
            "late_share": sales.late.cast("float64").mean()}  # fmt: skip


def _online(sales: Any) -> dict[str, Any]:
    return {"ordered_from": sales.merchant.nunique(),
            "paid": sales.merchant.nunique(where=sales.settled),
            "delivered": sales.merchant.nunique(where=sales.delivered)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's columns; what it means is in the catalogue under `figure.NAME`."""

    name: str
    measures: Callable[[Any], dict[str, Any]]


FIGURES = {
    one.name: one
    for one in (
        Figure("orders", _orders), Figure("trade", _trade), Figure("night", _night),
        Figure("waiting", _waiting), Figure("online", _online),
    )
}  # fmt: skip


def figure(
    name: str, sales: Table, since: date | None, until: date | None, by: Sequence[str]
) -> Table:
    """The figure of the business days from `since` to `until`, both counted; a row a group.

    Groups by the columns `by` of the sales, in their order; without any, one row. InputError names
    what there is instead of what was asked for.
    """
    if name not in FIGURES:
        raise InputError(f"there is no figure {name}; there are {', '.join(FIGURES)}")
    for column in by:
        if column not in BY:
            raise InputError(f"figures are not told by {column}; they are by {', '.join(BY)}")
    if since is not None and until is not None and since > until:
        raise InputError(f"the period begins on {since}, after its end on {until}")
    if since is not None:
        sales = sales.filter(sales.day >= since)
    if until is not None:
        sales = sales.filter(sales.day <= until)
    measures = FIGURES[name].measures(sales)
    if not by:
        return sales.aggregate(**measures)
    return sales.group_by(list(by)).aggregate(**measures).order_by(list(by))
