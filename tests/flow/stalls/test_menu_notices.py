"""A stall is told of a menu that an operator put online for it."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import EVENING, SmallCity, done
from yeshi.flow.people import entering
from yeshi.flow.stalls.menu_notices import ToTellMenu, menu_message
from yeshi.people.contact import By, Contact
from yeshi.people.person import Grant, Person, Role
from yeshi.people.proven import ProvenContact, contact_id

MAIL = Contact(By.MAIL, "owner@example.org")
GIVEN = ToTellMenu(merchant="a", contact=contact_id(MAIL), new=2, changed=1, why="by phone")


def test_the_message_says_what_and_why_in_both_languages() -> None:
    """It is not sent to a contact that is no more, nor of a stall."""
    city = SmallCity().settle_in()
    owner = Person("owner", "owner", (Grant(Role.STALLHOLDER, "a"),), None)
    done(entering.enter_person(city.engine, city.key(), owner))
    with city.store.begin() as work:
        work.proven_contacts.add(ProvenContact(contact_id(MAIL), "owner", MAIL, EVENING))
    message = menu_message(city.engine, GIVEN)
    assert message is not None
    assert message.to == MAIL
    assert message.text.count("by phone") == 2
    assert menu_message(city.engine, replace(GIVEN, contact="gone")) is None
    assert menu_message(city.engine, replace(GIVEN, merchant="gone")) is None
