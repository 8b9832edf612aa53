"""Figures over business days: from events to Parquet to figures, on each store."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.builders import CALENDAR, EVENING, SmallCity
from yeshi.adapters.columns.reading import as_of, read_figure
from yeshi.adapters.columns.writing import bring_up_to_date, parquet_of
from yeshi.base.errors import InputError
from yeshi.cli.printing.figures import day_of, write_figure
from yeshi.flow import due
from yeshi.flow.ports import Store
from yeshi.observatory.entries import Entry
from yeshi.observatory.figures import FIGURES
from yeshi.observatory.sales import Sale
from yeshi.observatory.shiftwork import Shiftwork

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")
DAY, NEXT = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn, with an order of two stalls delivered."""
    small = SmallCity(store).settle_in()
    small.fill()
    order = small.place({"a1": 1, "b2": 1})
    small.cook(order)
    small.bring(order)
    return small


def rows(folder: Path, name: str, *by: str, since: date | None = None) -> list[dict[str, object]]:
    return list(read_figure(folder, name, since, None, by, "CNY").to_pylist())


def test_figures_are_what_happened(city: SmallCity, tmp_path: Path) -> None:
    city.place({"a1": 2})
    assert bring_up_to_date(city.store, tmp_path, CALENDAR) == 1
    assert rows(tmp_path, "orders") == [
        {"orders": 2, "delivered": 1, "collected": 0, "at_table": 0}
    ]
    nothing = {"given": 0.0, "compensated": 0.0}
    assert rows(tmp_path, "trade", "merchant") == [
        {"merchant": "a", "sold": 16.5, "vouchers": 2.84, "fees": 0.99, **nothing},
        {"merchant": "b", "sold": 30.0, "vouchers": 5.16, "fees": 1.8, **nothing},
    ]
    assert rows(tmp_path, "trade", "market", "day")[0]["market"] == "m"
    assert rows(tmp_path, "night") == [{"night_share": 1.0, "sold": 46.5}]
    assert rows(tmp_path, "online") == [{"ordering": 2, "paid": 2, "delivering": 2}]
    waiting = rows(tmp_path, "waiting", "hour")
    assert waiting[0]["hour"] == 20
    assert 0 < float(str(waiting[0]["median_min"])) < 60
    assert as_of(tmp_path).tzinfo is not None


def test_work_is_told_by_courier_when_shifts_have_ended(city: SmallCity, tmp_path: Path) -> None:
    """Two shifts of six hours at a guarantee of 20 yuan; one brought an order."""
    bring_up_to_date(city.store, tmp_path, CALENDAR)
    with pytest.raises(InputError, match="no shiftwork in it yet"):
        rows(tmp_path, "work")
    city.wait(7 * 60)
    due.carry_out(city.engine, due.SHIFTS)
    bring_up_to_date(city.store, tmp_path, CALENDAR)
    (work,) = rows(tmp_path, "work", "day")
    assert (work["day"], work["couriers"], work["shifts"]) == (DAY, 2, 2)
    assert work["hours"] == pytest.approx(12, abs=0.1)
    assert work["pay"] == pytest.approx(240, abs=1)
    assert work["hourly_median"] == pytest.approx(20, abs=0.1)
    assert work["hourly_gini"] == pytest.approx(0, abs=0.01)


def test_the_gini_coefficient_is_that_of_pairs(tmp_path: Path) -> None:
    """The mean difference of all pairs over twice the mean."""
    pays = [1000, 2000, 6000, 9000]
    worked = [
        Shiftwork(day=DAY, week=DAY, courier=f"c{at}", hours=2.0, orders=1, pay_fen=pay)
        for at, pay in enumerate(pays)
    ]
    (tmp_path / "day=2026-11-24").mkdir()
    (tmp_path / "day=2026-11-24/shiftwork.parquet").write_bytes(parquet_of("shiftwork", worked))
    (work,) = rows(tmp_path, "work")
    pairs = sum(abs(a - b) for a in pays for b in pays)
    assert work["hourly_gini"] == pytest.approx(pairs / (2 * len(pays) * sum(pays)))


