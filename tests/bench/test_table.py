"""The peers' tables: every figure by every level of every class."""

from __future__ import annotations

from bench.dispatch.harness import Row
from bench.dispatch.table import HEAD, tables
from yeshi.twin.published.report import Measures, Spread

NAMES = (
    "click_to_door", "click_to_door_overage", "ready_to_pickup", "orders_per_courier_hour",
    "courier_utilisation",
)  # fmt: skip


def night(peer: str, name: str, delivered: int, minutes: float) -> Row:
    """A night of 100 orders whose every spread has the mean `minutes`."""
    spreads = {
        each: Spread(
            mean=minutes,
            deviation=0.0,
            least=0.0,
            p10=0.0,
            median=minutes,
            p90=2 * minutes,
            most=90.0,
        )
        for each in NAMES
    }
    measures = Measures(
        name=name,
        orders=100,
        delivered=delivered,
        compensation_fen=1000 * delivered,
        guaranteed_share=0.0,
        gap=minutes,
        gini=0.1,
        spreads=spreads,
    )
    return Row(peer, measures, 1, 0, (0.001, 0.002), 1.0)


def test_each_level_has_each_figure_of_each_peer() -> None:
    rows = [
        night("ours", "0o50t75s1p100", 99, 10.0),
        night("ours", "0o50t75s2p100", 97, 20.0),
        night("theirs", "0o50t75s1p100", 90, 30.0),
        night("theirs", "0o50t75s2p100", 80, 40.0),
    ]
    told = tables(rows, ["ours", "theirs"])
    by_shifts = told[told.index("By shifts:") : told.index("By preparation:")].splitlines()
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in by_shifts if "|" in line]
    assert cells[0] == ["shifts", "peer", *HEAD]
    assert {len(line) for line in cells} == {len(HEAD) + 2}
    assert [line[:4] for line in cells[2:]] == [
        ["s1", "ours", "99", "0"],
        ["s1", "theirs", "90", "9"],
        ["s2", "ours", "97", "2"],
        ["s2", "theirs", "80", "19"],
    ]
    assert cells[2][4:8] == ["10.00", "10.0", "20.0", "10.00"]
    seeds = told[told.index("By seed:") : told.index("By orders:")]
    assert "| 0 | ours | 196 | 2 | 15.00 |" in seeds
