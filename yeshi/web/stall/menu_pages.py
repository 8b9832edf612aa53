"""A stall's menu from a photo or a spreadsheet: brought, read, corrected, and put online."""

from __future__ import annotations

import csv
from base64 import b64encode
from dataclasses import replace
from io import StringIO
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.base.sentences import say
from yeshi.flow.stalls import entering_menus, menus, picturing
from yeshi.flow.stalls.entering_menus import ROWS_MAX
from yeshi.market.catalogue import Item
from yeshi.menus.sheet import MenuRead
from yeshi.people.person import Role
from yeshi.web.frame.access import SHOWERS, At, Language
from yeshi.web.frame.answering import Page, PageReply, kept_as, redirect
from yeshi.web.frame.fields import Count, Id, UploadedFile
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.menu_reading import (
    FILE_BYTES_MAX,
    ReadingBegun,
    ReadMenu,
    StillReading,
)
from yeshi.web.stall.beginning import beginning_of
from yeshi.web.stall.menu_rows import BLANK, corrected_rows, shown_rows, typed_menu

# What is asked for is being made.
ACCEPTED = 202
# Seconds after which a photo is read for longer than is usual.
USUAL_S = 20
HEADS = ("category", "name", "size", "price")
Counted = Annotated[Count | None, Query()]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/menu", dependencies=SHOWERS)
def bring(
    desk: At,
    page: Page,
    merchant: Id,
    new: Counted = None,
    changed: Counted = None,
    same: Counted = None,
) -> Response:
    """Where a photo or a spreadsheet is brought; what came of the one before."""
    found = picturing.seen_by_keeper(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/")
    counts = {"new": new or 0, "changed": changed or 0, "same": same or 0}
    return page.show(
        "stall/menu.html",
        merchant=found,
        counts=counts if new is not None else None,
        begun=beginning_of(desk.engine, found),
        owns=_owns(page, merchant),
    )


@router.get("/kitchen/{merchant}/menu/template", dependencies=SHOWERS)
def template(desk: At, page: Page, merchant: Id, language: Language) -> Response:
    """A spreadsheet to fill in, with two rows as an example."""
    found = picturing.seen_by_keeper(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/")
    said = {
        key: say(language, f"menu.example_{key}") for key in ("category", "name", "small", "large")
    }
    table = StringIO()
    rows = csv.writer(table)
    rows.writerow([say(language, f"menu.head_{head}") for head in HEADS])
    rows.writerow([said["category"], said["name"], said["small"], "12"])
    rows.writerow([said["category"], said["name"], said["large"], "15.5"])
    # With the mark by which spreadsheets know the letters.
    return kept_as(table.getvalue().encode("utf-8-sig"), "text/csv", "menu.csv")


@router.post("/kitchen/{merchant}/menu/read", dependencies=SHOWERS)
def read(
    desk: At, page: Page, merchant: Id, language: Language, file: UploadedFile
) -> Response:  # fmt: skip
    """Read what was brought into a table to correct; nothing is changed."""
    found = picturing.seen_by_keeper(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/")
    # One byte more than is read: enough to know that it is too large.
    data = file.file.read(FILE_BYTES_MAX + 1)
    told = desk.menu_reader.bring(merchant, data, desk.engine.terms.currency, language)
    if isinstance(told, Refused):
        return page.refused(told, f"/kitchen/{merchant}/menu")
    if isinstance(told, ReadingBegun):
        return redirect(f"/kitchen/{merchant}/menu/read/{told.id}")
    return _table(page, merchant, told, told.id)


@router.get("/kitchen/{merchant}/menu/read", dependencies=SHOWERS)
def read_again(desk: At, page: Page, merchant: Id) -> Response:
    """Where a file is brought: this is its form's address alone."""
    found = picturing.seen_by_keeper(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/")
    return redirect(f"/kitchen/{quote(merchant)}/menu")


@router.get("/kitchen/{merchant}/menu/read/{reading}", dependencies=SHOWERS)
def look(desk: At, page: Page, merchant: Id, reading: Id) -> Response:
    """What was read of a photo, as a table to correct; that it is being read, until it is."""
    found = picturing.seen_by_keeper(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/")
    told = desk.menu_reader.look(merchant, reading)
    if isinstance(told, Refused):
        return page.refused(told, f"/kitchen/{merchant}/menu")
    if isinstance(told, StillReading):
        seconds = int(told.since_s)
        facts = {"merchant": found, "seconds": seconds, "usual": USUAL_S}
        return page.show("stall/menu_reading.html", ACCEPTED, **facts)
    return _table(page, merchant, told, reading)


@router.post("/kitchen/{merchant}/menu", dependencies=SHOWERS)
def put_online(desk: At, page: Page, merchant: Id, fields: Fields) -> Response:
    """Sell what the table says from now on."""
    rows = typed_menu(fields, desk.engine.terms.currency)
    why = fields.get("why", "").strip()
    answer = rows if isinstance(rows, Refused) else entering_menus.enter_menu(
        desk.engine, f"page:{fields['key']}", merchant, rows, why
    )  # fmt: skip
    if isinstance(answer, Refused):
        return page.again(_corrected(page, merchant, fields), answer, fields)
    counts = "&".join(f"{what}={answer.data[what]}" for what in ("new", "changed", "same"))
    return redirect(f"/kitchen/{merchant}/menu?{counts}")


def _owns(page: PageReply, merchant: str) -> bool:
    return page.desk.engine.actor.has(Role.STALLHOLDER, merchant)


def _corrected(page: PageReply, merchant: str, fields: Fields) -> HTMLResponse:
    """The table as it was typed, with what was read of photo or spreadsheet while that is kept."""
    reading = fields.get("reading", "")
    told = page.desk.menu_reader.look(merchant, reading)
    if not isinstance(told, ReadMenu):
        read = MenuRead(corrected_rows(fields, ()))
        return _table(page, merchant, ReadMenu(read), reading, is_typed=True, is_gone=bool(reading))
    read = replace(told.read, rows=corrected_rows(fields, told.read.rows))
    return _table(page, merchant, ReadMenu(read, told.view), reading, is_typed=True)


def _table(
    page: PageReply, merchant: str, told: ReadMenu, reading: str = "", *,
    is_typed: bool = False, is_gone: bool = False,
) -> HTMLResponse:  # fmt: skip
    """The table to correct; `reading`: under which id it was read, "" without one.

    `is_gone`: what was read under it is no longer kept.
    """
    engine, rows = page.desk.engine, told.read.rows
    stall = menus.stall(engine, merchant)
    sold: tuple[Item, ...] = () if isinstance(stall, Refused) else stall.menu
    facts: dict[str, Any] = {
        "merchant_id": merchant,
        "owns": _owns(page, merchant),
        "groups": shown_rows(rows, sold, engine.terms.currency),
        "count": min(len(rows), ROWS_MAX),
        "doubtful": sum(bool(row.doubts) for row in rows[:ROWS_MAX]),
        "too_many": len(rows) > ROWS_MAX,
        "blanks": range(min(len(rows), ROWS_MAX), min(len(rows), ROWS_MAX) + BLANK),
        "most": ROWS_MAX,
        "read": told.read,
        "reading": reading,
        "is_typed": is_typed,
        "is_gone": is_gone,
        "view": b64encode(told.view).decode(),
    }
    return page.show("stall/menu_table.html", **facts)
