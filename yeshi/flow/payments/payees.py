"""Payees: who runs a stall, and each courier, say whom they are paid out to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yeshi.base.refused import Refused, Unknown
from yeshi.events.payees import PayeeEntered, PayeeTakenOut
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.payments.whose import keepers_of, kind_word, name_of, page_of
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import contacts_at, in_both_languages
from yeshi.payments.payee import Payee, PayeeSaid, entered
from yeshi.people.actor import Actor, admit_to
from yeshi.people.invitation import Sent


@dataclass(frozen=True, slots=True)
class ToTellPayee:
    """Somebody, by their contact's id, of whose stall it was said whom to pay; `masked`: to where,
    "" where it is paid out to nobody now."""

    account: str
    contact: str
    masked: str


# Whoever took over an account changes this first: who it belongs to learns it at once.
TELLING_PAYEE: ErrandKind[ToTellPayee, Sent] = ErrandKind(
    name="payee",
    given=ToTellPayee,
    terms=ErrandTerms(tries=12, wait_s_first=60, wait_s_max=6 * 3600, limit_s=30),
    about=lambda given: given.account.partition(":")[2],
)


def enter_payee(engine: Engine, key: str, account: str, said: PayeeSaid) -> Answer:
    """Have what the account is owed be paid out so from now on."""

    def act(turn: Turn) -> Answer:
        known = _own(turn, account)
        if isinstance(known, Refused):
            return known
        payee = entered(account, said, turn.now)
        if isinstance(payee, Refused):
            return payee
        if known is None:
            turn.work.payees.add(payee)
        else:
            turn.work.payees.put(payee)
        turn.emit(PayeeEntered(account, payee.masked))
        _tell(turn, account, payee.masked)
        return Done({"account": account})

    return engine.perform(key, "enter_payee", act, asked=(account, said))


def take_out_payee(engine: Engine, key: str, account: str) -> Answer:
    """Have the account be paid out to nobody, until it is said anew."""

    def act(turn: Turn) -> Answer:
        known = _own(turn, account)
        if isinstance(known, Refused):
            return known
        if known is not None:
            turn.work.payees.let_go([account])
            turn.emit(PayeeTakenOut(account))
            _tell(turn, account, "")
        return Done({"account": account})

    return engine.perform(key, "take_out_payee", act, asked=(account,))


def payee_message(engine: Engine, given: ToTellPayee, page: Callable[[str], str]) -> Message | None:
    """What somebody is told; None where they have no such contact any more."""
    with engine.store.read() as work:
        contact = work.proven_contacts.get(given.contact)
        if contact is None:
            return None
        sentence = "payee" if given.masked else "payee_out"

        def facts(language: str) -> dict[str, str]:
            name = name_of(work, given.account).in_language(language)
            return {"name": name, "to": given.masked, "link": page(page_of(given.account))}

        return in_both_languages(work, contact.contact, sentence, facts)


def admit_payee(by: Actor, account: str) -> Refused | None:
    """None for who may say whom the account is paid out to."""
    role, place = keepers_of(account)
    return admit_to(by, Unknown(kind_word(account), place), role)


def _own(turn: Turn, account: str) -> Payee | Refused | None:
    """Whom the account is paid out to now, kept from others; a refusal of who may not say it."""
    refused = admit_payee(turn.by, account)
    if refused:
        return refused
    # What is not there yet cannot be locked: who it belongs to is.
    if not _is_there(turn.work, account):
        return Refused(Unknown(kind_word(account), keepers_of(account)[1]))
    return turn.work.payees.lock(account)


def _is_there(work: Work, account: str) -> bool:
    _, place = keepers_of(account)
    found = work.merchants if kind_word(account) == "merchant" else work.couriers
    return found.lock(place) is not None


def _tell(turn: Turn, account: str, masked: str) -> None:
    role, place = keepers_of(account)
    for contact in contacts_at(turn.work, place, role):
        errands.write(turn, TELLING_PAYEE, ToTellPayee(account, contact, masked))
