"""A name in the two languages of the city."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """What a place, dish or fund is called in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The name in `language` ("zh" or "en")."""
        return self.en if language == "en" else self.zh
