"""The form of a printer: what is typed is read, and a printer that is known fills it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.stalls.menus import Stall
from yeshi.market.printer import (
    HOST_LENGTH_MAX,
    OF_ORDERS,
    PORT_LEAST,
    PORT_MOST,
    WIDTHS_MM,
    Coding,
    PrinterSaid,
    SlipKind,
    is_host,
)
from yeshi.web.frame.typed import TypedForm

_CATEGORY, _PRINTS = "category-", "prints-"


def read_printer(typed: TypedForm, said: Mapping[str, str]) -> PrinterSaid:
    """What was typed; `typed.faults` says what of it cannot be."""
    prints = tuple(one for one in OF_ORDERS if typed.ticked(f"{_PRINTS}{one}"))
    if not prints:
        typed.faults["prints"] = Refused(Invalid("prints", "some"))
    host = typed.text("address", HOST_LENGTH_MAX).lower()
    if host and not is_host(host):
        typed.faults["address"] = Refused(Invalid("address", "host"))
    return PrinterSaid(
        name=typed.text("name", NAME_LENGTH_MAX),
        host=host,
        port=typed.number("port", PORT_LEAST, PORT_MOST),
        width_mm=int(typed.one_of("width_mm", [str(one) for one in WIDTHS_MM]) or WIDTHS_MM[0]),
        coding=_coding(typed.one_of("coding", list(Coding))),
        prints=prints,
        categories=tuple(
            dict.fromkeys(value for name, value in said.items() if name.startswith(_CATEGORY))
        ),
    )


def filled_with(said: PrinterSaid) -> dict[str, str]:
    """What stands in the form of a printer."""
    return {
        "name": said.name, "address": said.host, "port": str(said.port),
        "width_mm": str(said.width_mm), "coding": said.coding.value,
        **{f"{_PRINTS}{one}": "true" for one in said.prints},
        **{f"{_CATEGORY}{number}": one for number, one in enumerate(said.categories)},
    }  # fmt: skip


def first_filled() -> dict[str, str]:
    """What stands in the form before anything is typed: what most printers are."""
    return {
        "port": str(PORT_LEAST), "width_mm": str(WIDTHS_MM[0]), "coding": Coding.GB18030.value,
        f"{_PRINTS}{SlipKind.KITCHEN}": "true",
    }  # fmt: skip


def categories_of(stall: Stall, said: Iterable[str]) -> list[str]:
    """The categories to choose from, by their Chinese names: the menu's, and any that were said."""
    menu = (item.category.zh for item in stall.menu if item.category)
    return list(dict.fromkeys((*menu, *said)))


def ticked_categories(filled: Mapping[str, str]) -> list[str]:
    """The categories that are ticked in the form."""
    return [value for name, value in filled.items() if name.startswith(_CATEGORY)]


def _coding(word: str) -> Coding:
    return Coding(word) if word in set(Coding) else Coding.GB18030
