"""The command that opens a city of one's own from its file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yeshi import settings
from yeshi.cli.console import say
from yeshi.cli.people import new_password


def open_city(
    file: Annotated[Path, typer.Argument(help="The city's file; docs/reference/city-files.md.")],
    owner: Annotated[str, typer.Option(help="Name of the owner's account, such as li-na.")],
    name: Annotated[str, typer.Option(help="The owner's name, as others see it.")],
) -> None:
    """Open a city of your own as a file says it; the owner's password is asked for."""
    password = new_password(owner, name)
    from yeshi.wiring.opening import open_from_file

    called = open_from_file(settings.read(), file, owner, name, password)
    say.print(f"{called} is open: serve it with yeshi serve.", markup=False, highlight=False)
