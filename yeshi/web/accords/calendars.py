"""Milestones as a calendar that other programs subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from yeshi.accords.accord import Accord
from yeshi.accords.commitment import Milestone, MilestoneState
from yeshi.base.names import worded

LINE_OCTETS_MAX = 75


def calendar(accord: Accord, milestones: Sequence[Milestone], language: str, at: datetime) -> str:
    """The open milestones as all-day entries with an alarm before each is due."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    name = accord.name.in_language(language)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yeshi//Accords//EN",
             f"X-WR-CALNAME:{_escaped(name)}"]  # fmt: skip
    for one in milestones:
        if one.state is not MilestoneState.OPEN:
            continue
        owner, text = worded(one.owner, language), worded(one.text, language)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.id}@yeshi",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.due_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.due_on + timedelta(1):%Y%m%d}",
            f"SUMMARY:{_escaped(f'{owner}: {text}')}",
            f"DESCRIPTION:{_escaped(name)}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(text)}",
            f"TRIGGER:-P{accord.remind_days}D",
            "END:VALARM",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines)


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line cut so that none is longer than 75 octets, never inside a letter."""
    out, octets = [""], 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > LINE_OCTETS_MAX:
            out.append(" ")
            octets = 1
        out[-1] += letter
        octets += size
    return "\r\n".join(out) + "\r\n"
