"""Refusals as status codes (problem+json, RFC 9457) and as sentences in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fastapi.responses import JSONResponse

from yeshi.accords.meeting import TooLarge
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, KeyReused, NotYours, Reason, Refused, Unknown
from yeshi.base.sentences import say, sentences
from yeshi.base.wording import worded
from yeshi.flow.city.printing import PressBusy
from yeshi.flow.orders.overriding import NoGrounds
from yeshi.flow.payments.statements import StatementBackwards, StatementToCome, StatementTooLong
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.flow.ports.providers import NoticeForged
from yeshi.flow.visits.booking import TooManyVisitsAsked
from yeshi.ledger.closing import CloseUnexplained
from yeshi.ledger.transfers import NotEnough
from yeshi.orders.complaining import NothingComplained
from yeshi.orders.rating import NothingRated
from yeshi.orders.thread_writing import TooMuchWritten
from yeshi.people.api_key import KeyRefused, SecondFactorFirst
from yeshi.people.consent import AskedAmiss
from yeshi.people.factors import WrongCode
from yeshi.people.invitation import InvitationOver
from yeshi.people.newcomer import NoNewcomer
from yeshi.people.oauth_client import ClientRefused, ElsewhereSent
from yeshi.people.passkey import PasskeyRefused
from yeshi.people.password import PasswordTooPlain, PasswordTooShort
from yeshi.people.person import CodeFirst, NotAllowed, SignInFirst, TooManyTries, WrongPassword
from yeshi.people.provided import NoProvider, NotKnownHere, ProviderFailed
from yeshi.people.scope import NotByKey, ScopeMissing
from yeshi.people.sent_code import PasswordFirst, TooManyMessages, WrongSentCode
from yeshi.people.session import SignInAnew
from yeshi.programmes.payment import BeyondFund
from yeshi.vouchers.code import CodeUnknown
from yeshi.web.frame.amounts import NotAnAmount, money
from yeshi.web.frame.fields import ONE_LINE, SOME_LINES
from yeshi.web.frame.menu_reading import MenuRowUnpriced, NoMenuRead, NoReading

PROBLEM = "application/problem+json"

_STATUS: dict[type[Reason], int] = {
    Unknown: 404,
    NothingRated: 422,
    NothingComplained: 422,
    KeyReused: 422,
    NotYours: 403,
    NotAnAmount: 422,
    StatementBackwards: 422,
    StatementTooLong: 422,
    StatementToCome: 422,
    CloseUnexplained: 422,
    NoMenuRead: 422,
    NoReading: 404,
    CodeUnknown: 404,
    MenuRowUnpriced: 422,
    NotEnough: 402,
    NoticeForged: 401,
    NoWayToPay: 409,
    NoGrounds: 422,
    TooLarge: 413,
    SignInFirst: 401,
    CodeFirst: 403,
    WrongPassword: 401,
    WrongCode: 401,
    PasskeyRefused: 401,
    PasswordTooShort: 422,
    PasswordTooPlain: 422,
    InvitationOver: 404,
    NoNewcomer: 404,
    TooManyTries: 429,
    TooManyMessages: 429,
    TooManyVisitsAsked: 429,
    WrongSentCode: 401,
    PasswordFirst: 403,
    ProviderFailed: 401,
    NotKnownHere: 403,
    NoProvider: 404,
    PressBusy: 429,
    TooMuchWritten: 429,
    NotAllowed: 403,
    KeyRefused: 401,
    SecondFactorFirst: 403,
    ScopeMissing: 403,
    NotByKey: 403,
    ClientRefused: 404,
    SignInAnew: 403,
    ElsewhereSent: 403,
    AskedAmiss: 422,
    BeyondFund: 402,
}


# By the kinds of fault that a reading names: its own words, or those of all that begin so.
_OWN = frozenset({
    "missing", "unshown", "out_of_time", "out_of_days", "time_zone", "string_too_long",
    "string_too_short", "too_long", "too_short", "greater_than", "greater_than_equal",
    "less_than", "less_than_equal", "json_invalid",
})  # fmt: skip
_BEGINNING = {
    "timezone": "moment", "datetime": "moment", "date": "date", "time": "time", "int": "number",
    "float": "decimal", "finite": "decimal", "bool": "yes_no", "enum": "choice",
    "is_instance": "choice", "literal": "choice", "string_pattern": "pattern",
    "string_unicode": "unshown", "string": "text", "list": "list", "dict": "object",
    "model": "object",
}  # fmt: skip


def fault_of(kind: str, context: Mapping[str, object], language: str) -> str:
    """What a body, a form or an address lacks, by the kind of fault that its reading names."""
    if kind == "string_pattern_mismatch" and context.get("pattern") in (ONE_LINE, SOME_LINES):
        return say(language, "fault.unshown")
    if kind in _OWN:
        return say(language, f"fault.{kind}", **context)
    for beginning, word in _BEGINNING.items():
        if kind.startswith(beginning):
            return say(language, f"fault.{word}")
    return say(language, "fault.unreadable")


def status_of(kind: type[Reason]) -> int:
    """The status code of a refusal of that kind; 409 unless it has another."""
    return _STATUS.get(kind, 409)


def type_of(kind: type[Reason]) -> str:
    """What problem+json calls a refusal of that kind."""
    return f"urn:yeshi:refused:{kind.code()}"


def sentence(refused: Refused, language: str) -> str:
    """What is wrong and what would mend it, in one sentence."""
    reason = refused.reason
    told = reason.facts()
    currency = str(told.get("currency", ""))
    facts = {name: _readable(name, value, language, currency) for name, value in told.items()}
    if isinstance(reason, Invalid):
        facts["fault"] = worded(reason, language)
    return say(language, f"refused.{refused.reason.code()}", **facts)


def for_page(refused: Refused, language: str) -> str:
    """The sentence as it stands on a page.

    It may begin with what a field is called, which the interface says as it is; what begins with
    what somebody typed, or what something is called, stays as they wrote it.
    """
    said = sentence(refused, language)
    return _begun(said) if isinstance(refused.reason, Invalid) else said


def beside_field(refused: Refused, language: str) -> str:
    """The sentence as it stands beside the field that it is about, which its label names."""
    reason = refused.reason
    fault = worded(reason, language) if isinstance(reason, Invalid) else ""
    # A fault without words of its own says nothing by itself.
    if not isinstance(reason, Invalid) or fault == reason.fault:
        return for_page(refused, language)
    return here(fault, language)


def here(fault: str, language: str) -> str:
    """What is wrong with a field, as a sentence beside it."""
    return _begun(say(language, "refused.invalid_here", fault=fault))


def _begun(said: str) -> str:
    return said[:1].upper() + said[1:]


def problem(refused: Refused, language: str) -> JSONResponse:
    """The refusal as problem+json."""
    reason = refused.reason
    body: dict[str, Any] = {
        "type": type_of(type(reason)),
        "title": reason.code(),
        "status": status_of(type(reason)),
        "detail": sentence(refused, language),
        **reason.facts(),
    }
    heads = {**waits_of(refused), **_challenge(reason)}
    return JSONResponse(body, status_of(type(reason)), heads, media_type=PROBLEM)


def waits_of(refused: Refused) -> dict[str, str]:
    """The head that says when it may be tried again, where that is known."""
    wait_s = getattr(refused.reason, "wait_s", None)
    return {} if wait_s is None else {"Retry-After": str(wait_s)}


def _challenge(reason: Reason) -> dict[str, str]:
    """What a program is told of the key or token that it showed (RFC 6750)."""
    if isinstance(reason, KeyRefused):
        return {"WWW-Authenticate": 'Bearer error="invalid_token"'}
    if isinstance(reason, ScopeMissing):
        said = f'Bearer error="insufficient_scope", scope="{reason.scope}"'
        return {"WWW-Authenticate": said}
    return {}


def _readable(name: str, value: object, language: str, currency: str) -> str:
    if name.endswith("_fen") and isinstance(value, int):
        return money(Money(value, currency))
    if name.endswith("_at") and isinstance(value, str):
        return datetime.fromisoformat(value).strftime("%H:%M")
    if name in ("nearest", "begins"):
        at = datetime.fromisoformat(str(value)) if value else None
        return f"{at:%Y-%m-%d %H:%M}" if at else say(language, "later.no_time")
    if isinstance(value, tuple):
        between = say(language, "opening.comma")
        return between.join(_word(str(part), language) for part in value)
    return _word(str(value), language)


def _word(word: str, language: str) -> str:
    return sentences(language).get(f"word.{word}", word)
