"""All commands of the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from yeshi import __version__
from yeshi.cli import keeping, menus, nights, observing, opening, people, serving, working
from yeshi.cli.console import say
from yeshi.cli.exporting import exporting
from yeshi.cli.importing import importing

app = typer.Typer(
    name="yeshi",
    help="Yeshi 夜市: a city's night economy online, its ledger, its figures and its twin.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        say.print(f"yeshi {__version__}")
        raise typer.Exit


for command in (
    serving.demo, serving.serve, working.work,
    nights.night, nights.check, nights.compare, nights.fit,
    observing.figures, observing.index, observing.recovery, people.person, menus.menu,
    keeping.backup, keeping.restore, keeping.migrate, keeping.upgrade, keeping.doctor,
):  # fmt: skip
    app.command()(command)
app.command("open")(opening.open_city)


app.add_typer(importing, name="import")
app.add_typer(exporting, name="export")
