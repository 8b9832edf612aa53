"""Write the pages of docs/reference that follow from the code: python -m tools.reference."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from yeshi.base import errors
from yeshi.base.refused import Reason, every_reason
from yeshi.base.sentences import sentences
from yeshi.events.kinds import BY_KIND
from yeshi.events.record import Event
from yeshi.files.city_document import CityDocument
from yeshi.files.programme import NamePart
from yeshi.files.toml import FilePart
from yeshi.flow.table import TABLE

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
CITY_FILES = (
    "A city is a TOML file, as `yeshi/files/changsha/city.toml` is: its places, what its stalls "
    "sell, and the terms on which it trades. What is not said has its default; an unknown key, or "
    "a value beyond its bounds, is a fault that is told with file and line. Amounts are whole fen, "
    'the smallest unit of the city\'s currency. A name is `{ zh = "…", en = "…" }`.'
)
SET_UP = "Before a city is open, in the set-up that `yeshi serve` shows instead:"
ACCESS = (
    "Each route says beside it who may call it; the application does not start with one that does "
    "not. A page leads somebody who has not signed in to the door, the interface answers 401; to "
    "somebody without a role in it, a stall or a courier is not there (404), and what is of the "
    "city is not for them (403). Where a route leads to something of a person, a programme or an "
    "accord, the command behind it looks whose it is. A key acts for its person, who must be among "
    "those who may call the route, and needs one of the scopes that it names (403): to look at "
    "something, `read` does as well. Pages look at no key."
)
MADE = "Made by `python -m tools.reference`; `tests/house/test_reference.py` holds it to the code."


def events() -> str:
    """Every kind of event: what it says, its fields, and what flow does on it."""
    parts = [
        "# Events",
        f"{MADE}\n\nWhat happened is never changed: it is followed by another event.",
    ]
    for room in dict.fromkeys(kind.__module__ for kind in BY_KIND.values()):
        rows = [
            f"| `{name}` | {_summary(kind)} | {_fields(kind)} | {_reactions(kind)} |"
            for name, kind in sorted(BY_KIND.items())
            if kind.__module__ == room
        ]
        head = "| kind | what happened | fields | then |\n| --- | --- | --- | --- |"
        parts.append(f"## `{room.replace('.', '/')}.py`\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def refusals() -> str:
    """Every refusal that a user can cause, and every error that stops a command."""
    # The pages load every room, so that every reason is known; they tell its status as well.
    import yeshi.web.app
    import yeshi.web.opening_app  # noqa: F401
    from yeshi.web.frame.problems import status_of

    known = sentences("en")
    rows = [
        f"| `{reason.code()}` | {status_of(reason)} | {_summary(reason)} "
        f"| {_cell(known[f'refused.{reason.code()}'])} |"
        for reason in sorted(_reasons(), key=lambda one: one.code())
    ]
    tree = (errors.__doc__ or "").split("\n\n")[1]
    return "\n\n".join([
        "# Errors",
        MADE,
        "## Refusals",
        "What a user can cause and mend: problem+json with this `title`, and its facts beside it.",
        "| code | status | why | what is said |\n| --- | --- | --- | --- |\n" + "\n".join(rows),
        "## Errors",
        "An input or the world outside is at fault (exit code 2), or a rule does not hold.",
        f"```\n{tree}\n```",
    ]) + "\n"  # fmt: skip


def access() -> str:
    """Every route with who may call it."""
    from yeshi.web.app import ROUTERS
    from yeshi.web.frame.declared import declared

    rows = [
        f"| `{one.method} {one.path}` | {one.who} | {one.with_key} |"
        for router in ROUTERS
        for one in declared(router.routes)
    ]
    head = "| route | who may call it | scope of a key |\n| --- | --- | --- |\n"
    in_set_up = "| route | who may call it |\n| --- | --- |\n"
    from yeshi.web.opening_app import ROUTERS as OF_SET_UP

    before = [
        f"| `{one.method} {one.path}` | {one.who} |"
        for router in OF_SET_UP
        for one in declared(router.routes)
    ]
    parts = [
        "# Who may call what",
        MADE,
        ACCESS,
        head + "\n".join(sorted(rows)),
        SET_UP,
        in_set_up + "\n".join(sorted(before)),
    ]
    return "\n\n".join(parts) + "\n"


def city_files() -> str:
    """Every key that a city's file may have, table by table: bounds, default, and what it says."""
    parts = [
        "# A city's file",
        MADE,
        CITY_FILES,
    ]
    for part in _tables(CityDocument):
        rows = [
            f"| `{key}` | {_bounds(field)} | {_default(field)} | {_cell(field.description or '')} |"
            for key, field in part.model_fields.items()
            if not _tables_in(field)
        ]
        head = "| key | bounds | default | what it says |\n| --- | --- | --- | --- |"
        parts.append(f"**{_summary(part)}**\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _tables(part: type[FilePart]) -> Iterator[type[FilePart]]:
    """The part, then the tables in it, in their order."""
    yield part
    for field in part.model_fields.values():
        for below in _tables_in(field):
            yield from _tables(below)


def _tables_in(field: FieldInfo) -> Sequence[type[FilePart]]:
    kinds = (field.annotation, *get_args(field.annotation))
    found = (one for one in kinds if isinstance(one, type) and issubclass(one, FilePart))
    return [one for one in found if one is not NamePart]


_SIGNS = {"ge": "≥ {}", "gt": "> {}", "le": "≤ {}", "lt": "< {}", "pattern": "`{}`"}
_SIGNS |= {"min_length": "length ≥ {}", "max_length": "length ≤ {}"}


def _bounds(field: FieldInfo) -> str:
    told = [
        said.format(getattr(one, name))
        for one in (*field.metadata, *_inner(field))
        for name, said in _SIGNS.items()
        if getattr(one, name, None) is not None
    ]
    return ", ".join(told)


def _inner(field: FieldInfo) -> Iterator[object]:
    """The bounds of the one kind of an optional value."""
    for kind in get_args(field.annotation):
        for one in getattr(kind, "__metadata__", ()):
            yield from one.metadata if isinstance(one, FieldInfo) else ()


def _default(field: FieldInfo) -> str:
    if field.default is PydanticUndefined:
        return "must be said"
    plain = {None: "none", True: "true", False: "false"}
    given = field.default
    if given is None or isinstance(given, bool):
        return plain[given]
    return "none" if given in ({}, []) else f"{given:g}" if isinstance(given, float) else str(given)


def _reasons() -> Iterator[type[Reason]]:
    return (one for one in every_reason() if one.__module__.startswith("yeshi"))


def _summary(kind: type) -> str:
    return _cell((inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " "))


def _fields(kind: type[Event]) -> str:
    return ", ".join(f"`{one.name}`" for one in fields(kind))


def _reactions(kind: type[Event]) -> str:
    return ", ".join(reaction.name for reaction in TABLE.get(kind, ()))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PAGES = {
    "events.md": events,
    "errors.md": refusals,
    "city-files.md": city_files,
    "access.md": access,
}


def main() -> None:
    """Write every page anew."""
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
