"""A record's rule stands beside the record; both stores refuse to keep one that breaks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import psycopg
import pytest

from tests.builders import DOOR, SmallCity
from tests.conftest import as_superuser
from tests.flow.kept_records import EVENING, ON, keep_one_of_each
from yeshi.accords.commitment import MilestoneState
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.calendar import quarter_of
from yeshi.base.errors import InvariantBroken, NotStorable, RowUnreadable
from yeshi.base.money import Money
from yeshi.events.complaints import BackTo
from yeshi.events.fleet import CourierRegistered
from yeshi.events.orders import PaidBy
from yeshi.fleet.courier import Position
from yeshi.flow.errand import ErrandState
from yeshi.flow.kept import kinds
from yeshi.flow.ports import Done, Store
from yeshi.geo.point import Point
from yeshi.ledger.closing import CloseItem, CloseMatter
from yeshi.ledger.discrepancy import DiscrepancyState
from yeshi.ledger.passed_on import PassedOnState
from yeshi.market.favourites import favourite
from yeshi.market.printer import SlipKind
from yeshi.orders.addresses import Address
from yeshi.orders.bill import Bill
from yeshi.orders.group import GroupGuest, GroupPays, GroupState
from yeshi.orders.guest_wishes import GuestWish
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.wished import Wished
from yeshi.payments.intent import IntentState, TakingUp
from yeshi.payments.payout import PayoutState
from yeshi.payments.payout_run import RunState
from yeshi.payments.refund import RefundState
from yeshi.people.contact import By, Contact
from yeshi.people.newcomer import NewcomerState
from yeshi.people.sent_code import CodeFor
from yeshi.programmes.application import ApplicationState
from yeshi.programmes.payment import PaymentState
from yeshi.visits.booking import BookingState
from yeshi.visits.slot import Span
from yeshi.vouchers.lot import Lot
from yeshi.vouchers.rules import Rules, VoucherLimits

OLD = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
LATE = datetime(2200, 1, 1, tzinfo=UTC)

LIKED = favourite("a", None, EVENING)
ADDRESS = Address(id="a", name="home", to=DOOR)

NONE, ONE = Money(0, "CNY"), Money(100, "CNY")
LOOKING = (GroupGuest(customer="c", name="Li"), GroupGuest(customer="d", name="Wu"))
FREE_TIP = Bill(
    items=Money(1550, "CNY"), packing=NONE, delivery=NONE, voucher=NONE, donation=NONE, tip=NONE
)

QUARTER = quarter_of(EVENING)
READY = QUARTER - timedelta(minutes=10)
LATER = Wished(at=QUARTER, begins_at=QUARTER - timedelta(minutes=20), ready_at=READY)
UNSAID = CloseItem(
    matter=CloseMatter.UNDER_WAY, account="clearing:payouts", amount=Money(1, "CNY"), count=1
)
BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("charters", {"id": "second"}),
    ("charters", {"opened_at": LATE}),
    ("enacted", {"number": 0}),
    ("enacted", {"number": 2}),
    ("enacted", {"from_at": EVENING - timedelta(seconds=1)}),
    ("rehearsals", {"elasticity": 5.5}),
    ("rehearsals", {"elasticity": -0.1}),
    ("merchants", {"cook_s": -1}),
    ("merchants", {"market": "none"}),
    ("items", {"price": Money(0, "CNY")}),
    ("items", {"packing": Money(-1, "CNY")}),
    ("items", {"left": -1}),
    ("items", {"merchant": "none"}),
    ("stall_facts", {"entered_at": LATE}),
    ("deal_nights", {"merchant": "none"}),
    ("deal_nights", {"spent": Money(-1, "CNY")}),
    ("deal_rehearsals", {"merchant": "none"}),
    ("deal_rehearsals", {"more_percent": 101}),
    ("deal_rehearsals", {"more_percent": -1}),
    ("deal_rehearsals", {"asked_at": OLD}),
    ("pictures", {"id": "short"}),
    ("pictures", {"unshown_since": LATE}),
    ("shown_pictures", {"widths": ()}),
    ("shown_pictures", {"picture": "none"}),
    ("shown_pictures", {"merchant": "none"}),
    ("shown_pictures", {"since": OLD}),
    ("group_baskets", {"host": "d"}),
    ("group_baskets", {"guests": ()}),
    (
        "group_baskets",
        {"guests": (GroupGuest(customer="c", name="Li"), GroupGuest(customer="c", name="Wu"))},
    ),
    (
        "group_baskets",
        {"guests": (GroupGuest(customer="c", name="Li", held=Money(-1, "CNY")),), "wanted": ()},
    ),
    ("group_baskets", {"wanted": (GuestWish(3, "a1", 1),)}),
    ("group_baskets", {"wanted": (GuestWish(1, "a1", 0),)}),
    ("group_baskets", {"wanted": (GuestWish(1, "a1", 1), GuestWish(1, "a1", 2))}),
    ("group_baskets", {"destination": None}),
    ("group_baskets", {"pays": GroupPays.ONE, "destination": None}),
    ("group_baskets", {"deadline": EVENING}),
    ("group_baskets", {"over_at": EVENING}),
    ("group_baskets", {"state": GroupState.ORDERED}),
    ("group_baskets", {"ended_at": EVENING}),
    ("group_baskets", {"order": "none"}),
    ("group_baskets", {"version": 0}),
    ("group_baskets", {"round_up": "none"}),
    ("group_baskets", {"pays": GroupPays.ONE, "destination": None, "guests": LOOKING}),
    (
        "group_baskets",
        {"guests": (GroupGuest(customer="c", name="Li", held=ONE, tip=ONE * 2),), "wanted": ()},
    ),
    (
        "group_baskets",
        {"guests": (GroupGuest(customer="c", name="Li", held=ONE, tip=ONE * 0),), "wanted": ()},
    ),
    ("group_baskets", {"guests": (GroupGuest(customer="c", name="Li", tip=ONE),), "wanted": ()}),
    ("campaigns", {"rules": Rules(signed_in=True), "lot": Lot(1, EVENING)}),
    ("campaigns", {"rules": Rules(limits=VoucherLimits(own=0))}),
    ("campaigns", {"rules": Rules(away_days=3)}),
    ("tallies", {"times": -1}),
    ("tallies", {"campaign": "none"}),
    ("tallies", {"day_fen": -1}),
    ("voucher_codes", {"entered_at": None}),
    ("voucher_codes", {"single": False}),
    ("voucher_codes", {"campaign": "none"}),
    ("voucher_codes", {"made_at": OLD}),
    ("tabs", {"number": 0}),
    ("tabs", {"guests": ("c", "c")}),
    ("tabs", {"guests": ()}),
    ("tabs", {"wanted": (GuestWish(1, "a1", 0),)}),
    ("tabs", {"wanted": (GuestWish(1, "a1", 1), GuestWish(1, "a1", 2))}),
    ("tabs", {"used_at": OLD}),
    ("tables", {"number": 0}),
    ("tables", {"market": "m"}),
    ("tables", {"merchant": "none"}),
    ("tables", {"tab": "none"}),
    ("orders", {"way": PaidBy.TAB}),
    ("orders", {"wished": replace(LATER, at=QUARTER + timedelta(minutes=1))}),
    ("orders", {"wished": replace(LATER, begins_at=QUARTER)}),
    ("orders", {"wished": replace(LATER, begun_at=QUARTER - timedelta(hours=1))}),
    ("printers", {"merchant": "none"}),
    ("printers", {"port": 80}),
    ("printers", {"width_mm": 70}),
    ("printers", {"prints": ()}),
    ("printers", {"fault": None}),
    ("printers", {"entered_at": OLD}),
    ("printers", {"answered_at": LATE}),
    ("slips", {"printer": "none"}),
    ("slips", {"merchant": "none"}),
    ("slips", {"order": "none", "kind": SlipKind.BILL}),
    ("slips", {"kind": SlipKind.BILL}),
    ("slips", {"sendings": -1}),
    ("slips", {"number": 0}),
    ("seat_pools", {"count": 0}),
    ("seat_pools", {"count": 201}),
    ("seat_pools", {"merchant": "none"}),
    ("seat_pools", {"paused": (Span(EVENING, EVENING),) * 41}),
    ("services", {"minutes": 0}),
    ("services", {"between": -1}),
    ("services", {"price": Money(0, "CNY")}),
    ("services", {"merchant": "none"}),
    ("services", {"seats": "none"}),
    ("services", {"ended_at": LATE}),
    ("bookings", {"merchant": "none"}),
    ("bookings", {"service": "none"}),
    ("bookings", {"seats": "none"}),
    ("bookings", {"ends_at": EVENING}),
    ("bookings", {"free_at": EVENING}),
    ("bookings", {"why": None}),
    ("bookings", {"state": BookingState.BOOKED}),
    ("bookings", {"made_at": OLD}),
    ("findables", {"service": "none"}),
    ("findables", {"merchant": "none"}),
    ("findables", {"item": "none"}),
    ("complaints", {"order": "none"}),
    ("complaints", {"merchant": "none"}),
    ("complaints", {"campaign": "none"}),
    ("complaints", {"lines": ()}),
    ("complaints", {"asked": Money(0, "CNY"), "granted": Money(0, "CNY")}),
    ("complaints", {"asked": Money(99, "CNY")}),
    ("complaints", {"voucher": Money(-1, "CNY")}),
    ("complaints", {"handed_out": Money(101, "CNY")}),
    ("complaints", {"handed_out": Money(-1, "CNY")}),
    ("complaints", {"from_stall": Money(201, "CNY")}),
    ("complaints", {"from_stall": Money(-1, "CNY")}),
    ("complaints", {"to": BackTo.WALLET}),
    ("complaints", {"made_at": OLD}),
    ("complaints", {"due_at": LATE}),
    ("complaints", {"decided_at": LATE}),
    ("invoice_wishes", {"order": "none"}),
    ("invoice_wishes", {"merchant": "none"}),
    ("invoice_wishes", {"why": "both"}),
    ("invoice_wishes", {"answered_at": None}),
    ("invoice_wishes", {"number": ""}),
    ("invoice_wishes", {"number": "", "why": "never"}),
    ("invoice_wishes", {"billed": Money(0, "CNY")}),
    ("invoice_wishes", {"asked_at": OLD}),
    ("invoice_wishes", {"answered_at": LATE}),
    ("threads", {"id": "none"}),
    ("threads", {"messages": ()}),
    ("threads", {"last_at": OLD}),
    ("threads", {"begun_at": LATE, "last_at": LATE}),
    ("threads", {"waits_since": OLD}),
    ("ratings", {"stars": 0}),
    ("ratings", {"stars": 6}),
    ("ratings", {"order": "none"}),
    ("ratings", {"merchant": "none"}),
    ("ratings", {"item": "none"}),
    ("ratings", {"line": ""}),
    ("ratings", {"item": None}),
    ("ratings", {"answer": ""}),
    ("ratings", {"rated_at": LATE}),
    ("ratings", {"answered_at": OLD}),
    ("stars_of_days", {"total": 1}),
    ("stars_of_days", {"total": 11}),
    ("payees", {"holder": ""}),
    ("payees", {"bank": ""}),
    ("payees", {"number": "1234-5678"}),
    ("payees", {"since": OLD}),
    ("payment_intents", {"amount": Money(0, "CNY")}),
    ("payment_intents", {"received": None}),
    ("payment_intents", {"paid_at": None}),
    ("payment_intents", {"order": None}),
    ("payment_intents", {"order": "none"}),
    ("payment_intents", {"taking": TakingUp.SENT_BACK}),
    ("payment_intents", {"returned": Money(10**9, "CNY")}),
    ("payment_intents", {"returned": None}),
    ("payment_intents", {"state": IntentState.EXPIRED}),
    ("payment_intents", {"made_at": OLD}),
    ("payment_intents", {"until": LATE}),
    ("payment_intents", {"paid_at": LATE}),
    (
        "payment_intents",
        {
            "state": IntentState.WAITING,
            "offer": None,
            "received": None,
            "returned": None,
            "taking": TakingUp.NOT_YET,
            "order": None,
            "paid_at": None,
        },
    ),
    (
        "payment_intents",
        {
            "state": IntentState.EXPIRED,
            "received": None,
            "returned": None,
            "taking": TakingUp.SENT_BACK,
            "order": None,
            "paid_at": None,
        },
    ),
    ("refunds", {"intent": "none"}),
    ("refunds", {"amount": Money(0, "CNY")}),
    ("refunds", {"why": ""}),
    ("refunds", {"asking": 0}),
    ("refunds", {"ended_at": None}),
    ("refunds", {"state": RefundState.ASKED}),
    ("refunds", {"asked_at": OLD}),
    ("refunds", {"ended_at": LATE}),
    ("payout_runs", {"approved_by": "one"}),
    ("payout_runs", {"approved_by": None}),
    ("payout_runs", {"approved_at": None}),
    ("payout_runs", {"checked_by": None}),
    ("payout_runs", {"state": RunState.CHECKED}),
    ("payout_runs", {"proposed_at": OLD}),
    ("payout_runs", {"approved_at": LATE}),
    ("payout_runs", {"fetched_at": LATE}),
    ("payouts", {"run": "none"}),
    ("payouts", {"amount": Money(0, "CNY")}),
    ("payouts", {"why": ""}),
    ("payouts", {"state": PayoutState.PAID}),
    ("payouts", {"ended_at": LATE}),
    ("statements_read", {"ends": EVENING}),
    ("statements_read", {"matched": 3}),
    ("statements_read", {"matched": -1}),
    ("statements_read", {"begins": OLD}),
    ("statements_read", {"ends": LATE}),
    ("statements_read", {"read_at": LATE}),
    ("statements_read", {"closing": None}),
    ("statements_read", {"closing_on": None}),
    ("statements_read", {"booked": None}),
    ("passed_on", {"statement": "none"}),
    ("passed_on", {"amount": Money(0, "CNY")}),
    ("passed_on", {"ended_at": None}),
    ("passed_on", {"arrived_on": None}),
    ("passed_on", {"arrived_as": ""}),
    ("passed_on", {"state": PassedOnState.UNDONE}),
    ("passed_on", {"booked_at": OLD}),
    ("passed_on", {"ended_at": LATE}),
    ("day_closes", {"ends_at": EVENING + timedelta(seconds=1)}),
    ("day_closes", {"items": (UNSAID,)}),
    ("day_closes", {"items": (replace(UNSAID, amount=Money(0, "CNY")),)}),
    ("day_closes", {"closed_at": LATE}),
    ("discrepancies", {"statement": "none"}),
    ("discrepancies", {"booked": None}),
    ("discrepancies", {"stated_on": None}),
    (
        "discrepancies",
        {"booked": None, "booked_amount": None, "stated_on": None, "stated_amount": None},
    ),
    ("discrepancies", {"why": ""}),
    ("discrepancies", {"ended_at": None}),
    ("discrepancies", {"state": DiscrepancyState.SETTLED}),
    ("discrepancies", {"found_at": OLD}),
    ("discrepancies", {"stated_at": LATE}),
    ("discrepancies", {"ended_at": LATE}),
    ("printers", {"slips": -1}),
    ("printers", {"ended_at": LATE}),
    ("slips", {"printed_at": EVENING, "given_up_at": EVENING}),
    ("slips", {"written_at": OLD}),
    ("items", {"stock": "none"}),
    ("items", {"off_until": LATE}),
    ("items", {"ended_at": LATE}),
    ("stocks", {"left": -1}),
    ("stocks", {"merchant": "none"}),
    ("couriers", {"shift": "none"}),
    ("couriers", {"free_at": LATE}),
    ("shifts", {"off_at": EVENING - timedelta(days=1)}),
    ("shifts", {"orders": -1}),
    ("shifts", {"top_up": Money(-1, "CNY")}),
    ("shifts", {"on_at": OLD}),
    ("routes", {"stops": ()}),
    ("routes", {"courier": "none"}),
    ("campaigns", {"off": Money(0, "CNY")}),
    ("campaigns", {"ends_at": EVENING - timedelta(days=1)}),
    ("campaigns", {"begins_at": OLD}),
    ("campaigns", {"ends_at": LATE}),
    ("campaigns", {"lot": Lot(1, OLD)}),
    ("claims", {"order": "none", "won": True}),
    ("claims", {"campaign": "none"}),
    ("orders", {"tickets": ()}),
    ("orders", {"courier": "x"}),
    ("orders", {"state": OrderState.COLLECTED, "ready_at": EVENING}),
    ("orders", {"state": OrderState.ACCEPTED}),
    ("orders", {"campaign": "none"}),
    ("orders", {"cutlery": 21}),
    ("orders", {"bill": FREE_TIP}),
    ("orders", {"placed_at": OLD}),
    ("quotes", {"order": "none"}),
    ("quotes", {"holds_until": LATE}),
    ("address_books", {"addresses": (ADDRESS,) * 2}),
    ("address_books", {"addresses": tuple(replace(ADDRESS, id=str(n)) for n in range(13))}),
    ("favourite_lists", {"favourites": (LIKED,) * 2}),
    ("favourite_lists", {"favourites": tuple(replace(LIKED, id=str(n)) for n in range(101))}),
    ("favourite_lists", {"used_at": OLD}),
    ("favourite_lists", {"used_at": LATE}),
    ("cash_standings", {"barred_at": EVENING}),
    ("kitchen_paces", {"parts": -1.0}),
    ("kitchen_paces", {"times": -0.1}),
    ("kitchen_paces", {"said": -1.0}),
    ("kitchen_paces", {"said_cv2": -0.1}),
    ("delivery_paces", {"learnt_to": OLD}),
    ("delivery_paces", {"may_be_late": 0.0}),
    ("delivery_paces", {"may_be_late": 1.0}),
    ("cash_standings", {"barred_by": "none", "barred_at": EVENING}),
    ("shocks", {"ended_on": ON - timedelta(days=1)}),
    ("sessions", {"person": "none"}),
    ("sessions", {"ends_at": EVENING}),
    ("sessions", {"seen_at": EVENING - timedelta(seconds=1)}),
    ("sessions", {"opened_at": OLD}),
    ("second_factors", {"person": "none"}),
    ("second_factors", {"counter": -1}),
    ("second_factors", {"sealed": ""}),
    ("second_factors", {"since": None}),
    ("second_factors", {"since": LATE}),
    ("invitations", {"ends_at": EVENING}),
    ("invitations", {"made_at": OLD}),
    ("invitations", {"person": "wu"}),
    ("invitations", {"number": 0}),
    ("newcomers", {"made_at": OLD}),
    ("newcomers", {"decided_at": EVENING}),
    ("newcomers", {"thing": "a"}),
    ("newcomers", {"state": NewcomerState.ACCEPTED, "decided_at": EVENING}),
    ("newcomers", {"state": NewcomerState.DECLINED, "decided_at": LATE}),
    ("registered_passkeys", {"person": "none"}),
    ("registered_passkeys", {"name": ""}),
    ("registered_passkeys", {"counter": -1}),
    ("registered_passkeys", {"used_at": EVENING - timedelta(seconds=1)}),
    ("registered_passkeys", {"added_at": OLD}),
    ("secret_keys", {"person": "none"}),
    ("secret_keys", {"name": ""}),
    ("secret_keys", {"scopes": ()}),
    ("secret_keys", {"ends_at": EVENING}),
    ("secret_keys", {"made_at": OLD}),
    ("provided_subjects", {"person": "none"}),
    ("provided_subjects", {"since": OLD}),
    ("registered_clients", {"by": "none"}),
    ("registered_clients", {"name": ""}),
    ("registered_clients", {"scopes": ()}),
    ("registered_clients", {"made_at": OLD}),
    ("registered_consents", {"client": "none"}),
    ("registered_consents", {"person": "none"}),
    ("registered_consents", {"scopes": ()}),
    ("registered_consents", {"ends_at": EVENING}),
    ("registered_consents", {"given_at": OLD}),
    ("secret_tokens", {"consent": "none"}),
    ("secret_tokens", {"scopes": ()}),
    ("secret_tokens", {"ends_at": EVENING}),
    ("secret_tokens", {"made_at": OLD}),
    ("challenges", {"ends_at": LATE}),
    ("shoppers", {"person": "none"}),
    ("shoppers", {"since": OLD}),
    ("sent_codes", {"person": "wu"}),
    ("sent_codes", {"purpose": CodeFor.TRY}),
    ("sent_codes", {"ends_at": EVENING}),
    ("sent_codes", {"wrong": -1}),
    ("sent_codes", {"made_at": OLD}),
    ("proven_contacts", {"person": "none"}),
    ("proven_contacts", {"proven_at": OLD}),
    ("proven_contacts", {"contact": Contact(By.MAIL, "other@example.org")}),
    ("tries", {"wrong": -1}),
    ("tries", {"again_at": LATE}),
    ("programmes", {"pledged_years": 0}),
    ("programmes", {"ended_at": LATE}),
    ("donors", {"programme": "none"}),
    ("pledges", {"amount": Money(0, "CNY")}),
    ("pledges", {"given": Money(-1, "CNY")}),
    ("applications", {"state": ApplicationState.READ}),
    ("applications", {"sent_at": LATE}),
    ("students", {"application": "none"}),
    ("payments", {"amount": Money(0, "CNY")}),
    ("payments", {"state": PaymentState.PAID, "approved_by": ("one",)}),
    ("payments", {"approved_by": ("p",)}),
    ("accords", {"remind_days": -1}),
    ("accords", {"meets_every": -1}),
    ("accords", {"ended_at": EVENING}),
    ("accords", {"escalate_days": -1}),
    ("commitments", {"accord": "none"}),
    ("milestones", {"state": MilestoneState.DONE}),
    ("milestones", {"ended_on": ON}),
    ("files", {"size": 0}),
    ("files", {"digest": "none"}),
    ("errands", {"again_at": None}),
    ("errands", {"again_at": LATE}),
    ("errands", {"written_at": OLD}),
    ("errands", {"state": ErrandState.RUNNING, "again_at": None}),
    ("errands", {"state": ErrandState.RUNNING, "begun_at": EVENING}),
    ("errands", {"state": ErrandState.DONE, "again_at": None}),
    ("errands", {"ended_at": EVENING}),
    ("errands", {"failures": 1}),
    ("errands", {"failures": -1}),
    ("prints", {"as_of": EVENING + timedelta(seconds=1)}),
    ("prints", {"as_of": OLD}),
]


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store).settle_in()


def test_no_store_keeps_a_record_that_breaks_its_rule(city: SmallCity) -> None:
    """As it is, each is kept; with one field wrong, none is."""
    good = keep_one_of_each(city)
    for name, changes in BROKEN:
        with city.store.begin() as work:
            getattr(work, name).put(good[name])
        with pytest.raises(InvariantBroken), city.store.begin() as work:
            getattr(work, name).put(replace(good[name], **changes))
            print(f"{name} with {changes}")


def test_every_rule_is_tried() -> None:
    """A record with a rule of its own has a broken one above."""
    ruled = {kept.name for kept in kinds() if hasattr(kept.kind, "holds")}
    assert len(ruled) >= 15
    assert ruled <= {name for name, _ in BROKEN}


def test_what_is_unique_is_kept_once(city: SmallCity) -> None:
    """In both stores: a second of each is refused, by whatever id."""
    good = keep_one_of_each(city)
    for kept in kinds():
        for one in kept.uniques:
            first = good[kept.name]
            if one.when:
                first = replace(first, **{one.when[0]: one.when[1]})
                with city.store.begin() as work:
                    getattr(work, kept.name).put(first)
            if None in [getattr(first, name) for name in one.fields]:
                continue
            with pytest.raises(InvariantBroken), city.store.begin() as work:
                getattr(work, kept.name).add(replace(first, id="second"))


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_a_text_that_no_database_takes_is_the_askers_fault(city: SmallCity, text: str) -> None:
    """In an id, a field or a command's key: never an invariant of ours, and nothing is kept."""
    good = keep_one_of_each(city)
    for name, field in (("donors", "name"), ("orders", "note"), ("persons", "id")):
        with pytest.raises(NotStorable), city.store.begin() as work:
            getattr(work, name).add(replace(good[name], **({"id": "new"} | {field: text})))
    with pytest.raises(NotStorable), city.store.begin() as work:
        work.commands.claim(text, "c", EVENING)
    with pytest.raises(NotStorable), city.store.begin() as work:
        work.events.append([CourierRegistered(text, "ebike")], EVENING, ON)


