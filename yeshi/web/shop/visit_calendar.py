"""A booking as an entry for other programs' calendars (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime

from yeshi.flow.visits.booked import BookingSeen
from yeshi.web.frame.calendars import escaped, folded


def visit_calendar(seen: BookingSeen, language: str, at: datetime) -> str:
    """The booking with an alarm an hour before; cancelled, where nobody comes."""
    booking, place = seen.booking, seen.merchant.place
    where, what = seen.merchant.name.in_language(language), booking.what.in_language(language)
    title = f"{where}: {what}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yeshi//Bookings//EN",
        "BEGIN:VEVENT",
        f"UID:{booking.id}@yeshi",
        f"DTSTAMP:{_written(at)}",
        f"DTSTART:{_written(booking.starts_at)}",
        f"DTEND:{_written(booking.ends_at)}",
        f"SUMMARY:{escaped(title)}",
        f"DESCRIPTION:{escaped(str(booking.number))}",
        f"GEO:{place.y:.6f};{place.x:.6f}",
        f"STATUS:{'CONFIRMED' if booking.is_seated else 'CANCELLED'}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(title)}",
        "TRIGGER:-PT1H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(folded(line) for line in lines)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
