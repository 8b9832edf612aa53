"""Who may call each route, as the routes themselves say it: one that says nothing is no route."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from yeshi.base.errors import InvariantBroken
from yeshi.people.person import CITY
from yeshi.people.scope import Scope
from yeshi.web.frame.access import Access, access_of
from yeshi.web.frame.bearing import INTERFACE
from yeshi.web.frame.scopes import ByKey, by_key_of


@dataclass(frozen=True, slots=True)
class Declared:
    """A route by its method and path, and who may call it."""

    method: str
    path: str
    access: Access
    by_key: ByKey | None = None

    @property
    def with_key(self) -> str:
        """In words, with which key: `any`, `read or kitchen`, `none`; "" for a page."""
        if self.by_key is None:
            return ""
        scopes = self.by_key.of(self.method)
        return "any" if len(scopes) == len(Scope) else " or ".join(scopes) or "none"

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
    """The routes with who may call them; InvariantBroken names one that does not say so.

    Those of the interface say besides with which keys; no page does.
    """
    found = []
    for route in routes:
        if not isinstance(route, APIRoute):
            continue
        said = [access for one in _calls(route.dependant) if (access := access_of(one))]
        if len(said) != 1:
            raise InvariantBroken(f"{route.path} says {len(said)} times who may call it")
        keys = [by_key for one in _calls(route.dependant) if (by_key := by_key_of(one))]
        if len(keys) != route.path.startswith(INTERFACE):
            raise InvariantBroken(f"{route.path} says {len(keys)} times with which keys")
        by_key = keys[0] if keys else None
        methods = sorted(route.methods or ())
        found += [Declared(method, route.path, said[0], by_key) for method in methods]
    return found


def _calls(dependant: Dependant) -> Iterator[object]:
    for one in dependant.dependencies:
        if one.call is not None:
            yield one.call
        yield from _calls(one)