def test_the_books_are_in_columns_and_agree_with_the_ledger(
    city: SmallCity, tmp_path: Path
) -> None:
    """By reason and kinds of account; never whose wallet it was."""
    bring_up_to_date(city.store, tmp_path, CALENDAR)
    told = {row["why"]: row for row in rows(tmp_path, "money", "why", "from_kind", "to_kind")}
    assert (told["sale"]["from_kind"], told["sale"]["to_kind"]) == ("escrow", "merchant")
    with city.store.begin() as work:
        everything = work.ledger.between(EVENING, EVENING + timedelta(days=1))
        merchants = work.ledger.balance("merchant:a") + work.ledger.balance("merchant:b")
    fen = sum(one.movement.amount.fen for one in everything)
    (whole,) = rows(tmp_path, "money")
    assert (whole["transfers"], whole["moved"]) == (len(everything), fen / 100)
    kept = float(str(told["sale"]["moved"])) - float(str(told["commission"]["moved"]))
    assert round(kept * 100) == merchants.fen
    assert b"wallet:" not in (tmp_path / "day=2026-11-24/entries.parquet").read_bytes()


def test_since_when_a_merchant_is_online(city: SmallCity, tmp_path: Path) -> None:
    city.place({"r1": 1})
    bring_up_to_date(city.store, tmp_path, CALENDAR)
    told = {row["merchant"]: row for row in rows(tmp_path, "since", "merchant")}
    assert told["a"]["delivering_since"] == DAY
    assert (told["r"]["ordering_since"], told["r"]["paid_since"]) == (DAY, None)


def test_nothing_new_changes_nothing_and_only_changed_days_are_written(
    city: SmallCity, tmp_path: Path
) -> None:
    bring_up_to_date(city.store, tmp_path, CALENDAR)
    first = tmp_path / "day=2026-11-24/sales.parquet"
    before = first.stat().st_mtime_ns, first.read_bytes()
    assert bring_up_to_date(city.store, tmp_path, CALENDAR) == 0
    assert (first.stat().st_mtime_ns, first.read_bytes()) == before
    city.wait(48 * 60)
    city.place({"a1": 1})
    assert bring_up_to_date(city.store, tmp_path, CALENDAR) == 1
    assert (first.stat().st_mtime_ns, first.read_bytes()) == before
    assert [row["orders"] for row in rows(tmp_path, "orders", "day")] == [1, 1]


def test_a_period_without_trade_has_none(city: SmallCity, tmp_path: Path) -> None:
    bring_up_to_date(city.store, tmp_path, CALENDAR)
    assert rows(tmp_path, "orders", since=NEXT) == [
        {"orders": 0, "delivered": 0, "collected": 0, "at_table": 0}
    ]
    assert rows(tmp_path, "night", since=NEXT) == [{"night_share": None, "sold": 0.0}]


