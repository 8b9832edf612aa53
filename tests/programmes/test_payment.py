"""Two other people approve, and nothing is paid beyond fund or plan."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused
from yeshi.programmes.payment import (
    BeyondFund,
    BeyondPlan,
    NotProposed,
    Payment,
    PaymentState,
    Purse,
    SecondPerson,
    approve,
    decline,
)

FULL = Purse(Money(10**9, "CNY"), Money(10**9, "CNY"))


def payment(fen: int = 100) -> Payment:
    """Proposed by f."""
    return Payment(
        id="pay",
        programme="p",
        student="s",
        milestone="enrolled",
        amount=Money(fen, "CNY"),
        year=2026,
        proposed_by="f",
    )


@given(st.lists(st.sampled_from("fabc"), max_size=6))
def test_it_is_paid_by_the_second_other_person(people: list[str]) -> None:
    """Whoever tries in whatever order: never by one alone, never by who proposed it."""
    one, approved = payment(), set()
    for person in people:
        answer = approve(one, person, FULL)
        if isinstance(answer, Payment):
            approved.add(person)
            one = answer
        else:
            assert isinstance(answer.reason, SecondPerson | NotProposed)
    others = set(people) - {"f"}
    assert (one.state is PaymentState.PAID) == (len(others) >= 2)
    assert set(one.approved_by) == approved
    assert "f" not in approved
    assert len(approved) == min(2, len(others))


@given(st.integers(1, 200), st.integers(0, 200), st.integers(-50, 200))
def test_never_beyond_fund_or_plan(amount: int, held: int, left: int) -> None:
    """The bounds are exact."""
    answer = approve(payment(amount), "a", Purse(Money(held, "CNY"), Money(left, "CNY")))
    if held < amount:
        assert answer == Refused(BeyondFund(held, amount, "CNY"))
    elif left < amount:
        assert answer == Refused(BeyondPlan(2026, left, amount, "CNY"))
    else:
        assert isinstance(answer, Payment)


def test_a_declined_payment_is_never_paid() -> None:
    """And the reason is kept."""
    gone = decline(payment(), " entered twice ")
    assert isinstance(gone, Payment)
    assert (gone.state, gone.why) == (PaymentState.DECLINED, "entered twice")
    for answer in (approve(gone, "a", FULL), decline(gone, "again")):
        assert answer == Refused(NotProposed("declined"))
    empty = decline(payment(), " ")
    assert isinstance(empty, Refused)
    assert isinstance(empty.reason, Invalid)
