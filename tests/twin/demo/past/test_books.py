"""The books of the made-up past: whole to the fen, and the same sums as its sales and shifts."""

from __future__ import annotations

import numpy as np
import pytest

from tests.records import EVENING, fen
from tests.twin.demo.past.made import by_day, past, why
from yeshi.events.fleet import ShiftEnded
from yeshi.events.ledger import CampaignFunded
from yeshi.events.orders import Asked, OrderPlaced, OrderRefunded, OrderSettled, Share
from yeshi.events.record import Event
from yeshi.ledger.postings import movements
from yeshi.observatory.columns import Coded

pytest.importorskip("holidays")


def test_escrow_is_empty_at_the_end_of_every_day() -> None:
    """What enters it for an order leaves it, to the fen; the campaigns hold nothing either."""
    entries = past().tables["entries"]
    source, target = entries["from_kind"], entries["to_kind"]
    assert isinstance(source, Coded)
    assert isinstance(target, Coded)
    for account in ("escrow", "campaign"):
        code = source.names.index(account)
        entered = by_day(entries, "fen", target.codes == code)
        assert entered == by_day(entries, "fen", source.codes == code), account
    assert np.asarray(entries["fen"]).min() > 0


def test_the_books_are_the_sales_and_the_shifts_by_day() -> None:
    """Sales, vouchers, and couriers' pay are told alike by both."""
    tables = past().tables
    entries, sales, shifts = tables["entries"], tables["sales"], tables["shiftwork"]
    assert by_day(entries, "fen", why("sale")) == by_day(sales, "sold_fen")
    told = {day: fen for day, fen in by_day(sales, "voucher_fen").items() if fen}
    assert by_day(entries, "fen", why("voucher")) == told
    paid = by_day(entries, "fen", why("pay") | why("guarantee"))
    assert paid == by_day(shifts, "pay_fen")
    assert int(np.asarray(shifts["orders"]).sum()) == int(why("pay").sum())


def test_each_line_is_a_line_of_the_ledgers_table() -> None:
    """From the same kind of account to the same, for the same reason."""
    yuan = fen(100)
    share = Share(merchant="m", sold=yuan, voucher=yuan, fee=yuan, given=fen(0), programme=None)
    events: tuple[Event, ...] = (
        OrderPlaced(
            order="o",
            customer="c",
            asked=(Asked("m", yuan, yuan),),
            paid=yuan,
            campaign="v",
            promised_by=EVENING,
        ),
        OrderSettled(
            order="o",
            shares=(share,),
            delivery_fee=yuan,
            donation=yuan,
            programme="p",
            courier="x",
            courier_pay=yuan,
            campaign="v",
        ),
        OrderRefunded(
            order="o",
            customer="c",
            back_to_customer=yuan,
            back_to_campaign=fen(0),
            campaign=None,
            compensated=(),
            courier=None,
            courier_pay=fen(0),
        ),
        ShiftEnded(
            courier="x", shift="s", on_at=EVENING, duty_s=1, orders=0, earned=yuan, top_up=yuan
        ),
        CampaignFunded("v", yuan),
    )
    table = {
        (line.why, line.debit.partition(":")[0], line.credit.partition(":")[0])
        for event in events
        for line in movements(event)
    }
    entries = past().tables["entries"]
    columns = [entries["why"], entries["from_kind"], entries["to_kind"]]
    codes = np.stack([c.codes for c in columns if isinstance(c, Coded)], axis=1)
    told = {
        tuple(c.names[code] for c, code in zip(columns, row, strict=True) if isinstance(c, Coded))
        for row in np.unique(codes, axis=0).tolist()
    }
    assert told == table
