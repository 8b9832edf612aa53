"""Reading menus from the command line: what is written, what is told, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.adapters.menus.test_eyes import photo
from yeshi.base.errors import InputError
from yeshi.cli.commands import app

SHEET = "分类,菜名,规格,价格,备注\n粉面,酸辣粉,小,12\n粉面,酸辣粉,大,时价\n,=1+1,,3\n"


def test_a_spreadsheet_becomes_rows_and_its_faults_are_told(tmp_path: Path) -> None:
    """Sheet, cell and reason; columns that were not understood; nothing a spreadsheet carries out."""
    given, out = tmp_path / "菜单.csv", tmp_path / "rows.csv"
    given.write_text(SHEET, encoding="utf-8")
    ran = CliRunner().invoke(app, ["menu", str(given), "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    assert out.read_text(encoding="utf-8").splitlines() == [
        "category,name,size,price_yuan", "粉面,酸辣粉,小,12", ",'=1+1,,3",
    ]  # fmt: skip
    assert "2 rows" in ran.stdout
    assert "D3: '时价' is no price" in ran.stderr
    assert "left aside: 备注" in ran.stderr


def test_a_photo_becomes_rows(tmp_path: Path) -> None:
    """By eyes, which are in the extra."""
    pytest.importorskip("rapidocr")
    given, out = tmp_path / "menu.jpg", tmp_path / "rows.csv"
    given.write_bytes(photo())
    ran = CliRunner().invoke(app, ["menu", str(given), "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    assert "粉面,酸辣牛肉粉,大份,15" in out.read_text(encoding="utf-8").splitlines()


def test_what_cannot_be_read_or_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    """Of a file that is missing, empty, none of both or without dishes, and of a folder."""
    empty, other, none = (tmp_path / name for name in ("empty", "other", "none.csv"))
    empty.write_bytes(b"")
    other.write_bytes(b"\0\1\2\xff")
    none.write_text("a,b\n1,2\n")
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    for file, out, said in (
        (tmp_path / "missing", "rows.csv", "cannot be read"), (empty, "rows.csv", "is empty"),
        (other, "rows.csv", "no photo"), (none, "rows.csv", "no columns"),
        (sheet, "nowhere/rows.csv", "cannot be written"),
    ):  # fmt: skip
        ran = CliRunner().invoke(app, ["menu", str(file), "--out", str(tmp_path / out)])
        assert isinstance(ran.exception, InputError)
        assert said in str(ran.exception)


def test_a_fault_ends_with_two_and_no_more_than_its_sentence(tmp_path: Path) -> None:
    """As all commands do."""
    asked = [sys.executable, "-m", "yeshi", "menu", str(tmp_path), "--out", "rows.csv"]
    ran = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "cannot be read" in ran.stderr


def test_only_bad_rows_end_with_two(tmp_path: Path) -> None:
    """Each told of."""
    given = tmp_path / "menu.csv"
    given.write_text("菜名,价格\n酸辣粉,\n", encoding="utf-8")
    ran = CliRunner().invoke(app, ["menu", str(given), "--out", str(tmp_path / "rows.csv")])
    assert ran.exit_code == 2
    assert "B2: '' has no price" in ran.stderr
