"""Letting people sign in, from the command line, on PostgreSQL."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from tests.builders import EVENING, SmallCity, done
from yeshi.adapters.passwords import Argon2
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.errors import InputError
from yeshi.cli.commands import app
from yeshi.flow.people import factors
from yeshi.flow.people.factors import Enrolment
from yeshi.people.person import Grant, Role

ASKED = "correct horse battery\ncorrect horse battery\n"


def person(*arguments: str, asked: str = ASKED) -> object:
    """What the command raised, None for nothing."""
    ran = CliRunner().invoke(app, ["person", *arguments], input=asked)
    return ran.exception


def test_a_person_gets_roles_and_a_password(
    postgres: PostgresStore, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entered again, they have the new ones; the password is never kept itself."""
    SmallCity(postgres).open_up().settle_in()
    monkeypatch.setenv("YESHI_DATABASE_URL", database)
    for role in ("official@city", "party@cooperation-2015/hunan"):
        assert person("li", "--name", "Li", "--role", role) is None
    with postgres.begin() as work:
        found = work.persons.get("li")
    assert found is not None
    assert found.grants == (Grant(Role.PARTY, "cooperation-2015/hunan"),)
    assert found.secret is not None
    assert "horse" not in found.secret
    assert Argon2().fits(found.secret, "correct horse battery")


def test_lost_factors_are_forgotten_by_whoever_has_the_machine(
    postgres: PostgresStore, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of somebody who is there; nothing else is changed with it, and nobody entered half."""
    city = SmallCity(postgres).open_up().settle_in()
    monkeypatch.setenv("YESHI_DATABASE_URL", database)
    assert person("li", "--name", "Li", "--role", "official@city") is None
    with postgres.begin() as work:
        li = work.persons.must("li")
    shown = Enrolment("sealed", 1, ("digest",))
    done(factors.enrol(city.engine, city.key(), li, shown, EVENING))
    assert person("li", "--forget-factors") is None
    assert not factors.of(city.engine, "li").has_authenticator
    with postgres.begin() as work:
        assert work.persons.must("li") == li
    for faulty in (("no", "--forget-factors"), ("li", "--forget-factors", "--name", "Li"), ("li",)):
        assert isinstance(person(*faulty), InputError)


@pytest.mark.parametrize(
    ("role", "asked", "said"),
    [
        ("king@city", ASKED, "none of owner, operator"),
        ("official", ASKED, "where"),
        (
            "foundation@nowhere",
            ASKED,
            "there is no 'nowhere' for foundation; there are rural-teachers",
        ),
        ("official@city", "short\nshort\n", "letters_min 12"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    postgres: PostgresStore, database: str, monkeypatch: pytest.MonkeyPatch, role: str,
    asked: str, said: str,
) -> None:  # fmt: skip
    """And nobody is entered."""
    SmallCity(postgres).open_up().settle_in()
    monkeypatch.setenv("YESHI_DATABASE_URL", database)
    fault = person("li", "--name", "Li", "--role", role, asked=asked)
    assert isinstance(fault, InputError)
    assert said in str(fault)
    with postgres.begin() as work:
        assert work.persons.get("li") is None


def test_at_a_terminal_the_password_is_typed_twice(
    postgres: PostgresStore, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was mistyped is asked for anew."""
    SmallCity(postgres).open_up().settle_in()
    monkeypatch.setenv("YESHI_DATABASE_URL", database)
    monkeypatch.setattr("yeshi.cli.people._at_a_terminal", lambda: True)
    mistyped = "correct horse battery\ncorrect horse batterie\n"
    assert person("li", "--name", "Li", "--role", "official@city", asked=mistyped + ASKED) is None
    with postgres.begin() as work:
        found = work.persons.must("li")
    assert found.secret is not None
    assert Argon2().fits(found.secret, "correct horse battery")
