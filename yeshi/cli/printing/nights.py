"""Tables on the terminal: nights, comparisons, fits."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from yeshi.base.money import unit_fen
from yeshi.base.sentences import say as sentence
from yeshi.twin.published.night import CURRENCY
from yeshi.twin.published.report import Measures
from yeshi.twin.rehearsal.comparing import Difference
from yeshi.twin.rehearsal.fitting import Fit
from yeshi.twin.rehearsal.page import kind, number

DOLLAR = unit_fen(CURRENCY)
STYLES = {"better": "green", "worse": "red", "other": "yellow", "unclear": "dim"}


def print_measures(say: Console, measures: Measures) -> None:
    """The official measures of a night."""
    table = Table(title=f"{measures.name}: {measures.delivered} of {measures.orders} delivered")
    for heading in ("measure", "mean", "sd", "min", "p10", "median", "p90", "max"):
        table.add_column(heading, justify="left" if heading == "measure" else "right")
    for name, spread in measures.spreads.items():
        values = (
            spread.mean, spread.deviation, spread.least, spread.p10,
            spread.median, spread.p90, spread.most,
        )  # fmt: skip
        table.add_row(name.replace("_", " "), *[f"{value:.2f}" for value in values])
    say.print(table)
    say.print(
        f"Couriers were paid {measures.compensation_fen / DOLLAR:.2f} in all, "
        f"{measures.compensation_per_order_fen / DOLLAR:.2f} an order; "
        f"{measures.guaranteed_share:.1%} of them the guarantee; "
        f"the Gini coefficient of their hourly earnings is {measures.gini:.3f}. "
        f"Gap to the trivial bound: {measures.gap:.2f} min.",
        highlight=False,
    )


def print_nights(say: Console, nights: Sequence[Measures]) -> None:
    """A line a night, and the means."""
    table = Table()
    columns = ("instance", "orders", "undelivered", "click-to-door", "gap", "pay an order")
    for heading in columns:
        table.add_column(heading, justify="left" if heading == "instance" else "right")
    for one in nights:
        table.add_row(
            one.name, str(one.orders), str(one.undelivered),
            f"{one.spreads['click_to_door'].mean:.2f}", f"{one.gap:.2f}",
            f"{one.compensation_per_order_fen / DOLLAR:.2f}",
        )  # fmt: skip
    say.print(table)
    orders, undelivered = sum(n.orders for n in nights), sum(n.undelivered for n in nights)
    gap = sum(one.gap for one in nights) / len(nights)
    say.print(
        f"{len(nights)} nights, {orders} orders: mean gap {gap:.2f} min, "
        f"{undelivered} undelivered ({undelivered / orders:.2%}).",
        highlight=False,
    )


def print_comparison(
    say: Console, differences: Sequence[Difference], nights: int, currency: str
) -> None:
    """A line a measure: both means, the paired difference and its interval."""
    table = Table(title=f"{nights} nights, B less A, 95 % intervals")
    for heading in ("a night", "A", "B", "B - A", "from", "to"):
        table.add_column(heading, justify="left" if heading == "a night" else "right")
    for one in differences:
        if one.absent:
            continue
        digits, measure = one.measure.digits, one.measure
        said = (
            sentence("en", f"rehearsal.unit_{measure.unit}", currency=currency)
            if measure.unit
            else ""
        )
        unit = f", {said}" if said else ""
        table.add_row(
            sentence("en", f"rehearsal.{measure.key}") + unit,
            number(one.a, digits), number(one.b, digits), number(one.mean, digits, True),
            number(one.least, digits, True), number(one.most, digits, True),
            style=STYLES[kind(one)],
        )  # fmt: skip
    say.print(table)
    say.print("Green: clearly better; red: worse; yellow: different; dim: not clear.")


def print_fit(say: Console, fitted: Fit) -> None:
    """How many orders were fitted, and how well."""
    good = fitted.goodness
    say.print(
        f"{fitted.orders} orders of {fitted.nights} night(s) from {len(fitted.counters)} counters.",
        highlight=False,
    )
    table = Table(title="goodness of fit")
    for heading in ("question", "found", "reads as"):
        table.add_column(heading)
    steady = "a rate that holds for half an hour is enough"
    table.add_row(
        "variance over mean of ten minutes' orders", f"{good.dispersion:.2f}",
        "1: orders come by themselves" if good.dispersion < 1.2 else "above 1: they come in bursts",
    )  # fmt: skip
    table.add_row(
        "chance of waits so uneven", f"{good.arrivals_p:.3f}",
        steady if good.arrivals_p > 0.05 else "arrivals are not quite as the rate has them",
    )  # fmt: skip
    table.add_row(
        "chance of counters so uneven over the night", f"{good.places_p:.3f}",
        "shares hold all night" if good.places_p > 0.05 else "shares change; the fit has them by "
        "three hours",
    )  # fmt: skip
    table.add_row("bits an order: time of night", f"{good.time_bits:.2f}", "on orders kept aside")
    table.add_row("bits an order: and which counter", f"{good.place_bits:.2f}", "")
    table.add_row("bits an order: and when which", f"{good.block_bits:.2f}", "below 0: no use")
    say.print(table)
