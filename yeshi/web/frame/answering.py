"""How answers become responses: for pages the page, the way back or the refusal; for JSON data."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from markupsafe import Markup
from pydantic import TypeAdapter
from pydantic_core import to_json

from yeshi.base.refused import Refused
from yeshi.flow.ports import Answer, Tidemark
from yeshi.people.person import SignInFirst
from yeshi.web.frame.access import At, Language
from yeshi.web.frame.answers import Shown
from yeshi.web.frame.deeds import Deed, say_on_next
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.faults import FrameFault
from yeshi.web.frame.form_again import FormAgain, FormFault
from yeshi.web.frame.language import language_of
from yeshi.web.frame.marks import read_mark, written
from yeshi.web.frame.mending import fields_of
from yeshi.web.frame.problems import PROBLEM, problem, status_of, waits_of
from yeshi.web.frame.refilled import Objection, SentForm, refilled, told_above
from yeshi.web.frame.render import with_keys

VARY = "Accept-Language, Cookie"
NOT_KEPT = {"Cache-Control": "no-store", "Vary": VARY}


def local_path(path: str) -> str:
    """The path, if it leads nowhere else; else the front page."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if inside else "/"


def redirect(to: str) -> RedirectResponse:
    """Go on to a page of ours, with GET."""
    return RedirectResponse(to, status_code=303)


def done(to: str, deed: Deed | None = Deed.SAVED) -> Response:
    """Go on to a page of ours, which says once what was done."""
    return redirect(to) if deed is None else say_on_next(redirect(to), deed)


def to_the_door(back: str) -> RedirectResponse:
    """Where one signs in, and comes back from to that page of ours."""
    return redirect(f"/sign-in?back={quote(back, safe='/?=')}")


def kept_as(data: bytes, media: str, name: str, inline: bool = False) -> Response:
    """The data as a file of that name (letters of ASCII), to be kept or, inline, to be shown."""
    shown = "inline" if inline else "attachment"
    headers = {"Content-Disposition": f'{shown}; filename="{name}"'}
    return Response(data, media_type=media, headers=headers)


