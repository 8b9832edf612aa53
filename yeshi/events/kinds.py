"""All kinds of event by name."""

from __future__ import annotations

from yeshi.events import (
    accords,
    altering,
    attention,
    city,
    clients,
    dispatch,
    errands,
    fleet,
    kitchen,
    ledger,
    market,
    menus,
    newcomers,
    observatory,
    orders,
    payouts,
    people,
    printers,
    privacy,
    programmes,
)
from yeshi.events.record import Event

_ROOMS = (
    market, menus, printers, kitchen, orders, altering, attention, dispatch, fleet, ledger,
    programmes, accords, people, clients, privacy, newcomers, observatory, errands, city,
    payouts,
)  # fmt: skip

BY_KIND: dict[str, type[Event]] = {
    thing.kind: thing
    for room in _ROOMS
    for thing in vars(room).values()
    if isinstance(thing, type) and issubclass(thing, Event) and thing.kind
}

# What people do to others' orders, money, roles and what the city is made of: found again quickly
# (adapters/postgres/migrations.py has an index of them). What the clock did is none.
BY_HAND = (
    "accord.amended",
    "accord.ended",
    "accord.returned",
    "accord.signed",
    "campaign.ended",
    "campaign.funded",
    "campaign.launched",
    "cash.allowed",
    "cash.handed_in",
    "cash.set_off",
    "city.opened",
    "city.renamed",
    "client.registered",
    "client.renewed",
    "client.revoked",
    "commitment.altered",
    "courier.changed",
    "courier.left",
    "courier.registered",
    "courier.returned",
    "errand.given_up",
    "errand.tried_again",
    "facts.confirmed",
    "facts.entered_by_operator",
    "fund.passed_on",
    "gift.received",
    "market.changed",
    "market.ended",
    "market.opened",
    "market.returned",
    "menu.entered_by_operator",
    "merchant.changed",
    "merchant.ended",
    "merchant.held",
    "merchant.registered",
    "merchant.released",
    "merchant.returned",
    "newcomer.accepted",
    "newcomer.declined",
    "order.handled",
    "order.withdrawn",
    "panel.imported",
    "person.access_ended",
    "person.access_given",
    "person.entered",
    "person.factors_forgotten",
    "person.invitation_withdrawn",
    "person.invited",
    "person.invited_again",
    "person.key_made",
    "person.key_revoked",
    "person.role_given",
    "person.role_taken",
    "person.signed_out",
    "picture.changed_by_operator",
    "programme.changed",
    "programme.ended",
    "programme.opened",
    "programme.returned",
    "shift.called_off",
    "shift.planned",
    "shock.ended",
    "shock.entered",
    "shock.withdrawn",
    "stipend.approved",
    "stipend.declined",
    "terms.enacted",
    "ticket.acted_for",
)
