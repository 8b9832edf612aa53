"""Commands of the twin: nights, their checker, rehearsal, and demand."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from yeshi import settings
from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.errors import InputError
from yeshi.cli.console import Language, bar, complain, say
from yeshi.cli.printing.nights import print_comparison, print_fit, print_measures, print_nights
from yeshi.dispatch.policy import Policy
from yeshi.files.scenario.reading import read_scenario
from yeshi.flow.ports import Crew
from yeshi.twin.instances import grubhub
from yeshi.twin.published import checkers
from yeshi.twin.published.report import Measures
from yeshi.twin.rehearsal.comparing import compare as paired
from yeshi.twin.rehearsal.fitting import as_toml
from yeshi.twin.rehearsal.fitting import fit as fit_demand
from yeshi.twin.rehearsal.journal import open_journal
from yeshi.twin.rehearsal.recorded import of_instances, of_store
from yeshi.twin.rehearsal.report import Side
from yeshi.twin.rehearsal.report import write as write_comparison
from yeshi.wiring.crews import crew_at
from yeshi.wiring.rehearsed import code_version, measure_night, rehearsed_outcome, solve

OnRay = Annotated[
    str | None,
    typer.Option("--ray", metavar="ADDRESS", help="Play on the Ray cluster there (yeshi[ray])."),
]


def night(
    folder: Annotated[Path, typer.Argument(help="An instance, or with --all a folder of them.")],
    out: Annotated[
        Path | None, typer.Option(help="Write the three solution files into this folder.")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Run every instance in the folder, in parallel.")
    ] = False,
    prepositioning: Annotated[
        bool, typer.Option("--prepositioning", help="Send idle couriers to restaurants ahead.")
    ] = False,
    updates: Annotated[
        bool, typer.Option("--updates", help="Decide at the restaurant which orders are taken.")
    ] = False,
    packing: Annotated[
        float, typer.Option(min=0, help="Seconds a decision for set packing (slower, better).")
    ] = 0.0,
    ray: OnRay = None,
) -> None:
    """Run a published night in the twin and print its official measures."""
    policy = Policy(prepositioning=prepositioning, updates=updates, packing_s=packing)
    if all_:
        _all_nights(folder, out, policy, crew_at(ray))
        return
    if ray is not None:
        raise InputError("--ray is for many nights: with --all")
    with bar() as shown:
        task = shown.add_task(folder.name, total=None)
        measures = measure_night(
            folder,
            out,
            lambda done, orders: shown.update(task, completed=done, total=orders),
            policy,
        )
    print_measures(say, measures)
    if out is not None:
        say.print(f"Solution written to {out}.")


def _all_nights(folder: Path, out: Path | None, policy: Policy, crew: Crew) -> None:
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    instances = sorted(path for path in folder.iterdir() if grubhub.is_instance(path))
    if not instances:
        raise InputError(f"{folder}: no instance in it (a folder with orders.txt)")
    found: dict[str, Measures] = {}
    # Read and written here: whoever plays may be on a machine without these folders.
    read = [grubhub.read(path) for path in instances]
    with bar() as shown:
        task = shown.add_task("nights", total=len(read))
        for instance, solved in crew.each(partial(solve, policy), read):
            if out is not None:
                solved.write(instance, out / instance.name)
            found[instance.name] = solved.measures
            shown.advance(task)
    print_nights(say, [found[name] for name in sorted(found)])


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


def compare(
    a: Annotated[Path, typer.Argument(help="A scenario's TOML file.")],
    b: Annotated[Path, typer.Argument(help="Another; differences are B less A.")],
    nights: Annotated[int, typer.Option(min=2, help="How many nights, each under both.")] = 20,
    out: Annotated[
        Path, typer.Option(help="Nights, figures and page; what is there is gone on with.")
    ] = Path("comparison"),
    seed: Annotated[int, typer.Option(min=0, help="The first night's seed.")] = 1,
    language: Annotated[Language, typer.Option(help="Of the page.")] = Language.en,
    ray: OnRay = None,
) -> None:
    """Rehearse two scenarios over the same nights: paired differences, 95 % intervals, a page."""
    sides = Side(a, read_scenario(a)), Side(b, read_scenario(b))
    scenarios = [side.scenario for side in sides]
    seeds = range(seed, seed + nights)
    crew, play = crew_at(ray), partial(rehearsed_outcome, scenarios)
    journal = open_journal(out, code_version())
    tasks = [
        (side, one) for one in seeds for side in (0, 1)
        if (scenarios[side].digest, one) not in journal.done
    ]  # fmt: skip
    with bar() as shown:
        task = shown.add_task("nights", total=2 * nights, completed=2 * nights - len(tasks))
        try:
            for (side, one), values in crew.each(play, tasks):
                journal.keep(scenarios[side].digest, one, values)
                shown.advance(task)
        except KeyboardInterrupt:
            shown.stop()
            complain.print(f"yeshi: stopped; the nights done are kept in {out}, to go on with")
            raise typer.Exit(130) from None
    pairs = [
        (journal.done[scenarios[0].digest, one], journal.done[scenarios[1].digest, one])
        for one in seeds
    ]
    differences = paired(pairs)
    write_comparison(out, sides, seeds, pairs, differences, language.value)
    print_comparison(say, differences, nights, scenarios[0].city.currency)
    say.print(f"Figures and page written to {out}.", markup=False, highlight=False)


def fit(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Instances; none: the live city's database.")
    ] = None,
    out: Annotated[Path, typer.Option(help="The TOML file to write.")] = Path("demand.toml"),
) -> None:
    """Fit demand by place and time of night to recorded orders, and say how well it fits."""
    if folders:
        orders = of_instances([grubhub.read(folder) for folder in folders])
        source = ", ".join(folder.name for folder in folders)
        # They are nights of minutes: of no zone, and with prices in dollars.
        calendar, currency = Calendar(zone_named("UTC")), "USD"
    else:
        from yeshi.wiring.recorded import recorded_city

        with recorded_city(settings.read()) as city:
            calendar, currency = city.calendar, city.terms.currency
            orders = of_store(city.store, calendar)
        source = "the live city"
    fitted = fit_demand(orders)
    try:
        out.write_text(as_toml(fitted, source, calendar, currency), encoding="utf-8")
    except OSError as fault:
        raise InputError(f"{out}: cannot be written: {fault.strerror}") from None
    print_fit(say, fitted)
    say.print(f"Demand written to {out}.", markup=False, highlight=False)
