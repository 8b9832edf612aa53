"""Whoever works somewhere is reached once; what they are told is in both languages."""

from __future__ import annotations

from tests.builders import SmallCity
from yeshi.flow.ports import Store
from yeshi.flow.reaching import contacts_at, in_both_languages
from yeshi.people.contact import By, Contact
from yeshi.people.person import Grant, Person, Role
from yeshi.people.proven import ProvenContact, contact_id

PHONE = Contact(By.PHONE, "+8613912345678")


def test_contacts_are_of_who_has_a_role_there(store: Store) -> None:
    """Each once, whatever else somebody is; nobody of elsewhere."""
    city = SmallCity(store)
    roles = {
        "li": (Grant(Role.COOK, "a"), Grant(Role.STALLHOLDER, "a")),
        "hu": (Grant(Role.COOK, "b"),),
    }
    with city.store.begin() as work:
        for number, (name, grants) in enumerate(roles.items()):
            work.persons.add(Person(name, name, grants, None))
            contact = Contact(By.PHONE, f"+861391234567{number}")
            work.proven_contacts.add(
                ProvenContact(contact_id(contact), name, contact, city.clock.now())
            )
        first = contact_id(Contact(By.PHONE, "+8613912345670"))
        assert contacts_at(work, "a", Role.COOK, Role.STALLHOLDER) == [first]
        assert contacts_at(work, "a", Role.CASHIER) == []


def test_a_message_says_each_thing_in_both_languages() -> None:
    """The city's usual one first, under one subject."""
    city = SmallCity()
    with city.store.begin() as work:
        said = in_both_languages(
            work, PHONE, "silence", lambda one: {"stall": f"stall-{one}", "time": "21:05"}
        )
    assert said.to == PHONE
    assert said.text.index("stall-zh") < said.text.index("stall-en")
    assert said.subject.count("stall-") == 2
    assert said.text.count("21:05") == 2
