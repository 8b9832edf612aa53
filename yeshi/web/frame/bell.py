"""Which stall's bell is on a page: each page of a stall has it, for those who answer its orders."""

from __future__ import annotations

from yeshi.people.person import COUNTER, Person


def bell_of(path: str, person: Person | None) -> str:
    """The id of the stall whose bell is on the page at `path`; "" for a page without one."""
    parts = path.split("/")
    is_of_stall = len(parts) > 2 and parts[1] == "kitchen"
    if person is None or not is_of_stall:
        return ""
    return parts[2] if parts[2] in person.where(*COUNTER) else ""
