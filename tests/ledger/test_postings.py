"""The money table, line by line, and that nothing is lost between its lines."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import (
    EVENING,
    MINUTE,
    fen,
    line,
    order_of,
    ticket,
    under_way,
    went,
)
from yeshi.events import fleet, groups, ledger, payments, payouts, programmes, providers, tables
from yeshi.events.complaints import BackTo, Bears, ComplaintHandedOut, ComplaintPaid
from yeshi.events.orders import OrderPlaced, PaidBy
from yeshi.events.record import Event
from yeshi.ledger import postings
from yeshi.ledger.postings import POSTED, movements
from yeshi.ledger.transfers import Movement
from yeshi.orders import altering, handing_over, progress, sharing
from yeshi.orders.alteration import Alteration
from yeshi.orders.lifecycle import OrderState, OrderStep, TicketStep
from yeshi.orders.order import Order
from yeshi.orders.pick_up import PickUp
from yeshi.orders.sharing import Commission

SIX_PERCENT = Commission(600)
PAY = fen(700)

# 16.50 and 30.00 sold, 8.00 off by voucher, 3.00 for the way, rounded up by 0.50.
TWO_STALLS = order_of(
    ticket("a", 1650, voucher=284, given=100, programme="school"),
    ticket("b", 3000, voucher=516),
    donation=50,
    campaign="v",
)

TIPPED = replace(TWO_STALLS, bill=replace(TWO_STALLS.bill, tip=fen(250)))
IN_CASH = replace(TWO_STALLS, way=PaidBy.CASH)
BY_SEVERAL = replace(TWO_STALLS, way=PaidBy.GROUP)
# What stands on the counters, of which what stall a sells for 16.50 was collected and paid there.
COLLECTED = replace(
    under_way(IN_CASH, OrderState.READY, courier=None), pick_up=PickUp(117, "0420", EVENING)
)


STATED: dict[str, Any] = {"account": "provider:stripe", "day": EVENING.date()}
KEPT_FEES = providers.ProviderKeptFees(**STATED, statement="s", rows=2, amount=fen(25))
PASSED_ON = providers.ProviderPassedOn(**STATED, statement="s", passed="p", amount=fen(900))
ARRIVED = providers.PassedOnArrived(**STATED, passed="p", amount=fen(900))


def placed(order: Order) -> OrderPlaced:
    """The event of the paid order."""
    return OrderPlaced(
        order=order.id,
        customer=order.customer,
        asked=sharing.asked(order),
        paid=order.bill.total,
        campaign=order.campaign,
        promised_by=order.promised_by,
        way=order.way,
    )


def shift_ended(top_up: int) -> fleet.ShiftEnded:
    """The event of a courier going off duty."""
    return fleet.ShiftEnded(
        courier="x",
        shift="sh",
        on_at=EVENING,
        duty_s=3600,
        orders=2,
        earned=fen(1400),
        top_up=fen(top_up),
    )


def settled(order: Order, commission: Commission = SIX_PERCENT) -> Event:
    """The event of the delivered order."""
    delivered = under_way(order, OrderState.DELIVERED)
    return went(progress.settle(delivered, PAY, commission)).events[-1]


def refunded(order: Order, unpaid: bool = False) -> Event:
    """The event of the failed order."""
    return went(progress.refund(replace(order, state=OrderState.FAILED), PAY, unpaid)).events[-1]


def given_back(step: TicketStep) -> Event:
    """The event of stall b not making its part."""
    return went(progress.answer_ticket(TWO_STALLS, "b", step, EVENING)).events[0]


def altered() -> Event:
    """What is told when of 3000 at "b" a dish of 400 is made instead, of which 516 was a voucher."""
    offered = went(
        altering.offer(TWO_STALLS, "b", Alteration(line("b1", 3000), line("z", 400)))
    ).order
    (event,) = went(altering.agree(offered, "b")).events
    return event


def taken_at_counter() -> Event:
    """The settling of what was collected at both counters, and paid there in cash."""
    life = COLLECTED
    for merchant in ("a", "b"):
        life = went(handing_over.hand_over(life, merchant, EVENING)).order
    return went(progress.settle(life, PAY, SIX_PERCENT)).events[-1]


COOKED = under_way(TWO_STALLS, OrderState.COLLECTED)

UNPAID = went(handing_over.leave(COLLECTED, EVENING)).events[0]

BORNE = ComplaintPaid(
    "k", "o", "a", customer="c", bears=Bears.STALL, to=BackTo.WALLET, amount=fen(900),
    campaign="v", to_campaign=fen(70), fee_back=fen(54),
)  # fmt: skip

# A line of the docstring's table, the event, and the one movement that the line makes of it.
LINES: list[tuple[str, str, str, Event, tuple[str, str, int, str]]] = [
    (
        "wallet topped up", "outside:test-money", "wallet",
        ledger.WalletToppedUp("c", fen(5000)),
        ("outside:test-money", "wallet:c", 5000, "top_up"),
    ),
    (
        "campaign funded", "outside:city-budget", "campaign",
        ledger.CampaignFunded("v", fen(10_000)),
        ("outside:city-budget", "campaign:v", 10_000, "budget"),
    ),
    (
        "programme opened", "outside:donors", "programme",
        programmes.ProgrammeOpened("fund", fen(99)),
        ("outside:donors", "programme:fund", 99, "endowment"),
    ),
    (
        "gift received", "outside:donors", "programme",
        programmes.GiftReceived("fund", "d", None, fen(12), "p"),
        ("outside:donors", "programme:fund", 12, "gift"),
    ),
    (
        "fund passed on", "programme", "another programme",
        programmes.FundPassedOn(programme="fund", to="other", amount=fen(70), why="w"),
        ("programme:fund", "programme:other", 70, "passed_on"),
    ),
    (
        "stipend paid", "programme", "student",
        programmes.StipendPaid(
            programme="fund", payment="pay", student="s", amount=fen(300), by="p"
        ),
        ("programme:fund", "student:s", 300, "stipend"),
    ),
    (
        "order placed", "wallet, group, or platform:due for cash and tabs", "escrow",
        placed(TWO_STALLS), ("wallet:c", "escrow", 4200, "payment"),
    ),
    (
        "order placed", "campaign", "escrow",
        placed(TWO_STALLS), ("campaign:v", "escrow", 800, "voucher"),
    ),
    (
        "ticket rejected, lapsed, unpaid", "escrow", "wallet (platform:due, group), campaign",
        given_back(TicketStep.REJECT), ("escrow", "wallet:c", 2484, "refund"),
    ),
    (
        "ticket rejected, lapsed, unpaid", "escrow", "wallet (platform:due, group), campaign",
        given_back(TicketStep.LAPSE), ("escrow", "campaign:v", 516, "refund"),
    ),
    (
        "group part held", "wallet", "group",
        groups.GroupPartHeld("gr", "c", fen(900)), ("wallet:c", "group:gr", 900, "held"),
    ),
    (
        "group part released", "group", "wallet",
        groups.GroupPartReleased("gr", "c", fen(900)), ("group:gr", "wallet:c", 900, "released"),
    ),
    (
        "order placed", "wallet, group, or platform:due for cash and tabs", "escrow",
        replace(placed(TWO_STALLS), way=PaidBy.GROUP, group="gr"),
        ("group:gr", "escrow", 4200, "payment"),
    ),
    (
        "ticket rejected, lapsed, unpaid", "escrow", "wallet (platform:due, group), campaign",
        went(
            progress.answer_ticket(BY_SEVERAL, "b", TicketStep.REJECT, EVENING)
        ).events[0],
        ("escrow", "group:o", 2484, "refund"),
    ),
    (
        "order shared back", "group", "wallet",
        groups.OrderSharedBack("o", "c", fen(900)), ("group:o", "wallet:c", 900, "refund"),
    ),
    (
        "ticket unpaid", "platform:unpaid", "merchant",
        UNPAID, ("platform:unpaid", "merchant:a", 1650, "compensation"),
    ),
    (
        "till handed in", "outside:cash-desk", "platform:till:MERCHANT",
        ledger.TillHandedIn("a", fen(90), "why"),
        ("outside:cash-desk", "platform:till:a", 90, "handed_in"),
    ),
    (
        "till set off", "merchant", "platform:till:MERCHANT",
        ledger.TillSetOff("a", fen(90), "why"),
        ("merchant:a", "platform:till:a", 90, "set_off"),
    ),
    (
        "order settled", "platform:till:MERCHANT", "platform:due",
        taken_at_counter(), ("platform:till:a", "platform:due", 1416, "cash"),
    ),
    (
        "order settled", "merchant", "platform:till:MERCHANT",
        taken_at_counter(), ("merchant:a", "platform:till:a", 1416, "set_off"),
    ),
    (
        "ticket altered", "escrow", "wallet (platform:due, group), campaign",
        altered(), ("escrow", "wallet:c", 2484, "refund"),
    ),
    (
        "ticket altered", "escrow", "wallet (platform:due, group), campaign",
        altered(), ("escrow", "campaign:v", 116, "refund"),
    ),
    (
        "order settled", "escrow", "merchant",
        settled(TWO_STALLS), ("escrow", "merchant:a", 1650, "sale"),
    ),
    (
        "order settled", "merchant", "platform:fees",
        settled(TWO_STALLS), ("merchant:b", "platform:fees", 180, "commission"),
    ),
    (
        "order settled", "merchant", "programme",
        settled(TWO_STALLS), ("merchant:a", "programme:school", 100, "share"),
    ),
    (
        "order settled", "escrow", "platform:delivery",
        settled(TWO_STALLS), ("escrow", "platform:delivery", 300, "delivery_fee"),
    ),
    (
        "order settled", "escrow", "programme",
        settled(TWO_STALLS), ("escrow", "programme:fund", 50, "donation"),
    ),
    (
        "order settled", "platform:delivery", "courier",
        settled(TWO_STALLS), ("platform:delivery", "courier:x", 700, "pay"),
    ),
    (
        "order settled", "escrow", "courier",
        settled(TIPPED), ("escrow", "courier:x", 250, "tip"),
    ),
    (
        "order refunded", "escrow", "wallet (platform:due, group), campaign",
        refunded(COOKED), ("escrow", "wallet:c", 4200, "refund"),
    ),
    (
        "order refunded", "platform:care, platform:unpaid", "merchant",
        refunded(COOKED), ("platform:care", "merchant:b", 3000, "compensation"),
    ),
    (
        "order refunded", "platform:delivery", "courier",
        refunded(COOKED), ("platform:delivery", "courier:x", 700, "pay"),
    ),
    (
        "order placed", "wallet, group, or platform:due for cash and tabs", "escrow",
        placed(IN_CASH), ("platform:due", "escrow", 4200, "payment"),
    ),
    (
        "ticket rejected, lapsed, unpaid", "escrow", "wallet (platform:due, group), campaign",
        went(progress.answer_ticket(IN_CASH, "b", TicketStep.REJECT, EVENING)).events[0],
        ("escrow", "platform:due", 2484, "refund"),
    ),
    (
        "order settled", "platform:cash:COURIER", "platform:due",
        settled(IN_CASH), ("platform:cash:x", "platform:due", 4200, "cash"),
    ),
    (
        "order refunded", "escrow", "wallet (platform:due, group), campaign",
        refunded(replace(COOKED, way=PaidBy.CASH)), ("escrow", "platform:due", 4200, "refund"),
    ),
    (
        "order refunded", "platform:care, platform:unpaid", "merchant",
        refunded(replace(COOKED, way=PaidBy.CASH), unpaid=True),
        ("platform:unpaid", "merchant:b", 3000, "compensation"),
    ),
    (
        "cash handed in", "outside:cash-desk", "platform:cash:COURIER",
        ledger.CashHandedIn("x", fen(4200), "w"),
        ("outside:cash-desk", "platform:cash:x", 4200, "handed_in"),
    ),
    (
        "cash set off", "courier", "platform:cash:COURIER",
        ledger.CashSetOff("x", fen(700), "w"), ("courier:x", "platform:cash:x", 700, "set_off"),
    ),
    (
        "ticket paid", "wallet", "platform:due",
        tables.PartPaid(order="o", merchant="a", tab="t", customer="c", amount=fen(900)),
        ("wallet:c", "platform:due", 900, "payment"),
    ),
    (
        "ticket paid back", "platform:due", "wallet",
        tables.PartPaidBack(order="o", merchant="a", tab="t", customer="c", amount=fen(900)),
        ("platform:due", "wallet:c", 900, "refund"),
    ),
    (
        "ticket forgone", "escrow", "platform:due",
        tables.TicketForgone(
            order="o", merchant="a", tab="t", back_to_customer=fen(900),
            back_to_campaign=fen(0), campaign=None, customer="c", way=PaidBy.TAB,
        ), ("escrow", "platform:due", 900, "refund"),
    ),
    (
        "payment received", "provider:NAME", "wallet",
        payments.PaymentReceived("pay", "c", "stripe", fen(900)),
        ("provider:stripe", "wallet:c", 900, "payment"),
    ),
    (
        "voucher kept for a payment", "campaign", "clearing:vouchers",
        payments.VoucherKept("pay", "c", "v", fen(900)),
        ("campaign:v", "clearing:vouchers", 900, "voucher"),
    ),
    (
        "voucher let go", "clearing:vouchers", "campaign",
        payments.VoucherLetGo("pay", "c", "v", fen(900)),
        ("clearing:vouchers", "campaign:v", 900, "voucher"),
    ),
    (
        "refund asked", "wallet", "clearing:refunds",
        payments.RefundAsked("pay", "c", refund="rf", amount=fen(900)),
        ("wallet:c", "clearing:refunds", 900, "refund"),
    ),
    (
        "refund done", "clearing:refunds", "provider:NAME",
        payments.RefundDone("pay", "c", refund="rf", provider="stripe", amount=fen(900)),
        ("clearing:refunds", "provider:stripe", 900, "refund"),
    ),
    (
        "refund paid otherwise", "clearing:refunds", "outside:cash-desk",
        payments.RefundPaidOtherwise("pay", "c", refund="rf", amount=fen(900), why="w"),
        ("clearing:refunds", "outside:cash-desk", 900, "refund"),
    ),
    (
        "provider kept fees", "platform:provider-fees", "provider:NAME", KEPT_FEES,
        ("platform:provider-fees", "provider:stripe", 25, "provider_fee"),
    ),
    (
        "provider kept fees", "provider:NAME", "platform:provider-fees",
        replace(KEPT_FEES, amount=fen(-25)),
        ("provider:stripe", "platform:provider-fees", 25, "provider_fee"),
    ),
    (
        "provider passed on", "platform:transit:NAME", "provider:NAME", PASSED_ON,
        ("platform:transit:stripe", "provider:stripe", 900, "to_bank"),
    ),
    (
        "provider passed on", "provider:NAME", "platform:transit:NAME",
        replace(PASSED_ON, amount=fen(-900)),
        ("provider:stripe", "platform:transit:stripe", 900, "to_bank"),
    ),
    (
        "passed on arrived", "outside:bank", "platform:transit:NAME", ARRIVED,
        ("outside:bank", "platform:transit:stripe", 900, "at_bank"),
    ),
    (
        "passed on arrived", "platform:transit:NAME", "outside:bank",
        replace(ARRIVED, amount=fen(-900)),
        ("platform:transit:stripe", "outside:bank", 900, "at_bank"),
    ),
    (
        "payout ordered", "merchant, courier", "clearing:payouts",
        payouts.PayoutOrdered("po", "merchant:b", fen(900)),
        ("merchant:b", "clearing:payouts", 900, "payout"),
    ),
    (
        "payout paid", "clearing:payouts", "outside:bank",
        payouts.PayoutPaid("po", "merchant:b", fen(900)),
        ("clearing:payouts", "outside:bank", 900, "payout_paid"),
    ),
    (
        "payout returned", "clearing:payouts, or outside:bank once paid", "merchant, courier",
        payouts.PayoutReturned("po", "courier:x", fen(900), False, "w"),
        ("clearing:payouts", "courier:x", 900, "payout_returned"),
    ),
    (
        "payout returned", "clearing:payouts, or outside:bank once paid", "merchant, courier",
        payouts.PayoutReturned("po", "courier:x", fen(900), True, "w"),
        ("outside:bank", "courier:x", 900, "payout_returned"),
    ),
    *(
        ("complaint paid", "who bears it", to, event, movement)
        for to, event, movement in (
            ("wallet, platform:office", BORNE, ("platform:till:a", "wallet:c", 900, "complaint")),
            (
                "wallet, platform:office", replace(BORNE, to=BackTo.OFFICE, bears=Bears.WAY),
                ("platform:delivery", "platform:office", 900, "complaint"),
            ),
            ("campaign", BORNE, ("platform:till:a", "campaign:v", 70, "complaint")),
            (
                "campaign", replace(BORNE, bears=Bears.PLATFORM),
                ("platform:care", "campaign:v", 70, "complaint"),
            ),
        )
    ),
    (
        "complaint paid", "platform:fees", "platform:till:MERCHANT",
        BORNE, ("platform:fees", "platform:till:a", 54, "fee_back"),
    ),
    (
        "complaint handed out", "platform:office", "outside:cash-desk",
        ComplaintHandedOut("k", "o", "a", amount=fen(900), why="w"),
        ("platform:office", "outside:cash-desk", 900, "complaint_cash"),
    ),
    (
        "shift ended", "platform:delivery", "courier",
        shift_ended(600),
        ("platform:delivery", "courier:x", 600, "guarantee"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("event", "line"), [(event, line) for *_, event, line in LINES],
    ids=[f"{event}: {origin} to {to}" for event, origin, to, *_ in LINES],
)  # fmt: skip
def test_each_line_of_the_money_table(event: Event, line: tuple[str, str, int, str]) -> None:
    """The event moves this amount out of this account into that one, for this reason, once."""
    debit, credit, amount, why = line
    found = movements(event)
    assert found.count(Movement(debit, credit, fen(amount), why)) == 1
    assert sum((one.debit, one.credit, one.why) == (debit, credit, why) for one in found) == 1


def test_the_table_that_people_read_has_the_lines_that_are_tested() -> None:
    """Each row of the docstring, an event's name standing for the rows below it."""
    rows, event = [], ""
    for row in (postings.__doc__ or "").splitlines():
        if row.startswith("| ") and not row.startswith(("| event", "| ---")):
            named, origin, to, _ = (cell.strip() for cell in row.strip("|").split("|"))
            event = named or event
            rows.append((event, origin, to))
    assert set(rows) == {(event, origin, to) for event, origin, to, *_ in LINES}
    assert {type(event) for *_, event, _ in LINES} == set(POSTED)


