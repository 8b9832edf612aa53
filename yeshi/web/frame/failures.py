"""What is said when a request cannot be answered: in JSON under /api, else as a page."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Match

from yeshi.base.errors import (
    AnswerTooLong,
    EntriesRefused,
    InputError,
    NotStorable,
    OperatingError,
    OutOfTime,
    TooBusy,
)
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sentences import say
from yeshi.flow.orders import reading
from yeshi.people.actor import CLOCK
from yeshi.people.person import SignInFirst
from yeshi.web.frame import faults
from yeshi.web.frame.access import Denied
from yeshi.web.frame.allowance import AskedTooMuch
from yeshi.web.frame.answering import faulty, local_path, to_the_door
from yeshi.web.frame.bearing import bearer_of
from yeshi.web.frame.bounds import Answer, Bound, BoundedBodies
from yeshi.web.frame.cookies import GuardedCookies
from yeshi.web.frame.crowd import BoundedCrowds
from yeshi.web.frame.deadlines import Deadlines
from yeshi.web.frame.desk import Desk, FrontDesk
from yeshi.web.frame.faults import FrameFault
from yeshi.web.frame.fields import PATH_LENGTH_MAX
from yeshi.web.frame.form_again import FormAgain, FormFault, came_from
from yeshi.web.frame.form_tokens import StaleForm
from yeshi.web.frame.heads import Heads
from yeshi.web.frame.hosts import KnownHosts
from yeshi.web.frame.language import language_of
from yeshi.web.frame.limits import Limits
from yeshi.web.frame.mending import named_as
from yeshi.web.frame.origins import OwnOrigin, is_surely_ours
from yeshi.web.frame.problems import fault_of, for_page, here, problem, sentence

# What the frame below refuses before a route is asked, by the status that it gives it.
_BELOW = {one.status: one for one in (faults.UNREAD, faults.METHOD)}
# Answered to programs, though their addresses are none of the interface's.
_FOR_PROGRAMS = (
    "/api", "/live", "/healthz", "/readyz", "/metrics", "/oauth/token", "/oauth/revoke",
    "/.well-known",
)  # fmt: skip


def handle_failures(app: FastAPI, bounds: tuple[Bound, ...], limits: Limits) -> None:
    """Have the application answer faults in sentences, also of what is beyond its limits."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Denied, _denied)
    app.add_exception_handler(StaleForm, _stale)
    app.add_exception_handler(NotStorable, _not_storable)
    app.add_exception_handler(InputError, _lacking)
    app.add_exception_handler(AnswerTooLong, _too_long)
    app.add_exception_handler(AskedTooMuch, _asked_too_much)
    app.add_exception_handler(OperatingError, _down)
    app.add_exception_handler(TooBusy, _busy)
    app.add_exception_handler(EntriesRefused, _no_entries)
    app.add_exception_handler(OutOfTime, _out_of_time)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(
        BoundedBodies,
        bounds=bounds,
        answers={"too_much": _too_much, "sign_in": _sign_in, "slow": _answer(faults.SLOW)},
        is_signed=_is_signed,
        has_ordered=_has_ordered,
        body_s=limits.body_s,
    )
    app.add_middleware(Heads)
    beyond = {"late": _answer(faults.LATE), "too_long": _answer(faults.TOO_LONG)}
    app.add_middleware(Deadlines, limits=limits, answers=beyond)
    beyond = {"crowded": _answer(faults.CROWDED), "too_many": _answer(faults.TOO_MANY)}
    app.add_middleware(BoundedCrowds, limits=limits, answers=beyond)
    app.add_middleware(OwnOrigin, site=app.state.desk.site, foreign=_answer(faults.FOREIGN))
    app.add_middleware(GuardedCookies, is_secure=app.state.desk.site.is_secure)
    beyond = {"host": _answer(faults.HOST), "elsewhere": _answer(faults.ELSEWHERE)}
    app.add_middleware(KnownHosts, site=app.state.desk.site, answers=beyond)


def _of_interface(request: Request) -> bool:
    return str(request.scope["path"]).startswith(_FOR_PROGRAMS)


def _desk(request: Request) -> FrontDesk:
    desk: FrontDesk = request.app.state.desk
    return desk


def _refused(request: Request, refused: Refused) -> Response:
    if _of_interface(request):
        return problem(refused, language_of(request))
    return _desk(request).render.refused(request, refused)


def _invalid(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, RequestValidationError):
        raise fault
    first = fault.errors()[0]
    # An address of which a part is none of those there are leads nowhere.
    if first["loc"][0] == "path":
        return _refused(request, Refused(Unknown("page", str(request.scope["path"]))))
    # A whole body that cannot be read is placed by the letter at which it breaks off.
    parts = [] if first["type"] == "json_invalid" else first["loc"][1:]
    field = ".".join(str(part) for part in parts) or str(first["loc"][0])
    why = fault_of(first["type"], first.get("ctx") or {}, language_of(request))
    reason = Invalid(field, why)
    telling = sentence if _of_interface(request) else for_page
    said = telling(Refused(reason), language_of(request))
    return _told_of(request, reason) or _told(request, faults.INVALID, said, field=field, fault=why)


def _told_of(request: Request, reason: Invalid) -> Response | None:
    """The form that was sent, with what is wrong with its field; None of what was no form."""
    if request.method == "GET" or _of_interface(request):
        return None
    language = language_of(request)
    said = for_page(Refused(reason), language)
    fault = FormFault(
        status=faults.INVALID.status, told=said, beside=here(reason.fault, language),
        page=came_from(request), fields=named_as(reason.field),
    )  # fmt: skip
    return FormAgain(request, fault, lambda: _told(request, faults.INVALID, said))


