"""What the city keeps: one line a kind of record, from which both stores are made."""

from __future__ import annotations

from typing import Any

from yeshi.accords.accord import Accord
from yeshi.accords.commitment import Commitment, Milestone
from yeshi.accords.meeting import File, Meeting
from yeshi.fleet.courier import Courier
from yeshi.fleet.delivery import Route, RouteState
from yeshi.fleet.shifts import Shift, ShiftState
from yeshi.flow.charter import Charter
from yeshi.flow.deal_rehearsal import DealRehearsal
from yeshi.flow.errand import Errand
from yeshi.flow.in_force import Enacted
from yeshi.flow.kept_kind import Kept, KeptSomewhere, Unique
from yeshi.flow.ports import (
    AddressBooks,
    AllPassedOn,
    Bookings,
    CashStandings,
    Complaints,
    Couriers,
    DayCloses,
    DealNights,
    Discrepancies,
    Errands,
    FavouriteLists,
    Findables,
    GroupBaskets,
    Grouped,
    Invitations,
    InvoiceWishes,
    Items,
    KeptPictures,
    KitchenPaces,
    Listed,
    Merchants,
    Newcomers,
    Orders,
    PaymentIntents,
    PayoutRuns,
    Payouts,
    Prints,
    ProvenContacts,
    Quotes,
    Ratings,
    Records,
    Refunds,
    Routes,
    SecretKeys,
    SecretTokens,
    Services,
    Sessions,
    Shifts,
    ShownPictures,
    Slips,
    StarsOfDays,
    StatementsRead,
    Stocks,
    Tables,
    Tabs,
    Tallies,
    Threads,
    TriesCounted,
    VoucherCodes,
)
from yeshi.flow.printed import Print
from yeshi.flow.rehearsal import Rehearsal
from yeshi.ledger.closing import DayClose
from yeshi.ledger.discrepancy import KeptDiscrepancy, StatementRead
from yeshi.ledger.passed_on import FeesOfDay, PassedOn
from yeshi.market.catalogue import Item
from yeshi.market.deal import DealNight
from yeshi.market.facts import StallFacts
from yeshi.market.favourites import FavouriteList
from yeshi.market.finding import Findable
from yeshi.market.merchant import Market, Merchant
from yeshi.market.pictured import KeptPicture, ShownPicture
from yeshi.market.printer import Printer
from yeshi.market.shelf import SharedStock
from yeshi.market.slip import Slip
from yeshi.market.table import DiningTable
from yeshi.observatory.shock import Shock
from yeshi.orders.addresses import AddressBook
from yeshi.orders.cash import CashStanding
from yeshi.orders.checkout import Quote
from yeshi.orders.complaint import Complaint
from yeshi.orders.delivery_pace import DeliveryPace
from yeshi.orders.group import GroupBasket
from yeshi.orders.invoice_wish import InvoiceWish
from yeshi.orders.kitchen_pace import KitchenPace
from yeshi.orders.order import Order
from yeshi.orders.rating import Rating
from yeshi.orders.stars import StarsOfDay
from yeshi.orders.tab import Tab
from yeshi.orders.thread import Thread
from yeshi.payments.intent import PaymentIntent
from yeshi.payments.payee import Payee
from yeshi.payments.payout import Payout
from yeshi.payments.payout_run import PayoutRun
from yeshi.payments.refund import Refund
from yeshi.people.api_key import ApiKey
from yeshi.people.consent import Consent
from yeshi.people.factors import Factors
from yeshi.people.invitation import Invitation
from yeshi.people.issued import IssuedToken
from yeshi.people.newcomer import Newcomer
from yeshi.people.oauth_client import OAuthClient
from yeshi.people.passkey import Challenge, Passkey
from yeshi.people.person import Person
from yeshi.people.proven import ProvenContact
from yeshi.people.provided import ProvidedSubject
from yeshi.people.sent_code import SentCode
from yeshi.people.session import SignedIn
from yeshi.people.shopper import Shopper
from yeshi.people.tries import Tries
from yeshi.programmes.application import Application
from yeshi.programmes.donor import Donor, Pledge
from yeshi.programmes.payment import Payment
from yeshi.programmes.programme import Programme
from yeshi.programmes.student import Student
from yeshi.visits.booking import Booking
from yeshi.visits.seats import SeatPool
from yeshi.visits.service import BookableService
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.code import VoucherCode
from yeshi.vouchers.lot import Claim
from yeshi.vouchers.tally import Tally

