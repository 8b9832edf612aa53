"""Pages from templates, with money, times and texts as people read them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    pass_context,
    select_autoescape,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from yeshi.base.errors import OperatingError
from yeshi.base.ids import short
from yeshi.base.money import Money
from yeshi.base.names import Name, worded
from yeshi.base.phones import readable
from yeshi.base.refused import Refused
from yeshi.base.sentences import say
from yeshi.flow.charter import Charter
from yeshi.flow.engine import Engine
from yeshi.orders.reasons import REASONS
from yeshi.people.person import Person
from yeshi.web.frame.amounts import mark_of, money, whole
from yeshi.web.frame.bell import bell_of
from yeshi.web.frame.deeds import SaidOnce
from yeshi.web.frame.entrances import entrances_of
from yeshi.web.frame.form_tokens import FormTokens
from yeshi.web.frame.kept_files import files_address
from yeshi.web.frame.language import language_of
from yeshi.web.frame.moments import moment_filters
from yeshi.web.frame.problems import beside_field, for_page, status_of, waits_of
from yeshi.web.frame.roles import roles_at
from yeshi.web.frame.sign_in import SignIn
from yeshi.web.frame.style_sheets import style_address
from yeshi.web.frame.theme import THEMES, theme_of

FACES = Path(__file__).parents[1]
# Where a form of a part that many are shown has its key: each of them is given another one.
KEY = "\0key\0"
# And its token, which is of the one browser that is shown it.
TOKEN = "\0token\0"
# The route has not asked yet who is signed in.
_UNASKED: Any = object()


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


def _new_key() -> str:
    return secrets.token_urlsafe(12)


def with_keys(part: str, token: Callable[[], str]) -> Markup:
    """The part with a new key for each of its forms, and the token of whoever is shown them."""
    first, *others = part.split(KEY)
    keyed = first + "".join(_new_key() + other for other in others)
    return Markup(keyed.replace(TOKEN, token()) if TOKEN in keyed else keyed)


@pass_context
def said(context: Context, name: Name) -> str:
    """A name in the language of the page."""
    return name.in_language(context["language"])


@pass_context
def in_its_language(context: Context, text: str) -> str:
    """What somebody wrote in both languages, in that of the page; all else as it is."""
    return worded(text, context["language"])


def account_word(account: str) -> str:
    """What an account is called: its kind, but for those of cash, which say so."""
    kind, _, of = account.partition(":")
    named = of.partition(":")[0]
    return named if named in ("due", "cash", "till", "unpaid", "office") else kind


@pass_context
def reason(context: Context, why: str) -> str:
    """A reason of the trade in the language of the page; somebody's own words as they are."""
    return context["t"](f"why.{why}") if why in REASONS else why


