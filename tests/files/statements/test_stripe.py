"""Stripe's reports: what came and went by our ids, fees and payouts aside, sums held."""

from __future__ import annotations

from datetime import date

import pytest

from tests.files.statements.papers import CITY, STRIPE, STRIPE_ALL
from yeshi.base.errors import StatementUnread
from yeshi.files.statements.stripe import is_stripe, read_stripe
from yeshi.ledger.stated import StatedKind


def test_rows_are_known_by_what_the_city_wrote_there() -> None:
    read = read_stripe(STRIPE, CITY).entries
    assert [(one.reference, one.amount.fen, one.kind) for one in read] == [
        ("pay-one", 103000, StatedKind.CAME),
        ("ref-one", -3000, StatedKind.WENT),
        ("po_1", -98800, StatedKind.MOVED),
        ("", -200, StatedKind.FEE),
        ("", -1500, StatedKind.OTHER),
    ]
    # 17:00 in UTC is after midnight on the city's wall.
    assert [one.day for one in read[:2]] == [date(2026, 11, 1), date(2026, 11, 2)]
    assert read[0].text == "charge · Night, market · ch_1"


def test_what_is_kept_is_told_in_a_column_or_a_row_and_rows_have_names() -> None:
    read = read_stripe(STRIPE, CITY).entries
    assert [one.kept.fen if one.kept else 0 for one in read] == [1200, 0, 0, 200, 2000]
    assert [one.own for one in read] == ["txn_1", "txn_2", "txn_3", "txn_4", "txn_5"]
    only_a_fee = STRIPE.replace("-15.00,20.00,-35.00,dispute", "0.00,20.00,-20.00,dispute")
    last = read_stripe(only_a_fee, CITY).entries[-1]
    assert (last.kind, last.kept and last.kept.fen) == (StatedKind.FEE, 2000)


def test_the_export_of_all_activity_names_nothing_of_ours() -> None:
    (one,) = read_stripe(STRIPE_ALL, CITY).entries
    assert (one.reference, one.amount.fen, one.amount.currency) == ("", 3000, "USD")


def test_without_metadata_it_is_known_by_its_intent() -> None:
    read = read_stripe(STRIPE.replace("pay-one", "").replace("ref-one", ""), CITY).entries
    assert [one.reference for one in read[:2]] == ["pi_1", "pi_1"]


def test_a_row_whose_sum_is_wrong_is_refused() -> None:
    with pytest.raises(StatementUnread, match=r"on line 2, 1018\.01 is told here, and 1018\.00"):
        read_stripe(STRIPE.replace("1018.00", "1018.01"), CITY)


def test_only_its_own_heads_are_taken() -> None:
    assert is_stripe(STRIPE.split("\n")[0])
    assert is_stripe(STRIPE_ALL.split("\n")[0])
    assert not is_stripe("created,currency,gross,fee,net")
    with pytest.raises(StatementUnread, match="column fee"):
        read_stripe("created_utc,gross,net,type,currency\n", CITY)
