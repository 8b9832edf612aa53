"""Which keys may call a route of the interface: one word beside its access, and none without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Depends, Request

from yeshi.base.refused import Refused
from yeshi.people.scope import NotByKey, Scope, ScopeMissing
from yeshi.web.frame.access import At, Denied


@dataclass(frozen=True, slots=True)
class ByKey:
    """Keys with one of these scopes, and whoever shows no key; without any: nobody with a key.

    To look at something, `read` does as well.
    """

    scopes: tuple[Scope, ...]

    def of(self, method: str) -> tuple[Scope, ...]:
        """With which scopes a route with that method is called."""
        if not self.scopes or method != "GET" or Scope.READ in self.scopes:
            return self.scopes
        return (Scope.READ, *self.scopes)


def _with(*scopes: Scope) -> list[Any]:
    """What a route depends on that keys with these scopes may call; raises Denied for others."""
    by_key = ByKey(scopes)

    # The desk is asked for first: it finds out whose the key is.
    async def check(request: Request, _: At) -> None:
        given, taken = request.state.scopes, by_key.of(request.method)
        if given is None or any(scope in given for scope in taken):
            return
        raise Denied(Refused(ScopeMissing(taken[-1].value) if taken else NotByKey()))

    check.by_key = by_key  # type: ignore[attr-defined]
    return [Depends(check)]


def by_key_of(dependency: object) -> ByKey | None:
    """Which keys may call the routes with this dependency, where it is one that says so."""
    by_key: ByKey | None = getattr(dependency, "by_key", None)
    return by_key


# What everybody may read, keys may read whatever their scope.
ANY_KEY = _with(*Scope)
NO_KEY = _with()
READ = _with(Scope.READ)
ORDER = _with(Scope.ORDER)
KITCHEN = _with(Scope.KITCHEN)
RIDE = _with(Scope.RIDE)
CONTROL = _with(Scope.CONTROL)
MONEY = _with(Scope.MONEY)
PROGRAMMES = _with(Scope.PROGRAMMES)
ACCORDS = _with(Scope.ACCORDS)
