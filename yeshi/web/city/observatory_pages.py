"""The city's pages for officials and everybody: night, work, vouchers, digital use, recovery."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.observatory.sheet import Sheet
from yeshi.observatory.shock import ShockKind
from yeshi.people.person import CITY, Role
from yeshi.web.city.chart_parts import word
from yeshi.web.city.sheet_charts import chart_of, kind_of
from yeshi.web.city.sheet_words import (
    cell,
    columns_of,
    is_tabled,
    remarks,
    shown_of_shock,
    tells_money,
)
from yeshi.web.frame.access import ANYBODY, At, Language, Signed
from yeshi.web.frame.amounts import mark_of
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.charts import height_of
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id
from yeshi.web.frame.made_up import made_up_until, marked, sentence_of, titled
from yeshi.web.frame.pictures import PicturePlace, PlaceAsked, chart_as, rows_as
from yeshi.web.frame.sparing import PICTURES

PAGES = {
    "night": ("night-hours", "night-places", "night-sectors", "night-calendar", "night-districts"),
    "work": ("work-weeks", "work-steady", "work-groups", "work-owners"),
    "vouchers": ("vouchers-campaigns", "vouchers-merchants"),
    "index": ("index-scores", "index-change", "index-rungs", "index-ladder"),
    "recovery": ("recovery-trade", "recovery-breaks"),
}
OF_SHOCK = ("recovery-curves", "recovery-groups", "recovery-study")
PageName = Literal["night", "work", "vouchers", "index", "recovery"]
SheetForm = Literal["csv", "parquet", "json", "png", "svg"]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/city/{name}", dependencies=ANYBODY)
def observatory(
    desk: At, page: Page, language: Language, person: Signed, name: PageName
) -> Response:
    """The sheets of a page; recovery also of each shock, the latest first."""
    lacking = desk.sheets.sheet("lacking")
    return page.show(
        "city/observatory.html",
        name=name,
        told=[_told(desk, sheet) for sheet in PAGES[name]],
        of_shocks=_of_shocks(desk) if name == "recovery" else [],
        site=desk.site.address,
        lacking=lacking[0].notes["why"] if lacking else None,
        high=lambda sheet: height_of(chart_of(sheet, language)),
        made_up=lambda sheet: sentence_of(made_up_until(sheet), language),
        columns=lambda sheet: columns_of(sheet, language),
        is_tabled=is_tabled,
        tells_money=tells_money,
        cell=lambda column, row: cell(language, column, row),
        remarks=lambda sheet: remarks(language, sheet),
        word=lambda text: word(language, text),
        kinds=list(ShockKind),
        is_official=person is not None and person.has(Role.OFFICIAL, CITY),
    )


def _chart(sheet: Sheet, language: str) -> dict[str, Any] | None:
    return titled(chart_of(sheet, language), made_up_until(sheet), language)


def _told(desk: Desk, name: str) -> dict[str, Any]:
    known = desk.sheets.sheet(name)
    sheet, at = known if known else (Sheet(name, ()), None)
    return {"sheet": sheet, "at": at, "kind": kind_of(name), "ready": known is not None}


def _of_shocks(desk: Desk) -> list[Any]:
    with desk.engine.store.read() as work:
        known = [one for one in work.shocks.all() if not one.withdrawn]
    return [
        (shock, shown_of_shock([_told(desk, f"{kind}-{shock.id}") for kind in OF_SHOCK]))
        for shock in sorted(known, key=lambda one: one.began_on, reverse=True)
    ]


@router.get("/city/sheets/{name}.{form}", dependencies=[*ANYBODY, *PICTURES])
def sheet(
    desk: At, page: Page, language: Language, name: Id, form: SheetForm, place: PlaceAsked
) -> Response:
    """A sheet's rows, or what they look like drawn."""
    known = desk.sheets.sheet(name)
    if known is None:
        return page.refused(Refused(Unknown("figure", name)), "/city")
    found, at = known
    if form == "json":
        return JSONResponse(_chart(found, language) or {})
    if form == "csv" or form == "parquet":
        rows = marked(found.rows, made_up_until(found))
        return rows_as(desk, rows, form, f"{name}-{at:%Y%m%d}")
    return _picture(page, found, form, language, place)


def _picture(
    page: PageReply, found: Sheet, form: Literal["png", "svg"], language: str, place: PicturePlace
) -> Response:
    specification = _chart(found, language)
    if specification is None:
        return page.refused(Refused(Unknown("picture", found.name)), "/city")
    return chart_as(page, specification, form, found.name, place)


@router.get("/city/night/map", dependencies=ANYBODY)
def night_map(desk: At, language: Language) -> Response:
    """The markets, each as large as its trade at night."""
    known, mark = desk.sheets.sheet("night-places"), mark_of(desk.engine.terms.currency)
    rows = [row for row in known[0].rows if row.get("x") is not None] if known else []
    most = max((row["sold"] or 0 for row in rows), default=0) or 1
    marks = [
        {
            "kind": "trade",
            "id": row["market"],
            "at": [row["x"], row["y"]],
            "label": f"{row[language]} · {mark}{row['sold'] or 0:,.0f}",
            "size": 14 + 34 * ((row["sold"] or 0) / most) ** 0.5,
        }
        for row in rows
    ]
    return JSONResponse({"marks": marks, "ways": []})
