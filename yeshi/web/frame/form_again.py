"""A form that was refused is shown on its page as it was sent, with what is wrong beside the field.

Each page of ours that takes a form answers a refusal so: nobody loses what they typed. The page is
asked for within the same request, by whoever sent the form, and is the one they came from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from yeshi.web.frame.refilled import Objection, SentForm, refilled, told_above

# What the request for the page has not in common with the form that was sent.
_OF_BODY = frozenset({
    b"content-type", b"content-length", b"transfer-encoding", b"if-none-match", b"x-told",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFault:
    """What is wrong with a form, in a sentence; `fields`: of which of its fields, the first there.

    `beside`: the sentence as it stands beside that field, `told` where it stands alone.
    `page`: where the form stands. `heads`: what goes with the answer.
    """

    status: int
    told: str
    beside: str
    page: str
    fields: Sequence[str] = ()
    heads: Mapping[str, str] = field(default_factory=dict)


class FormAgain(Response):
    """Answers with the form on its page; with `alone`, a page of its own, where there is none."""

    def __init__(self, request: Request, fault: FormFault, alone: Callable[[], Response]) -> None:
        """`alone` asks the database, in a thread."""
        super().__init__(status_code=fault.status)
        del self.headers["content-length"]
        self._request, self._fault, self._alone = request, fault, alone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request."""
        answer = await self._on_its_page(scope)
        if answer is None:
            answer = await run_in_threadpool(self._alone)
        answer.raw_headers.extend(self.raw_headers)
        for name, value in self._fault.heads.items():
            answer.headers[name] = value
        await answer(scope, receive, send)

    async def _on_its_page(self, scope: Scope) -> Response | None:
        fault, sent = self._fault, await self._sent()
        told: Response | None = None
        for page in dict.fromkeys((came_from(self._request), fault.page)):
            shown = await _asked(scope, page) if page else None
            if shown is None:
                continue
            says = Objection(says=fault.told, beside=fault.beside, fields=fault.fields, at=page)
            html = refilled(shown.text, sent, says)
            if html is not None:
                return shown.as_answer(html, fault.status)
            # The form is gone, as the order is that it was about.
            told = shown.as_answer(told_above(shown.text, says), fault.status)
        return told

    async def _sent(self) -> SentForm:
        form = await self._request.form()
        said = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
        return SentForm(action=self._request.url.path, said=said)


def came_from(request: Request) -> str:
    """The address of the page on which the form was sent; "" where that is not told.

    None but pages of ours send forms here, and only they are asked for.
    """
    url = urlsplit(request.headers.get("referer", ""))
    return f"{url.path}?{url.query}" if url.query else url.path


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page that was asked for."""

    text: str
    cookies: list[tuple[bytes, bytes]]

    def as_answer(self, html: str, status: int) -> Response:
        answer = HTMLResponse(
            html, status, {"Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}
        )
        answer.raw_headers.extend(self.cookies)
        return answer


class _NoPage(Exception):
    """What was asked for is no page, or is not shown."""


def _is_page(start: Message) -> bool:
    heads = {name.lower(): value for name, value in start["headers"]}
    is_html = heads.get(b"content-type", b"").startswith(b"text/html")
    return bool(start["status"] == 200 and is_html)


async def _asked(scope: Scope, page: str) -> _Shown | None:
    """The page, as whoever sent the form is shown it; None where they are not."""
    path, _, query = page.partition("?")
    headers = [one for one in scope["headers"] if one[0] not in _OF_BODY]
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        # What is no page is not waited for: a stream of news never ends.
        if message["type"] == "http.response.start" and not _is_page(message):
            raise _NoPage
        messages.append(message)

    try:
        async with AsyncExitStack() as stack:
            asked = {
                **scope, "method": "GET", "path": unquote(path), "raw_path": path.encode(),
                "query_string": query.encode(), "headers": headers, "path_params": {},
                "fastapi_middleware_astack": stack,
            }  # fmt: skip
            await scope["app"].router(asked, receive, send)
    except (HTTPException, _NoPage):
        return None
    start = messages[0]
    body = b"".join(message.get("body", b"") for message in messages[1:])
    cookies = [one for one in start["headers"] if one[0].lower() == b"set-cookie"]
    return _Shown(body.decode(), cookies)
