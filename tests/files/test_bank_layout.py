"""An owner describes how the bank takes a file; what no bank could read is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from yeshi.base.errors import InputError, SettingError
from yeshi.files.bank_layout import (
    BANK,
    PLAIN,
    CsvLayout,
    SepaLayout,
    is_bic,
    is_iban,
    layout_named,
    read_layout,
)

IBAN = "DE89370400440532013000"
LINES = """
[csv]
separator = ";"
decimal = ","
encoding = "gb18030"

[[csv.column]]
head = "收款账号"
is = "account"

[[csv.column]]
head = "金额"
is = "amount"

[[csv.column]]
head = "用途"
says = "货款"
"""
SEPA = '[sepa]\npayer = "Nachtmarkt & Söhne"\niban = "DE89 3704 0044 0532 0130 00"\nbic = "COBADEFFXXX"\n'


def described(folder: Path, text: str) -> Path:
    """The text as a file."""
    path = folder / "bank.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_csv_has_the_owners_columns(tmp_path: Path) -> None:
    layout = read_layout(described(tmp_path, LINES))
    assert isinstance(layout, CsvLayout)
    assert [(one.head, one.told, one.says) for one in layout.columns] == [
        ("收款账号", "account", ""), ("金额", "amount", ""), ("用途", None, "货款"),
    ]  # fmt: skip
    assert (layout.separator, layout.decimal, layout.encoding) == (";", ",", "gb18030")


def test_what_is_not_said_is_as_in_the_plain_file(tmp_path: Path) -> None:
    columns = "".join(f'[[csv.column]]\nis = "{one.told}"\n' for one in PLAIN.columns)
    layout = read_layout(described(tmp_path, f"[csv]\n{columns}"))
    assert isinstance(layout, CsvLayout)
    assert (layout.separator, layout.decimal, layout.encoding, layout.heads) == (
        PLAIN.separator, PLAIN.decimal, PLAIN.encoding, PLAIN.heads,
    )  # fmt: skip


def test_sepa_needs_who_pays(tmp_path: Path) -> None:
    layout = read_layout(described(tmp_path, SEPA))
    assert layout == SepaLayout(payer="Nachtmarkt & Söhne", iban=IBAN, bic="COBADEFFXXX")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n", "line 1: x: nothing of that name can be set"),
        ("", r"needs one of \[csv\] and \[sepa\]"),
        (LINES + SEPA, r"needs one of \[csv\] and \[sepa\]"),
        ("[csv]\n", "line 1: csv.column: is missing"),
        (LINES.replace('"account"', '"acount"'), "line 9: csv.column.0.is: must be"),
        (LINES.replace('is = "account"\n', ""), "line 7: csv.column.0: needs one of"),
        (LINES.replace('"amount"', '"day"'), "one of the amount"),
        (LINES.replace('";"', '"#"'), "line 3: csv.separator"),
        (LINES.replace('"gb18030"', '"ebcdic"'), "line 5: csv.encoding"),
        (SEPA.replace("DE89", "DE88"), "line 3: iban: is none, by its check digits"),
        (SEPA.replace("COBADEFFXXX", "COBA"), "line 4: bic: has 8 or 11 letters"),
        (SEPA.replace('bic = "COBADEFFXXX"\n', ""), "sepa.bic: is missing"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_layout(described(tmp_path, text))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_layout(tmp_path / "none.toml")


def test_the_environment_names_it(tmp_path: Path) -> None:
    path = described(tmp_path, SEPA)
    assert layout_named({}) is PLAIN
    assert isinstance(layout_named({BANK: str(path)}), SepaLayout)
    path.write_text("[sepa")
    with pytest.raises(SettingError, match=r"YESHI_BANK_FILE: .*bank\.toml, line 1"):
        layout_named({BANK: str(path)})


def test_numbers_are_known_by_their_check_digits() -> None:
    assert is_iban(IBAN)
    assert not is_iban(IBAN.replace("37", "73"))
    assert not is_iban("6222021234567890128")
    assert is_bic("COBADEFF")
    assert not is_bic("102551000018")
