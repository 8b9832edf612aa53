"""Where a role may be had: the city, and all things of its kind that there are."""

from __future__ import annotations

from yeshi.accords.accord import seat
from yeshi.base.names import Name
from yeshi.flow.ports import Work
from yeshi.flow.terms import Terms
from yeshi.geo.zones import zone_of
from yeshi.people.person import CITY, COUNTER, Grant, Role

_OF_PROGRAMME = (Role.FOUNDATION, Role.READER, Role.APPROVER)
_EVERYWHERE = Name("全城", "the whole city")


def places_of(work: Work, role: Role, terms: Terms) -> dict[str, Name]:
    """The ids of all places where somebody may have the role, with what they are called."""
    if role in COUNTER:
        return {one.id: one.name for one in work.merchants.all() if one.ended_at is None}
    if role is Role.COURIER:
        return {one.id: one.name for one in work.couriers.all() if one.ended_at is None}
    if role in _OF_PROGRAMME:
        return {one.id: one.name for one in work.programmes.all()}
    if role is Role.SECRETARY:
        return {one.id: one.name for one in work.accords.all()}
    if role is Role.PARTY:
        return {
            seat(one.id, party.id): party.name
            for one in work.accords.all()
            for party in one.parties
        }
    zones = {zone.id: zone.name for zone in terms.zones} if role is Role.OPERATOR else {}
    return {CITY: _EVERYWHERE, **zones}


def place_called(work: Work, grant: Grant, terms: Terms) -> Name | None:
    """What the grant's place is called; None for one that there is not."""
    if grant.role in COUNTER:
        merchant = work.merchants.get(grant.scope)
        return merchant.name if merchant else None
    if grant.role is Role.COURIER:
        courier = work.couriers.get(grant.scope)
        return courier.name if courier else None
    return places_of(work, grant.role, terms).get(grant.scope)


def zone_of_place(work: Work, grant: Grant, terms: Terms) -> str | None:
    """The zone in which the grant's place lies, "" for what is in none; None for no place."""
    if grant.role in COUNTER:
        merchant = work.merchants.get(grant.scope)
        return zone_of(merchant.place, terms.zones) if merchant else None
    if grant.role is Role.COURIER:
        courier = work.couriers.get(grant.scope)
        return courier.zone if courier else None
    return "" if grant.scope in places_of(work, grant.role, terms) else None
