"""The first owner of a city that is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yeshi.base.names import Name, beyond_name
from yeshi.base.refused import Reason, Refused
from yeshi.flow.city.bounds import beyond_id
from yeshi.people.password import fault_of
from yeshi.people.person import Person


@dataclass(frozen=True, slots=True)
class PasswordsDiffer(Reason):
    """A password was not typed the same way twice."""


@dataclass(frozen=True, slots=True)
class NewOwner:
    """Who will own the city, and the password, which is not kept as it is."""

    person: Person
    password: str


def owner_of(said: Mapping[str, str], password: str, again: str) -> NewOwner | Refused:
    """Who was typed as the owner; the refusal of what nobody could sign in by."""
    id_, name = said.get("id", "").strip(), said.get("name", "").strip()
    person = Person(id_, name, (), None)
    refused = beyond_id("person", id_) or beyond_name(Name(name, name))
    refused = refused or fault_of(password, person)
    if refused:
        return refused
    return NewOwner(person, password) if password == again else Refused(PasswordsDiffer())
