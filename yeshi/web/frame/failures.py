"""What is said when a request cannot be answered: in JSON under /api, else as a page."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from yeshi.base.errors import EntriesRefused, InputError, NotStorable, OperatingError, OutOfTime
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sentences import say
from yeshi.people.person import SignInFirst
from yeshi.web.frame.answering import lacking
from yeshi.web.frame.bounds import Bound, BoundedBodies
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.hosts import is_host
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import fault_of, problem

# What the frame below refuses before a route is asked, by the status that it gives it.
_CODES = {400: "unread", 405: "method"}


def handle_failures(app: FastAPI, bounds: tuple[Bound, ...] = ()) -> None:
    """Have the application answer faults in sentences, also of what brings more than `bounds`."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(NotStorable, _not_storable)
    app.add_exception_handler(InputError, _lacking)
    app.add_exception_handler(OperatingError, _down)
    app.add_exception_handler(EntriesRefused, _no_entries)
    app.add_exception_handler(OutOfTime, _out_of_time)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(
        BoundedBodies,
        bounds=bounds,
        answers={"too_much": _too_much, "sign_in": _sign_in},
        is_signed=_is_signed,
    )
    app.add_middleware(KnownHosts)


def _of_interface(request: Request) -> bool:
    return str(request.scope["path"]).startswith("/api")


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _refused(request: Request, refused: Refused) -> Response:
    if _of_interface(request):
        return problem(refused, language_of(request))
    return _desk(request).render.refused(request, refused)


async def _invalid(request: Request, fault: Exception) -> Response:
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
    return _refused(request, Refused(Invalid(field, why)))


async def _http(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    if status == 404:
        return _refused(request, Refused(Unknown("page", str(request.scope["path"]))))
    code = _CODES.get(status, "other")
    answer = _told(request, say(language_of(request), f"error.{code}"), code, status)
    if isinstance(fault, HTTPException) and fault.headers:
        answer.headers.update(fault.headers)
    return answer


async def _lacking(request: Request, fault: Exception) -> Response:
    # Of what a page asks for, a part of the installation is missing; it says which.
    return _told(request, str(fault), "lacking", 501)


async def _not_storable(request: Request, _: Exception) -> Response:
    said = say(language_of(request), "error.not_storable")
    return _told(request, said, "not_storable", 422)


async def _down(request: Request, _: Exception) -> Response:
    said = say(language_of(request), "error.down")
    return _told(request, said, "down", 503, back=str(request.scope["path"]))


async def _out_of_time(request: Request, _: Exception) -> Response:
    said = say(language_of(request), "error.out_of_time")
    return _told(request, said, "out_of_time", 503, back=str(request.scope["path"]))


async def _no_entries(request: Request, _: Exception) -> Response:
    said = say(language_of(request), "error.no_entries")
    return _told(request, said, "no_entries", 503)


async def _too_much(request: Request) -> Response:
    return _told(request, say(language_of(request), "error.too_much"), "too_much", 413)


async def _sign_in(request: Request) -> Response:
    return _refused(request, Refused(SignInFirst()))


async def _is_signed(request: Request) -> bool:
    return await run_in_threadpool(_desk(request).sign_in.person, request) is not None


async def _broken(request: Request, _: Exception) -> Response:
    # The fault goes on to who watches the requests; whoever asked is told that it was ours.
    return _told(request, say(language_of(request), "error.broken"), "broken", 500)


def _told(request: Request, said: str, code: str, status: int, back: str = "/") -> Response:
    if _of_interface(request):
        return lacking(said, code, status)
    page = _desk(request).render.page
    return page(request, "frame/refused.html", status, said=said, back=back)


class KnownHosts:
    """Asks the application only by names of hosts: of others no address can be made."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers itself what was asked for by no name of a host."""
        if scope["type"] != "http" or is_host(dict(scope["headers"]).get(b"host", b"host")):
            await self._app(scope, receive, send)
            return
        # The page that says so must be able to say where it is.
        named = [pair for pair in scope["headers"] if pair[0] != b"host"]
        request = Request({**scope, "headers": [*named, (b"host", b"localhost")]}, receive)
        said = say(language_of(request), "error.host")
        answer = _told(request, said, "host", 400)
        await answer(scope, receive, send)
