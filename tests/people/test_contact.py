"""A mail address or the number of a phone, in the one form in which it is kept."""

from __future__ import annotations

import pytest

from yeshi.base.refused import Invalid, Refused
from yeshi.people.contact import By, Contact, contact_of


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("139 1234 5678", "CN", "+8613912345678"),
        ("+86-139-1234-5678", None, "+8613912345678"),
        ("0731 8888 8888", "CN", "+8673188888888"),
        ("+44 20 7946 0958", "CN", "+442079460958"),
    ],
)
def test_a_number_is_kept_as_the_world_dials_it(
    written: str, country: str | None, number: str
) -> None:
    """Without its country it is one of the city's."""
    assert contact_of(written, country) == Contact(By.PHONE, number)


def test_a_mail_address_is_kept_as_it_is_written() -> None:
    """But for blanks around it."""
    assert contact_of(" li.na+a@mail.example.org ", "CN") == Contact(
        By.MAIL, "li.na+a@mail.example.org"
    )


@pytest.mark.parametrize(
    "written",
    [
        "", "12", "139 1234", "139 1234 5678", "li@", "@example.org", "li@localhost", "a b@c.org",
        "li@example.org\r\nBcc: all@example.org", "li,na@example.org", "<li@example.org>",
        "李@example.org", f"{'a' * 65}@example.org", "+86 139 1234 5678 ext. 5", "9" * 500,
    ],
)  # fmt: skip
def test_what_is_neither_is_refused(written: str) -> None:
    """Also what would be a head of a mail, and a number whose country nobody knows."""
    found = contact_of(written, None)
    assert isinstance(found, Refused)
    assert isinstance(found.reason, Invalid)
    assert found.reason.field == "contact"
