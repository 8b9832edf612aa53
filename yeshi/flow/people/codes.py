"""Codes to a phone or by mail: sent as errands, typed once by whoever receives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.errors import SecretElsewhere
from yeshi.base.refused import Refused
from yeshi.base.sentences import say
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import Errand, ErrandState, ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.people.trying import until_kept
from yeshi.flow.ports import Answer, Done
from yeshi.flow.ports.messages import Links, Message
from yeshi.people.actor import admit
from yeshi.people.contact import Contact
from yeshi.people.invitation import Sent
from yeshi.people.person import CITY, Role
from yeshi.people.proven import contact_id
from yeshi.people.sent_code import LASTS, CodeFor, SentCode, code_in, wrong_code
from yeshi.people.session import digest_of

PURPOSE = "code"


@dataclass(frozen=True, slots=True)
class ToSend:
    """A code that is to be sent: nothing of it, nor to whom, but which."""

    code: str


# Whoever waits for a code waits a minute, not ten: what is late is asked for anew.
SENDING: ErrandKind[ToSend, Sent] = ErrandKind(
    name="code", given=ToSend, terms=ErrandTerms(tries=4, wait_s_first=5.0, limit_s=30.0)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAsked:
    """A code that somebody asks for; `id`: the digest of what their browser keeps."""

    id: str
    purpose: CodeFor
    person: str = ""
    contact: Contact
    language: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A message that was tried out: to whom it goes, and how its errand stands."""

    contact: Contact
    errand: Errand

    @property
    def went(self) -> bool:
        """Whether it is with whoever brings it."""
        return self.errand.state is ErrandState.DONE

    @property
    def failed(self) -> bool:
        """Whether it is tried no more."""
        return self.errand.state is ErrandState.GIVEN_UP


def send(engine: Engine, key: str, asked: CodeAsked, links: Links, at: datetime) -> Answer:
    """Have a code sent that may be typed for ten minutes from `at` on, by the clock on the wall."""

    def act(turn: Turn) -> Answer:
        _write(turn, asked, links, at)
        return Done({"code": asked.id})

    return engine.perform(key, "send_code", act, asked=(asked.id,))


def try_out(engine: Engine, key: str, asked: CodeAsked, links: Links, at: datetime) -> Answer:
    """Have a message sent that shows whether messages arrive, and nothing else; its errand."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OWNER, Role.OPERATOR)
        if refused:
            return refused
        return Done({"errand": _write(turn, asked, links, at)})

    return engine.perform(key, "try_messages", act, asked=(contact_id(asked.contact),))


def trial_of(engine: Engine, errand: str) -> Trial | None:
    """The message that whoever acts tried out by that errand; None once it is forgotten."""
    with engine.store.read() as work:
        found = work.errands.get(errand)
        code = work.sent_codes.get(found.given["code"]) if found and "code" in found.given else None
    if found is None or code is None or code.purpose is not CodeFor.TRY:
        return None
    return Trial(code.contact, found) if code.person == engine.actor.id else None


def under_way(engine: Engine, id_: str, at: datetime) -> SentCode | None:
    """The code that the browser asked for, if it may still be typed."""
    with engine.store.read() as work:
        found = work.sent_codes.get(id_)
    return found if found is not None and found.lasts(at) else None


def use(
    engine: Engine, links: Links, id_: str, typed: str, at: datetime,
    purpose: CodeFor = CodeFor.ENTER, person: str = "",
) -> Contact | Refused:  # fmt: skip
    """The contact to which the code was sent that was typed; the code is over by it.

    It is looked at and crossed out in one piece of work: of two at once one gets through. It is no
    command: nobody repeats one, and its answer is kept by nobody.
    """

    def try_it() -> Contact | Refused:
        with engine.store.begin() as work:
            before = work.sent_codes.lock(id_)
            if before is None or not before.fits(purpose, person, at):
                return wrong_code()
            after = before.typed(links.token(PURPOSE, id_, 1), typed)
            work.sent_codes.put(after)
        return after.contact if after.used else wrong_code()

    return until_kept(try_it)


def code_message(engine: Engine, links: Links, given: ToSend, at: datetime) -> Message | None:
    """What whoever asked for a code is sent; None where it is too late for it.

    Raises SecretElsewhere where the code that this process would make is not the one that counts.
    """
    with engine.store.read() as work:
        found, charter = work.sent_codes.get(given.code), work.charters.get(CITY)
    if found is None or not found.lasts(at):
        return None
    token = links.token(PURPOSE, found.id, 1)
    if digest_of(token) != found.digest:
        raise SecretElsewhere("the secret of this data folder is not the one of the pages")
    language = found.language
    about = "trial" if found.purpose is CodeFor.TRY else "code"
    facts = {
        "city": charter.name.in_language(language) if charter else say(language, "site.name"),
        "code": code_in(token),
        "minutes": str(int(LASTS.total_seconds()) // 60),
    }
    return Message(
        found.contact,
        say(language, f"message.{about}_subject", **facts),
        say(language, f"message.{about}_{found.contact.by}", **facts),
    )


def _write(turn: Turn, asked: CodeAsked, links: Links, at: datetime) -> str:
    """Keep the code, and write the errand that sends it; the errand's id."""
    turn.work.sent_codes.add(
        SentCode(
            id=asked.id,
            purpose=asked.purpose,
            person=asked.person,
            contact=asked.contact,
            digest=digest_of(links.token(PURPOSE, asked.id, 1)),
            language=asked.language,
            made_at=at,
            ends_at=at + LASTS,
        )
    )
    return errands.write(turn, SENDING, ToSend(asked.id))