@pytest.mark.parametrize("at", [datetime(1999, 12, 31, tzinfo=UTC), LATE])
def test_no_moment_out_of_bounds_is_kept(city: SmallCity, at: datetime) -> None:
    """Nor of an event, a command or a position."""
    with pytest.raises(InvariantBroken), city.store.begin() as work:
        work.events.append([CourierRegistered("z", "ebike")], at, ON)
    with pytest.raises(InvariantBroken), city.store.begin() as work:
        work.commands.claim("k", "c", at)
        work.commands.remember("k", Done({}))
    with pytest.raises(InvariantBroken), city.store.begin() as work:
        work.couriers.see(Position("x", Point(0, 0), at))


def test_what_must_be_there_is_named_when_it_is_not(city: SmallCity) -> None:
    """By kind and id."""
    for ask in ("must", "must_lock"):
        with pytest.raises(InvariantBroken, match="order none"), city.store.begin() as work:
            getattr(work.orders, ask)("none")
    with city.store.begin() as work:
        assert work.items.must("a1") == work.items.must_lock("a1") == work.items.get("a1")


def test_the_schema_says_the_same_of_what_refers_to_what(database: str) -> None:
    """The lines of kept.py and the foreign keys of the tables are one list."""
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT conrelid::regclass::text, attname, confrelid::regclass::text"
            " FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]"
            " WHERE contype = 'f' AND conrelid::regclass::text NOT IN ('transfers', 'positions')"
        ).fetchall()
    said = {(kept.name, one, other) for kept in kinds() for one, other in kept.refers.items()}
    assert said == set(rows)