class KeptTemplates(FileSystemBytecodeCache):
    """Templates as they were compiled; on a full disk they are not kept, and pages are shown."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it if there is room."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


class Renderer:
    """Renders templates for a request, in its language and at the city's time."""

    def __init__(
        self,
        engine: Engine,
        version: str,
        sign_in: SignIn,
        form_tokens: FormTokens,
        charter: Callable[[], Charter],
        kept: Path | None = None,
        is_open: bool = True,
        has_tiles: bool = False,
    ) -> None:
        """`kept`: a folder for templates that were compiled, so that the next start has them.

        `is_open`: whether there is a city yet that pages may lead to. `has_tiles`: whether maps
        have tiles to be drawn on.
        """
        self._engine = engine
        self._sign_in = sign_in
        self._form_tokens = form_tokens
        self._version = version
        self._charter = charter
        self._is_open = is_open
        self._has_tiles = has_tiles
        self._environment = Environment(
            loader=FileSystemLoader(FACES),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=KeptTemplates(str(kept)) if kept else None,
        )
        self._environment.filters.update(_filters(engine), time=self._clock_time)

    def page(
        self, request: Request, template: str, status: int = 200, heard: str = "", **facts: Any
    ) -> HTMLResponse:
        """The page of `template` with `facts`; `heard`: the mark up to which it has all news."""
        return self._page(request, template, status, self._person(request), heard, **facts)

    def fault(self, request: Request, status: int, said: str, back: str = "/") -> HTMLResponse:
        """The page that says what is wrong with us; who is signed in is not asked for."""
        return self._page(request, "frame/refused.html", status, None, "", said=said, back=back)

    def _page(
        self, request: Request, template: str, status: int, person: Person | None, heard: str,
        **facts: Any,
    ) -> HTMLResponse:  # fmt: skip
        before = SaidOnce(request)
        html = self._environment.get_template(template).render(
            self._told(language_of(request), self._engine.clock.now()),
            path=request.url.path,
            full=_asked(request),
            person=person,
            entrances=entrances_of(person),
            bell=bell_of(request.url.path, person),
            new_key=_new_key,
            form_token=lambda: self._form_tokens.of(request),
            face=template.split("/")[0],
            theme=theme_of(request),
            themes=THEMES,
            style_of=style_address,
            heard=heard,
            deed=before.take,
            **facts,
        )
        said = {"Content-Language": language_of(request), "Vary": "Accept-Language, Cookie"}
        response = HTMLResponse(html, status, {"Cache-Control": "no-store", **said})
        before.forget(response)
        return response

    def part(self, language: str, at: datetime, template: str, facts: Mapping[str, Any]) -> str:
        """A part that is the same for all who read that language: it cannot ask who looks at it.

        Its forms have neither keys nor tokens yet: `with_keys` gives them.
        """
        told = self._told(language, at)
        return self._environment.get_template(template).render(
            told, new_key=lambda: KEY, form_token=lambda: TOKEN, **facts
        )

    def _told(self, language: str, at: datetime) -> dict[str, Any]:
        """What every template may say, whoever looks at it."""

        def text(key: str, **words: object) -> Markup:
            return Markup.escape(say(language, key, **words))

        return {
            "t": text,
            "language": language,
            "now": at,
            "calendar": self._engine.terms.calendar,
            "currency": self._engine.terms.currency,
            "mark": mark_of(self._engine.terms.currency),
            "version": self._version,
            "files": files_address(),
            "city": (city := self._charter()),
            "grounded": city.demo or self._has_tiles,
            "is_open": self._is_open,
        }

    def _clock_time(self, at: datetime | None) -> str:
        """Hours and minutes in the city; a dash when it is not known."""
        return self._engine.terms.calendar.local(at).strftime("%H:%M") if at else "–"

    def _person(self, request: Request) -> Person | None:
        """Who is signed in; nobody while the database does not answer: a page has to say so."""
        try:
            known = getattr(request.state, "person", _UNASKED)
            return self._sign_in.person(request) if known is _UNASKED else known
        except OperatingError:
            return None

    def sentence(self, request: Request, refused: Refused) -> str:
        """What is wrong and what would mend it, in the language of the request."""
        return for_page(refused, language_of(request))

    def beside(self, request: Request, refused: Refused) -> str:
        """The same, as it stands beside the field that it is about."""
        return beside_field(refused, language_of(request))

    def refused(self, request: Request, refused: Refused, back: str = "/") -> HTMLResponse:
        """The page that says why a command was refused, and leads back."""
        said = self.sentence(request, refused)
        status = status_of(type(refused.reason))
        page = self.page(request, "frame/refused.html", status, said=said, back=back)
        page.headers.update(waits_of(refused))
        return page


def _filters(engine: Engine) -> dict[str, Callable[..., Any]]:
    return {
        "money": money,
        "about": lambda amount: whole(amount.fen, amount.currency),
        "fen": lambda fen, digits=0: whole(fen, engine.terms.currency, digits),
        **moment_filters(lambda: engine.terms.calendar),
        "short": short,
        "minutes": in_minutes,
        "whole_minutes": in_whole_minutes,
        "percent": in_percent,
        "hundred": in_hundred,
        "number": in_number,
        "typed": as_typed,
        "kilobytes": in_kilobytes,
        "said": said,
        "worded": in_its_language,
        "phone": readable,
        "account": account_word,
        "role_at": roles_at(engine),
        "reason": reason,
    }


def _asked(request: Request) -> str:
    """The page's address with what it asks for; of what was sent, that of the page it came from."""
    of_form = request.method not in ("GET", "HEAD")
    url = urlsplit(request.headers.get("referer", "/") if of_form else str(request.url))
    return f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
