"""Contacts are told apart by what reaches them, and shown to nobody whole."""

from __future__ import annotations

from yeshi.people.contact import By, Contact
from yeshi.people.proven import contact_id, hinted

PHONE, MAIL = Contact(By.PHONE, "+8613912345678"), Contact(By.MAIL, "Li.Na@Example.org")


def test_a_mail_address_is_the_same_in_capitals() -> None:
    """And another one than any phone."""
    assert contact_id(MAIL) == contact_id(Contact(By.MAIL, "li.na@example.org"))
    assert contact_id(MAIL) != contact_id(Contact(By.MAIL, "lina@example.org"))
    assert contact_id(PHONE) != contact_id(Contact(By.MAIL, PHONE.address))


def test_a_hint_is_known_to_its_owner_alone() -> None:
    """Four digits, or a letter."""
    assert hinted(PHONE) == "•••5678"
    assert hinted(MAIL) == "L•••@Example.org"
