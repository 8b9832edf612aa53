"""Recovery on the terminal: breaks, curves, and what going online did."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from yeshi.observatory.recovery.breaks import Break
from yeshi.observatory.recovery.curve import Curve, Estimate
from yeshi.observatory.recovery.estimators import Effect
from yeshi.observatory.recovery.online import Online
from yeshi.observatory.recovery.trade import Trade
from yeshi.observatory.recovery.wording import found


def print_breaks(say: Console, trade: Trade, proposed: list[Break]) -> None:
    """A line a break that the data propose."""
    if not proposed:
        say.print("The data propose no break.")
        return
    table = Table(title="breaks that the data propose")
    for heading in ("from", "level changed by", "found again in"):
        table.add_column(heading, justify="right")
    for one in proposed:
        day = trade.periods[one.period].isoformat()
        table.add_row(day, f"{100 * one.change:+.0f} %", f"{100 * one.confidence:.0f} % of draws")
    say.print(table)


def print_curves(say: Console, curves: Mapping[str, Curve], refused: Mapping[str, str]) -> None:
    """A line a group, with 95 % intervals; what cannot be said, and why."""
    table = Table(title="through the shock, 95 % intervals")
    for heading in ("group", "businesses", "depth, %", "periods to recover",
                    "lost, periods of usual trade", "mean since, %"):  # fmt: skip
        table.add_column(heading, justify="left" if heading == "group" else "right")
    for name, one in curves.items():
        table.add_row(
            name, str(one.businesses), _told(one.depth, 100, 0),
            _told(one.periods_to_recover, 1, 0), _told(one.triangle, 1, 1), _told(one.area, 100, 0),
        )  # fmt: skip
    say.print(table)
    for name, why in refused.items():
        say.print(f"{name}: {why}.", markup=False, highlight=False)


def _told(one: Estimate, times: float, digits: int) -> str:
    value = "not yet" if one.value is None else f"{times * one.value:.{digits}f}"
    if one.least is None or one.most is None:
        return value
    ends = f"{times * one.least:.{digits}f} to {times * one.most:.{digits}f}"
    some = "" if one.share == 1 else f"; {100 * one.share:.0f} % of draws recover"
    return f"{value} ({ends}{some})"


def print_online(say: Console, of: Online, language: str) -> None:
    """The finding in sentences, then the figures that carry it."""
    for sentence in found(of, language):
        say.print(sentence, markup=False, highlight=False)
    table = Table(title=f"{of.online} went online, {of.offline} never did; {of.left_out} left out")
    for heading in ("percent of usual trade", "estimate", "95 % interval"):
        table.add_column(heading, justify="left" if heading[0] == "p" else "right")
    _line(table, "Callaway and Sant'Anna", of.effect)
    if of.synthetic is not None:
        _line(table, "synthetic difference-in-differences", of.synthetic)
    for one in of.study:
        when = f"{one.after} periods after" if one.after >= 0 else f"{-one.after} before"
        _line(table, f"  {when}", one.effect)
    say.print(table)
    table = Table(title="before the shock")
    for heading in ("", "went online", "never did", "standardised distance"):
        table.add_column(heading, justify="right" if heading else "left")
    for trait in of.balance:
        table.add_row(
            trait.what, f"{trait.online:.1f}", f"{trait.offline:.1f}", f"{trait.distance:+.2f}"
        )
    say.print(table)


def _line(table: Table, name: str, one: Effect) -> None:
    table.add_row(name, f"{one.value:+.1f}", f"{one.least:+.1f} to {one.most:+.1f}")
