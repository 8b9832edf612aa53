"""What commands will look at, so that it is read together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Glance:
    """What commands will look at, to be read together; what is missing here is read when asked for.

    Things, and those that are to be changed, by collection and id; accounts whose balance is asked;
    keys that may have been answered; collections that are read whole.
    """

    things: Mapping[str, Collection[str]] = field(default_factory=dict)
    locked: Mapping[str, Collection[str]] = field(default_factory=dict)
    accounts: Collection[str] = ()
    commands: Collection[str] = ()
    whole: Collection[str] = ()


def together(ones: Iterable[Glance]) -> Glance:
    """All that any of them wants, each thing once and in the order in which it was first named."""
    things: dict[str, dict[str, None]] = {}
    locked: dict[str, dict[str, None]] = {}
    whole: dict[str, None] = {}
    accounts: dict[str, None] = {}
    commands: dict[str, None] = {}
    for one in ones:
        for named, into in ((one.things, things), (one.locked, locked)):
            for name, ids in named.items():
                if ids:
                    _add(ids, into.setdefault(name, {}))
        _add(one.accounts, accounts)
        _add(one.commands, commands)
        _add(one.whole, whole)
    return Glance(things, locked, accounts, commands, whole)


def _add(ones: Collection[str], to: dict[str, None]) -> None:
    for one in ones:
        to[one] = None
