"""The city's pages for officials and everybody: night, work, vouchers, digital use, recovery."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pydantic import BeforeValidator

from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.city import shocks
from yeshi.flow.ports import Answer
from yeshi.observatory.sheet import Sheet
from yeshi.observatory.shock import ShockKind
from yeshi.people.person import CITY, Role, SignInFirst
from yeshi.web.city.sheet_charts import chart_of, kind_of, word
from yeshi.web.city.sheet_words import cell, columns_of, is_tabled, remarks, shown_of_shock
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.made_up import made_up_until, marked, sentence_of, titled
from yeshi.web.frame.pictures import chart_as, rows_as

PAGES = {
    "night": ("night-hours", "night-places", "night-sectors", "night-calendar", "night-districts"),
    "work": ("work-weeks", "work-steady", "work-groups", "work-owners"),
    "vouchers": ("vouchers-campaigns", "vouchers-merchants"),
    "index": ("index-scores", "index-change", "index-rungs", "index-ladder"),
    "recovery": ("recovery-trade", "recovery-breaks"),
}
OF_SHOCK = ("recovery-curves", "recovery-groups", "recovery-study")
Key = Annotated[str, Form(max_length=100)]
Text = Annotated[str, Form(max_length=2000)]
OptionalDay = Annotated[date | None, Form(), BeforeValidator(lambda text: text or None)]
Page = Literal["night", "work", "vouchers", "index", "recovery"]


def _chart(sheet: Sheet, language: str) -> dict[str, Any] | None:
    return titled(chart_of(sheet, language), made_up_until(sheet), language)


def observatory_router(desk: Desk) -> APIRouter:
    """/city/night and its sisters, with each sheet's rows and pictures."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    engine, who = desk.engine, desk.sign_in.person

    def _refused(request: Request, refused: Refused, back: str) -> Response:
        if isinstance(refused.reason, SignInFirst):
            return RedirectResponse(f"/sign-in?back={back}", status_code=303)
        return desk.render.refused(request, refused, back)

    def _told(name: str) -> dict[str, Any]:
        known = desk.sheets.sheet(name)
        sheet, at = known if known else (Sheet(name, ()), None)
        return {"sheet": sheet, "at": at, "kind": kind_of(name), "ready": known is not None}

    @router.get("/city/{page}")
    def page(request: Request, page: Page) -> Response:
        language = language_of(request)
        lacking = desk.sheets.sheet("lacking")
        told = [_told(name) for name in PAGES[page]]
        person, of_shocks = who(request), []
        if page == "recovery":
            with engine.store.begin() as work:
                known = [one for one in work.shocks.all() if not one.withdrawn]
            of_shocks = [
                (shock, shown_of_shock([_told(f"{kind}-{shock.id}") for kind in OF_SHOCK]))
                for shock in sorted(known, key=lambda one: one.began_on, reverse=True)
            ]
        return desk.render.page(
            request, "city/observatory.html", name=page, told=told, of_shocks=of_shocks,
            lacking=lacking[0].notes["why"] if lacking else None,
            has_chart=lambda sheet: chart_of(sheet, language) is not None,
            made_up=lambda sheet: sentence_of(made_up_until(sheet), language),
            word=lambda text: word(language, text), kinds=list(ShockKind),
            columns=lambda sheet: columns_of(sheet, language), is_tabled=is_tabled,
            cell=lambda column, value: cell(language, column, value),
            remarks=lambda sheet: remarks(language, sheet),
            is_official=person is not None and person.has(Role.OFFICIAL, CITY),
        )  # fmt: skip

    @router.get("/city/sheets/{name}.{form}")
    def sheet(
        request: Request, name: str, form: Literal["csv", "parquet", "json", "png", "svg"]
    ) -> Response:
        known = desk.sheets.sheet(name)
        if known is None:
            return desk.render.refused(request, Refused(Unknown("figure", name)), "/city")
        found, at = known
        if form == "json":
            return JSONResponse(_chart(found, language_of(request)) or {})
        if form == "csv" or form == "parquet":
            rows = marked(found.rows, made_up_until(found))
            return rows_as(desk, rows, form, f"{name}-{at:%Y%m%d}")
        return _picture(request, found, form)

    def _picture(request: Request, found: Sheet, form: Literal["png", "svg"]) -> Response:
        specification = _chart(found, language_of(request))
        if specification is None:
            refused = Refused(Unknown("picture", found.name))
            return desk.render.refused(request, refused, "/city")
        return chart_as(desk, request, specification, form, found.name)

    @router.get("/city/night/map")
    def night_map(request: Request) -> Response:
        known, language = desk.sheets.sheet("night-places"), language_of(request)
        rows = [row for row in known[0].rows if row.get("x") is not None] if known else []
        most = max((row["sold_yuan"] or 0 for row in rows), default=0) or 1
        marks = [
            {"kind": "trade", "id": row["market"], "at": [row["x"], row["y"]],
             "label": f"{row[language]} · ¥{row['sold_yuan'] or 0:,.0f}",
             "size": 14 + 34 * ((row["sold_yuan"] or 0) / most) ** 0.5}
            for row in rows
        ]  # fmt: skip
        return JSONResponse({"marks": marks, "ways": []})

    def _back(request: Request, answer: Answer) -> Response:
        if isinstance(answer, Refused):
            return _refused(request, answer, "/city/recovery")
        return RedirectResponse("/city/recovery#shocks", status_code=303)

    @router.post("/city/recovery/shocks")
    def enter(
        request: Request, *, zh: Text = "", en: Text = "",
        kind: Annotated[ShockKind, Form()] = ShockKind.OTHER,
        began_on: Annotated[date, Form()], ended_on: OptionalDay = None, note: Text = "", key: Key,
    ) -> Response:  # fmt: skip
        name = Name(zh.strip() or en.strip(), en.strip() or zh.strip())
        answer = shocks.enter(
            engine, f"page:{key}", who(request), name, kind, began_on, ended_on, note
        )
        return _back(request, answer)

    @router.post("/city/recovery/shocks/{shock}/end")
    def end(request: Request, shock: str, *, on: Annotated[date, Form()], key: Key) -> Response:
        return _back(request, shocks.end(engine, f"page:{key}", who(request), shock, on))

    @router.post("/city/recovery/shocks/{shock}/withdraw")
    def withdraw(request: Request, shock: str, *, why: Text = "", key: Key) -> Response:
        return _back(request, shocks.withdraw(engine, f"page:{key}", who(request), shock, why))

    return router
