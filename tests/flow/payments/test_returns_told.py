"""Who is owed a payout that came back learns it, and how to have it sent anew."""

from __future__ import annotations

from tests.builders import done
from tests.flow.payments.paying import HOLDER, TREASURER, approved, owing, payouts_of
from yeshi.flow.payments import banking
from yeshi.flow.payments.returns_told import TELLING_RETURNED, ToTellReturned, returned_message
from yeshi.people.contact import By, Contact
from yeshi.people.proven import ProvenContact, contact_id

MAIL = Contact(By.MAIL, "a@example.org")


def test_they_are_written_to_with_the_reason_and_the_way() -> None:
    """Nothing of the number but its end; who has no such contact any more is not."""
    city = owing()
    with city.store.begin() as work:
        proven = ProvenContact(contact_id(MAIL), HOLDER.id, MAIL, city.clock.now())
        work.proven_contacts.add(proven)
    run = approved(city)
    (one,) = payouts_of(city, run)
    assert returned_message(city.engine, ToTellReturned(one.id, contact_id(MAIL)), str) is None
    done(banking.return_payout(city.by(TREASURER), city.key(), one.id, "no such account"))
    with city.store.read() as work:
        (errand,) = work.errands.open_of(TELLING_RETURNED.name)
    assert errand.given == {"payout": one.id, "contact": contact_id(MAIL)}
    given = ToTellReturned(one.id, contact_id(MAIL))
    message = returned_message(city.engine, given, lambda path: f"https://city{path}")
    assert message is not None
    assert message.to == MAIL
    for told in ("no such account", "5678", "https://city/kitchen/a/money", one.amount.plain(",")):
        assert told in message.text
    assert one.payee.number not in message.text
    assert returned_message(city.engine, ToTellReturned(one.id, "x"), str) is None
