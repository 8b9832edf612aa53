"""Sheets of codes to print: of a stall or a market, with one for each of its tables."""

from __future__ import annotations

from yeshi.base.code_sheet import CodeLabel, CodeSheet
from yeshi.base.names import Name
from yeshi.base.sentences import say
from yeshi.flow.stalls.tables import tables_of
from yeshi.web.frame.desk import Desk


def sheet_of(desk: Desk, language: str, name: Name, place: str, menu: str) -> CodeSheet:
    """The front's and the till's lead to the menu at that path, a table's to that table."""
    address = desk.site.address
    till = CodeLabel(say(language, "codes.till"), address + menu)
    tables = (
        CodeLabel(say(language, "codes.table", number=one.number), f"{address}/tables/{one.id}")
        for one in tables_of(desk.engine, place)
    )
    return CodeSheet(
        name=name.in_both,
        address=address + menu,
        reads=say(language, "codes.reads"),
        hint=say(language, "codes.hint"),
        labels=(till, *tables),
    )
