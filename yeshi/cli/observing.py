"""Commands of the observatory: figures, indices, recovery."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from yeshi import settings
from yeshi.adapters.columns.past import with_mark
from yeshi.adapters.columns.reading import as_of, read_figure
from yeshi.cli.console import Language, say
from yeshi.cli.printing.figures import day_of, print_figure, write_figure
from yeshi.cli.printing.index import print_index, print_sensitivity
from yeshi.cli.printing.recovery import print_breaks, print_curves, print_online
from yeshi.cli.printing.recovery_file import write_recovery
from yeshi.files.index import read_framework, read_measurements, write_steps
from yeshi.files.trade import read_trade
from yeshi.observatory.figures import FIGURES, OF_SALES
from yeshi.observatory.index.sensitivity import sensitivity as sobol
from yeshi.observatory.index.uncertainty import choices_of, model, uncertainty
from yeshi.observatory.recovery.breaks import breaks
from yeshi.observatory.recovery.groups import curves
from yeshi.observatory.recovery.online import online_effect


def figures(
    name: Annotated[str, typer.Argument(help=f"One of {', '.join(FIGURES)}.")],
    since: Annotated[str | None, typer.Option("--from", help="The first business day.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="The last business day.")] = None,
    by: Annotated[
        list[str] | None, typer.Option(help=f"A row for each of: {', '.join(OF_SALES)}; repeat it.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write the rows: .csv or .parquet.")] = None,
    language: Annotated[Language, typer.Option(help="Of the definition.")] = Language.en,
) -> None:
    """A figure of the city's trade or work over business days, from what the platform recorded."""
    first, last = day_of(since, "--from"), day_of(until, "--to")
    chosen = settings.read()
    from yeshi.wiring.recorded import columns_of

    folder, currency = columns_of(chosen)
    table = read_figure(folder, name, first, last, by or [], currency, chosen.figures)
    table = with_mark(table, folder, first)
    print_figure(say, name, table, as_of(folder), language.value)
    if out is not None:
        write_figure(out, table)
        say.print(f"Rows written to {out}.", markup=False, highlight=False)


def index(
    framework: Annotated[Path, typer.Argument(help="Indicators, levels and method: a TOML file.")],
    data: Annotated[Path, typer.Argument(help="A line a unit, a column an indicator: a CSV file.")],
    out: Annotated[Path | None, typer.Option(help="Write every step into this folder.")] = None,
    draws: Annotated[int, typer.Option(min=1, help="Other choices that ranks are tried on.")] = 500,
    sensitivity: Annotated[
        int, typer.Option(min=0, help="Base of a Sobol design, a power of two; 0: none.")
    ] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Of the draws.")] = 1,
) -> None:
    """Build a composite index, and say how sure its ranks are and what moves them."""
    levels, unit = read_framework(framework)
    of = model(read_measurements(data, levels, unit), levels, choices_of(levels))
    sure = uncertainty(of, draws, seed)
    print_index(say, of.built, sure)
    if sensitivity:
        print_sensitivity(say, sobol(of, sensitivity, seed))
    if out is not None:
        write_steps(out, of.built, sure)
        say.print(f"Steps written to {out}.", markup=False, highlight=False)


def recovery(
    data: Annotated[Path, typer.Argument(help="business, period, trade, online_since: CSV.")],
    shock: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The shock's first day.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write all of it into this JSON file.")] = None,
    language: Annotated[Language, typer.Option(help="Of what was found.")] = Language.en,
) -> None:
    """Read a shock from trade: breaks, recovery by group, and whether going online helped."""
    trade = read_trade(data)
    proposed = breaks(trade.values.sum(axis=0))
    print_breaks(say, trade, proposed)
    if shock is None:
        return
    at = trade.at(shock.date())
    told, too_few = curves(trade, at)
    refused = {name: why.in_language(language.value) for name, why in too_few.items()}
    print_curves(say, told, refused)
    online = online_effect(trade, at)
    print_online(say, online, language.value)
    if out is not None:
        write_recovery(out, trade, proposed, told, refused, online)
        say.print(f"Written to {out}.", markup=False, highlight=False)
