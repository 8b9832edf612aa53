"""All commands of the command line, each read when it is asked for.

What one command needs, such as the twin's statistics, another does not wait for.
"""

from __future__ import annotations

from collections import UserDict
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from yeshi import __version__
from yeshi.cli.console import say

if TYPE_CHECKING:
    from typer._click import Command

# Where each command is: a module of this room and what it is called there.
COMMANDS = {
    "demo": ("serving", "demo"),
    "serve": ("serving", "serve"),
    "work": ("working", "work"),
    "night": ("nights", "night"),
    "check": ("nights", "check"),
    "compare": ("nights", "compare"),
    "fit": ("nights", "fit"),
    "figures": ("observing", "figures"),
    "index": ("observing", "index"),
    "recovery": ("observing", "recovery"),
    "person": ("people", "person"),
    "menu": ("menus", "menu"),
    "backup": ("keeping", "backup"),
    "restore": ("keeping", "restore"),
    "migrate": ("keeping", "migrate"),
    "upgrade": ("keeping", "upgrade"),
    "doctor": ("keeping", "doctor"),
    "open": ("opening", "open_city"),
    "import": ("importing", "importing"),
    "export": ("exporting", "exporting"),
    "books": ("books", "books"),
    "reconcile": ("reconciling", "reconcile"),
}


class ReadWhenAsked(UserDict[str, Any]):
    """The commands by their names, each read when it is asked for."""

    def __init__(self) -> None:
        """None of them is read."""
        super().__init__(dict.fromkeys(COMMANDS))

    def __getitem__(self, name: str) -> Command:
        """The command of that name; KeyError where there is none."""
        module, of = COMMANDS[name]
        found = getattr(import_module(f"yeshi.cli.{module}"), of)
        if not isinstance(found, typer.Typer):
            alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            alone.command(name)(found)
            found = alone
        return typer.main.get_command(found)


class CommandGroup(TyperGroup):
    """All commands of the command line."""

    def __init__(self, **given: Any) -> None:
        """As it is given, with commands that are not read yet."""
        super().__init__(**given)
        self.commands = ReadWhenAsked()


app = typer.Typer(
    cls=CommandGroup,
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
