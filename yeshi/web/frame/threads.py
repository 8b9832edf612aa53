"""An order's thread as each who has to do with the order reads it and writes to it, on a page or
over JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Query, Response
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.orders import thread_acts, thread_seen
from yeshi.flow.orders.thread_seen import ThreadView
from yeshi.flow.privacy.rules import DOORS_KEPT
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import MESSAGES_MAX, WORDS_LENGTH_MAX, Correspondent, correspondent_of
from yeshi.orders.thread_writing import WhatIsSaid
from yeshi.web.frame.answering import PageReply, Reply
from yeshi.web.frame.bodies import Body, chosen
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Line

CALLED_LENGTH_MAX = 80
THREAD = TypeAdapter(ThreadView)
Called = Annotated[Line, Form(max_length=CALLED_LENGTH_MAX)]
Tapped = Annotated[Line, Form(max_length=CALLED_LENGTH_MAX)]
Words = Annotated[Line, Form(max_length=WORDS_LENGTH_MAX)]
UpTo = Annotated[int, Form(ge=1, le=MESSAGES_MAX)]
# The number of the last message on the page from which is written.
Seen = Annotated[int, Form(ge=0, le=MESSAGES_MAX)]
# To whom is about to be written, by their name in the record.
ToWhom = Annotated[Line, Query(max_length=CALLED_LENGTH_MAX)]


class WriteBody(Body):
    """To whom (`customer`, `control`, `stall:ID`, `courier:ID`), and a ready phrase or words.

    `seen`: the number of the last message that was read before, null for all; what is later stays
    new.
    """

    addressee: Annotated[Line, Field(max_length=CALLED_LENGTH_MAX)]
    phrase: Annotated[Phrase, chosen(Phrase)] | None = None
    words: Annotated[Line, Field(max_length=WORDS_LENGTH_MAX)] = ""
    seen: int | None = Field(None, ge=0, le=MESSAGES_MAX)


class ReadBody(Body):
    """Up to which number it was read."""

    number: int = Field(ge=1, le=MESSAGES_MAX)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPage:
    """The thread of an order for one of those who write there: at `base`; `back` leads on."""

    page: PageReply
    who: Correspondent
    order: str
    base: str
    back: str

    def thread_shown(self, addressee: str, template: str = "frame/thread.html") -> Response:
        """The page, or its part that changes, about to write to that one."""
        view = thread_seen.thread_of(self.page.desk.engine, self.who, self.order)
        if isinstance(view, Refused):
            return self.page.refused(view, self.back)
        return self.page.show(
            template, view=view, to=view.addressee(addressee), base=self.base, back=self.back,
            most=WORDS_LENGTH_MAX, kept_days=DOORS_KEPT.days,
        )  # fmt: skip

    def thread_news(self) -> Response:
        """The link to it, with what is new."""
        view = thread_seen.thread_of(self.page.desk.engine, self.who, self.order)
        if isinstance(view, Refused):
            return self.page.refused(view, self.back)
        return self.page.show("frame/thread_news.html", thread=view, thread_at=self.base)

    def message_sent(
        self, key: str, addressee: str, phrase: str, words: str, seen: int
    ) -> Response:
        """Write to that one, having seen what is up to there."""
        to, said = correspondent_of(addressee), said_with(phrase, words, seen)
        if to is None or said is None:
            field = "phrase" if to else "addressee"
            return self.page.refused(Refused(Invalid(field, "choice")), self.base)
        engine, named = self.page.desk.engine, f"page:{key}"
        answer = thread_acts.write_message(engine, named, self.who, self.order, to, said)
        return self.page.back(answer, f"{self.base}?addressee={to.name}", None)

    def thread_read(self, key: str, number: int) -> Response:
        """Note up to where it was read."""
        engine, named = self.page.desk.engine, f"page:{key}"
        answer = thread_acts.note_read(engine, named, self.who, self.order, number)
        return self.page.back(answer, self.base, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadAnswers:
    """What programs of one of those who write of an order are answered."""

    reply: Reply
    desk: Desk
    who: Correspondent
    order: str

    def what_is_written(self) -> JSONResponse:
        """The thread as they see it."""
        found = thread_seen.thread_of(self.desk.engine, self.who, self.order)
        return self.reply.found(found, THREAD)

    def on_writing(self, said: WriteBody, key: str) -> JSONResponse:
        """The order's id, and the number of the message."""
        told = said_in(said)
        if isinstance(told, Refused):
            return self.reply.refused(told)
        engine, named = self.desk.engine, f"api:thread:{key}"
        return self.reply.answered(
            thread_acts.write_message(engine, named, self.who, self.order, *told)
        )

    def on_reading(self, said: ReadBody, key: str) -> JSONResponse:
        """The order's id."""
        engine, named = self.desk.engine, f"api:thread:{key}"
        return self.reply.answered(
            thread_acts.note_read(engine, named, self.who, self.order, said.number)
        )


def said_with(phrase: str, words: str, seen: int) -> WhatIsSaid | None:
    """What a form says; None for a phrase that there is not."""
    if phrase and phrase not in list(Phrase):
        return None
    return WhatIsSaid(Phrase(phrase) if phrase else None, words, seen)


def said_in(body: WriteBody) -> tuple[Correspondent, WhatIsSaid] | Refused:
    """To whom a body says what."""
    to = correspondent_of(body.addressee)
    if to is None:
        return Refused(Invalid("addressee", "choice"))
    return to, WhatIsSaid(body.phrase, body.words, body.seen)
