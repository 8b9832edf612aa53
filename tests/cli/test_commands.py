"""Every command says what it does, and the version is told."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from yeshi import __version__
from yeshi.cli.commands import COMMANDS, ReadWhenAsked, app


def test_the_version_is_told() -> None:
    """And nothing else is done."""
    ran = CliRunner().invoke(app, ["--version"])
    assert ran.output == f"yeshi {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    """In the help, by its first sentence."""
    command = ReadWhenAsked()[name]
    told = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).output
    assert command.help
    assert f"{name} {command.help.split('.')[0]}" in " ".join(told.split())


def test_what_is_nearly_a_command_is_guessed() -> None:
    """And the mistake is one of the caller."""
    ran = CliRunner().invoke(app, ["bakup"])
    assert (ran.exit_code, "Did you mean 'backup'?" in ran.output) == (2, True)


def test_no_command_waits_for_what_another_needs() -> None:
    """Nothing of the twin's statistics is read to tell the version."""
    read = "import sys; from yeshi.cli import main; sys.argv = ['yeshi', '--version']\n"
    told = "try: main()\nfinally: print(*{one.partition('.')[0] for one in sys.modules})"
    ran = subprocess.run(
        [sys.executable, "-c", read + told], capture_output=True, text=True, check=True, timeout=60
    )
    assert not {"scipy", "numba", "numpy", "psycopg", "polars"} & set(ran.stdout.split())
