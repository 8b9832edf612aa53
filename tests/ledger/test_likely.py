"""What is looked at first, by what can be seen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from yeshi.base.money import Money
from yeshi.ledger.discrepancy import KeptDiscrepancy
from yeshi.ledger.likely import Likely, likely
from yeshi.ledger.reconciliation import DiscrepancyKind as Kind

NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)


def one(
    kind: Kind, booked: int | None, stated: int | None, account: str = "provider:x",
    currency: str = "CNY", on: int = 9,
) -> KeptDiscrepancy:  # fmt: skip
    return KeptDiscrepancy(
        id="d", account=account, statement="s", kind=kind, since=date(2026, 11, 9), found_at=NOW,
        reference="r", text="", booked=None if booked is None else "pay",
        booked_amount=None if booked is None else Money(booked, "CNY"),
        stated_amount=None if stated is None else Money(stated, currency),
        stated_on=None if stated is None else date(2026, 11, on),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (one(Kind.MISSING, 100, None), Likely.NOT_STATED_YET),
        (one(Kind.MISSING, -100, None), Likely.BACK_NOT_STATED_YET),
        (one(Kind.UNKNOWN, None, 100), Likely.NEVER_TOLD),
        (one(Kind.UNKNOWN, None, -100), Likely.GIVEN_BACK_THERE),
        (one(Kind.UNKNOWN, None, 100, "outside:bank"), Likely.FROM_PROVIDER),
        (one(Kind.UNKNOWN, None, -100, "outside:bank"), Likely.SENT_ELSEWHERE),
        (one(Kind.DOUBLED, None, 100), Likely.TAKEN_TWICE),
        (one(Kind.DOUBLED, None, -100), Likely.GIVEN_TWICE),
        (one(Kind.DOUBLED, 100, None), Likely.BOOKED_TWICE),
        (one(Kind.WRONG_AMOUNT, 1000, 950), Likely.FEE_KEPT),
        (one(Kind.WRONG_AMOUNT, 1000, 949), Likely.PART_ONLY),
        (one(Kind.WRONG_AMOUNT, -1000, -1001), Likely.MORE_CAME),
        (one(Kind.WRONG_AMOUNT, 1000, 1000, currency="USD"), Likely.OTHER_CURRENCY),
        (one(Kind.WRONG_DAY, 100, 100, on=10), Likely.STATED_LATE),
        (one(Kind.WRONG_DAY, 100, 100, on=8), Likely.BOOKED_LATE),
    ],
)
def test_the_likely_reason_is_told(found: KeptDiscrepancy, reason: Likely) -> None:
    assert likely(found) is reason


def test_every_reason_can_be_told() -> None:
    told = test_the_likely_reason_is_told.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {reason for _, reason in told} == set(Likely)
