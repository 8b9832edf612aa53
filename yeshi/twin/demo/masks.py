"""As whom the demo city's people act: each as the person that anybody may sign in as."""

from __future__ import annotations

from functools import cache

from yeshi.base.names import Name
from yeshi.flow.engine import Engine
from yeshi.people.actor import signed_in, visitor
from yeshi.people.person import Grant, Person, Role
from yeshi.twin.actors.parts import Played


def person_of(id_: str, role: Role, name: str = "") -> Person:
    """Who has that role at that stall, or is that courier."""
    return Person(f"demo-{id_}", name, (Grant(role, id_),), None)


def named(id_: str, name: Name, role: Role) -> Person:
    """The same, as others see them."""
    return person_of(id_, role, f"{name.zh} {name.en}")


def played_by(engine: Engine, role: Role) -> Played:
    """The engine for each person of that role."""

    @cache
    def acting(id_: str) -> Engine:
        return engine.acting(signed_in(person_of(id_, role)))

    return acting


def guests(engine: Engine) -> Played:
    """The engine for each guest: visitors, who are known by their device alone."""

    @cache
    def acting(customer: str) -> Engine:
        return engine.acting(visitor(customer))

    return acting
