"""Services as who wants one sees them: where, for how much, and when a seat is free next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.flow.visits.times import (
    a_day,
    booked_from,
    days_of,
    may_come,
    seat_times,
)
from yeshi.market.finding import asked_by, how_well
from yeshi.market.merchant import Market, Merchant, in_public
from yeshi.market.pictured import ShownPicture, of_front
from yeshi.visits.booking import Booking, as_booked
from yeshi.visits.seats import SeatPool
from yeshi.visits.service import BookableService, ServiceSort, ServiceWithdrawn
from yeshi.visits.slot import SeatTimes, Span

# So many are looked at for who is free first, and so many are shown.
LOOKED_AT, SHOWN = 240, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSeen:
    """A service at its merchant, and when one may come next; None where no seat is free.

    `front`: what the merchant looks like; `today`: whether the next time is on this business day.
    """

    service: BookableService
    merchant: Merchant
    market: Market | None
    front: ShownPicture | None
    next_free: datetime | None
    today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDay:
    """A service with the times that are free on a business day; the other days, and their first."""

    seen: ServiceSeen
    day: date
    free: tuple[datetime, ...]
    days: tuple[tuple[date, bool], ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What services are shown with: merchants, markets, seats, fronts, and who is booked."""

    merchants: Mapping[str, Merchant]
    markets: Mapping[str, Market]
    pools: Mapping[str, SeatPool]
    fronts: Mapping[str, ShownPicture]
    booked: Sequence[Booking]


def services_offered(
    engine: Engine, sort: ServiceSort | None = None, limit: int = SHOWN
) -> list[ServiceSeen]:
    """So many services of that sort, or of all; who is free first is first."""
    with engine.store.read() as work:
        return _seen(engine, work, work.services.offered(sort, LOOKED_AT))[:limit]


def services_of(engine: Engine, merchant: str) -> list[ServiceSeen]:
    """Those of a merchant; who is free first is first."""
    with engine.store.read() as work:
        return _seen(engine, work, work.services.offered_by([merchant]))


def services_found(engine: Engine, typed: str, limit: int = SHOWN) -> list[ServiceSeen]:
    """Those that answer what was typed, as dishes do; who is free first is first."""
    asked = asked_by(typed)
    if not asked:
        return []
    with engine.store.read() as work:
        entries = work.findables.having(asked, LOOKED_AT, services=True)
        meant = [one.service for one in entries if one.service and how_well(asked, one) > 0]
        there = work.services.get_many(meant) if meant else {}
        found = [one for one in there.values() if one.ended_at is None]
        return _seen(engine, work, found)[:limit]


def service_on(
    engine: Engine, service_id: str, day: date | None = None, moving: str | None = None
) -> ServiceDay | Refused:
    """A service with its free times on that day, by default the first that has any.

    `moving`: a booking that would be at another time, so that its own seat counts as free; when it
    is already is no other time.
    """
    now, calendar = engine.clock.now(), engine.terms.calendar
    with engine.store.read() as work:
        service = work.services.get(service_id)
        merchant = work.merchants.get(service.merchant) if service else None
        if service is None or merchant is None or not merchant.takes_bookings:
            return Refused(Unknown("service", service_id))
        if service.ended_at is not None:
            return Refused(ServiceWithdrawn(service_id))
        booking = work.bookings.get(moving) if moving else None
        if booking is not None:
            service = as_booked(service, booking)
        around = _around(engine, work, [service])
        around = replace(around, booked=[one for one in around.booked if one.id != moving])
        seen = _seen_in(engine, around, service)
        times, within = _times(engine, around, service), may_come(calendar, now)
    days = days_of(calendar, now)
    free = {one: times.next_free(_on(engine, one, within)) is not None for one in days}
    asked = day if day in free else next((one for one in days if free[one]), days[0])
    return ServiceDay(
        seen=seen,
        day=asked,
        free=tuple(
            one
            for one in times.free(_on(engine, asked, within))
            if booking is None or one != booking.starts_at
        ),
        days=tuple(free.items()),
    )


def _seen(engine: Engine, work: Work, services: Sequence[BookableService]) -> list[ServiceSeen]:
    """Those whose merchants take bookings; who is free first is first."""
    if not services:
        return []
    around = _around(engine, work, services)
    open_ = [one for one in services if around.merchants[one.merchant].takes_bookings]
    found = [_seen_in(engine, around, one) for one in open_]
    late = may_come(engine.terms.calendar, engine.clock.now()).ends
    return sorted(found, key=lambda one: (one.next_free or late, one.service.id))


def _around(engine: Engine, work: Work, services: Sequence[BookableService]) -> _Around:
    merchants = work.merchants.get_many(sorted({one.merchant for one in services}))
    markets = {one.market for one in merchants.values() if one.market}
    pools = sorted({one.seats for one in services})
    fronts = work.shown_pictures.get_many([of_front(one) for one in merchants])
    return _Around(
        merchants={id_: in_public(one) for id_, one in merchants.items()},
        markets=work.markets.get_many(sorted(markets)) if markets else {},
        pools=work.seat_pools.get_many(pools),
        fronts=fronts,
        booked=booked_from(work, engine.terms.calendar, pools, engine.clock.now()),
    )


def _seen_in(engine: Engine, around: _Around, service: BookableService) -> ServiceSeen:
    now, calendar = engine.clock.now(), engine.terms.calendar
    merchant = around.merchants[service.merchant]
    times = _times(engine, around, service)
    found = times.next_free(may_come(calendar, now))
    today = found is not None and calendar.business_day(found) == calendar.business_day(now)
    return ServiceSeen(
        service=service,
        merchant=merchant,
        market=around.markets.get(merchant.market or ""),
        front=around.fronts.get(of_front(merchant.id)),
        next_free=found,
        today=today,
    )


def _times(engine: Engine, around: _Around, service: BookableService) -> SeatTimes:
    merchant, pool = around.merchants[service.merchant], around.pools[service.seats]
    now, calendar = engine.clock.now(), engine.terms.calendar
    return seat_times(calendar, merchant, pool, around.booked, now, service.lasts, service.keeps)


def _on(engine: Engine, day: date, within: Span) -> Span:
    of_day = a_day(engine.terms.calendar, day)
    return Span(max(of_day.starts, within.starts), min(of_day.ends, within.ends))