def as_condition(field: str, value: object) -> str:
    """As PostgreSQL tells that a field has that value."""
    return field if value is True else f"({field} = '{value}'::text)"


def test_the_schema_says_the_same_of_what_is_unique(database: str) -> None:
    """The unique indexes beside the keys, with or without a condition."""
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT indrelid::regclass::text, array(SELECT attname FROM pg_attribute"
            " WHERE attrelid = indrelid AND attnum = ANY(indkey) ORDER BY attnum)::text[],"
            " pg_get_expr(indpred, indrelid) FROM pg_index WHERE indisunique AND NOT indisprimary"
            " AND indrelid::regclass::text = ANY(%s)",
            ([kept.name for kept in kinds()],),
        ).fetchall()
    said = {
        (kept.name, one.fields, one.when and as_condition(*one.when))
        for kept in kinds()
        for one in kept.uniques
    }
    assert said == {(table, tuple(fields), when) for table, fields, when in rows}


def test_every_column_of_moments_is_bounded(database: str) -> None:
    """Also one of a table that comes later."""
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'"
            " AND table_name NOT LIKE '%yoyo%' AND NOT EXISTS (SELECT FROM pg_constraint"
            " WHERE conrelid = table_name::regclass AND contype = 'c'"
            " AND pg_get_constraintdef(oid) LIKE '%' || column_name || ' >= ''2000-01-01%'"
            " AND pg_get_constraintdef(oid) LIKE '%' || column_name || ' < ''2200-01-01%')"
        ).fetchall()
    assert rows == []


def test_a_row_that_is_no_record_is_named(postgres: PostgresStore, database: str) -> None:
    """With its table and id, also when it stands in the middle of a list."""
    good = keep_one_of_each(SmallCity(postgres).settle_in())
    with psycopg.connect(as_superuser(database)) as connection:
        connection.execute("ALTER TABLE campaigns DROP CONSTRAINT campaigns_begins_at_bounded")
        connection.execute("UPDATE campaigns SET begins_at = '0001-01-01 00:00+14' WHERE id = 'v'")
        connection.execute("UPDATE donors SET named = false")
        connection.execute("ALTER TABLE donors ALTER named TYPE text USING 'perhaps'")
    for read in ("campaigns", "donors"):
        id_ = good[read].id
        with pytest.raises(RowUnreadable, match=f"{read}, {id_}"), postgres.begin() as work:
            getattr(work, read).all()
        with pytest.raises(RowUnreadable, match=f"{read}, {id_}"), postgres.begin() as work:
            getattr(work, read).get(id_)
