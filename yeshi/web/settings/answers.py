"""How forms answer: on to what was entered, or the form as it was filled in, with what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from yeshi.base.refused import Refused
from yeshi.web.frame.answering import PageReply


class Filled(dict[str, str]):
    """What stands in the fields by their names; nothing in those that are not there."""

    def __missing__(self, name: str) -> str:
        """Nothing."""
        return ""


def form(
    page: PageReply, template: str, filled: Mapping[str, str], refused: Refused | None = None,
    **facts: Any,
) -> Response:  # fmt: skip
    """The page of a form; where something is wrong with it, as it was sent, and that beside it."""
    shown = page.show(template, filled=Filled(filled), **facts)
    return page.again(shown, refused, filled) if refused else shown
