"""Claims and the draw: chance alone decides, from a seed that anybody may try again."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import EVENING, MINUTE
from yeshi.vouchers.lot import Claim, Lot, Outcome, claim_id, draw

CUSTOMERS = st.sets(st.text(min_size=1, max_size=8), max_size=30)


def claims_of(customers: set[str], campaign: str = "c") -> list[Claim]:
    """A claim of each customer."""
    return [
        Claim(id=claim_id(campaign, one), campaign=campaign, customer=one, claimed_at=EVENING)
        for one in sorted(customers)
    ]


@pytest.mark.parametrize(
    ("drawn", "minutes", "takes", "due"),
    [
        (False, -1, True, False),
        (False, 0, False, True),
        (False, 1, False, True),
        (True, -1, False, False),
        (True, 0, False, False),
        (True, 1, False, False),
    ],
)
def test_claims_are_taken_until_the_moment_and_drawn_from_it_on(
    drawn: bool, minutes: int, takes: bool, due: bool
) -> None:
    """Never both, and neither once it is drawn."""
    lot = Lot(3, EVENING, EVENING - timedelta(days=1) if drawn else None)
    now = EVENING + minutes * MINUTE
    assert (lot.takes_claims(now), lot.is_to_be_drawn(now)) == (takes, due)


@pytest.mark.parametrize(
    ("won", "order", "can_be_spent", "outcome"),
    [
        (None, None, False, Outcome.CLAIMED),
        (False, None, False, Outcome.LOST),
        (True, None, True, Outcome.WON),
        (True, "o", False, Outcome.SPENT),
    ],
)
def test_a_claim_is_spent_once_and_only_if_it_won(
    won: bool | None, order: str | None, can_be_spent: bool, outcome: Outcome
) -> None:
    """Each state of a claim, and what its customer is told."""
    claim = Claim(id="c:x", campaign="c", customer="x", claimed_at=EVENING, won=won, order=order)
    assert (claim.can_be_spent, claim.outcome) == (can_be_spent, outcome)


def test_a_customer_has_one_claim_in_a_campaign() -> None:
    """The id says whose it is, and in which."""
    assert claim_id("spring", "ann") == claim_id("spring", "ann")
    assert len({claim_id(c, who) for c in ("spring", "autumn") for who in ("ann", "bo")}) == 4


@given(CUSTOMERS, st.integers(0, 30), st.randoms(use_true_random=False))
def test_a_draw_can_be_drawn_again_in_any_order(
    customers: set[str], vouchers: int, chance: random.Random
) -> None:
    """The same seed and winners, as many as there are vouchers."""
    claims = claims_of(customers)
    seed, winners = draw(Lot(vouchers, EVENING), claims)
    assert len(winners) == min(vouchers, len(claims))
    assert winners <= {claim.id for claim in claims}
    chance.shuffle(claims)
    assert draw(Lot(vouchers, EVENING), claims) == (seed, winners)


@given(CUSTOMERS)
def test_all_win_where_there_are_vouchers_for_all(customers: set[str]) -> None:
    """And nobody where there are none."""
    claims = claims_of(customers)
    assert draw(Lot(len(claims), EVENING), claims)[1] == {claim.id for claim in claims}
    assert draw(Lot(0, EVENING), claims)[1] == frozenset()


@given(CUSTOMERS, st.integers(0, 29))
def test_one_voucher_more_takes_none_away(customers: set[str], vouchers: int) -> None:
    """Whoever wins of few wins of more."""
    claims = claims_of(customers)
    few, more = (draw(Lot(vouchers + extra, EVENING), claims)[1] for extra in (0, 1))
    assert few <= more


@given(CUSTOMERS)
def test_one_claim_more_changes_the_seed(customers: set[str]) -> None:
    """So that nobody knows it before the last has come."""
    before, _ = draw(Lot(1, EVENING), claims_of(customers))
    after, _ = draw(Lot(1, EVENING), claims_of({*customers, "the last, longer than the others"}))
    assert before != after


def test_the_draw_is_the_one_that_is_written_down() -> None:
    """BLAKE2b of the claims in order is the seed; of seed and claim, the place in the row."""
    seed, winners = draw(Lot(2, EVENING), claims_of({"ann", "bo", "cy", "di"}))
    assert seed == "fb320f942f4451a5dfc9d4987b08f5a5"
    assert winners == {"c:ann", "c:di"}


def test_everybody_is_as_likely_to_win() -> None:
    """Over many draws of ten among forty, nobody wins far more often than a quarter."""
    won = dict.fromkeys(range(40), 0)
    for number in range(400):
        claims = claims_of({str(one) for one in range(40)}, f"c{number}")
        _, winners = draw(Lot(10, EVENING), claims)
        for one in range(40):
            won[one] += claim_id(f"c{number}", str(one)) in winners
    # 100 wins are expected, with a deviation of 8.7.
    assert all(60 <= wins <= 140 for wins in won.values())


@pytest.mark.parametrize(
    ("won", "order", "outcome"),
    [
        (None, None, Outcome.CLAIMED),
        (True, None, Outcome.WON),
        (True, "or-1", Outcome.SPENT),
        (False, None, Outcome.LOST),
    ],
)
def test_what_came_of_a_claim(won: bool | None, order: str | None, outcome: Outcome) -> None:
    """Not drawn yet, won, won and spent, or lost."""
    assert (
        Claim(
            id="v:c", campaign="v", customer="c", claimed_at=EVENING, won=won, order=order
        ).outcome
        is outcome
    )