def test_all_that_a_settled_order_moves() -> None:
    """In the order of the table, stall by stall."""
    found = [
        (one.debit, one.credit, one.amount.fen, one.why) for one in movements(settled(TWO_STALLS))
    ]
    assert found == [
        ("escrow", "merchant:a", 1650, "sale"),
        ("merchant:a", "platform:fees", 99, "commission"),
        ("merchant:a", "programme:school", 100, "share"),
        ("escrow", "merchant:b", 3000, "sale"),
        ("merchant:b", "platform:fees", 180, "commission"),
        ("escrow", "platform:delivery", 300, "delivery_fee"),
        ("escrow", "programme:fund", 50, "donation"),
        ("platform:delivery", "courier:x", 700, "pay"),
    ]


def test_nothing_is_moved_where_there_is_nothing_to_move() -> None:
    """No empty movement: no voucher, no donation, no pay, no top-up."""
    plain = order_of(ticket("a", 1000), delivery=0)
    assert movements(placed(plain)) == (Movement("wallet:c", "escrow", fen(1000), "payment"),)
    assert movements(shift_ended(0)) == ()
    assert movements(fleet.ShiftStarted("x", "sh", EVENING, EVENING + MINUTE)) == ()
    assert [one.why for one in movements(settled(plain, Commission(0)))] == ["sale", "pay"]


