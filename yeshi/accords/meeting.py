"""Meetings with minutes and decisions, and files; none is changed, minutes are only added to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from yeshi.accords.contents import FileKind, contents_of
from yeshi.base.refused import Invalid, Reason, Refused

TITLE_LENGTH_MAX = 120
MINUTES_LENGTH_MAX = 20_000
DECISIONS_MAX = 50
FILE_BYTES_MAX = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added to minutes later."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of the parties; `is_public`: anybody may read its minutes."""

    id: str
    accord: str
    held_on: date
    title: str
    minutes: str
    decisions: tuple[str, ...]
    entered_by: str
    is_public: bool
    addenda: tuple[Addendum, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of an accord; `digest` names its contents (SHA-256, hexadecimal)."""

    id: str
    accord: str
    name: str
    media_type: str
    size: int
    digest: str
    entered_by: str
    entered_at: datetime
    is_public: bool

    @property
    def holds(self) -> bool:
        """Whether this may be kept: there is something in it."""
        return self.size > 0


@dataclass(frozen=True, slots=True)
class TooLarge(Reason):
    """The file is larger than is kept."""

    megabytes: int
    megabytes_max: int


def hold(meeting: Meeting, today: date) -> Refused | None:
    """None for a meeting that can be entered, else what is wrong with it."""
    if meeting.held_on > today:
        return Refused(Invalid("day", f"> {today}"))
    if not 0 < len(meeting.title.strip()) <= TITLE_LENGTH_MAX:
        return Refused(Invalid("title", f"1…{TITLE_LENGTH_MAX}"))
    if not 0 < len(meeting.minutes.strip()) <= MINUTES_LENGTH_MAX:
        return Refused(Invalid("minutes", f"1…{MINUTES_LENGTH_MAX}"))
    if len(meeting.decisions) > DECISIONS_MAX:
        return Refused(Invalid("decisions", f"> {DECISIONS_MAX}"))
    return None


def amend(meeting: Meeting, addendum: Addendum) -> Meeting | Refused:
    """The meeting with something added to its minutes."""
    if not 0 < len(addendum.text.strip()) <= MINUTES_LENGTH_MAX:
        return Refused(Invalid("minutes", f"1…{MINUTES_LENGTH_MAX}"))
    return replace(meeting, addenda=(*meeting.addenda, addendum))


def admit_file(name: str, data: bytes) -> FileKind | Refused:
    """What the file is if it can be kept, else why not."""
    size = len(data)
    if not 0 < len(name.strip()) <= TITLE_LENGTH_MAX or "/" in name or "\\" in name:
        return Refused(Invalid("file", f"1…{TITLE_LENGTH_MAX}"))
    if size == 0:
        return Refused(Invalid("file", "empty"))
    if size > FILE_BYTES_MAX:
        megabyte = 1024 * 1024
        return Refused(TooLarge(-(-size // megabyte), FILE_BYTES_MAX // megabyte))
    return contents_of(data)
