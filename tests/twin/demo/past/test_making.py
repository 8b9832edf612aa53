"""The demo city's made-up past: the same by seed, whole to the fen, over before the city begins."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from yeshi.base.money import Money
from yeshi.geo.travel import EBIKE_M_MIN, StraightLine
from yeshi.observatory.columns import Coded, Columns
from yeshi.twin.demo import stage
from yeshi.twin.demo.past.making import MadeUp, Nightly, made_up_past
from yeshi.twin.demo.past.orders import fees_fen

pytest.importorskip("holidays")
BEGINS = date(2026, 11, 26)
WEEKS = 40


@cache
def past(seed: int = 1) -> MadeUp:
    """A past of forty weeks."""
    city = stage.changsha()
    sellers = {one.id: (one.sector, "east") for q in city.quarters for one, _ in q.stalls}
    return made_up_past(
        city, sellers, stage.terms_of(city), StraightLine(EBIKE_M_MIN), BEGINS,
        Nightly(stage.CAMPAIGN, 4000, 800), "rural-teachers", seed, WEEKS,
    )  # fmt: skip


def same(one: Columns, other: Columns) -> bool:
    """Whether two tables hold the same rows."""
    return all(
        a.texts() == other[name].texts() if isinstance(a, Coded)  # type: ignore[union-attr]
        else len(a) == len(other[name]) and bool(np.ma.allequal(a, other[name]))  # type: ignore[arg-type]
        for name, a in one.items()
    )  # fmt: skip


def by_day(table: Columns, fen: str, rows: np.ndarray | None = None) -> dict[date, int]:
    """Sums of a column of money by day."""
    day, amount = np.asarray(table["day"]), np.asarray(table[fen])
    chosen = np.ones(len(day), bool) if rows is None else rows
    days, where = np.unique(day[chosen], return_inverse=True)
    sums = np.bincount(where, amount[chosen])
    return dict(zip(days.tolist(), np.rint(sums).astype(int).tolist(), strict=True))


def why(of: str) -> np.ndarray:
    """Which of the transfers are for that."""
    told = past().tables["entries"]["why"]
    assert isinstance(told, Coded)
    return told.codes == told.names.index(of)


def test_the_same_seed_makes_the_same_past() -> None:
    """And another seed another."""
    again = past.__wrapped__()
    for name, table in past().tables.items():
        if name != "sales":
            assert same(table, again.tables[name]), name
    assert np.array_equal(past().tables["sales"]["sold_fen"], again.tables["sales"]["sold_fen"])
    other = past(2).tables["sales"]
    assert len(np.asarray(other["day"])) != len(np.asarray(past().tables["sales"]["day"]))


def test_nothing_is_of_the_citys_first_day_or_later() -> None:
    """Whole weeks and the days since, without a gap."""
    assert past().days.last == BEGINS - timedelta(days=1)
    assert past().days.first.weekday() == 0
    for name in ("sales", "shiftwork", "entries", "dealings"):
        days = np.asarray(past().tables[name]["day"])
        assert days.max() <= np.datetime64(past().days.last), name
        assert days.min() >= np.datetime64(past().days.first), name
    sold = set(np.asarray(past().tables["sales"]["day"]).tolist())
    assert len(sold) == len(past().days.days)
    for name, panel in past().panels.items():
        for column in panel.values():
            if not isinstance(column, Coded) and column.dtype.kind == "M":
                known = column[~np.isnat(column)]
                assert bool((known < np.datetime64(BEGINS)).all()), name


def test_escrow_is_empty_at_the_end_of_every_day() -> None:
    """What enters it for an order leaves it, to the fen; the campaigns hold nothing either."""
    entries = past().tables["entries"]
    source, target = entries["from_kind"], entries["to_kind"]
    assert isinstance(source, Coded)
    assert isinstance(target, Coded)
    for account in ("escrow", "campaign"):
        code = source.names.index(account)
        entered = by_day(entries, "fen", target.codes == code)
        assert entered == by_day(entries, "fen", source.codes == code), account
    assert np.asarray(entries["fen"]).min() > 0


def test_the_books_are_the_sales_and_the_shifts_by_day() -> None:
    """Sales, vouchers, and couriers' pay are told alike by both."""
    tables = past().tables
    entries, sales, shifts = tables["entries"], tables["sales"], tables["shiftwork"]
    assert by_day(entries, "fen", why("sale")) == by_day(sales, "sold_fen")
    told = {day: fen for day, fen in by_day(sales, "voucher_fen").items() if fen}
    assert by_day(entries, "fen", why("voucher")) == told
    paid = by_day(entries, "fen", why("pay") | why("guarantee"))
    assert paid == by_day(shifts, "pay_fen")
    assert int(np.asarray(shifts["orders"]).sum()) == int(why("pay").sum())


@pytest.mark.parametrize("sold", [0, 1, 8, 9, 50, 99, 100, 1499, 1500, 2483, 12_800, 777_777])
def test_the_fee_is_what_the_ledger_takes(sold: int) -> None:
    """To the fen, by the ledger's own rule."""
    terms = stage.terms_of(stage.changsha())
    commission = terms.commission
    expected = Money(sold).share(commission.basis_points).fen
    assert fees_fen(np.array([sold]), terms).tolist() == [expected]


def test_all_of_a_sale_is_told() -> None:
    """Parts sum to orders; who waited was brought something; nights are nights."""
    sales = past().tables["sales"]
    parts, orders = np.asarray(sales["part"]), np.asarray(sales["order"])
    assert parts.sum() == pytest.approx(len(np.unique(orders)))
    hour, night = np.asarray(sales["hour"]), np.asarray(sales["night"])
    assert bool((night == ((hour >= 18) | (hour < 6))).all())
    settled = np.asarray(sales["settled"])
    assert bool((np.asarray(sales["sold_fen"])[~settled] == 0).all())
    assert bool((np.ma.getmaskarray(sales["wait_s"]) == ~settled).all())


def test_the_shock_is_deep_and_the_last_weeks_are_as_the_live_city() -> None:
    """Trade falls by a third at least in it, and ends at the level of the crowd of today."""
    sold = by_day(past().tables["sales"], "sold_fen")
    began = past().days.shock_began

    def mean(since: date, days: int) -> float:
        return sum(sold[since + timedelta(days=n)] for n in range(days)) / days

    assert mean(began + timedelta(days=7), 14) < 0.72 * mean(began - timedelta(days=14), 14)
    orders = np.asarray(past().tables["sales"]["day"])
    parts = np.asarray(past().tables["sales"]["part"])
    last = parts[orders > np.datetime64(BEGINS) - 29].sum() / 28
    assert 560 < last < 780


def test_more_stalls_deliver_from_month_to_month() -> None:
    """Those that came after the shock came in cohorts that can be compared."""
    sales = past().tables["sales"]
    merchant, day = sales["merchant"], np.asarray(sales["day"])
    assert isinstance(merchant, Coded)
    first = [day[merchant.codes == code].min() for code in np.unique(merchant.codes)]
    shock = np.datetime64(past().days.shock_began)
    late = np.array([one for one in first if one >= shock])
    assert len(late) >= 20
    weeks = np.unique((late - shock).astype(int) // 7, return_counts=True)[1]
    assert weeks.min() >= 2
