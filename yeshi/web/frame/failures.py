"""What is said when a request cannot be answered: in JSON under /api, else as a page."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from yeshi.base.errors import InputError, NotStorable, OperatingError
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sentences import say
from yeshi.web.frame.answering import lacking
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import fault_of, problem


def handle_failures(app: FastAPI) -> None:
    """Have the application answer faults in sentences."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(NotStorable, _not_storable)
    app.add_exception_handler(InputError, _lacking)
    app.add_exception_handler(OperatingError, _down)


def _of_interface(request: Request) -> bool:
    return request.url.path.startswith("/api")


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
        return _refused(request, Refused(Unknown("page", request.url.path)))
    field = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    why = fault_of(first["type"], str(first["msg"]), language_of(request))
    return _refused(request, Refused(Invalid(field, why)))


async def _http(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    if status == 404:
        return _refused(request, Refused(Unknown("page", request.url.path)))
    title = fault.detail if isinstance(fault, HTTPException) else ""
    return JSONResponse({"title": title, "status": status}, status)


async def _lacking(request: Request, fault: Exception) -> Response:
    # Of what a page asks for, a part of the installation is missing; it says which.
    return _told(request, str(fault), "lacking", 501)


async def _not_storable(request: Request, fault: Exception) -> Response:
    return _told(request, str(fault), "not_storable", 422)


async def _down(request: Request, _: Exception) -> Response:
    said = say(language_of(request), "error.down")
    return _told(request, said, "down", 503, back=request.url.path)


def _told(request: Request, said: str, code: str, status: int, back: str = "/") -> Response:
    if _of_interface(request):
        return lacking(said, code, status)
    page = _desk(request).render.page
    return page(request, "frame/refused.html", status, said=said, back=back)
