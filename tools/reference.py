"""Write docs/reference/events.md and errors.md anew from the code: python -m tools.reference."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

from yeshi.base import errors
from yeshi.base.refused import Reason, every_reason
from yeshi.base.sentences import sentences
from yeshi.events.kinds import BY_KIND
from yeshi.events.record import Event
from yeshi.flow.table import TABLE

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
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
    import yeshi.web.app  # noqa: F401
    from yeshi.web.frame.problems import status_of

    known = sentences("en")
    rows = [
        f"| `{reason.code()}` | {_status(reason, status_of)} | {_summary(reason)} "
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


def _reasons() -> Iterator[type[Reason]]:
    return (one for one in every_reason() if one.__module__.startswith("yeshi"))


def _status(reason: type[Reason], status_of: Callable[[Reason], int]) -> int:
    # The status goes by the kind alone: its facts may stay empty.
    return status_of(reason.__new__(reason))


def _summary(kind: type) -> str:
    return _cell((inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " "))


def _fields(kind: type[Event]) -> str:
    return ", ".join(f"`{one.name}`" for one in fields(kind))


def _reactions(kind: type[Event]) -> str:
    return ", ".join(reaction.name for reaction in TABLE.get(kind, ()))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PAGES = {"events.md": events, "errors.md": refusals}


def main() -> None:
    """Write every page anew."""
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
