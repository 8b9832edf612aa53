"""Every command says what it does, and the version is told."""

from __future__ import annotations

from typer.testing import CliRunner

from yeshi import __version__
from yeshi.cli.commands import app


def test_the_version_is_told() -> None:
    """And nothing else is done."""
    ran = CliRunner().invoke(app, ["--version"])
    assert ran.output == f"yeshi {__version__}\n"


def test_every_command_says_what_it_does() -> None:
    """In the help, by its first sentence."""
    told = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).output
    for command in app.registered_commands:
        assert command.callback is not None
        assert (command.name or command.callback.__name__) in told
        assert command.callback.__doc__
