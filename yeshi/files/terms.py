"""A city's terms from its file."""

from __future__ import annotations

from pathlib import Path

from yeshi.base.errors import InputError
from yeshi.base.money import Money
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Service
from yeshi.files.city_document import CityDocument, DeliveryDocument
from yeshi.files.city_file import calendar_of, zones_of
from yeshi.files.toml import read as read_file
from yeshi.flow.terms import Terms
from yeshi.geo.travel import EBIKE_M_MIN
from yeshi.market.facts import FactRules
from yeshi.orders.checkout import Fees
from yeshi.orders.sharing import Commission
from yeshi.payments.rules import PayoutRules


def read_terms(path: Path) -> Terms:
    """The terms in the city's file; InputError names the file, the line and the first fault."""
    read = read_file(path, CityDocument)
    said = read.terms
    if said is None:
        raise InputError(f"{path}: terms: is missing")
    return Terms(
        calendar=calendar_of(path, read.time_zone, read.day_turns),
        zones=zones_of(read),
        fees=_fees(said.delivery, read.currency),
        commission=Commission(round(said.commission * 10_000)),
        service=Service(said.service.counter_s, said.service.door_s),
        policy=Policy(**said.policy.model_dump()),
        pay_per_order=Money(said.pay.order_fen, read.currency),
        pay_per_hour=Money(said.pay.hour_fen, read.currency),
        answer_within_s=said.answer_within_s,
        strand_after_s=said.strand_after_s,
        complaint_within_s=said.complaint_within_s,
        kitchen_cv=said.kitchen_cv,
        way_cv=said.way_cv,
        promise_kept=said.promise_kept,
        round_up=said.round_up,
        country=said.country,
        cash_open_max=said.cash.open_max,
        cash_most=_money(said.cash.most_fen, read.currency),
        facts=FactRules(
            tuple(said.facts.asked), said.facts.checked_days, tuple(said.facts.notice_days)
        ),
        payouts=PayoutRules(
            tuple(said.payouts.days),
            _money(said.payouts.least_fen, read.currency),
            said.payouts.arrives_days,
        ),
    )


def _money(fen: int | None, currency: str) -> Money | None:
    return None if fen is None else Money(fen, currency)


def _fees(said: DeliveryDocument, currency: str) -> Fees:
    return Fees(
        delivery_base=Money(said.base_fen, currency),
        delivery_base_km=said.base_km,
        delivery_per_km=Money(said.per_km_fen, currency),
        metres_per_minute=EBIKE_M_MIN,
        # A minute's thousandth is none that a file could keep.
        reach_s=round(said.reach_minutes * 60, 3),
        wait_s=said.wait_s,
    )
