"""The command line."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from yeshi import __version__, settings
from yeshi.base.errors import InputError, OperatingError
from yeshi.twin import checkers
from yeshi.twin.instances import grubhub
from yeshi.twin.report import Measures
from yeshi.wiring import measure_night, serve

app = typer.Typer(
    name="yeshi",
    help="Yeshi 夜市: a city's night economy online, its ledger, its figures and its twin.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
say = Console(soft_wrap=True)
complain = Console(stderr=True, soft_wrap=True, highlight=False)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        say.print(f"yeshi {__version__}")
        raise typer.Exit


@app.command()
def run() -> None:
    """Serve the demo city; the settings are environment variables (see the README)."""
    serve(settings.read(), lambda line: say.print(line, markup=False, highlight=False))


@app.command()
def night(
    folder: Annotated[Path, typer.Argument(help="An instance, or with --all a folder of them.")],
    out: Annotated[
        Path | None, typer.Option(help="Write the three solution files into this folder.")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Run every instance in the folder, in parallel.")
    ] = False,
) -> None:
    """Run a published night in the twin and print its official measures."""
    if all_:
        _all_nights(folder, out)
        return
    with _bar() as bar:
        task = bar.add_task(folder.name, total=None)
        measures = measure_night(
            folder, out, lambda done, orders: bar.update(task, completed=done, total=orders)
        )
    _print_measures(measures)
    if out is not None:
        say.print(f"Solution written to {out}.")


@app.command()
def check(
    instance: Annotated[Path, typer.Argument(help="The folder of an instance.")],
    solution: Annotated[Path, typer.Argument(help="The folder of its solution.")],
) -> None:
    """Check every rule of the published problem; exit code 1 when one is broken."""
    breaches = checkers.check(instance, solution)
    for breach in breaches:
        say.print(f"{breach.where}: {breach.rule}: {breach.fault}", markup=False, highlight=False)
    if breaches:
        raise typer.Exit(1)
    say.print(f"{instance.name}: feasible, every rule holds.")


def main() -> None:
    """Run the command line: exit code 2 and one sentence for bad input or a failing world."""
    try:
        app()
    except (InputError, OperatingError) as fault:
        complain.print(f"yeshi: {fault}", markup=False)
        sys.exit(2)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeRemainingColumn(), console=complain, transient=True)


def _all_nights(folder: Path, out: Path | None) -> None:
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    instances = sorted(path for path in folder.iterdir() if grubhub.is_instance(path))
    if not instances:
        raise InputError(f"{folder}: no instance in it (a folder with orders.txt)")
    found: dict[str, Measures] = {}
    with _bar() as bar, ProcessPoolExecutor(os.cpu_count()) as pool:
        task = bar.add_task("nights", total=len(instances))
        waiting = {
            pool.submit(measure_night, path, out / path.name if out else None): path.name
            for path in instances
        }
        for done in as_completed(waiting):
            found[waiting[done]] = done.result()
            bar.advance(task)
    _print_table([found[name] for name in sorted(found)])


def _print_measures(measures: Measures) -> None:
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
        f"Couriers were paid {measures.compensation_fen / 100:.2f} in all, "
        f"{measures.compensation_per_order_fen / 100:.2f} an order; "
        f"{measures.guaranteed_share:.1%} of them the guarantee; "
        f"the Gini coefficient of their hourly earnings is {measures.gini:.3f}. "
        f"Gap to the trivial bound: {measures.gap:.2f} min.",
        highlight=False,
    )


def _print_table(nights: list[Measures]) -> None:
    table = Table()
    columns = ("instance", "orders", "undelivered", "click-to-door", "gap", "pay an order")
    for heading in columns:
        table.add_column(heading, justify="left" if heading == "instance" else "right")
    for one in nights:
        table.add_row(
            one.name, str(one.orders), str(one.undelivered),
            f"{one.spreads['click_to_door'].mean:.2f}", f"{one.gap:.2f}",
            f"{one.compensation_per_order_fen / 100:.2f}",
        )  # fmt: skip
    say.print(table)
    orders, undelivered = sum(n.orders for n in nights), sum(n.undelivered for n in nights)
    gap = sum(one.gap for one in nights) / len(nights)
    say.print(
        f"{len(nights)} nights, {orders} orders: mean gap {gap:.2f} min, "
        f"{undelivered} undelivered ({undelivered / orders:.2%}).",
        highlight=False,
    )
