"""What the clock lets go of: doors, notes, addresses and applications whose time is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yeshi.base.ids import digest_of
from yeshi.base.names import Name
from yeshi.events.privacy import DataForgotten
from yeshi.fleet.courier import Courier
from yeshi.fleet.delivery import Route, StopKind, without_doors
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.complaining import forget_telling
from yeshi.flow.ports import Answer, Done
from yeshi.flow.privacy.rules import (
    APPLICATIONS_KEPT,
    BOOKS_KEPT,
    DOORS_KEPT,
    LEFT_KEPT,
    WORDS_KEPT,
)
from yeshi.geo.point import Point
from yeshi.ledger import accounts
from yeshi.market.favourites import FavouriteList
from yeshi.market.merchant import Merchant
from yeshi.orders.addresses import AddressBook
from yeshi.orders.hiding import without_door
from yeshi.orders.invoice_wish import nameless_wish
from yeshi.orders.lifecycle import ENDED
from yeshi.orders.order import Order
from yeshi.orders.rating import wordless
from yeshi.orders.thread import speechless
from yeshi.programmes.application import Application, is_nameless, nameless
from yeshi.visits.booking import GUESTS_KEPT, guestless

# So many in a command: what it locks, others wait for.
AT_ONCE = 200
# So many of a kind in a round; the next one goes on.
A_ROUND = 2_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of a kind (a line of the rules), whose time is over."""

    line: str
    ids: tuple[str, ...]

    @property
    def id(self) -> str:
        """The same for the same."""
        return f"{self.line}:{digest_of(self.ids)[:24]}"


def over(engine: Engine) -> list[Batch]:
    """What is to be let go of now, some at a time."""
    now = engine.clock.now()
    with engine.store.read() as work:
        doors = [one.id for one in work.orders.with_door_before(now - DOORS_KEPT, A_ROUND)]
        ways = [one.id for one in work.routes.with_doors_before(now - DOORS_KEPT, A_ROUND)]
        books = [one.id for one in work.address_books.unused_since(now - BOOKS_KEPT, A_ROUND)]
        said = [one.id for one in work.ratings.with_words_before(now - WORDS_KEPT, A_ROUND)]
        wrong = [one.id for one in work.complaints.telling_before(now - DOORS_KEPT, A_ROUND)]
        billed = [one.id for one in work.invoice_wishes.telling_before(now - DOORS_KEPT, A_ROUND)]
        written = [one.id for one in work.threads.telling_before(now - DOORS_KEPT, A_ROUND)]
        guests = [one.id for one in work.bookings.telling_before(now - GUESTS_KEPT, A_ROUND)]
        liked = [one.id for one in work.favourite_lists.unused_since(now - BOOKS_KEPT, A_ROUND)]
        rode = [
            one
            for one in work.couriers.sought("", ended=True, start=0, limit=A_ROUND)
            if one.ended_at and one.ended_at < now - LEFT_KEPT
        ]
        sold = [
            one
            for one in work.merchants.sought("", ended=True, start=0, limit=A_ROUND)
            if one.ended_at and one.ended_at < now - LEFT_KEPT
        ]
        riders = [one.id for one in rode if nobody_riding(one) != one]
        holders = [one.id for one in sold if nobody_holding(one) != one]
        shown = [one.id for one in sold if work.stall_facts.get(one.id)]
        paid = [accounts.merchant(one.id) for one in sold]
        paid += [accounts.courier(one.id) for one in rode]
        # Who is still owed something is paid out first.
        payees = [id_ for id_ in work.payees.get_many(paid) if not work.ledger.balance(id_)]
        applications = [
            one.id
            for programme in work.programmes.all()
            for one in work.applications.of(programme.id)
            if one.sent_at < now - APPLICATIONS_KEPT and not is_nameless(one)
        ]
    found = {
        "doors": doors, "ways": ways, "addresses": books, "favourites": liked, "ratings": said,
        "complaints": wrong, "threads": written, "invoices": billed,
        "bookings": guests,
        "riders": riders, "holders": holders, "facts": shown, "payees": payees,
        "applications": applications,
    }  # fmt: skip
    return [batch for line, ids in found.items() for batch in _batches(line, ids)]


def let_go(engine: Engine, batch: Batch) -> Answer:
    """Keep what is personal of these no more; how many they were, the record says."""

    def act(turn: Turn) -> Answer:
        count = _OF_LINE[batch.line](turn, batch.ids)
        if count:
            turn.emit(DataForgotten(batch.line, count))
        return Done()

    key = f"forget:{batch.id}:{engine.clock.now():%Y%m%d%H}"
    return engine.perform(key, "forget_data", act, asked=(batch,))


