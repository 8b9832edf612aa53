"""The command line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from yeshi import __version__, settings
from yeshi.base.errors import InputError, OperatingError
from yeshi.cli import nights, observing, people
from yeshi.cli.console import complain, say
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


@app.command()
def run() -> None:
    """Serve the demo city; the settings are environment variables (see the README)."""
    # Only this command needs the pages; the others start without them.
    from yeshi.wiring.serving import serve

    serve(settings.read(), lambda line: say.print(line, markup=False, highlight=False))


for command in (
    nights.night, nights.check, nights.compare, nights.fit,
    observing.figures, observing.index, observing.recovery, people.person,
):  # fmt: skip
    app.command()(command)


app.add_typer(importing, name="import")


def main() -> None:
    """Run the command line: exit code 2 and one sentence for bad input or a failing world."""
    try:
        app()
    except (InputError, OperatingError) as fault:
        complain.print(f"yeshi: {fault}", markup=False)
        sys.exit(2)