def test_stopped_on_the_way_it_is_all_there_the_next_time(
    city: SmallCity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    city.wait(48 * 60)
    city.place({"a1": 1})

    def stop(*_: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("yeshi.adapters.columns.writing.os.replace", stop)
        with pytest.raises(KeyboardInterrupt):
            bring_up_to_date(city.store, tmp_path, CALENDAR)
    assert not list(tmp_path.glob("day=*/sales.parquet"))
    assert bring_up_to_date(city.store, tmp_path, CALENDAR) == 2
    assert rows(tmp_path, "orders") == [
        {"orders": 2, "delivered": 1, "collected": 0, "at_table": 0}
    ]


def test_what_cannot_be_told_says_what_can(city: SmallCity, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no sales in it yet"):
        rows(tmp_path, "trade")
    bring_up_to_date(city.store, tmp_path, CALENDAR)
    with pytest.raises(InputError, match="there is no figure profit; there are orders, trade"):
        rows(tmp_path, "profit")
    with pytest.raises(InputError, match="trade is not told by customer; by day, week"):
        rows(tmp_path, "trade", "customer")
    with pytest.raises(InputError, match="after its end"):
        read_figure(tmp_path, "trade", NEXT, DAY, [], "CNY")
    with pytest.raises(InputError, match="--from must be a day such as 2026-01-05"):
        day_of("yesterday", "--from")
    (tmp_path / "through.json").write_text("?", encoding="utf-8")
    with pytest.raises(InputError, match="delete the folder"):
        bring_up_to_date(city.store, tmp_path, CALENDAR)


def test_rows_are_written_as_csv_and_parquet_and_nothing_else(
    city: SmallCity, tmp_path: Path
) -> None:
    bring_up_to_date(city.store, tmp_path / "sales", CALENDAR)
    table = read_figure(tmp_path / "sales", "trade", None, None, ["merchant"], "CNY")
    write_figure(tmp_path / "t.csv", table)
    with (tmp_path / "t.csv").open(encoding="utf-8") as file:
        assert [row["merchant"] for row in csv.DictReader(file)] == ["a", "b"]
    write_figure(tmp_path / "t.parquet", table)
    with pytest.raises(InputError, match=r"must end in \.csv or \.parquet"):
        write_figure(tmp_path / "t.docx", table)


def test_no_text_of_a_written_figure_is_a_formula(tmp_path: Path) -> None:
    """Its numbers are numbers, and a Parquet file has it as it is."""
    from pyarrow import Table, parquet

    table = Table.from_pylist([{"merchant": "=1+1", "sold": -5.5}, {"merchant": "a", "sold": 1.0}])
    write_figure(tmp_path / "t.csv", table)
    with (tmp_path / "t.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["merchant"], float(row["sold"])) for row in rows] == [("'=1+1", -5.5), ("a", 1.0)]
    write_figure(tmp_path / "t.parquet", table)
    assert parquet.read_table(tmp_path / "t.parquet").equals(table)


def test_columns_of_another_form_are_written_anew(city: SmallCity, tmp_path: Path) -> None:
    """As those of an earlier version, which had no sectors."""
    folder = tmp_path / "columns"
    assert bring_up_to_date(city.store, folder, CALENDAR) == 1
    assert bring_up_to_date(city.store, folder, CALENDAR) == 0
    (folder / "through.json").write_text('{"seq": 9, "at": "2026-11-24T20:00:00+08:00"}')
    assert bring_up_to_date(city.store, folder, CALENDAR) == 1


def test_no_row_says_who_bought(city: SmallCity, tmp_path: Path) -> None:
    from pyarrow import parquet

    bring_up_to_date(city.store, tmp_path, CALENDAR)
    columns = parquet.read_schema(tmp_path / "day=2026-11-24/sales.parquet").names
    assert not {"customer", "door", "address", "phone"} & set(columns)


@pytest.mark.slow
def test_spark_tells_the_same_figures(tmp_path: Path) -> None:
    """Every figure, whole and by group, on a city of made-up nights."""
    pytest.importorskip("pyspark", reason="needs pyspark and Java: make proof installs pyspark")
    chance = Random(1)
    for day in range(1, 10):
        when = date(2026, 11, day)
        sales = [
            Sale(
                day=when,
                week=when - timedelta(days=when.weekday()),
                hour=chance.choice([12, 19, 23]),
                night=chance.random() < 0.8,
                order=f"o{day}-{at}",
                merchant=f"m{chance.randint(1, 30)}",
                market=chance.choice(["", "east", "west"]),
                sector=chance.choice(["drinks", "noodles"]),
                district=chance.choice(["a", "b"]),
                asked_fen=1000,
                sold_fen=chance.choice([0, 900, 1000]),
                voucher_fen=100,
                fee_fen=60,
                given_fen=chance.choice([0, 30]),
                compensated_fen=chance.choice([0, 1000]),
                part=chance.choice([0.5, 1.0]),
                settled=chance.random() < 0.9,
                carried=chance.random() < 0.95,
                delivered=chance.random() < 0.9,
                wait_s=chance.choice([None, chance.uniform(300, 3000)]),
                late=chance.choice([None, True, False]),
            )
            for at in range(200)
        ]
        folder = tmp_path / f"day={when.isoformat()}"
        folder.mkdir()
        (folder / "sales.parquet").write_bytes(parquet_of("sales", sales))
        worked = [
            Shiftwork(
                day=when,
                week=when - timedelta(days=when.weekday()),
                courier=f"c{chance.randint(1, 20)}",
                hours=chance.uniform(0, 6),
                orders=chance.randint(0, 20),
                pay_fen=chance.randint(0, 30_000),
            )
            for _ in range(40)
        ]
        (folder / "shiftwork.parquet").write_bytes(parquet_of("shiftwork", worked))
        moved = [
            Entry(
                day=when,
                week=when - timedelta(days=when.weekday()),
                why=chance.choice(["sale", "refund"]),
                from_kind="escrow",
                to_kind=chance.choice(["merchant", "wallet"]),
                party="",
                fen=chance.randint(1, 9999),
            )
            for _ in range(60)
        ]
        (folder / "entries.parquet").write_bytes(parquet_of("entries", moved))
    for name, figure in FIGURES.items():
        for by in ([], [figure.by[0]], list(figure.by[:2])):
            ours, theirs = (
                read_figure(tmp_path, name, date(2026, 11, 2), None, by, "CNY", engine).to_pylist()
                for engine in ("duckdb", "spark")
            )
            assert len(ours) == len(theirs)
            for one, other in zip(ours, theirs, strict=True):
                for column, value in one.items():
                    same = pytest.approx(value) if isinstance(value, float) else value
                    assert other[column] == same, (name, by, column)
