"""Vouching: what a stall shows of itself is entered, confirmed, told before it ends, and lapses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.market import (
    FactsConfirmed,
    FactsEntered,
    FactsEnteredByOperator,
    FactsLapsed,
    FactsNoticed,
)
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import contacts_at, in_both_languages
from yeshi.flow.stalls.picturing import not_keeper
from yeshi.market.facts import (
    Fact,
    FactsSaid,
    StallFacts,
    confirmed,
    entered,
    in_grace,
    missing,
    notice_due,
)
from yeshi.market.merchant import Merchant
from yeshi.market.pictured import of_front
from yeshi.people.invitation import Sent
from yeshi.people.person import CITY, Role


@dataclass(frozen=True, slots=True)
class FactsView:
    """A stall, what it shows of itself, and which facts are missing of those asked for."""

    merchant: Merchant
    facts: StallFacts
    missing: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ToNotice:
    """Somebody of a stall who is to be told, by their contact's id, until when its facts last."""

    merchant: str
    contact: str
    good_until: date


NOTICING: ErrandKind[ToNotice, Sent] = ErrandKind(
    name="facts",
    given=ToNotice,
    terms=ErrandTerms(tries=12, wait_s_first=60, wait_s_max=6 * 3600, limit_s=30),
    about=lambda given: given.merchant,
)


def enter_facts(
    engine: Engine, key: str, merchant_id: str, said: FactsSaid, why: str = ""
) -> Answer:
    """Say what a stall shows of itself, as its owner, or as an operator with a reason."""

    def act(turn: Turn) -> Answer:
        merchant = _kept_by(turn, merchant_id)
        if isinstance(merchant, Refused):
            return merchant
        by_owner = turn.by.keeps_house or turn.by.has(Role.STALLHOLDER, merchant_id)
        if not (0 if by_owner else 1) <= len(why) <= NOTE_LENGTH_MAX:
            return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
        known = turn.work.stall_facts.lock(merchant_id)
        after = entered(known or StallFacts(id=merchant_id), said, turn.now)
        if isinstance(after, Refused):
            return after
        _keep(turn, known, after)
        turn.emit(
            FactsEntered(merchant_id) if by_owner else FactsEnteredByOperator(merchant_id, why)
        )
        return Done({"merchant": merchant_id})

    return engine.perform(key, "enter_facts", act, asked=(merchant_id, said, why))


def confirm_facts(engine: Engine, key: str, merchant_id: str, why: str) -> Answer:
    """Say, as an operator who has seen it, that a stall is as it says; it may take orders then."""

    def act(turn: Turn) -> Answer:
        if turn.by.has(Role.STALLHOLDER, merchant_id) and not turn.by.has(Role.OPERATOR, CITY):
            return Refused(Unknown("merchant", merchant_id))
        merchant = _kept_by(turn, merchant_id)
        if isinstance(merchant, Refused):
            return merchant
        if not 0 < len(why) <= NOTE_LENGTH_MAX:
            return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
        known = turn.work.stall_facts.lock(merchant_id)
        after = confirmed(
            known or StallFacts(id=merchant_id), _has_front(turn.work, merchant_id),
            turn.terms.facts, _today(turn), turn.now,
        )  # fmt: skip
        if isinstance(after, Refused):
            return after
        _keep(turn, known, after)
        if merchant.lacks_facts:
            turn.work.merchants.put(replace(merchant, lacks_facts=False))
        turn.emit(FactsConfirmed(merchant_id, after.good_until, why))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "confirm_facts", act, asked=(merchant_id, why))


def seen(engine: Engine, merchant: Merchant) -> FactsView:
    """What the stall shows of itself, to whoever may look at it."""
    today = engine.terms.calendar.date_at(engine.clock.now())
    with engine.store.read() as work:
        facts = work.stall_facts.get(merchant.id)
        front = _has_front(work, merchant.id)
    lacking = missing(facts, front, engine.terms.facts, today)
    return FactsView(merchant, facts or StallFacts(id=merchant.id), lacking)


