"""Pages from templates, with money, times and texts as people read them."""

from __future__ import annotations

import secrets
from base64 import b64encode
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    pass_context,
    select_autoescape,
)
from jinja2.runtime import Context
from markupsafe import Markup

from yeshi.base.errors import OperatingError
from yeshi.base.ids import short
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.base.sentences import say
from yeshi.flow.engine import Engine
from yeshi.people.person import Person
from yeshi.web.frame.amounts import mark_of, money, whole
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import sentence, status_of
from yeshi.web.frame.sign_in import SignIn

FACES = Path(__file__).parents[1]


def in_minutes(seconds: float) -> str:
    """Seconds as minutes with one decimal."""
    return f"{seconds / 60:.1f}"


def in_whole_minutes(seconds: float) -> int:
    """Seconds as the nearest whole minutes."""
    return round(seconds / 60)


def in_percent(share: float | None) -> str:
    """A share as whole percent; a dash when it is not known."""
    return f"{share * 100:.0f}%" if share is not None else "–"


def in_hundred(share: float, digits: int | None = None) -> float:
    """A share as a number of a hundred, whole by default."""
    return round(share * 100, digits)


def in_number(value: float, digits: int = 0) -> str:
    """A number with commas between its thousands."""
    return f"{value:,.{digits}f}"


def as_typed(amount: Money) -> str:
    """An amount as one types it into a field."""
    return amount.plain()


def in_kilobytes(size: int) -> str:
    """The size of a file, in whole kilobytes."""
    return f"{round(size / 1024)} KB"


@pass_context
def said(context: Context, name: Name) -> str:
    """A name in the language of the page."""
    return name.in_language(context["language"])


class Renderer:
    """Renders templates for a request, in its language and at the city's time."""

    def __init__(self, engine: Engine, version: str, sign_in: SignIn) -> None:
        self._engine = engine
        self._sign_in = sign_in
        self._version = version
        self._environment = Environment(
            loader=FileSystemLoader(FACES),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            base64=lambda data: b64encode(data).decode(),
            money=money,
            fen=lambda fen, digits=0: whole(fen, engine.terms.currency, digits),
            time=self._clock_time,
            moment=lambda at: engine.terms.calendar.local(at).strftime("%Y-%m-%d %H:%M"),
            day=lambda at: engine.terms.calendar.local(at).strftime("%Y-%m-%d"),
            short=short,
            minutes=in_minutes,
            whole_minutes=in_whole_minutes,
            percent=in_percent,
            hundred=in_hundred,
            number=in_number,
            typed=as_typed,
            kilobytes=in_kilobytes,
            said=said,
        )

    def page(
        self, request: Request, template: str, status: int = 200, **facts: Any
    ) -> HTMLResponse:
        """The page of `template` with `facts`."""
        language = language_of(request)

        def text(key: str, **words: object) -> Markup:
            return Markup.escape(say(language, key, **words))

        html = self._environment.get_template(template).render(
            t=text,
            language=language,
            now=self._engine.clock.now(),
            path=request.url.path,
            person=self._person(request),
            calendar=self._engine.terms.calendar,
            currency=self._engine.terms.currency,
            mark=mark_of(self._engine.terms.currency),
            version=self._version,
            face=template.split("/")[0],
            new_key=lambda: secrets.token_urlsafe(12),
            **facts,
        )
        headers = {"Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}
        return HTMLResponse(html, status, headers)

    def _clock_time(self, at: datetime | None) -> str:
        """Hours and minutes in the city; a dash when it is not known."""
        return self._engine.terms.calendar.local(at).strftime("%H:%M") if at else "–"

    def _person(self, request: Request) -> Person | None:
        """Who is signed in; nobody while the database does not answer: a page has to say so."""
        try:
            return self._sign_in.person(request)
        except OperatingError:
            return None

    def sentence(self, request: Request, refused: Refused) -> str:
        """What is wrong and what would mend it, in the language of the request."""
        return sentence(refused, language_of(request))

    def refused(self, request: Request, refused: Refused, back: str = "/") -> HTMLResponse:
        """The page that says why a command was refused, and leads back."""
        said = sentence(refused, language_of(request))
        status = status_of(refused.reason)
        return self.page(request, "frame/refused.html", status, said=said, back=back)
