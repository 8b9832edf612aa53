"""Milestones as a calendar that other programs subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from yeshi.accords.accord import Accord
from yeshi.accords.commitment import Milestone, MilestoneState
from yeshi.base.names import worded
from yeshi.web.frame.calendars import escaped, folded


def calendar(accord: Accord, milestones: Sequence[Milestone], language: str, at: datetime) -> str:
    """The open milestones as all-day entries with an alarm before each is due."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    name = accord.name.in_language(language)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yeshi//Accords//EN",
             f"X-WR-CALNAME:{escaped(name)}"]  # fmt: skip
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
            f"SUMMARY:{escaped(f'{owner}: {text}')}",
            f"DESCRIPTION:{escaped(name)}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{escaped(text)}",
            f"TRIGGER:-P{accord.remind_days}D",
            "END:VALARM",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines)
