"""How a city's bank takes a file of transfers, as the owner describes it in TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from yeshi.base.errors import InputError, SettingError
from yeshi.files.toml import FilePart, checked, parsed, place

BANK = "YESHI_BANK_FILE"
BANK_VARIABLES = {BANK: "how the bank takes transfers, a TOML file; default: a plain CSV"}
NAME_LENGTH_MAX = 70
COLUMNS_MAX = 60
# What a column may be of a transfer; `row` counts the lines from 1.
Told = Literal[
    "reference", "holder", "account", "bank", "bank_code", "amount", "fen", "currency", "for",
    "day", "row",
]  # fmt: skip
Encoding = Literal["utf-8-sig", "utf-8", "gb18030"]
Separator = Literal[",", ";", "\t", "|"]
Decimal = Literal[".", ","]


@dataclass(frozen=True, slots=True)
class BankColumn:
    """A column: what stands in its head, and what it is of each transfer, or the same in all."""

    head: str
    told: Told | None
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvLayout:
    """Lines between separators, in the order of the columns."""

    columns: tuple[BankColumn, ...]
    separator: Separator = ","
    decimal: Decimal = "."
    encoding: Encoding = "utf-8-sig"
    heads: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SepaLayout:
    """Transfers of SEPA, as ISO 20022 writes them (pain.001), and who pays them."""

    payer: str
    iban: str
    bic: str


BankLayout = CsvLayout | SepaLayout
# What a bank takes of which nothing is known: all that is known of each transfer.
PLAIN = CsvLayout(
    columns=tuple(
        BankColumn(told, told)
        for told in (
            "reference", "holder", "account", "bank", "bank_code", "amount", "currency", "for",
        )
    )
)  # fmt: skip


class _ColumnPart(FilePart):
    head: Annotated[str, Field(max_length=NAME_LENGTH_MAX)] = ""
    told: Annotated[Told | None, Field(alias="is")] = None
    says: Annotated[str, Field(max_length=NAME_LENGTH_MAX)] | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.told is None) == (self.says is None):
            raise ValueError("needs one of `is` and `says`")
        return self


class _CsvPart(FilePart):
    separator: Separator = ","
    decimal: Decimal = "."
    encoding: Encoding = "utf-8-sig"
    heads: bool = True
    column: Annotated[list[_ColumnPart], Field(min_length=1, max_length=COLUMNS_MAX)]


class _SepaPart(FilePart):
    payer: Annotated[str, Field(min_length=1, max_length=NAME_LENGTH_MAX)]
    iban: str
    bic: str


class _File(FilePart):
    csv: _CsvPart | None = None
    sepa: _SepaPart | None = None


def layout_named(given: Mapping[str, str]) -> BankLayout:
    """As the environment names it, else plain; SettingError for what describes none."""
    named = given.get(BANK)
    try:
        return read_layout(Path(named)) if named else PLAIN
    except InputError as fault:
        raise SettingError(f"{BANK}: {fault}") from None


def read_layout(path: Path) -> BankLayout:
    """The layout that the file describes; InputError names the line of the first fault."""
    said = checked(path, parsed(path), _File)
    if (said.csv is None) == (said.sepa is None):
        raise InputError(f"{path}: needs one of [csv] and [sepa]")
    return _sepa(path, said.sepa) if said.sepa else _csv(path, said.csv)


def _csv(path: Path, said: _CsvPart | None) -> CsvLayout:
    if said is None:
        raise InputError(f"{path}: needs [csv]")
    told = {one.told for one in said.column}
    if "account" not in told or not told & {"amount", "fen"}:
        at = place(path, ["csv", "column"])
        raise InputError(f"{at}: no bank can pay without a column `account` and one of the amount")
    return CsvLayout(
        columns=tuple(BankColumn(one.head, one.told, one.says or "") for one in said.column),
        separator=said.separator, decimal=said.decimal, encoding=said.encoding, heads=said.heads,
    )  # fmt: skip


def _sepa(path: Path, said: _SepaPart) -> SepaLayout:
    iban, bic = (text.replace(" ", "").upper() for text in (said.iban, said.bic))
    if not is_iban(iban):
        raise InputError(f"{place(path, ['sepa', 'iban'])}: iban: is none, by its check digits")
    if not is_bic(bic):
        raise InputError(f"{place(path, ['sepa', 'bic'])}: bic: has 8 or 11 letters and digits")
    return SepaLayout(payer=said.payer, iban=iban, bic=bic)


def is_iban(number: str) -> bool:
    """Whether the number is an IBAN, by the rules of its country (ISO 13616)."""
    # Read where they are needed: they know the rules of all countries.
    from stdnum import iban

    return bool(iban.is_valid(number))


def is_bic(code: str) -> bool:
    """Whether the code may be a bank's (ISO 9362)."""
    from stdnum import bic

    return bool(bic.is_valid(code))
