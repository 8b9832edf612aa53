"""The catalogue: every text that users see, in Chinese and in English."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")


@cache
def sentences(language: str) -> dict[str, str]:
    """All texts of `language` by key, such as `refused.sold_out`."""
    return {
        f"{topic}.{key}": text
        for room in (files("yeshi.texts") / language).iterdir()
        for topic, texts in tomllib.loads(room.read_text(encoding="utf-8")).items()
        for key, text in texts.items()
    }


def say(language: str, key: str, **facts: object) -> str:
    """The text of `key` with `facts` put in; KeyError for a text that is not in the catalogue."""
    return sentences(language)[key].format(**facts)