def facts_due(engine: Engine) -> list[Merchant]:
    """The stalls that sell and whose facts begin to be asked for, are to be noticed, or lapse."""
    rules = engine.terms.facts
    if not rules.asked:
        return []
    today = engine.terms.calendar.date_at(engine.clock.now())
    with engine.store.read() as work:
        known = {one.id: one for one in work.stall_facts.all()}
        selling = [
            one
            for one in work.merchants.all()
            if one.online and not one.lacks_facts and one.ended_at is None
        ]
    return [
        one
        for one in selling
        if (facts := known.get(one.id)) is None
        or not facts.is_good_on(today)
        or notice_due(facts, rules, today) is not None
    ]


def see_to_facts(engine: Engine, merchant: Merchant) -> Answer:
    """Have the stall be asked for its facts, be told that they end, or sell no more without."""
    day = engine.terms.calendar.date_at(engine.clock.now())

    def act(turn: Turn) -> Answer:
        found, rules = turn.work.merchants.must_lock(merchant.id), turn.terms.facts
        known, today = turn.work.stall_facts.lock(merchant.id), _today(turn)
        if found.lacks_facts or found.ended_at or not rules.asked:
            return Done()
        facts = known or StallFacts(id=merchant.id)
        if facts.good_until is None:
            grace = in_grace(merchant.id, rules, today)
            facts = replace(facts, good_until=grace.good_until)
        elif facts.good_until < today:
            turn.work.merchants.put(replace(found, lacks_facts=True))
            turn.emit(FactsLapsed(merchant.id, facts.good_until))
            return Done()
        days, ends = notice_due(facts, rules, today), facts.good_until
        if days is not None and ends is not None:
            facts = replace(facts, noticed=days)
            told = _tell(turn, merchant.id, ends)
            turn.emit(FactsNoticed(merchant.id, days, ends, told))
        _keep(turn, known, facts)
        return Done()

    return engine.perform(f"facts:{merchant.id}:{day}", "see_to_facts", act)


def notice_message(engine: Engine, given: ToNotice) -> Message | None:
    """What somebody of a stall is told; None where there is nothing to tell any more."""
    with engine.store.read() as work:
        contact, merchant = (
            work.proven_contacts.get(given.contact),
            work.merchants.get(given.merchant),
        )
        kept = work.stall_facts.get(given.merchant)
        if contact is None or merchant is None or kept is None:
            return None
        if kept.good_until != given.good_until:
            return None

        def facts(language: str) -> dict[str, str]:
            day = given.good_until.isoformat()
            return {"stall": merchant.name.in_language(language), "day": day}

        return in_both_languages(work, contact.contact, "facts", facts)


def _tell(turn: Turn, merchant_id: str, good_until: date) -> int:
    """Write to all who own the stall and can be reached; how many contacts they have."""
    contacts = contacts_at(turn.work, merchant_id, Role.STALLHOLDER)
    for contact in contacts:
        errands.write(turn, NOTICING, ToNotice(merchant_id, contact, good_until))
    return len(contacts)


def _kept_by(turn: Turn, merchant_id: str) -> Merchant | Refused:
    merchant = turn.work.merchants.lock(merchant_id)
    refused = not_keeper(turn.by, merchant_id, merchant, turn.terms)
    return refused or merchant or Refused(Unknown("merchant", merchant_id))


def _keep(turn: Turn, known: StallFacts | None, facts: StallFacts) -> None:
    if known is None:
        turn.work.stall_facts.add(facts)
    elif facts != known:
        turn.work.stall_facts.put(facts)


def _has_front(work: Work, merchant_id: str) -> bool:
    return work.shown_pictures.get(of_front(merchant_id)) is not None


def _today(turn: Turn) -> date:
    return turn.terms.calendar.date_at(turn.now)
