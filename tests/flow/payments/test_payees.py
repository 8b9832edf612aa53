"""Whom to pay is said by who is paid alone, and all of them learn that it was."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity, done, refused
from tests.flow.payments.paying import HOLDER, OWNER, SAID, TREASURER
from yeshi.base.refused import Invalid, Unknown
from yeshi.events.payees import PayeeEntered, PayeeTakenOut
from yeshi.flow.payments import payees
from yeshi.flow.payments.payees import TELLING_PAYEE, ToTellPayee
from yeshi.people.contact import By, Contact
from yeshi.people.person import Grant, Person, Role
from yeshi.people.proven import ProvenContact, contact_id

A, X = "merchant:a", "courier:x"
RIDER = Person("ri", "X", (Grant(Role.COURIER, "x"),), None)
COOK = Person("co", "Cook", (Grant(Role.COOK, "a"),), None)
MAIL = Contact(By.MAIL, "a@example.org")


def city_with_people() -> SmallCity:
    """A city whose stallholder can be reached by mail."""
    city = SmallCity().settle_in()
    with city.store.begin() as work:
        for person in (HOLDER, RIDER, COOK):
            work.persons.add(person)
        proven = ProvenContact(contact_id(MAIL), HOLDER.id, MAIL, city.clock.now())
        work.proven_contacts.add(proven)
    return city


def test_who_is_paid_says_whom_to_pay() -> None:
    """A stall's owner for the stall, a courier for themselves; the record has the last digits."""
    city = city_with_people()
    done(payees.enter_payee(city.by(HOLDER), city.key(), A, SAID))
    done(payees.enter_payee(city.by(RIDER), city.key(), X, replace(SAID, number="99990000")))
    with city.store.read() as work:
        assert work.payees.must(A).number == SAID.number
        told = [one.event for one in work.events.of_subject("a")]
    assert PayeeEntered(A, "•••• 5678") in told
    assert SAID.number not in repr(told)
    done(payees.take_out_payee(city.by(HOLDER), city.key(), A))
    with city.store.read() as work:
        assert work.payees.get(A) is None
        assert PayeeTakenOut(A) in [one.event for one in work.events.of_subject("a")]


def test_nobody_else_may_not_even_who_pays() -> None:
    """What is another's answers as if it were not there."""
    city = city_with_people()
    for person, account in (
        (COOK, A), (RIDER, A), (HOLDER, X), (HOLDER, "merchant:b"), (TREASURER, A), (OWNER, A),
    ):  # fmt: skip
        kind, _, owner = account.partition(":")
        for answer in (
            payees.enter_payee(city.by(person), city.key(), account, SAID),
            payees.take_out_payee(city.by(person), city.key(), account),
        ):
            assert refused(answer) == Unknown(kind, owner)


def test_what_is_none_is_refused_and_nothing_is_kept() -> None:
    """The field is named."""
    city = city_with_people()
    answer = payees.enter_payee(city.by(HOLDER), city.key(), A, replace(SAID, number="12"))
    assert refused(answer) == Invalid("account_number", "account_number")
    with city.store.read() as work:
        assert work.payees.get(A) is None


def test_all_who_may_change_it_are_written_to() -> None:
    """With the last digits and the way to change it back."""
    city = city_with_people()
    done(payees.enter_payee(city.by(HOLDER), city.key(), A, SAID))
    with city.store.read() as work:
        (errand,) = work.errands.open_of(TELLING_PAYEE.name)
    given = ToTellPayee(A, contact_id(MAIL), "•••• 5678")
    message = payees.payee_message(city.engine, given, lambda path: f"https://city{path}")
    assert errand.given == {"account": A, "contact": contact_id(MAIL), "masked": "•••• 5678"}
    assert message is not None
    assert message.to == MAIL
    assert "5678" in message.text
    assert SAID.number not in message.text
    assert "https://city/kitchen/a/money" in message.text
    out = payees.payee_message(city.engine, replace(given, masked=""), str)
    assert out is not None
    assert out.subject != message.subject
    assert payees.payee_message(city.engine, replace(given, contact="x"), str) is None
