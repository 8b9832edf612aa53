"""Newcomers: stalls and couriers ask to come, see what becomes of it, are taken or declined."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

from yeshi.base.limits import NAME_LENGTH_MAX, NOTE_LENGTH_MAX, beyond_reason
from yeshi.base.names import Name, beyond_name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sentences import LANGUAGES
from yeshi.events.newcomers import (
    NewcomerAccepted,
    NewcomerAsked,
    NewcomerDeclined,
    NewcomerWithdrew,
)
from yeshi.fleet.courier import Vehicle
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.fleet.changing import CourierEntry, join_entered
from yeshi.flow.people.inviting import keep_and_send
from yeshi.flow.ports import Answer, Done
from yeshi.flow.ports.messages import Links
from yeshi.flow.stalls.changing import StallEntry, list_entered
from yeshi.geo.point import Point, beyond_place
from yeshi.market.hours import Hours
from yeshi.people.actor import admit
from yeshi.people.contact import Contact, contact_of
from yeshi.people.invitation import LASTS, Invitation
from yeshi.people.newcomer import (
    AskedAlready,
    Newcomer,
    NewcomerKind,
    NewcomerState,
    NoNewcomer,
    TooManyNewcomers,
)
from yeshi.people.person import CITY, STEWARDS, Grant, Role
from yeshi.people.session import digest_of

PURPOSE = "newcomer"
# More than anybody reads; whoever asks then is told to come back.
WAITING_MAX, SHOWN_MAX = 300, 50
# What a stall begins with; its owner changes it.
HOURS, COOK_S = Hours(time(17), time(2)), 600
_SORT = re.compile(r"[a-z][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plea:
    """What somebody writes who asks, in the words of `Newcomer`."""

    kind: NewcomerKind
    name: str
    contact: str
    language: str
    called: Name
    sort: str
    market: str
    place: Point | None
    says: str


@dataclass(frozen=True, slots=True)
class NewcomersSeen:
    """Those who wait for an answer, those who have one of late, and how many wait in all."""

    waiting: tuple[Newcomer, ...]
    decided: tuple[Newcomer, ...]
    count: int


def ask(engine: Engine, key: str, asked: Plea, links: Links) -> Answer:
    """Ask to have a stall, or to ride; the answer has the `newcomer`, whose link is made of it."""

    def act(turn: Turn) -> Answer:
        newcomer = _newcomer(turn, asked)
        if isinstance(newcomer, Refused):
            return newcomer
        token = links.token(PURPOSE, newcomer.id, 1)
        turn.work.newcomers.add(replace(newcomer, digest=digest_of(token)))
        turn.emit(NewcomerAsked(newcomer.id, newcomer.kind))
        return Done({"newcomer": newcomer.id})

    return engine.perform(key, "ask_to_join", act, asked=(asked,))


def by_token(engine: Engine, token: str) -> Newcomer | Refused:
    """What became of it, for who has the link."""
    with engine.store.read() as work:
        found = work.newcomers.get(_id_in(token))
    return found if found and found.digest == digest_of(token) else Refused(NoNewcomer())


def withdraw(engine: Engine, key: str, token: str) -> Answer:
    """Ask no more."""

    def act(turn: Turn) -> Answer:
        found = turn.work.newcomers.lock(_id_in(token))
        if found is None or found.digest != digest_of(token):
            return Refused(NoNewcomer())
        after = found.decided(NewcomerState.WITHDRAWN, turn.now)
        if isinstance(after, Refused):
            return after
        turn.work.newcomers.put(after)
        turn.emit(NewcomerWithdrew(found.id))
        return Done({"newcomer": found.id})

    return engine.perform(key, "withdraw_newcomer", act, asked=(digest_of(token),))


def seen(engine: Engine) -> NewcomersSeen | Refused:
    """Who asks, for who decides."""
    refused = admit(engine.actor, CITY, *STEWARDS)
    if refused:
        return refused
    with engine.store.read() as work:
        newcomers = work.newcomers
        return NewcomersSeen(
            tuple(newcomers.waiting(SHOWN_MAX)),
            tuple(newcomers.decided(SHOWN_MAX)),
            newcomers.count_waiting(),
        )


def accept(engine: Engine, key: str, id_: str, why: str, links: Links) -> Answer:
    """Take somebody: their stall or courier is entered, and they are invited to it."""

    def act(turn: Turn) -> Answer:
        found = _waiting(turn, id_, why)
        if isinstance(found, Refused):
            return found
        # Looked at before anything is entered.
        decided = found.decided(NewcomerState.ACCEPTED, turn.now, why, id_)
        if isinstance(decided, Refused):
            return decided
        entered = _enter(turn, found)
        if isinstance(entered, Refused):
            return entered
        (thing,) = entered.data.values()
        turn.work.newcomers.put(replace(decided, thing=thing))
        turn.emit(NewcomerAccepted(id_, thing, why))
        keep_and_send(turn, _invitation(turn, found, thing), why, links)
        return Done({"newcomer": id_, **entered.data})

    return engine.perform(key, "accept_newcomer", act, asked=(id_, why))


def decline(engine: Engine, key: str, id_: str, why: str) -> Answer:
    """Do not take somebody; they read the reason under their link."""

    def act(turn: Turn) -> Answer:
        found = _waiting(turn, id_, why)
        if isinstance(found, Refused):
            return found
        decided = found.decided(NewcomerState.DECLINED, turn.now, why)
        if isinstance(decided, Refused):
            return decided
        turn.work.newcomers.put(decided)
        turn.emit(NewcomerDeclined(id_, why))
        return Done({"newcomer": id_})

    return engine.perform(key, "decline_newcomer", act, asked=(id_, why))


def forget_old(turn: Turn) -> int:
    """Forget those who were answered long ago, or never; how many they were."""
    old = [one for one in turn.work.newcomers.all() if one.is_old(turn.now)]
    turn.work.newcomers.forget([one.id for one in old])
    return len(old)


def _newcomer(turn: Turn, asked: Plea) -> Newcomer | Refused:
    refused = _beyond_words(asked)
    if refused:
        return refused
    market = turn.work.markets.get(asked.market) if asked.market else None
    if asked.market and (market is None or market.ended_at):
        return Refused(Unknown("market", asked.market))
    place = asked.place or (market.collection if market else None)
    if place is None:
        return Refused(Invalid("place", "place"))
    contact = contact_of(asked.contact, turn.terms.phone_region)
    if isinstance(contact, Refused):
        return contact
    refused = beyond_place("place", place) or _beyond_others(turn, contact, asked.kind)
    if refused:
        return refused
    return Newcomer(
        id=turn.new_id("nw"), digest="", kind=asked.kind, name=asked.name.strip(),
        contact=contact, language=asked.language, called=asked.called, sort=asked.sort,
        market=asked.market, place=place, says=asked.says.strip(), made_at=turn.now,
    )  # fmt: skip


def _beyond_words(asked: Plea) -> Refused | None:
    """The refusal of the first of the words that cannot be."""
    if not 0 < len(asked.name.strip()) <= NAME_LENGTH_MAX:
        return Refused(Invalid("name", f"1…{NAME_LENGTH_MAX}"))
    if len(asked.says.strip()) > NOTE_LENGTH_MAX:
        return Refused(Invalid("note", f"0…{NOTE_LENGTH_MAX}"))
    if asked.language not in LANGUAGES:
        return Refused(Invalid("language", "choice"))
    if asked.kind is NewcomerKind.COURIER and asked.sort not in set(Vehicle):
        return Refused(Invalid("sort", "choice"))
    if not _SORT.fullmatch(asked.sort):
        return Refused(Invalid("sort", "pattern"))
    return beyond_name(asked.called)


def _beyond_others(turn: Turn, contact: Contact, kind: NewcomerKind) -> Refused | None:
    """The refusal of one more where there are too many, or it is there already."""
    waiting = turn.work.newcomers.waiting(WAITING_MAX)
    if len(waiting) >= WAITING_MAX:
        return Refused(TooManyNewcomers(WAITING_MAX))
    same = any(one.contact == contact and one.kind is kind for one in waiting)
    return Refused(AskedAlready()) if same else None


def _enter(turn: Turn, newcomer: Newcomer) -> Done | Refused:
    if newcomer.kind is NewcomerKind.COURIER:
        vehicle = Vehicle(newcomer.sort)
        return join_entered(turn, CourierEntry(newcomer.called, vehicle, newcomer.place))
    market = turn.work.markets.get(newcomer.market) if newcomer.market else None
    entry = StallEntry(
        name=newcomer.called,
        # A market may have ended since they asked: then it stands there on its own.
        market=market.id if market and not market.ended_at else None,
        place=newcomer.place,
        hours=HOURS,
        cook_s=COOK_S,
        sector=newcomer.sort,
    )
    return list_entered(turn, entry)


def _invitation(turn: Turn, newcomer: Newcomer, thing: str) -> Invitation:
    courier = newcomer.kind is NewcomerKind.COURIER
    return Invitation(
        id=turn.new_id("iv"),
        digest="",
        name=newcomer.name,
        contact=newcomer.contact,
        language=newcomer.language,
        grants=(Grant(Role.COURIER if courier else Role.STALLHOLDER, thing),),
        by=turn.by.name,
        made_at=turn.now,
        ends_at=turn.now + LASTS,
    )


def _waiting(turn: Turn, id_: str, why: str) -> Newcomer | Refused:
    """Who asks, for who decides with a reason; kept from others."""
    refused = admit(turn.by, CITY, *STEWARDS) or beyond_reason(why)
    if refused:
        return refused
    return turn.work.newcomers.lock(id_) or Refused(Unknown("newcomer", id_))


def _id_in(token: str) -> str:
    return token.partition(".")[0]
