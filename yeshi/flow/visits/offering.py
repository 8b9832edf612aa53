"""Offering: a merchant says which services can be booked, and on which seats."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.limits import MOMENT_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.visits import (
    SeatsPaused,
    SeatsResumed,
    SeatsSet,
    ServiceChanged,
    ServiceEnded,
    ServiceOffered,
)
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import admit_to
from yeshi.people.person import COUNTER, Role
from yeshi.visits.seats import (
    SeatPool,
    SeatsSaid,
    beyond_pause,
    beyond_seats,
    fewer_than_booked,
)
from yeshi.visits.service import (
    SAID_OF_SERVICE,
    SERVICES_MAX,
    BookableService,
    ServiceSaid,
    ServiceWithdrawn,
    TooManyServices,
    beyond_service,
)
from yeshi.visits.slot import Span

POOLS_MAX = 20


def enter_seats(engine: Engine, key: str, merchant: str, said: SeatsSaid) -> Answer:
    """Have seats of a kind that services can take; the answer's `seats` is their id."""

    def act(turn: Turn) -> Answer:
        refused = _admitted(turn, merchant) or beyond_seats(said)
        if refused:
            return refused
        if len(turn.work.seat_pools.of(merchant)) >= POOLS_MAX:
            return Refused(Invalid("seat_pools", f"> {POOLS_MAX}"))
        pool = SeatPool(
            id=turn.new_id("sp"), merchant=merchant, name=said.name, count=said.count,
            days_off=said.days_off,
        )  # fmt: skip
        turn.work.seat_pools.add(pool)
        turn.emit(SeatsSet(pool.id, merchant, count=said.count, days_off=said.days_off))
        return Done({"seats": pool.id})

    return engine.perform(key, "enter_seats", act, asked=(merchant, said))


def change_seats(engine: Engine, key: str, merchant: str, seats: str, said: SeatsSaid) -> Answer:
    """Say anew how many of them there are; no fewer than are booked at once."""

    def act(turn: Turn) -> Answer:
        refused = _admitted(turn, merchant) or beyond_seats(said)
        pool = refused or _own_pool(turn, merchant, seats)
        if isinstance(pool, Refused):
            return pool
        booked = turn.work.bookings.seated([seats], Span(turn.now, MOMENT_MAX))
        refused = fewer_than_booked(said.count, [one.keeps for one in booked], turn.now)
        if refused:
            return refused
        after = pool.saying(said)
        if after != pool:
            turn.work.seat_pools.put(after)
            turn.emit(SeatsSet(seats, merchant, count=said.count, days_off=said.days_off))
        return Done({"seats": seats})

    return engine.perform(key, "change_seats", act, asked=(merchant, seats, said))


def pause_seats(engine: Engine, key: str, merchant: str, seats: str, pause: Span) -> Answer:
    """Have nobody be booked in that time; who is booked already comes all the same."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant), *COUNTER)
        pool = refused or _own_pool(turn, merchant, seats)
        if isinstance(pool, Refused):
            return pool
        refused = beyond_pause(pool, pause, turn.now)
        if refused:
            return refused
        turn.work.seat_pools.put(pool.resting(pause, turn.now))
        turn.emit(SeatsPaused(seats, merchant, starts_at=pause.starts, ends_at=pause.ends))
        return Done({"seats": seats})

    return engine.perform(key, "pause_seats", act, asked=(merchant, seats, pause))


def resume_seats(engine: Engine, key: str, merchant: str, seats: str, pause: Span) -> Answer:
    """Have that pause be none; one that is none already stays so."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant), *COUNTER)
        pool = refused or _own_pool(turn, merchant, seats)
        if isinstance(pool, Refused):
            return pool
        after = pool.working(pause)
        if after != pool:
            turn.work.seat_pools.put(after)
            turn.emit(SeatsResumed(seats, merchant, starts_at=pause.starts))
        return Done({"seats": seats})

    return engine.perform(key, "resume_seats", act, asked=(merchant, seats, pause))


def offer_service(engine: Engine, key: str, merchant: str, said: ServiceSaid) -> Answer:
    """Offer a service from now on; the answer's `service` is its id."""

    def act(turn: Turn) -> Answer:
        refused = _admitted(turn, merchant) or _beyond(turn, merchant, said)
        if refused:
            return refused
        if len(turn.work.services.offered_by([merchant])) >= SERVICES_MAX:
            return Refused(TooManyServices(SERVICES_MAX))
        service = BookableService(
            id=turn.new_id("sv"), merchant=merchant, seats=said.seats, sort=said.sort,
            name=said.name, minutes=said.minutes, between=said.between, price=said.price,
        )  # fmt: skip
        turn.work.services.add(service)
        event = ServiceOffered(
            service.id, merchant, sort=said.sort, minutes=said.minutes, price=said.price
        )
        turn.emit(event)
        return Done({"service": service.id})

    return engine.perform(key, "offer_service", act, asked=(merchant, said))


def change_service(
    engine: Engine, key: str, merchant: str, service_id: str, said: ServiceSaid
) -> Answer:
    """Say anew what a service is; who is booked has it as it was said."""

    def act(turn: Turn) -> Answer:
        refused = _admitted(turn, merchant) or _beyond(turn, merchant, said)
        service = refused or _own_service(turn, merchant, service_id)
        if isinstance(service, Refused):
            return service
        changed = tuple(
            one for one in SAID_OF_SERVICE if getattr(service, one) != getattr(said, one)
        )
        if changed:
            turn.work.services.put(service.saying(said))
            event = ServiceChanged(
                service_id, merchant, changed=changed, minutes=said.minutes, price=said.price
            )
            turn.emit(event)
        return Done({"service": service_id})

    return engine.perform(key, "change_service", act, asked=(merchant, service_id, said))


def end_service(engine: Engine, key: str, merchant: str, service_id: str) -> Answer:
    """Offer a service no more; who is booked comes all the same."""

    def act(turn: Turn) -> Answer:
        refused = _admitted(turn, merchant)
        service = refused or _own_service(turn, merchant, service_id)
        if isinstance(service, Refused):
            return service
        turn.work.services.put(replace(service, ended_at=turn.now))
        turn.emit(ServiceEnded(service_id, merchant))
        return Done({"service": service_id})

    return engine.perform(key, "end_service", act, asked=(merchant, service_id))


def _admitted(turn: Turn, merchant: str) -> Refused | None:
    """None for who says what the merchant offers; it is kept from others meanwhile."""
    unknown = Unknown("merchant", merchant)
    refused = admit_to(turn.by, unknown, Role.STALLHOLDER)
    if refused:
        return refused
    return None if turn.work.merchants.lock(merchant) else Refused(unknown)


def _own_pool(turn: Turn, merchant: str, seats: str) -> SeatPool | Refused:
    pool = turn.work.seat_pools.lock(seats)
    return pool if pool and pool.merchant == merchant else Refused(Unknown("seat_pool", seats))


def _own_service(turn: Turn, merchant: str, service: str) -> BookableService | Refused:
    found = turn.work.services.lock(service)
    if found is None or found.merchant != merchant:
        return Refused(Unknown("service", service))
    return Refused(ServiceWithdrawn(service)) if found.ended_at else found


def _beyond(turn: Turn, merchant: str, said: ServiceSaid) -> Refused | None:
    refused = beyond_service(said)
    if refused:
        return refused
    pool = turn.work.seat_pools.get(said.seats)
    of_it = pool is not None and pool.merchant == merchant
    return None if of_it else Refused(Unknown("seat_pool", said.seats))
