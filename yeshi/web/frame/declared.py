"""Who may call each route, as the routes themselves say it: one that says nothing is no route."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from yeshi.base.errors import InvariantBroken
from yeshi.people.person import CITY
from yeshi.web.frame.access import Access, access_of


@dataclass(frozen=True, slots=True)
class Declared:
    """A route by its method and path, and who may call it."""

    method: str
    path: str
    access: Access

    @property
    def who(self) -> str:
        """In words: `anybody`, `operator of the city`, `cook or cashier of the merchant`."""
        access = self.access
        if access.code:
            return "whoever has the one-time code"
        if access.owns:
            return "whoever it belongs to"
        if access.half_way:
            return "whoever has shown a password, and has to show more"
        if not access.roles:
            return "whoever has signed in" if access.signed else "anybody"
        roles = " or ".join(role.value for role in access.roles)
        if not access.where:
            return f"{roles}, where they have that role"
        return f"{roles} of the {'city' if access.where == CITY else access.where}"


def declared(routes: Iterable[BaseRoute]) -> list[Declared]:
    """The routes with who may call them; InvariantBroken names one that does not say so."""
    found = []
    for route in routes:
        if not isinstance(route, APIRoute):
            continue
        said = [access for one in _calls(route.dependant) if (access := access_of(one))]
        if len(said) != 1:
            raise InvariantBroken(f"{route.path} says {len(said)} times who may call it")
        found += [Declared(method, route.path, said[0]) for method in sorted(route.methods or ())]
    return found


def _calls(dependant: Dependant) -> Iterator[object]:
    for one in dependant.dependencies:
        if one.call is not None:
            yield one.call
        yield from _calls(one)
