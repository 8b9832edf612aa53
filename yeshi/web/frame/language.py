"""Which of the two languages a visitor reads."""

from __future__ import annotations

from fastapi import Request

from yeshi.base.sentences import LANGUAGES

COOKIE = "yeshi_language"


def language_of(request: Request) -> str:
    """The visitor's choice, else the browser's first language that we have, else Chinese."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    weighted = []
    for place, part in enumerate(request.headers.get("accept-language", "").split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            share = float(weight) if weight else 1.0
        except ValueError:
            share = 0.0
        weighted.append((-share, place, tag.split("-")[0].lower()))
    for _, _, tag in sorted(weighted):
        if tag in LANGUAGES:
            return tag
    return "zh"