def _denied(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, Denied):
        raise fault
    if _of_interface(request) or not isinstance(fault.refused.reason, SignInFirst):
        return _refused(request, fault.refused)
    # After signing in one comes to a page, never again to what was sent.
    if request.method != "GET":
        return to_the_door(local_path(urlsplit(request.headers.get("referer", "")).path))
    url = request.url
    asked = f"{url.path}?{url.query}" if url.query else url.path
    return to_the_door(local_path(asked if len(asked) <= PATH_LENGTH_MAX else url.path))


def _stale(request: Request, fault: Exception) -> Response:
    """What was sent, to be looked over and sent once more; of a page of ours alone."""
    if not isinstance(fault, StaleForm):
        raise fault
    desk, url = _desk(request), request.url
    again = fault.said if is_surely_ours(request, desk.site) else None
    return desk.render.page(
        request,
        "frame/stale.html",
        faults.STALE.status,
        said=say(language_of(request), "error.stale"),
        to=f"{url.path}?{url.query}" if url.query else url.path,
        again=again,
        back=local_path(urlsplit(request.headers.get("referer", "")).path),
    )


def _http(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    if status == 404:
        return _refused(request, Refused(Unknown("page", str(request.scope["path"]))))
    answer = _told(request, _BELOW.get(status, FrameFault("other", status)))
    if isinstance(fault, HTTPException) and fault.headers:
        answer.headers.update(fault.headers)
    if status == faults.METHOD.status:
        answer.headers["Allow"] = ", ".join(sorted(_allowed(request)))
    return answer


def _allowed(request: Request) -> set[str]:
    """How one may ask for the address: by the methods of all its routes, not of the first alone."""
    found: set[str] = set()
    for route in iter_route_contexts(request.app.routes):
        match, _ = route.matches(request.scope)
        if match is not Match.NONE:
            found |= set(route.methods or ())
    # Whatever may be asked for may be asked about.
    return found | {"HEAD"} if "GET" in found else found


def _lacking(request: Request, fault: Exception) -> Response:
    # Of what is asked for, a part of the installation is missing; it says which.
    return _told(request, faults.LACKING, str(fault))


def _not_storable(request: Request, _: Exception) -> Response:
    return _told(request, faults.NOT_STORABLE)


async def _down(request: Request, _: Exception) -> Response:
    return _at_fault(request, faults.DOWN, str(request.scope["path"]))


async def _out_of_time(request: Request, _: Exception) -> Response:
    return _at_fault(request, faults.OUT_OF_TIME, str(request.scope["path"]))


async def _busy(request: Request, _: Exception) -> Response:
    return _at_fault(request, faults.BUSY)


async def _too_long(request: Request, _: Exception) -> Response:
    return _at_fault(request, faults.TOO_LONG)


async def _asked_too_much(request: Request, fault: Exception) -> Response:
    answer = _at_fault(request, faults.ASKED_TOO_MUCH)
    if isinstance(fault, AskedTooMuch):
        answer.headers["Retry-After"] = str(fault.wait_s)
    return answer


async def _no_entries(request: Request, _: Exception) -> Response:
    return _at_fault(request, faults.NO_ENTRIES)


def _answer(fault: FrameFault) -> Answer:
    async def answer(request: Request) -> Response:
        return _at_fault(request, fault)

    return answer


async def _too_much(request: Request) -> Response:
    return await run_in_threadpool(_told, request, faults.TOO_MUCH)


async def _sign_in(request: Request) -> Response:
    return await run_in_threadpool(_refused, request, Refused(SignInFirst()))


async def _is_signed(request: Request) -> bool:
    sign_in, secret = _desk(request).sign_in, bearer_of(request)
    if secret is not None:
        return not isinstance(await run_in_threadpool(sign_in.known_key, secret), Refused)
    return await run_in_threadpool(sign_in.person, request) is not None


async def _has_ordered(request: Request) -> bool:
    # A city that is not open yet takes no orders.
    desk: Desk = request.app.state.desk
    customer = desk.visitors.of(request).customer
    return bool(await run_in_threadpool(reading.orders_of, desk.engine.acting(CLOCK), customer, 1))


async def _broken(request: Request, _: Exception) -> Response:
    # The fault goes on to who watches the requests; whoever asked is told that it was ours.
    return _at_fault(request, faults.BROKEN)


def _told(
    request: Request, fault: FrameFault, said: str = "", /, back: str = "/", **facts: str
) -> Response:
    """The fault, by default in the sentence that the texts have for it; facts are for programs."""
    said = said or say(language_of(request), f"error.{fault.code}")
    if _of_interface(request):
        return faulty(fault, said, **facts)
    page = _desk(request).render.page
    return page(request, "frame/refused.html", fault.status, said=said, back=back)


def _at_fault(request: Request, fault: FrameFault, back: str = "/") -> Response:
    """What is wrong with us, told without asking anybody: it costs no thread, and no database."""
    said = say(language_of(request), f"error.{fault.code}")
    if _of_interface(request):
        answer: Response = faulty(fault, said)
    else:
        answer = _desk(request).render.fault(request, fault.status, said, back)
    if fault.again_s is not None:
        answer.headers["Retry-After"] = str(fault.again_s)
    return answer
