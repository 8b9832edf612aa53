"""What is sealed is read with the installation's secret alone, and as whose it is."""

from __future__ import annotations

import pytest

from yeshi.base.errors import InvariantBroken
from yeshi.web.frame.seals import KeyedSeals


def test_it_is_opened_by_the_same_secret_for_the_same_person() -> None:
    """And sealed differently each time."""
    seals = KeyedSeals("secret")
    once, again = seals.sealed("text", "li"), seals.sealed("text", "li")
    assert once != again
    assert KeyedSeals("secret").opened(once, "li") == "text"
    for other, of in ((KeyedSeals("another"), "li"), (seals, "wu")):
        with pytest.raises(InvariantBroken):
            other.opened(once, of)


def test_a_digest_is_of_one_person_and_one_installation() -> None:
    """The same each time, so that it can be found."""
    seals = KeyedSeals("secret")
    assert seals.digest("code", "li") == KeyedSeals("secret").digest("code", "li")
    others = (
        seals.digest("code", "wu"),
        seals.digest("edoc", "li"),
        KeyedSeals("x").digest("code", "li"),
    )
    assert seals.digest("code", "li") not in others


def test_each_session_is_offered_another_secret() -> None:
    """Of 160 bits, the same however often it asks."""
    seals = KeyedSeals("secret")
    assert seals.offered("1") == seals.offered("1")
    assert len({seals.offered("1"), seals.offered("2"), KeyedSeals("x").offered("1")}) == 3
    assert len(seals.offered("1")) == 20
