"""The command that takes outside data in."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import Annotated

import typer

from yeshi import settings
from yeshi.cli.console import complain, say
from yeshi.files.panel import read_panel

importing = typer.Typer(name="import", add_completion=False, no_args_is_help=True)


@importing.callback()
def _import() -> None:
    """Take outside data in."""


@importing.command("panel")
def panel(
    file: Annotated[
        Path, typer.Argument(help="CSV, XLSX or Parquet; see docs/reference/panels.md.")
    ],
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Import the good rows though some are bad.")
    ] = False,
) -> None:
    """Import a panel: trade, businesses, public services or people; twice changes nothing."""
    read = read_panel(file)
    what = f"{file}: {read.kind.name}, {len(read.rows)} good rows, {len(read.bad)} bad"
    say.print(what, markup=False, highlight=False)
    if read.aside:
        aside = ", ".join(read.aside)
        say.print(f"Left aside: {aside}", markup=False, highlight=False)
    for one in read.bad:
        complain.print(f"line {one.line}: {one.why}", markup=False, highlight=False)
    if read.bad and not skip_bad:
        complain.print("Nothing was imported; mend the rows, or say --skip-bad.", highlight=False)
        raise typer.Exit(2)
    from yeshi.wiring.recorded import import_panel

    merged = import_panel(settings.read(), _who(), file.name, read)
    said = (
        f"{merged.new} new, {merged.changed} changed, {merged.same} as before."
        if merged.differs
        else "Nothing was changed: the city was told all of this before."
    )
    say.print(said, markup=False, highlight=False)


def _who() -> str:
    """The user of this machine; their number where they have no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
