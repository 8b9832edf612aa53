"""The set-up of a city in the browser: a code, then a page a step, each with a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any
from zoneinfo import available_timezones

from fastapi import APIRouter, Form, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.refused import Refused
from yeshi.base.sentences import LANGUAGES, say
from yeshi.flow.city.opening import Opening
from yeshi.people.password import LENGTH_MIN
from yeshi.web.frame import language as languages
from yeshi.web.frame.access import ANYBODY
from yeshi.web.frame.answering import NOT_KEPT, local_path, redirect
from yeshi.web.frame.fields import Id, Line, Path, Secret
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.language import language_of
from yeshi.web.frame.maps import zones_map
from yeshi.web.frame.terms_form import shown
from yeshi.web.frame.zones_form import FILE_BYTES_MAX
from yeshi.web.opening import markets_form, owner_form, steps, zones_form
from yeshi.web.opening.code import COOKIE
from yeshi.web.opening.setting_up import CODE_HOLDER, OpeningDesk, SetUp, has_code
from yeshi.web.opening.steps import OpeningStep

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
ROOT = "/opening"
# Where the owner of a city goes on that has just been opened, and after how many seconds.
THEN, ROOM_MADE_S = "/sign-in?back=/settings", 2
Turned = Opening | Refused


class Typed(dict[str, str]):
    """What was typed by the names of the fields; nothing in those that were not there."""

    def __missing__(self, name: str) -> str:
        """Nothing."""
        return ""


@router.get("/", dependencies=ANYBODY)
def door(desk: SetUp, request: Request, code: Annotated[Line, Query()] = "") -> Response:
    """Where the code is given; on to the set-up for whoever gave it."""
    if has_code(desk, request):
        return redirect(f"{ROOT}/{OpeningStep.PLACE}")
    return desk.render.page(
        request, "opening/door.html", code=code, fault="", used=desk.code.is_used
    )


@router.post("/", dependencies=ANYBODY)
def enter(desk: SetUp, request: Request, code: Annotated[Line, Form()] = "") -> Response:
    """Let the browser in that gives the code first."""
    token = desk.code.exchange(code.strip())
    if token is None:
        return desk.render.page(
            request, "opening/door.html", 403, code="", fault="opening.wrong_code",
            used=desk.code.is_used,
        )  # fmt: skip
    answer = redirect(f"{ROOT}/{OpeningStep.PLACE}")
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax")
    return answer


@router.get("/language/{language}", dependencies=ANYBODY)
def language(language: Id, back: Annotated[Path, Query()] = "/") -> Response:
    """Read in another language from now on."""
    answer = redirect(local_path(back))
    if language in LANGUAGES:
        answer.set_cookie(languages.COOKIE, language, max_age=10**8, samesite="lax")
    return answer


@router.get(ROOT + "/{step}", dependencies=CODE_HOLDER)
def show(desk: SetUp, request: Request, step: OpeningStep) -> Response:
    """A step, with what was said so far; the first before any other."""
    said = desk.draft.so_far()
    if said is None and step is not OpeningStep.PLACE:
        return redirect(f"{ROOT}/{OpeningStep.PLACE}")
    return _page(desk, request, step, said)


@router.post(f"{ROOT}/{OpeningStep.PLACE}", dependencies=CODE_HOLDER)
def place(desk: SetUp, request: Request, fields: Fields) -> Response:
    """What it is called and where it is."""
    return _keep(
        desk,
        request,
        OpeningStep.PLACE,
        fields,
        steps.placed(desk.draft.so_far(), fields, language_of(request)),
    )


@router.post(f"{ROOT}/{OpeningStep.TIME}", dependencies=CODE_HOLDER)
def time(desk: SetUp, request: Request, fields: Fields) -> Response:
    """Its time and its currency."""
    return _turn(desk, request, OpeningStep.TIME, fields, lambda said: steps.timed(said, fields))


@router.post(f"{ROOT}/{OpeningStep.TERMS}", dependencies=CODE_HOLDER)
def terms(desk: SetUp, request: Request, fields: Fields) -> Response:
    """On what it trades."""
    return _turn(
        desk, request, OpeningStep.TERMS, fields, lambda said: steps.on_terms(said, fields)
    )


@router.post(f"{ROOT}/{OpeningStep.ZONES}", dependencies=CODE_HOLDER)
def zone(desk: SetUp, request: Request, fields: Fields) -> Response:
    """One zone more."""
    return _more(
        desk, request, OpeningStep.ZONES, fields, lambda it: zones_form.with_zone(it, fields)
    )


@router.get(ROOT + "/zones/map", dependencies=CODE_HOLDER)
def zones_places(desk: SetUp, request: Request) -> Response:
    """Where they are, as they were said so far."""
    said = desk.draft.so_far()
    zones = said.terms.zones if said else ()
    return JSONResponse(zones_map(zones, language_of(request)), headers=NOT_KEPT)


@router.post(ROOT + "/zones/file", dependencies=CODE_HOLDER)
def zones_file(desk: SetUp, request: Request, file: UploadFile) -> Response:
    """The zones of a file."""
    content = file.file.read(FILE_BYTES_MAX)
    return _more(
        desk, request, OpeningStep.ZONES, {}, lambda it: zones_form.zones_of_file(it, content)
    )


@router.post(ROOT + "/zones/{zone}/remove", dependencies=CODE_HOLDER)
def no_zone(desk: SetUp, request: Request, zone: Id) -> Response:
    """One zone less."""
    return _more(
        desk, request, OpeningStep.ZONES, {}, lambda said: zones_form.without_zone(said, zone)
    )


@router.post(ROOT + "/markets", dependencies=CODE_HOLDER)
def market(desk: SetUp, request: Request, fields: Fields) -> Response:
    """One market more."""
    how = markets_form.with_stall if "menu" in fields else markets_form.with_market
    return _more(desk, request, OpeningStep.MARKETS, fields, lambda said: how(said, fields))


@router.post(ROOT + "/markets/{market}/remove", dependencies=CODE_HOLDER)
def no_market(desk: SetUp, request: Request, market: Id) -> Response:
    """One market less, and its stalls."""
    return _more(
        desk, request, OpeningStep.MARKETS, {}, lambda it: markets_form.without_market(it, market)
    )


@router.post(ROOT + "/stalls/{stall}/remove", dependencies=CODE_HOLDER)
def no_stall(desk: SetUp, request: Request, stall: Id) -> Response:
    """One stall less."""
    return _more(
        desk, request, OpeningStep.MARKETS, {}, lambda said: markets_form.without_stall(said, stall)
    )


@router.post(f"{ROOT}/{OpeningStep.OWNER}", dependencies=CODE_HOLDER)
def open_it(
    desk: SetUp,
    request: Request,
    fields: Fields,
    password: Annotated[Secret, Form()],
    again: Annotated[Secret, Form()],
) -> Response:
    """Open the city, with its owner; they sign in next."""
    said = desk.draft.so_far()
    if said is None:
        return redirect(f"{ROOT}/{OpeningStep.PLACE}")
    owner = owner_form.owner_of(fields, password, again)
    refused = owner if isinstance(owner, Refused) else desk.open_it(said, owner)
    if refused:
        return _page(desk, request, OpeningStep.OWNER, said, fields, refused)
    answer = desk.render.page(
        request, "opening/opened.html", said=said, id=fields.get("id", "").strip(), to=THEN
    )
    # The city itself answers there, once this server has made room for it.
    answer.headers["Refresh"] = f"{ROOM_MADE_S}; url={THEN}"
    return answer


def _turn(
    desk: OpeningDesk, request: Request, step: OpeningStep, typed: Mapping[str, str],
    how: Callable[[Opening], Turned],
) -> Response:  # fmt: skip
    """Go on to the step after it with what was said there."""
    said = desk.draft.so_far()
    if said is None:
        return redirect(f"{ROOT}/{OpeningStep.PLACE}")
    return _keep(desk, request, step, typed, how(said))


def _more(
    desk: OpeningDesk, request: Request, step: OpeningStep, typed: Mapping[str, str],
    how: Callable[[Opening], Turned],
) -> Response:  # fmt: skip
    """Stay at the step, which has one more or one less."""
    said = desk.draft.so_far()
    if said is None:
        return redirect(f"{ROOT}/{OpeningStep.PLACE}")
    turned = how(said)
    if isinstance(turned, Refused):
        return _page(desk, request, step, said, typed, turned)
    desk.draft.note_down(turned)
    return redirect(f"{ROOT}/{step}")


def _keep(
    desk: OpeningDesk, request: Request, step: OpeningStep, typed: Mapping[str, str], turned: Turned
) -> Response:
    if isinstance(turned, Refused):
        return _page(desk, request, step, desk.draft.so_far(), typed, turned)
    desk.draft.note_down(turned)
    return redirect(f"{ROOT}/{step.after}")


def _page(
    desk: OpeningDesk, request: Request, step: OpeningStep, said: Opening | None,
    typed: Mapping[str, str] | None = None, refused: Refused | None = None,
) -> Response:  # fmt: skip
    """The step with what was said, and what was typed in vain with the reason."""
    facts: dict[str, Any] = {"fields": [], "zones_there": []}
    if said is not None and step is OpeningStep.TERMS:
        facts["fields"] = [
            (*field[:2], (typed or {}).get(field[0], field[2])) for field in shown(said.terms)
        ]
        facts["currency"] = said.terms.currency
    if said is not None and step is OpeningStep.ZONES:
        zones = said.terms.zones
        facts |= {
            "whole": [zone.id for zone in zones] == [steps.WHOLE_CITY],
            "bordered": all(zone.outline for zone in zones),
        }
    if step is OpeningStep.TIME:
        facts["zones_there"] = sorted(available_timezones())
    language = language_of(request)
    facts |= {
        "step": step,
        "steps": list(OpeningStep),
        "said": said,
        "typed": Typed(typed or {}),
        "nothing": Typed(),
        "fault": desk.render.sentence(request, refused) if refused else "",
        "currencies": say(language, "opening.currencies").split(),
        "whole_city": steps.WHOLE_CITY,
        "letters_min": LENGTH_MIN,
    }
    return desk.render.page(request, f"opening/{step}.html", 422 if refused else 200, **facts)