@dataclass(frozen=True, slots=True)
class PageReply:
    """Answers one request for a page."""

    desk: Desk
    request: Request
    heard: Tidemark

    def show(self, template: str, status: int = 200, **facts: Any) -> HTMLResponse:
        """The page of a template with these facts."""
        heard = written(self.heard)
        return self.desk.render.page(self.request, template, status, heard=heard, **facts)

    def embedded(self, template: str, keeps: timedelta, **facts: Any) -> HTMLResponse:
        """A page of a figure that pages of others may show within them, and keep for so long."""
        # What guards the answers reads it.
        self.request.state.embedded = True
        response = self.show(template, **facts)
        kept = f"public, max-age={keeps // timedelta(seconds=1)}"
        response.headers.update({"Cache-Control": kept, "Vary": VARY})
        return response

    def shared(
        self,
        template: str,
        what: Hashable,
        facts: Callable[[], Mapping[str, Any]],
        *,
        concerns: tuple[str, ...],
    ) -> Markup:
        """A part that all who read a language are shown alike, computed once for all of them.

        `what` chooses it among those of the template; `facts` are read when it has to be computed.
        An event that concerns one of the ids may change it, and the city's minute.
        """
        desk, language = self.desk, language_of(self.request)
        at = desk.engine.clock.now().replace(second=0, microsecond=0)

        def compute() -> str:
            return desk.render.part(language, at, template, facts())

        shown = Shown(
            what=(template, what), language=language, concerns=concerns, minute=at.isoformat()
        )
        return with_keys(
            desk.answers.shown(shown, compute, self.told),
            lambda: desk.form_tokens.of(self.request),
        )

    def part(self, shown: Markup) -> Response:
        """A part by itself."""
        return HTMLResponse(shown, headers=NOT_KEPT)

    def unless_known(self, response: Response) -> Response:
        """What is the same for everybody; not sent again to whoever has the very same."""
        mark = f'"{blake2b(response.body, digest_size=12).hexdigest()}"'
        headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": VARY}
        if self.request.headers.get("if-none-match") == mark:
            return Response(status_code=304, headers=headers)
        response.headers.update(headers)
        return response

    def shared_data(
        self, what: Hashable, data: Callable[[], Any], *, concerns: tuple[str, ...]
    ) -> Response:
        """Plain data for the browser, as `shared`, with where couriers are."""
        language = language_of(self.request)
        shown = Shown(what=what, language=language, concerns=concerns, moving=True)
        found = self.desk.answers.shown(shown, lambda: to_json(data()), self.told)
        return self.unless_known(Response(found, media_type="application/json"))

    @property
    def told(self) -> Tidemark | None:
        """Up to where whoever asks was told of news; None for who asks by themselves."""
        return read_mark(self.request.headers.get("x-told", ""))

    def refused(self, refused: Refused, back: str = "/") -> Response:
        """The form that was sent, with why not; to who only reads, a page that says it.

        `back`: the page with the form. Who has to sign in first is led to the door.
        """
        sent = self.request.method != "GET"
        if isinstance(refused.reason, SignInFirst):
            # After signing in one comes to a page, never again to what was sent.
            return to_the_door(back if sent else self.request.url.path)
        named, render = self.desk.named(refused, self.request), self.desk.render
        if not sent:
            return render.refused(self.request, named, back)
        fault = FormFault(
            status=status_of(type(refused.reason)),
            told=render.sentence(self.request, named),
            beside=render.beside(self.request, named),
            page=back,
            fields=fields_of(refused.reason),
            heads=waits_of(refused),
        )
        return FormAgain(self.request, fault, lambda: render.refused(self.request, named, back))

    def again(
        self, shown: HTMLResponse, refused: Refused, said: Mapping[str, str], at: str = ""
    ) -> HTMLResponse:
        """The page that was rendered, with the form on it as it was sent, and why not beside it.

        `at`: the field that was asked about, where a form asks about one alone.
        """
        sent = SentForm(action=self.request.url.path, said=list(said.items()))
        named, render = self.desk.named(refused, self.request), self.desk.render
        told = Objection(
            says=render.sentence(self.request, named),
            beside=render.beside(self.request, named),
            fields=(at,) if at else fields_of(refused.reason),
        )
        html = bytes(shown.body).decode()
        html = refilled(html, sent, told) or told_above(html, told)
        return HTMLResponse(html, status_of(type(refused.reason)), dict(NOT_KEPT))

    def back(self, answer: Answer, to: str, deed: Deed | None = Deed.SAVED) -> Response:
        """After a command: to its page, which says what was done; or the form with the refusal.

        `deed`: None where the page shows by itself what has changed.
        """
        return self.refused(answer, to) if isinstance(answer, Refused) else done(to, deed)


@dataclass(frozen=True, slots=True)
class JsonReply:
    """Answers one request for data."""

    language: str

    def refused(self, refused: Refused) -> JSONResponse:
        """The refusal as problem+json."""
        return problem(refused, self.language)

    def answered(self, answer: Answer) -> JSONResponse:
        """What came of a command, by name; or the refusal."""
        return self.refused(answer) if isinstance(answer, Refused) else JSONResponse(answer.data)

    def found(self, found: Any, written: TypeAdapter[Any], **how: Any) -> JSONResponse:
        """What was asked for, written as its type; or the refusal."""
        if isinstance(found, Refused):
            return self.refused(found)
        return JSONResponse(written.dump_python(found, mode="json", **how))


def faulty(fault: FrameFault, said: str, /, **facts: str) -> JSONResponse:
    """A fault of the frame as problem+json, with its facts beside what is said."""
    body: Mapping[str, Any] = {
        "type": fault.type,
        "title": fault.code,
        "status": fault.status,
        "detail": said,
        **facts,
    }
    return JSONResponse(body, fault.status, media_type=PROBLEM)


async def page_reply(desk: At, request: Request) -> PageReply:
    """Answers the request with pages."""
    return PageReply(desk, request, desk.broadcast.tide.heard)


async def json_reply(language: Language) -> JsonReply:
    """Answers the request with data."""
    return JsonReply(language)


Page = Annotated[PageReply, Depends(page_reply)]
Reply = Annotated[JsonReply, Depends(json_reply)]
