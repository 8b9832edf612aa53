"""The figures of trade and work, each written once as an Ibis expression.

They run wherever Ibis does: on DuckDB by default.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from yeshi.base.errors import InputError
from yeshi.base.money import unit_fen
from yeshi.events.fulfilment import Fulfilment

if TYPE_CHECKING:
    from ibis.expr.types import Table

# A table, the columns it is told by, and the fen of a unit of money.
Telling = Callable[[Any, Sequence[str], int], Any]


def _orders(sales: Any, _: int) -> dict[str, Any]:
    brought = sales.part * sales.delivered.cast("float64")
    handed = sales.part * sales.collected.cast("float64")
    at_table = handed * (sales.fulfilment == Fulfilment.TABLE.value).cast("float64")
    return {"orders": sales.part.sum().fill_null(0.0).round(0).cast("int64"),
            "delivered": brought.sum().fill_null(0.0).round(0).cast("int64"),
            "collected": (handed - at_table).sum().fill_null(0.0).round(0).cast("int64"),
            "at_table": at_table.sum().fill_null(0.0).round(0).cast("int64")}  # fmt: skip


def _trade(sales: Any, unit: int) -> dict[str, Any]:
    return {"sold": sales.sold_fen.sum().fill_null(0) / float(unit),
            "vouchers": sales.voucher_fen.sum().fill_null(0) / float(unit),
            "fees": sales.fee_fen.sum().fill_null(0) / float(unit),
            "given": sales.given_fen.sum().fill_null(0) / float(unit),
            "compensated": sales.compensated_fen.sum().fill_null(0) / float(unit)}  # fmt: skip


def _night(sales: Any, unit: int) -> dict[str, Any]:
    at_night = (sales.sold_fen * sales.night.cast("int64")).sum()
    return {"night_share": at_night / sales.sold_fen.sum().nullif(0),
            "sold": sales.sold_fen.sum().fill_null(0) / float(unit)}  # fmt: skip


def _waiting(sales: Any, by: Sequence[str], _: int) -> Any:
    """An order of several merchants was waited for once, and counts once in each of its groups."""
    orders = sales.group_by([*by, "order"]).aggregate(
        wait_s=sales.wait_s.max(), late=sales.late.cast("float64").max()
    )
    grouped = orders.group_by(list(by)) if by else orders
    return grouped.aggregate(
        median_min=orders.wait_s.quantile(0.5) / 60.0, p90_min=orders.wait_s.quantile(0.9) / 60.0,
        late_share=orders.late.mean(),
    )  # fmt: skip


def _online(sales: Any, _: int) -> dict[str, Any]:
    return {"ordering": sales.merchant.nunique(),
            "paid": sales.merchant.nunique(where=sales.settled),
            "delivering": sales.merchant.nunique(where=sales.carried)}  # fmt: skip


def _since(sales: Any, _: int) -> dict[str, Any]:
    return {"ordering_since": sales.day.min(),
            "paid_since": sales.day.min(where=sales.settled),
            "delivering_since": sales.day.min(where=sales.carried)}  # fmt: skip


def _of_sales(measures: Callable[[Any, int], dict[str, Any]]) -> Telling:
    def told(sales: Any, by: Sequence[str], unit: int) -> Any:
        grouped = sales.group_by(list(by)) if by else sales
        return grouped.aggregate(**measures(sales, unit))

    return told


def _work(shiftwork: Any, by: Sequence[str], unit: int) -> Any:
    """Hourly pay is by courier over the row's period; the Gini coefficient by ranks from below."""
    import ibis

    worked = shiftwork.filter(shiftwork.hours > 0)
    each = worked.group_by([*by, "courier"]).aggregate(
        hours=worked.hours.sum(), pay=worked.pay_fen.sum() / float(unit), shifts=worked.count()
    )
    each = each.mutate(hourly=each.pay / each.hours)
    from_below = ibis.window(group_by=list(by) or None, order_by=["hourly", "courier"])
    each = each.mutate(rank=(ibis.row_number().over(from_below) + 1).cast("float64"))
    couriers = each.count().cast("float64")
    grouped = each.group_by(list(by)) if by else each
    return grouped.aggregate(
        couriers=each.count(),
        shifts=each.shifts.sum().fill_null(0),
        hours=each.hours.sum().fill_null(0.0),
        pay=each.pay.sum().fill_null(0.0),
        hourly_median=each.hourly.quantile(0.5),
        hourly_p10=each.hourly.quantile(0.1),
        hourly_gini=2.0 * (each.rank * each.hourly).sum()
        / (couriers * each.hourly.sum()).nullif(0.0)
        - (couriers + 1.0) / couriers.nullif(0.0),
    )  # fmt: skip


def _money(entries: Any, by: Sequence[str], unit: int) -> Any:
    grouped = entries.group_by(list(by)) if by else entries
    return grouped.aggregate(
        transfers=entries.count(), moved=entries.fen.sum().fill_null(0) / float(unit)
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the table that it is told from, by which columns, and how.

    What it means is in the catalogue under `figure.NAME`.
    """

    name: str
    table: str
    by: tuple[str, ...]
    tell: Telling


OF_SALES = ("day", "week", "hour", "district", "sector", "market", "merchant")
FIGURES = {
    one.name: one
    for one in (
        Figure("orders", "sales", OF_SALES, _of_sales(_orders)),
        Figure("trade", "sales", OF_SALES, _of_sales(_trade)),
        Figure("night", "sales", OF_SALES, _of_sales(_night)),
        Figure("waiting", "sales", OF_SALES, _waiting),
        Figure("online", "sales", OF_SALES, _of_sales(_online)),
        Figure("since", "sales", ("district", "sector", "market", "merchant"), _of_sales(_since)),
        Figure("work", "shiftwork", ("day", "week"), _work),
        Figure("money", "entries", ("day", "week", "why", "from_kind", "to_kind"), _money),
    )
}


def figure_of(name: str, by: Sequence[str]) -> Figure:
    """The figure of that name; InputError names what there is instead of what was asked for."""
    if name not in FIGURES:
        raise InputError(f"there is no figure {name}; there are {', '.join(FIGURES)}")
    for column in by:
        if column not in FIGURES[name].by:
            raise InputError(f"{name} is not told by {column}; by {', '.join(FIGURES[name].by)}")
    return FIGURES[name]


def told(
    figure: Figure, rows: Table, since: date | None, until: date | None, by: Sequence[str],
    currency: str,
) -> Table:  # fmt: skip
    """The figure of the business days from `since` to `until`, both counted; a row a group.

    `rows`: the figure's table. Groups by the columns `by`, in their order; without any, one row.
    Money is told in units of the currency.
    """
    if since is not None and until is not None and since > until:
        raise InputError(f"the period begins on {since}, after its end on {until}")
    if since is not None:
        rows = rows.filter(rows.day >= since)
    if until is not None:
        rows = rows.filter(rows.day <= until)
    found: Table = figure.tell(rows, by, unit_fen(currency))
    return found.order_by(list(by)) if by else found