@pytest.mark.parametrize(
    ("sold", "given", "gift"), [(1000, 100, 100), (1000, 5000, 940), (1, 1, 1)]
)
def test_a_stall_gives_no_more_than_is_left_to_it(sold: int, given: int, gift: int) -> None:
    """What it pledged, up to what it earned after the platform's fee."""
    event = settled(order_of(ticket("a", sold, given=given, programme="school")))
    gifts = [one.amount for one in movements(event) if one.why == "share"]
    assert gifts == [fen(gift)]


def test_who_had_not_begun_to_cook_is_not_compensated_and_who_had_not_collected_not_paid() -> None:
    """An order called off at once costs nobody anything."""
    called_off = went(progress.call_off(TWO_STALLS, OrderStep.CANCEL, "mind changed", EVENING))
    event = went(progress.refund(called_off.order, PAY)).events[-1]
    assert movements(event) == (
        Movement("escrow", "wallet:c", fen(4200), "refund"),
        Movement("escrow", "campaign:v", fen(800), "refund"),
    )


amounts = some.integers(1, 10**6)
parts = some.lists(some.tuples(amounts, some.integers(0, 5000)), min_size=1, max_size=6)


@given(
    parts, some.integers(0, 10**5), some.integers(0, 99), some.integers(0, 5000),
    some.integers(0, 10_000), some.integers(0, 10_000), some.randoms(use_true_random=False),
)  # fmt: skip
def test_whatever_enters_escrow_for_an_order_leaves_it(
    sold: list[tuple[int, int]],
    voucher: int,
    donation: int,
    delivery: int,
    tip: int,
    basis_points: int,
    chance: random.Random,
) -> None:
    """Over random orders and ends: escrow at zero, all balances sum to zero, no stall below it."""
    off = fen(min(voucher, sum(price for price, _ in sold))).split([price for price, _ in sold])
    order = order_of(
        *(
            ticket(f"m{number}", price, voucher=part.fen, given=gift, programme="school")
            for number, ((price, gift), part) in enumerate(zip(sold, off, strict=True))
        ),
        delivery=delivery, donation=donation, tip=tip, campaign="v" if voucher else None,
    )  # fmt: skip
    order = replace(order, way=chance.choice([PaidBy.WALLET, PaidBy.CASH]))
    balances: Counter[str] = Counter()
    happened = [placed(order), *_a_life(order, Commission(basis_points), chance)]
    for event in happened:
        for one in movements(event):
            balances[one.debit] -= one.amount.fen
            balances[one.credit] += one.amount.fen
    assert balances["escrow"] == balances["platform:due"] == 0
    assert balances["platform:cash:x"] <= 0
    # A tip is the courier's beside their pay, all of it or, with the order given back, none.
    assert balances["courier:x"] in {0, PAY.fen, PAY.fen + tip}
    assert sum(balances.values()) == 0
    merchants = [name for name in balances if name.startswith("merchant:")]
    assert all(balances[name] >= 0 for name in merchants)


