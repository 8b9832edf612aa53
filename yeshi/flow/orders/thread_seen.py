"""What each who has to do with an order sees of its thread, and what waits for the control room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.orders.thread_acts import refuses_thread
from yeshi.flow.ports import Work
from yeshi.orders.order import Order
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import CONTROL, Correspondent, Thread, ThreadMessage, ThreadSide
from yeshi.orders.thread_writing import (
    closes_at,
    is_open,
    phrases_for,
    takes_part,
    written_to_by,
)
from yeshi.people.actor import zones_overseen

PAGE_THREADS = 30
# What nobody read at a counter for so long is of an evening that is over.
UNREAD_SHOWN = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom somebody may write, and what with a tap."""

    who: Correspondent
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """A thread as one of them sees it: `messages` in their order, `unread` of them new.

    `names`: of the stalls and couriers in it, by id. `until`: when it closes, or did; None as long
    as the order is under way. `last`: the number of the latest message, 0 for none.
    """

    order: str
    by: Correspondent
    messages: tuple[ThreadMessage, ...]
    addressees: tuple[Addressee, ...]
    names: Mapping[str, Name]
    unread: int
    last: int
    until: datetime | None
    is_open: bool
    is_at_table: bool

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to read or to write."""
        return bool(self.messages) or self.may_write

    @property
    def may_write(self) -> bool:
        """Whether they may write to anybody now."""
        return self.is_open and bool(self.addressees)

    @property
    def is_of_control(self) -> bool:
        """Whether the control room looks at it, for which to look is no answer."""
        return self.by == CONTROL

    @property
    def works(self) -> bool:
        """Whether who looks works on the order, and has not ordered it."""
        return self.by.side is not ThreadSide.CUSTOMER

    def addressee(self, name: str) -> Addressee | None:
        """Whoever is called so; else who wrote to them last, or the first; None for nobody."""
        by_name = {one.who.name: one for one in self.addressees}
        wrote = [one.by.name for one in self.messages if one.to == self.by]
        names = (name, *reversed(wrote), *by_name)
        return next((by_name[one] for one in names if one in by_name), None)

    @property
    def latest(self) -> ThreadMessage | None:
        """The latest message to them, if it is new; else None."""
        to_them = [one for one in self.messages if one.to == self.by]
        return to_them[-1] if self.unread and to_them else None

    def is_own(self, message: ThreadMessage) -> bool:
        """Whether they wrote it."""
        return message.by == self.by


@dataclass(frozen=True, slots=True)
class ThreadNews:
    """How many messages of an order somebody has not read, and the latest of them."""

    order: str
    unread: int
    latest: ThreadMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadWaiting:
    """A thread that waits for the control room since then; `latest`: what waits last."""

    order: str
    since: datetime
    unread: int
    latest: ThreadMessage
    names: Mapping[str, Name]

    @property
    def by(self) -> Correspondent:
        """As whom it is read."""
        return CONTROL

    def waited_s(self, now: datetime) -> float:
        """For how many seconds it has waited."""
        return (now - self.since).total_seconds()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingThreads:
    """What waits for the control room, the longest first; `before` and `after`: where those begin
    that come before and after, None for none."""

    queue: tuple[ThreadWaiting, ...]
    before: int | None
    after: int | None


def thread_of(engine: Engine, who: Correspondent, order_id: str) -> ThreadView | Refused:
    """The order's thread as that one sees it; to whoever is not that one, there is no order."""
    with engine.store.read() as work:
        order = work.orders.get(order_id)
        if order is None:
            return Refused(Unknown("order", order_id))
        refused = refuses_thread(work, engine.actor, who, order)
        if refused:
            return refused
        thread = work.threads.get(order_id)
        return _view(work, who, order, thread, engine.clock.now())


def news_of(engine: Engine, who: Correspondent) -> dict[str, ThreadNews]:
    """By order, what a stall or a courier has not read; the latest first."""
    since = engine.clock.now() - UNREAD_SHOWN
    with engine.store.read() as work:
        threads = work.threads.unread_by(who.name, since)
        orders = work.orders.get_many([one.id for one in threads]) if threads else {}
    found = {}
    for one in threads:
        if takes_part(orders[one.id], who):
            unread = one.unread_by(who)
            found[one.id] = ThreadNews(one.id, len(unread), unread[-1])
    return found


def news_at(engine: Engine, merchant: str) -> dict[str, ThreadNews]:
    """By order, what the stall has not read; the latest first."""
    return news_of(engine, Correspondent(ThreadSide.STALL, merchant))


def threads_waiting(engine: Engine, start: int = 0) -> WaitingThreads:
    """What waits for the control room in the zones of whoever acts."""
    zones = zones_overseen(engine.actor)
    with engine.store.read() as work:
        found = work.threads.waiting(start, PAGE_THREADS + 1, zones)
        shown = found[:PAGE_THREADS]
        queue = tuple(
            ThreadWaiting(
                order=one.id, since=one.waits_since or one.last_at, unread=len(unread),
                latest=unread[-1], names=_names(work, (it.by for it in unread)),
            )
            for one in shown
            if (unread := one.unread_by(CONTROL))
        )  # fmt: skip
    more = len(found) > PAGE_THREADS
    return WaitingThreads(
        queue=queue,
        before=max(0, start - PAGE_THREADS) if start else None,
        after=start + PAGE_THREADS if more else None,
    )


def threads_to_answer(engine: Engine, zones: tuple[str, ...] | None) -> int:
    """How many threads wait for the control room in these zones; None: in all."""
    with engine.store.read() as work:
        return work.threads.count_waiting(zones)


def _view(
    work: Work, who: Correspondent, order: Order, thread: Thread | None, now: datetime
) -> ThreadView:
    messages = thread.seen_by(who) if thread else ()
    to = written_to_by(order, who)
    named = [*to, *(it for one in messages for it in (one.by, one.to))]
    return ThreadView(
        order=order.id,
        by=who,
        messages=messages,
        addressees=tuple(Addressee(one, phrases_for(who, one)) for one in to),
        names=_names(work, named),
        unread=len(thread.unread_by(who)) if thread else 0,
        last=messages[-1].number if messages else 0,
        until=closes_at(order, who),
        is_open=is_open(order, who, now),
        is_at_table=order.at_table is not None,
    )


def _names(work: Work, those: Iterable[Correspondent]) -> dict[str, Name]:
    ids = {side: set[str]() for side in ThreadSide}
    for one in those:
        ids[one.side].add(one.id)
    stalls = work.merchants.get_many(sorted(ids[ThreadSide.STALL]))
    riders = work.couriers.get_many(sorted(ids[ThreadSide.COURIER]))
    names = {id_: one.name for id_, one in stalls.items()}
    return names | {id_: one.name for id_, one in riders.items()}
