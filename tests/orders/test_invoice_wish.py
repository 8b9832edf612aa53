"""For whom an invoice is made, for how long one may ask, and what a stall may answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.orders.complaints import received
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
)
from yeshi.orders.lifecycle import OrderState, TicketState

CODE = "91110000600037341L"
ORDER, NOW = received(), EVENING + timedelta(days=1)
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
    made = invoice_issued(wish(), "25-1", NOW)
    assert isinstance(made, InvoiceWish)
    assert reason(invoice_for(ORDER, (made,), company(), NOW)) == InvoiceAnswered("o")
    back = replace(ORDER, state=OrderState.REFUNDED)
    assert reason(invoice_for(back, (), company(), NOW)) == NothingToInvoice("o")


def test_a_stall_answers_once() -> None:
    """With a number that may be one, or why it cannot."""
    made, never = invoice_issued(wish(), " 25-1 ", NOW), invoice_declined(wish(), " closed ", NOW)
    assert isinstance(made, InvoiceWish)
    assert isinstance(never, InvoiceWish)
    assert (made.number, made.is_issued, made.waits, made.holds) == ("25-1", True, False, True)
    assert (never.why, never.is_issued, never.holds) == ("closed", False, True)
    for number in ("", "a b", "x" * 31):
        assert reason(invoice_issued(wish(), number, NOW)) == Invalid("invoice_number", "1…30")
    for why in (" ", "x" * 201):
        assert reason(invoice_declined(wish(), why, NOW)) == Invalid("why", "1…200")
    assert reason(invoice_issued(never, "1", NOW)) == InvoiceAnswered("o")
    assert reason(invoice_declined(made, "why", NOW)) == InvoiceAnswered("o")
    assert not replace(made, why="both").holds
    assert not replace(wish(), answered_at=NOW).holds


def test_what_was_given_back_after_it_was_made_is_due_in_red() -> None:
    """A part of it, the stall's part, or all; of none that was made nothing is."""
    made = invoice_issued(wish(), "1", NOW)
    assert isinstance(made, InvoiceWish)
    assert not is_red_due(made, ORDER, fen(0))
    assert is_red_due(made, ORDER, fen(1))
    assert is_red_due(made, replace(ORDER, state=OrderState.REFUNDED), fen(0))
    gone = tuple(replace(one, state=TicketState.LAPSED) for one in ORDER.tickets)
    assert is_red_due(made, replace(ORDER, tickets=gone), fen(0))
    assert not is_red_due(wish(), ORDER, fen(1))


def test_in_the_end_it_says_for_whom_no_more() -> None:
    """That it was made, and its number, stay."""
    made = invoice_issued(wish(), "1", NOW)
    assert isinstance(made, InvoiceWish)
    left = nameless_wish(made)
    assert made.tells
    assert not left.tells
    assert left.number == "1"
