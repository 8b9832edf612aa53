"""By which light a visitor reads."""

from __future__ import annotations

from fastapi import Request

COOKIE = "yeshi_theme"
# As the system wishes, by daylight in the sun, or as a night market is.
THEMES = ("system", "day", "night")


def theme_of(request: Request) -> str:
    """The visitor's choice, else that of their system."""
    chosen = request.cookies.get(COOKIE)
    return chosen if chosen in THEMES else THEMES[0]
