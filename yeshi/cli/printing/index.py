"""An index on the terminal: ranks with their doubt, and what moves them."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from yeshi.observatory.index.build import Built
from yeshi.observatory.index.sensitivity import Sensitivity
from yeshi.observatory.index.uncertainty import Uncertainty


def print_index(say: Console, built: Built, sure: Uncertainty) -> None:
    """A line a unit, the best first: score, rank, and the ranks of nine draws in ten."""
    framework = built.framework
    table = Table(title=f"{framework.name}, method {framework.version}")
    columns = ("unit", "score", "rank", "median", "9 in 10 draws", *(
        one.code for one in framework.children(framework.root)
    ))  # fmt: skip
    for heading in columns:
        table.add_column(heading, justify="left" if heading == "unit" else "right")
    least, most = sure.between(0.05, 0.95)
    digits = framework.method.decimals
    for row in sorted(range(len(built.units)), key=lambda row: (sure.nominal[row], row)):
        parts = (built.scores[one.code][row] for one in framework.children(framework.root))
        table.add_row(
            built.units[row], f"{built.index[row]:.{digits}f}", f"{sure.nominal[row]:.0f}",
            f"{sure.median[row]:.0f}", f"{least[row]:.0f} to {most[row]:.0f}",
            *(f"{part:.{digits}f}" for part in parts),
        )  # fmt: skip
    say.print(table)
    for unit in built.screened:
        say.print(f"{unit} is left out: too few of its indicators are known.", highlight=False)
    treated = [
        f"{code} ({'logarithm' if one.logged else f'{one.high + one.low} values'})"
        for code, one in built.treated_how.items()
        if one.logged or one.high + one.low
    ]
    if treated:
        say.print(f"Outliers were brought near in {', '.join(treated)}.", highlight=False)
    say.print(
        f"Over {len(sure.ranks)} draws of other choices and data a unit is "
        f"{sure.shift.mean():.1f} places from its rank, on average.",
        highlight=False,
    )


def print_sensitivity(say: Console, found: Sensitivity) -> None:
    """A line a factor, the strongest first: its share of the variance of the shift in rank."""
    table = Table(
        title="what moves the ranks: shares of variance (Sobol), ± half of 95 % intervals"
    )
    for heading in ("factor", "alone", "±", "with all others", "±"):
        table.add_column(heading, justify="left" if heading == "factor" else "right")
    for factor in sorted(found.with_others, key=lambda one: -found.with_others[one]):
        doubt = found.doubt[factor]
        table.add_row(
            factor, f"{found.alone[factor]:.2f}", f"{doubt[0]:.2f}",
            f"{found.with_others[factor]:.2f}", f"{doubt[1]:.2f}",
        )  # fmt: skip
    say.print(table)
