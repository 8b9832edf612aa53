"""How forms answer: on to what was entered, or the form as it was filled in, with what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from yeshi.base.refused import Refused
from yeshi.web.frame.answering import PageReply
from yeshi.web.frame.problems import status_of


class Filled(dict[str, str]):
    """What stands in the fields by their names; nothing in those that are not there."""

    def __missing__(self, name: str) -> str:
        """Nothing."""
        return ""


def form(
    page: PageReply, template: str, filled: Mapping[str, str], refused: Refused | None = None,
    **facts: Any,
) -> Response:  # fmt: skip
    """The page of a form, with what is wrong above it where something is."""
    return page.show(
        template,
        status_of(type(refused.reason)) if refused else 200,
        filled=Filled(filled),
        fault=page.desk.render.sentence(page.request, refused) if refused else "",
        **facts,
    )
