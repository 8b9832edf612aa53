"""What a zone's deliveries take, and which of them may be late."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import EVENING
from yeshi.orders.delivery_pace import (
    LATE_LEAST,
    LATE_MOST,
    PROMISE_S_MAX,
    PROMISE_S_MIN,
    SEEN,
    STEP,
    Delivered,
    DeliveryPace,
    Foreseen,
)

FORESEEN = Foreseen(600.0, 1, 1.0)
NEW = DeliveryPace(id="east", learnt_to=EVENING)
KNOWN = replace(NEW, weights=(5.0, 1.0, 0.5, 1.0, 2.0, 3.0, 4.0))


def test_too_little_is_known_for_a_promise() -> None:
    """Until there are weights."""
    assert NEW.promised_s(FORESEEN) is None
    assert KNOWN.promised_s(FORESEEN) == pytest.approx(60 * (5 + 10 + 0.5 + 0.7 + 2 * 0.3))


@given(
    st.floats(0, 7200), st.integers(0, 50), st.floats(0, 20), st.floats(0, 3600), st.floats(0, 5)
)
def test_more_of_anything_is_never_sooner(
    cook_s: float, ahead: int, load: float, longer_s: float, busier: float
) -> None:
    """More cooking, more before it, more orders for each courier."""
    sooner = KNOWN.promised_s(Foreseen(cook_s, ahead, load))
    later = KNOWN.promised_s(Foreseen(cook_s + longer_s, ahead + 1, load + busier))
    assert sooner is not None
    assert later is not None
    assert PROMISE_S_MIN <= sooner <= later + 1e-6 <= PROMISE_S_MAX + 1


def test_a_slow_hour_is_known_for_itself() -> None:
    """And other hours are as they were."""
    pace = NEW
    for _ in range(100):
        pace = pace.after_part(19, 1.6)
    assert pace.hourly(19) == pytest.approx(1.5)
    assert pace.hourly(20) == 1.0


def test_who_is_late_too_often_promises_more_carefully() -> None:
    """By so much that nine in time make up for one that is late."""
    order, pace = Delivered(FORESEEN, 1500.0), replace(KNOWN, may_be_late=0.1)
    late = pace.after(order, late=True, kept=0.9)
    assert late.may_be_late == pytest.approx(0.1 - 0.9 * STEP)
    for _ in range(9):
        late = late.after(order, late=False, kept=0.9)
    assert late.may_be_late == pytest.approx(0.1)


@given(st.lists(st.booleans(), max_size=400))
def test_the_share_stays_within_reason(late: list[bool]) -> None:
    """Whatever happens, and only the newest orders are kept."""
    pace = KNOWN
    for one in late:
        pace = pace.after(Delivered(FORESEEN, 1500.0), one, 0.9)
        assert pace.may_be_late is not None
        assert LATE_LEAST <= pace.may_be_late <= LATE_MOST
        assert pace.holds
    assert len(pace.seen) == min(len(late), SEEN)


def test_before_it_promises_nothing_it_is_not_blamed() -> None:
    """Orders that were promised by the city's constant move nothing."""
    assert NEW.after(Delivered(FORESEEN, 1500.0), late=True, kept=0.9).may_be_late == (
        pytest.approx(0.1)
    )
