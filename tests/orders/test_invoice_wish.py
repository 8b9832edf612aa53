"""For whom an invoice is made, for how long one may ask, and what a stall may answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.orders.complaints import made_of, received
from tests.records import EVENING, fen
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.orders.invoice_wish import (
    ASKED_WITHIN,
    InvoiceAnswered,
    InvoiceFor,
    InvoiceKind,
    InvoiceTooLate,
    InvoiceWish,
    NothingToInvoice,
    checked_invoice,
    invoice_declined,
    invoice_for,
    invoice_issued,
    is_red_due,
    nameless_wish,
    paid_for,
)
from yeshi.orders.lifecycle import OrderState, TicketState

CODE = "91110000600037341L"
ORDER, NOW = received(), EVENING + timedelta(days=1)
# Of stall a, which sold 46.50 with a voucher.
PAID = fen(1650 + 3000 - 284)
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def company(number: str = CODE, title: str = "Night & Co", mail: str = "a@b.org") -> InvoiceFor:
    """For a company."""
    return InvoiceFor(kind=InvoiceKind.COMPANY, title=title, tax_number=number, mail=mail)


def wish() -> InvoiceWish:
    """A wish that waits for stall a."""
    return InvoiceWish(
        id="w", order="o", merchant="a", customer="c", made_for=company(), asked_at=NOW
    )


def reason(answer: object) -> Reason:
    """Why not."""
    assert isinstance(answer, Refused), answer
    return answer.reason


@given(some.text(_SIGNS, min_size=17, max_size=17))
def test_the_last_sign_of_a_credit_code_follows_from_the_others(most: str) -> None:
    """One sign of all fits, whatever it begins with."""
    checked = [checked_invoice(company(most + one)) for one in _SIGNS]
    assert len([one for one in checked if isinstance(one, InvoiceFor)]) == 1


@pytest.mark.parametrize("written", [CODE[:-1] + "M", CODE[:-1] + "I", "I" + CODE[1:]])
def test_what_is_no_credit_code(written: str) -> None:
    """By its signs, or its last one."""
    assert checked_invoice(company()) == company()
    assert checked_invoice(company(written)) == Refused(Invalid("tax_number", "tax_number"))


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (company(), None),
        (company("9111 0000 6000 3734 1l"), None),
        (company("123456789012345"), None),
        (company("12345678901234567890"), None),
        (company(CODE[:-1] + "M"), Invalid("tax_number", "tax_number")),
        (company("12345678901234"), Invalid("tax_number", "tax_number")),
        (company("123456789012345678901"), Invalid("tax_number", "tax_number")),
        (company("12345678901234五"), Invalid("tax_number", "tax_number")),
        (company(""), Invalid("tax_number", "tax_number")),
        (company(title=" "), Invalid("title", "1…100")),
        (company(title="x" * 101), Invalid("title", "1…100")),
        (company(mail="nobody"), Invalid("mail", "mail_address")),
        (company(mail="a@b"), Invalid("mail", "mail_address")),
        (company(mail="a@" + "b" * 250 + ".org"), Invalid("mail", "mail_address")),
    ],
)
def test_for_whom_it_is(said: InvoiceFor, fault: Reason | None) -> None:
    """A company has a tax number that may be one; everybody a name and an address."""
    answer = invoice_for(ORDER, (), said, NOW)
    if fault:
        assert reason(answer) == fault
    else:
        assert isinstance(answer, InvoiceFor)
        assert answer.tax_number == said.tax_number.replace(" ", "").upper()


def test_a_person_has_no_tax_number() -> None:
    """What was typed there is not kept."""
    said = replace(company("rubbish"), kind=InvoiceKind.PERSON)
    answer = invoice_for(ORDER, (), said, NOW)
    assert isinstance(answer, InvoiceFor)
    assert answer.tax_number == ""


def test_one_may_ask_for_thirty_days_and_until_a_stall_has_answered() -> None:
    """Of what came to nothing there is none."""
    late = EVENING + ASKED_WITHIN
    assert isinstance(invoice_for(ORDER, (wish(),), company(), NOW), InvoiceFor)
    assert isinstance(invoice_for(replace(ORDER, ended_at=None), (), company(), late), InvoiceFor)
    assert reason(invoice_for(ORDER, (), company(), late)) == InvoiceTooLate("o", 30)
    made = invoice_issued(wish(), "25-1", PAID, NOW)
    assert isinstance(made, InvoiceWish)
    assert reason(invoice_for(ORDER, (made,), company(), NOW)) == InvoiceAnswered("o")
    back = replace(ORDER, state=OrderState.REFUNDED)
    assert reason(invoice_for(back, (), company(), NOW)) == NothingToInvoice("o")


def test_a_stall_answers_once() -> None:
    """With a number that may be one, or why it cannot."""
    made = invoice_issued(wish(), " 25-1 ", PAID, NOW)
    never = invoice_declined(wish(), " closed ", NOW)
    assert isinstance(made, InvoiceWish)
    assert isinstance(never, InvoiceWish)
    assert (made.number, made.is_issued, made.waits, made.holds) == ("25-1", True, False, True)
    assert (never.why, never.is_issued, never.holds) == ("closed", False, True)
    for number in ("", "a b", "x" * 31):
        answer = invoice_issued(wish(), number, PAID, NOW)
        assert reason(answer) == Invalid("invoice_number", "1…30")
    for why in (" ", "x" * 201):
        assert reason(invoice_declined(wish(), why, NOW)) == Invalid("why", "1…200")
    assert reason(invoice_issued(never, "1", PAID, NOW)) == InvoiceAnswered("o")
    assert reason(invoice_declined(made, "why", NOW)) == InvoiceAnswered("o")
    assert made.billed == PAID
    assert not replace(made, why="both").holds
    assert not replace(made, billed=fen(0)).holds
    assert not replace(never, billed=PAID).holds
    assert not replace(wish(), answered_at=NOW).holds


def test_of_what_nobody_paid_none_is_made() -> None:
    """It can be said that there is none; and one that was made stays the first answer."""
    assert reason(invoice_issued(wish(), "1", fen(0), NOW)) == NothingToInvoice("o")
    assert isinstance(invoice_declined(wish(), "nothing was paid", NOW), InvoiceWish)
    made = invoice_issued(wish(), "1", PAID, NOW)
    assert isinstance(made, InvoiceWish)
    assert reason(invoice_issued(made, "2", fen(0), NOW)) == InvoiceAnswered("o")


def test_what_was_paid_in_the_end_is_less_voucher_and_what_was_given_back() -> None:
    """Of that stall and that order; of what came to nothing it is nothing."""
    back = replace(made_of(ORDER, {0: 1}), granted=fen(700))
    others = [replace(back, merchant="b"), replace(back, order="other")]
    assert paid_for(ORDER, "a", ()) == PAID
    assert paid_for(ORDER, "a", [back, *others]) == PAID - fen(700)
    assert paid_for(ORDER, "b", [back]) == fen(3000 - 516)
    assert paid_for(ORDER, "none", ()) == fen(0)
    assert paid_for(replace(ORDER, state=OrderState.REFUNDED), "a", ()) == fen(0)
    gone = tuple(replace(one, state=TicketState.LAPSED) for one in ORDER.tickets)
    assert paid_for(replace(ORDER, tickets=gone), "a", ()) == fen(0)


def test_what_was_given_back_after_it_was_made_is_due_in_red() -> None:
    """A part of it, the stall's part, or all; of none that was made nothing is, and nothing of what
    had come back before."""
    made = invoice_issued(wish(), "1", PAID - fen(700), NOW)
    assert isinstance(made, InvoiceWish)
    assert not is_red_due(made, ORDER, PAID - fen(700))
    assert is_red_due(made, ORDER, PAID - fen(701))
    assert is_red_due(made, ORDER, fen(0))
    assert not is_red_due(wish(), ORDER, fen(0))
    assert is_red_due(made, replace(ORDER, tickets=ORDER.tickets[1:]), fen(0))


def test_where_it_was_not_noted_of_what_it_was_made_all_that_came_back_is_due() -> None:
    """Of those that were made before it was."""
    made = invoice_issued(wish(), "1", PAID, NOW)
    assert isinstance(made, InvoiceWish)
    earlier = replace(made, billed=None)
    assert earlier.holds
    assert not is_red_due(earlier, ORDER, PAID)
    assert is_red_due(earlier, ORDER, PAID - fen(1))


def test_in_the_end_it_says_for_whom_no_more() -> None:
    """That it was made, and its number, stay."""
    made = invoice_issued(wish(), "1", PAID, NOW)
    assert isinstance(made, InvoiceWish)
    left = nameless_wish(made)
    assert made.tells
    assert not left.tells
    assert left.number == "1"
