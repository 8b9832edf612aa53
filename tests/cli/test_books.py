"""The books are written by a command; Beancount's own program finds each account at its balance."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.wiring.test_books_written import city
from yeshi.base.errors import InputError
from yeshi.cli.commands import app

__all__ = ["city"]

BEAN_CHECK = Path(sys.executable).parent / "bean-check"


def checked(file: Path) -> subprocess.CompletedProcess[str]:
    """What Beancount says of the file."""
    return subprocess.run(
        [str(BEAN_CHECK), "--no-cache", str(file)], capture_output=True, text=True, check=False
    )


@pytest.mark.usefixtures("city")
def test_beancount_reads_and_balances_the_books(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And finds a fen that is missing."""
    monkeypatch.setenv("YESHI_DATABASE_URL", database)
    monkeypatch.setenv("YESHI_HOME", str(tmp_path / "home"))
    file = tmp_path / "city.beancount"
    ran = CliRunner().invoke(app, ["books", "--format", "beancount", "--out", str(file)])
    assert ran.exit_code == 0
    assert "transfers written" in ran.output
    assert (checked(file).returncode, checked(file).stderr) == (0, "")
    text = file.read_text("utf-8")
    asserted = next(line for line in text.splitlines() if " balance Liabilities:Merchant" in line)
    amount = asserted.split()[3]
    off_by_one = f"{float(amount) + 0.01:.2f}"
    file.write_text(text.replace(asserted, asserted.replace(amount, off_by_one)), "utf-8")
    assert checked(file).returncode == 1
    again = CliRunner().invoke(app, ["books", "--out", str(file)])
    assert isinstance(again.exception, InputError)
