"""The command that writes a city as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yeshi import settings
from yeshi.base.errors import InputError
from yeshi.cli.console import say

exporting = typer.Typer(name="export", add_completion=False, no_args_is_help=True)


@exporting.callback()
def _export() -> None:
    """Write out what others can read."""


@exporting.command("city")
def city(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
) -> None:
    """Write the city as a file that yeshi open takes: terms, zones, markets, stalls, menus."""
    from yeshi.wiring.recorded import city_as_file

    text = city_as_file(settings.read())
    try:
        with file.open("x", encoding="utf-8") as written:
            written.write(text)
    except OSError as fault:
        raise InputError(f"{file} cannot be written: {fault.strerror}") from None
    say.print(f"{file}: written. It has no people, orders or books.", markup=False, highlight=False)
