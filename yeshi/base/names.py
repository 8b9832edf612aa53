"""A name in the two languages of the city, and the id that is made of one."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused

ID_LENGTH_MAX = 60
# Chinese, a stroke between spaces or lines, and the same in English.
_IN_BOTH = re.compile(r"(?s)(.+?)\s+/\s+(.+)")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Name:
    """What a place, dish or fund is called in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The name in `language` ("zh" or "en")."""
        return self.en if language == "en" else self.zh

    @property
    def in_both(self) -> str:
        """The name in both languages, said once where they are alike."""
        return " / ".join(dict.fromkeys((self.zh, self.en)))


def worded(text: str, language: str) -> str:
    """What somebody wrote, in `language`, where they wrote it as "中文 / English".

    The whole of any other text: what is written in one language is nobody's to translate.
    """
    both = _IN_BOTH.fullmatch(text)
    if both is None or not _CHINESE.search(both[1]) or _CHINESE.search(both[2]):
        return text
    return Name(both[1], both[2]).in_language(language)


def beyond_name(name: Name) -> Refused | None:
    """The refusal of a name of which one language is empty or too long."""
    if all(0 < len(text.strip()) <= NAME_LENGTH_MAX for text in (name.zh, name.en)):
        return None
    return Refused(Invalid("name", f"1…{NAME_LENGTH_MAX}"))


def id_for(name: Name, kind: str, taken: Container[str]) -> str:
    """An id that can stand in an address and is none of `taken`: of the name, or of its kind.

    A name that is Chinese in both languages gives its pinyin.
    """
    base = _in_an_id(name.en) or _in_an_id(_pinyin(name.zh)) or kind
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def _in_an_id(text: str) -> str:
    return _NOT_IN_IDS.sub("-", text.lower()).strip("-")[: ID_LENGTH_MAX - 5].strip("-")


def _pinyin(text: str) -> str:
    # Its dictionaries are read when the first is asked for.
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(text))