_ONE_ON = Unique(("courier",), when=("state", ShiftState.ON))
_ONE_OPEN = Unique(("courier",), when=("state", RouteState.OPEN))
_ONE_MAIN = Unique(("person",), when=("main", True))
_SEATS, _READ = ("seats", "seat_pools"), ("statement", "statements_read")
_ONE_EACH = Unique(("campaign", "customer"))


class Collections(KeptSomewhere):
    """All that the city keeps by id."""

    charters: Kept[Records[Charter]] = Kept(Charter)
    enacted: Kept[Records[Enacted]] = Kept(Enacted)
    rehearsals: Kept[Records[Rehearsal]] = Kept(Rehearsal)
    markets: Kept[Listed[Market]] = Kept(Market)
    merchants: Kept[Merchants] = Kept(Merchant, refers=("market",))
    stocks: Kept[Stocks] = Kept(SharedStock, of="merchant")
    items: Kept[Items] = Kept(Item, refers=("merchant", "stock"))
    seat_pools: Kept[Grouped[SeatPool]] = Kept(SeatPool, of="merchant")
    services: Kept[Services] = Kept(BookableService, of="merchant", refers=(_SEATS,))
    bookings: Kept[Bookings] = Kept(Booking, refers=("merchant", "service", _SEATS))
    findables: Kept[Findables] = Kept(Findable, of="merchant", refers=("item", "service"))
    pictures: Kept[KeptPictures] = Kept(KeptPicture)
    shown_pictures: Kept[ShownPictures] = Kept(ShownPicture, of="picture", refers=("merchant",))
    deal_nights: Kept[DealNights] = Kept(DealNight, of="merchant")
    deal_rehearsals: Kept[Grouped[DealRehearsal]] = Kept(DealRehearsal, of="merchant")
    stall_facts: Kept[Records[StallFacts]] = Kept(StallFacts, refers=(("id", "merchants"),))
    couriers: Kept[Couriers] = Kept(Courier, refers=("shift", "route"))
    shifts: Kept[Shifts] = Kept(Shift, _ONE_ON, refers=("courier",))
    routes: Kept[Routes] = Kept(Route, _ONE_OPEN, refers=("courier",))
    campaigns: Kept[Records[Campaign]] = Kept(Campaign)
    claims: Kept[Grouped[Claim]] = Kept(Claim, _ONE_EACH, of="campaign", refers=("order",))
    tallies: Kept[Tallies] = Kept(Tally, of="campaign")
    voucher_codes: Kept[VoucherCodes] = Kept(VoucherCode, of="campaign")
    orders: Kept[Orders] = Kept(Order, refers=("campaign", "programme", "courier", "route"))
    quotes: Kept[Quotes] = Kept(
        Quote, Unique(("order",)), refers=("campaign", "programme", "order")
    )
    printers: Kept[Grouped[Printer]] = Kept(Printer, of="merchant")
    slips: Kept[Slips] = Kept(
        Slip, Unique(("printer", "number")), of="printer", refers=("merchant", "order")
    )
    tabs: Kept[Tabs] = Kept(Tab)
    tables: Kept[Tables] = Kept(
        DiningTable, Unique(("merchant", "number")), Unique(("market", "number")),
        refers=("merchant", "market", "tab"),
    )  # fmt: skip
    group_baskets: Kept[GroupBaskets] = Kept(
        GroupBasket, refers=("order", ("round_up", "programmes"))
    )
    address_books: Kept[AddressBooks] = Kept(AddressBook)
    favourite_lists: Kept[FavouriteLists] = Kept(FavouriteList)
    kitchen_paces: Kept[KitchenPaces] = Kept(KitchenPace)
    delivery_paces: Kept[Records[DeliveryPace]] = Kept(DeliveryPace)
    cash_standings: Kept[CashStandings] = Kept(CashStanding, refers=(("barred_by", "orders"),))
    ratings: Kept[Ratings] = Kept(
        Rating, Unique(("order", "line")), of="order", refers=("merchant", "item")
    )
    complaints: Kept[Complaints] = Kept(Complaint, of="order", refers=("merchant", "campaign"))
    invoice_wishes: Kept[InvoiceWishes] = Kept(
        InvoiceWish, Unique(("order", "merchant")), of="order", refers=("merchant",)
    )
    threads: Kept[Threads] = Kept(Thread, refers=(("id", "orders"),))
    stars_of_days: Kept[StarsOfDays] = Kept(StarsOfDay)
    shocks: Kept[Records[Shock]] = Kept(Shock)
    persons: Kept[Records[Person]] = Kept(Person)
    sessions: Kept[Sessions] = Kept(SignedIn, of="person")
    shoppers: Kept[Grouped[Shopper]] = Kept(Shopper, _ONE_MAIN, of="person")
    second_factors: Kept[Grouped[Factors]] = Kept(Factors, of="person")
    registered_passkeys: Kept[Grouped[Passkey]] = Kept(Passkey, of="person")
    secret_keys: Kept[SecretKeys] = Kept(ApiKey, Unique(("digest",)), of="person")
    registered_clients: Kept[Records[OAuthClient]] = Kept(OAuthClient, refers=(("by", "persons"),))
    registered_consents: Kept[Grouped[Consent]] = Kept(
        Consent, of="person", refers=(("client", "registered_clients"),)
    )
    secret_tokens: Kept[SecretTokens] = Kept(
        IssuedToken, of="consent", refers=(("consent", "registered_consents"),)
    )
    challenges: Kept[Records[Challenge]] = Kept(Challenge)
    tries: Kept[TriesCounted] = Kept(Tries)
    sent_codes: Kept[Records[SentCode]] = Kept(SentCode)
    proven_contacts: Kept[ProvenContacts] = Kept(ProvenContact, of="person")
    provided_subjects: Kept[Grouped[ProvidedSubject]] = Kept(
        ProvidedSubject, Unique(("person", "issuer")), of="person"
    )
    invitations: Kept[Invitations] = Kept(Invitation)
    newcomers: Kept[Newcomers] = Kept(Newcomer)
    programmes: Kept[Records[Programme]] = Kept(Programme)
    donors: Kept[Grouped[Donor]] = Kept(Donor, of="programme")
    pledges: Kept[Grouped[Pledge]] = Kept(Pledge, of="programme", refers=("donor",))
    applications: Kept[Grouped[Application]] = Kept(Application, of="programme")
    students: Kept[Grouped[Student]] = Kept(
        Student, Unique(("application",)), of="programme", refers=("application",)
    )
    payments: Kept[Grouped[Payment]] = Kept(
        Payment, Unique(("student", "milestone")), of="programme", refers=("student",)
    )
    payees: Kept[Records[Payee]] = Kept(Payee)
    payout_runs: Kept[PayoutRuns] = Kept(PayoutRun)
    payment_intents: Kept[PaymentIntents] = Kept(
        PaymentIntent, Unique(("order",)), refers=("order",)
    )
    refunds: Kept[Refunds] = Kept(Refund, of="intent", refers=(("intent", "payment_intents"),))
    payouts: Kept[Payouts] = Kept(Payout, of="run", refers=(("run", "payout_runs"),))
    statements_read: Kept[StatementsRead] = Kept(StatementRead, Unique(("account", "digest")))
    discrepancies: Kept[Discrepancies] = Kept(KeptDiscrepancy, refers=(_READ,))
    passed_on: Kept[AllPassedOn] = Kept(PassedOn, refers=(_READ,))
    fees_of_days: Kept[Records[FeesOfDay]] = Kept(FeesOfDay, Unique(("account", "day")))
    day_closes: Kept[DayCloses] = Kept(DayClose, Unique(("day",)))
    accords: Kept[Records[Accord]] = Kept(Accord)
    commitments: Kept[Grouped[Commitment]] = Kept(Commitment, of="accord")
    milestones: Kept[Grouped[Milestone]] = Kept(Milestone, of="accord", refers=("commitment",))
    meetings: Kept[Grouped[Meeting]] = Kept(Meeting, of="accord")
    files: Kept[Grouped[File]] = Kept(File, of="accord", refers=(("digest", "contents"),))
    errands: Kept[Errands] = Kept(Errand)
    prints: Kept[Prints] = Kept(Print)


def kinds() -> tuple[Kept[Any], ...]:
    """All kinds of record that are kept, in the order of their lines."""
    return tuple(kept for kept in vars(Collections).values() if isinstance(kept, Kept))
