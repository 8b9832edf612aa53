"""How a calendar for other programs is written (iCalendar, RFC 5545)."""

from __future__ import annotations

LINE_OCTETS_MAX = 75


def escaped(text: str) -> str:
    """The text as a value of a line."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def folded(line: str) -> str:
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