def _a_life(order: Order, commission: Commission, chance: random.Random) -> list[Event]:
    """The events of the order from its kitchens to its end, by chance."""
    events: list[Event] = []
    for one in order.tickets:
        step = chance.choice(
            [TicketStep.ACCEPT, TicketStep.ACCEPT, TicketStep.REJECT, TicketStep.LAPSE]
        )
        answered = went(
            progress.answer_ticket(order, one.merchant, step, EVENING, EVENING + MINUTE)
        )
        order, events = answered.order, [*events, *answered.events]
    if order.state is OrderState.ACCEPTED and chance.random() < 0.5:
        delivered = replace(order, state=OrderState.DELIVERED, courier="x", collected_at=EVENING)
        return [*events, *went(progress.settle(delivered, PAY, commission)).events]
    if order.state is OrderState.ACCEPTED:
        failed = progress.fail(replace(order, courier="x"), "x", "lost", EVENING)
        order, events = went(failed).order, [*events, *went(failed).events]
    return [*events, *went(progress.refund(order, PAY)).events]


def test_a_part_given_back_and_the_rest_settled_is_the_whole() -> None:
    """One stall cannot make its part: its price went back, the rest was shared out."""
    answered = went(progress.answer_ticket(TWO_STALLS, "b", TicketStep.REJECT, EVENING))
    rest = went(progress.answer_ticket(answered.order, "a", TicketStep.ACCEPT, EVENING, EVENING))
    escrow: Counter[str] = Counter()
    for event in (placed(TWO_STALLS), *answered.events, settled(rest.order)):
        for one in movements(event):
            way = (one.credit == "escrow") - (one.debit == "escrow")
            escrow[one.why] += one.amount.fen * way
    assert +escrow == {"payment": 4200, "voucher": 800}
    assert -escrow == {"refund": 3000, "sale": 1650, "delivery_fee": 300, "donation": 50}


