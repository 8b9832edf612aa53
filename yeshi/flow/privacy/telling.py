"""All that is kept of somebody, for themselves alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from yeshi.base.money import Money
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.flow.privacy.leaving import ORDERS_MAX, customers_of
from yeshi.flow.vouchers import claiming
from yeshi.flow.vouchers.entitling import tallies_of
from yeshi.ledger import accounts
from yeshi.market.favourites import Favourite
from yeshi.orders.addresses import Address
from yeshi.orders.cash import CashStanding
from yeshi.orders.checkout import Quote
from yeshi.orders.complaint import Complaint
from yeshi.orders.group_part import paid_by
from yeshi.orders.hiding import payers_unnamed
from yeshi.orders.invoice_wish import InvoiceWish
from yeshi.orders.order import Order
from yeshi.orders.rating import Rating
from yeshi.orders.thread import CUSTOMER, ThreadMessage
from yeshi.payments.payee import Payee
from yeshi.people.actor import ActorKind
from yeshi.people.contact import Contact
from yeshi.people.person import Grant, Person, Role
from yeshi.people.scope import Scope
from yeshi.visits.booking import Booking
from yeshi.vouchers.code import VoucherCode
from yeshi.vouchers.lot import Claim
from yeshi.vouchers.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Where somebody is, or was, signed in."""

    device: str
    way: str
    opened_at: datetime
    seen_at: datetime
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedKey:
    """A key of theirs."""

    name: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    ends_at: datetime
    used_on: date | None
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn:
    """A client that acts for them, or did."""

    client: str
    scopes: tuple[Scope, ...]
    grants: tuple[Grant, ...]
    given_at: datetime
    used_on: date | None
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """Somebody's account; passkeys by what they call them."""

    id: str
    name: str
    grants: tuple[Grant, ...]
    devices: tuple[Device, ...]
    keys: tuple[NamedKey, ...]
    clients: tuple[LetIn, ...]
    passkeys: tuple[str, ...]
    contacts: tuple[Contact, ...]
    providers: tuple[str, ...]
    authenticator_since: datetime | None
    payees: tuple[Payee, ...]


@dataclass(frozen=True, slots=True)
class OwnMessages:
    """What they wrote of an order, and what was written to them."""

    order: str
    messages: tuple[ThreadMessage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsCustomer:
    """A customer's own: where they order to, what they like, ordered, asked the price of, have."""

    customer: str
    addresses: tuple[Address, ...]
    favourites: tuple[Favourite, ...]
    orders: tuple[Order, ...]
    ratings: tuple[Rating, ...]
    complaints: tuple[Complaint, ...]
    messages: tuple[OwnMessages, ...]
    bookings: tuple[Booking, ...]
    invoices: tuple[InvoiceWish, ...]
    quotes: tuple[Quote, ...]
    vouchers: tuple[Claim, ...]
    voucher_uses: tuple[Tally, ...]
    voucher_codes: tuple[VoucherCode, ...]
    wallet: Money
    cash: CashStanding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyData:
    """All that is kept of whoever asks."""

    told_at: datetime
    account: OwnAccount | None
    customers: tuple[AsCustomer, ...]


def data_of(engine: Engine) -> MyData:
    """All that is kept of whoever acts."""
    by = engine.actor
    with engine.store.read() as work:
        customers = customers_of(work, by)
    vouchers = {
        one: tuple(claim for _, claim in claiming.lots_of(engine, one) if claim)
        for one in customers
    }
    with engine.store.read() as work:
        return MyData(
            told_at=engine.clock.now(),
            account=_account(work, by.id) if by.kind is ActorKind.PERSON else None,
            customers=tuple(_customer(work, one, vouchers) for one in vouchers),
        )


def _customer(
    work: Work, customer: str, vouchers: Mapping[str, tuple[Claim, ...]]
) -> AsCustomer:  # fmt: skip
    """What is that customer's; `vouchers`: of each as whom the same person ordered."""
    book = work.address_books.get(customer)
    orders = work.orders.of_customer(customer, ORDERS_MAX)
    liked = work.favourite_lists.get(customer)
    return AsCustomer(
        customer=customer,
        addresses=book.addresses if book else (),
        favourites=liked.favourites if liked else (),
        orders=tuple(payers_unnamed(one, vouchers) for one in orders),
        complaints=tuple(
            replace(one, payer=None)
            for one in work.complaints.of_orders([one.id for one in orders])
        ),
        invoices=tuple(work.invoice_wishes.of_orders([one.id for one in orders])),
        messages=_messages(work, [one.id for one in orders]),
        bookings=tuple(work.bookings.of_customers([customer], ORDERS_MAX)),
        ratings=tuple(work.ratings.of_orders([one.id for one in orders])),
        quotes=tuple(_alone(one, vouchers) for one in work.quotes.of_customer(customer)),
        vouchers=vouchers[customer],
        voucher_uses=tallies_of(work, customer),
        voucher_codes=tuple(work.voucher_codes.entered_by(customer)),
        wallet=work.ledger.balance(accounts.wallet(customer)),
        cash=work.cash_standings.get(customer),
    )


def _alone(quote: Quote, own: Collection[str]) -> Quote:
    """The quote without what others paid of it."""
    return replace(quote, of_group=paid_by(quote.of_group, own)) if quote.of_group else quote


def _messages(work: Work, orders: list[str]) -> tuple[OwnMessages, ...]:
    """What they wrote of their orders, and what was written to them."""
    found = work.threads.get_many(orders)
    seen = ((id_, found[id_].seen_by(CUSTOMER)) for id_ in orders if id_ in found)
    return tuple(OwnMessages(id_, messages) for id_, messages in seen if messages)


def _account(work: Work, id_: str) -> OwnAccount:
    person, factors = work.persons.must(id_), work.second_factors.get(id_)
    return OwnAccount(
        id=id_,
        name=person.name,
        grants=person.grants,
        devices=tuple(
            Device(
                device=one.device, way=one.way.value, opened_at=one.opened_at,
                seen_at=one.seen_at, ended=one.ended,
            )
            for one in work.sessions.of(id_)
        ),
        keys=tuple(
            NamedKey(
                name=one.name, scopes=one.scopes, made_at=one.made_at, ends_at=one.ends_at,
                used_on=one.used_on, ended=one.ended,
            )
            for one in work.secret_keys.of(id_)
        ),
        clients=tuple(
            LetIn(
                client=work.registered_clients.must(one.client).name, scopes=one.scopes,
                grants=one.grants, given_at=one.given_at, used_on=one.used_on, ended=one.ended,
            )
            for one in work.registered_consents.of(id_)
        ),
        contacts=tuple(one.contact for one in work.proven_contacts.of(id_)),
        providers=tuple(one.issuer for one in work.provided_subjects.of(id_)),
        passkeys=tuple(one.name for one in work.registered_passkeys.of(id_)),
        authenticator_since=factors.since if factors else None,
        payees=_payees(work, person),
    )  # fmt: skip


def _payees(work: Work, person: Person) -> tuple[Payee, ...]:
    """Whom their stalls are paid out to, and they themselves as couriers."""
    own = [accounts.merchant(one) for one in person.where(Role.STALLHOLDER)]
    own += [accounts.courier(one) for one in person.where(Role.COURIER)]
    return tuple(work.payees.get_many(own).values())