def forget_doors(turn: Turn, orders: Sequence[Order]) -> int:
    """Keep no door, phone or note of those orders that have ended; how many had any."""
    found = [one for one in orders if one.state in ENDED and without_door(one) != one]
    for one in found:
        turn.work.orders.put(replace(without_door(one), version=one.version + 1))
    return len(found)


def forget_ways(turn: Turn, ids: Sequence[str]) -> int:
    """Have those routes tell no doors any more; how many they were."""
    for id_ in ids:
        route = turn.work.routes.must_lock(id_)
        turn.work.routes.put(without_doors(route, _counter(turn, route)))
    return len(ids)


def _counter(turn: Turn, route: Route) -> Point:
    """A counter on the way; of orders that came from another route, theirs."""
    for stop in route.stops:
        if stop.kind is StopKind.COLLECT:
            return stop.place
    for order in route.orders:
        return turn.work.orders.must(order).pickup
    return route.stops[0].place


def forget_words(turn: Turn, ids: Sequence[str]) -> int:
    """Keep nothing that was written to those ratings; how many they were."""
    for one in turn.work.ratings.lock_many(ids).values():
        turn.work.ratings.put(wordless(one))
    return len(ids)


def forget_threads(turn: Turn, ids: Sequence[str]) -> int:
    """Keep no words of those threads; how many they were."""
    for one in turn.work.threads.lock_many(ids).values():
        turn.work.threads.put(speechless(one))
    return len(ids)


def forget_guests(turn: Turn, ids: Sequence[str]) -> int:
    """Keep nothing of who the guests of those bookings were; how many they were."""
    for id_ in ids:
        turn.work.bookings.put(guestless(turn.work.bookings.must_lock(id_)))
    return len(ids)


def forget_invoices(turn: Turn, ids: Sequence[str]) -> int:
    """Keep of those wishes for invoices not for whom they were; how many they were."""
    for id_ in ids:
        turn.work.invoice_wishes.put(nameless_wish(turn.work.invoice_wishes.must_lock(id_)))
    return len(ids)


def _complaints(turn: Turn, ids: Sequence[str]) -> int:
    return forget_telling(turn, [turn.work.complaints.must_lock(id_) for id_ in ids])


def _doors(turn: Turn, ids: Sequence[str]) -> int:
    return forget_doors(turn, [turn.work.orders.must_lock(id_) for id_ in ids])


def _books(turn: Turn, ids: Sequence[str]) -> int:
    for id_ in ids:
        turn.work.address_books.must_lock(id_)
        turn.work.address_books.put(AddressBook(id=id_))
    return len(ids)


def _favourites(turn: Turn, ids: Sequence[str]) -> int:
    for id_ in ids:
        turn.work.favourite_lists.must_lock(id_)
        turn.work.favourite_lists.put(FavouriteList(id=id_))
    return len(ids)


def _applications(turn: Turn, ids: Sequence[str]) -> int:
    for id_ in ids:
        found: Application = turn.work.applications.must_lock(id_)
        turn.work.applications.put(nameless(found))
    return len(ids)


def nobody_riding(courier: Courier) -> Courier:
    """The courier as they are kept long after they rode: by their id alone."""
    name = Name(courier.id, courier.id)
    return replace(courier, name=name, woman=None, born_year=None, first_job=None)


def nobody_holding(merchant: Merchant) -> Merchant:
    """The stall as it is kept long after it sold: without what its owner said of themselves."""
    return replace(merchant, owner_woman=None, owner_born_year=None)


def _riders(turn: Turn, ids: Sequence[str]) -> int:
    for id_ in ids:
        rider = turn.work.couriers.must_lock(id_)
        turn.work.couriers.put(replace(nobody_riding(rider), version=rider.version + 1))
    return len(ids)


def _facts(turn: Turn, ids: Sequence[str]) -> int:
    turn.work.stall_facts.let_go(ids)
    return len(ids)


def _payees(turn: Turn, ids: Sequence[str]) -> int:
    turn.work.payees.let_go(ids)
    return len(ids)


def _holders(turn: Turn, ids: Sequence[str]) -> int:
    for id_ in ids:
        turn.work.merchants.put(nobody_holding(turn.work.merchants.must_lock(id_)))
    return len(ids)


_OF_LINE = {
    "doors": _doors, "ways": forget_ways, "addresses": _books, "favourites": _favourites,
    "ratings": forget_words, "complaints": _complaints, "threads": forget_threads,
    "bookings": forget_guests,
    "invoices": forget_invoices,
    "riders": _riders, "holders": _holders, "facts": _facts, "payees": _payees,
    "applications": _applications,
}  # fmt: skip


def _batches(line: str, ids: list[str]) -> list[Batch]:
    return [
        Batch(line, tuple(ids[first : first + AT_ONCE])) for first in range(0, len(ids), AT_ONCE)
    ]