@given(some.integers(1, 10_000), some.sampled_from([PaidBy.WALLET, PaidBy.CASH]))
def test_a_tip_is_wholly_the_couriers(tip: int, way: PaidBy) -> None:
    """No stall, no fee and no programme gets more or less for it; in cash it is taken with all."""
    plain = replace(TWO_STALLS, way=way)
    tipped = replace(plain, bill=replace(plain.bill, tip=fen(tip)))
    gained: Counter[str] = Counter()
    for order, sign in ((tipped, 1), (plain, -1)):
        for event in (placed(order), settled(order)):
            for one in movements(event):
                gained[one.debit] -= sign * one.amount.fen
                gained[one.credit] += sign * one.amount.fen
    payer = "platform:cash:x" if way is PaidBy.CASH else "wallet:c"
    assert {name: fen for name, fen in gained.items() if fen} == {"courier:x": tip, payer: -tip}


def test_a_tip_goes_back_with_the_order() -> None:
    """All that was paid, and the courier has their pay."""
    back = replace(COOKED, bill=replace(COOKED.bill, tip=fen(250)))
    moved = movements(refunded(back))
    assert Movement("escrow", "wallet:c", fen(4450), "refund") in moved
    assert [one.why for one in moved if one.credit == "courier:x"] == ["pay"]
