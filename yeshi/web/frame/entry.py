"""A long form with rows: as it was filled in, what is wrong beside each field, and a row more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fastapi import Response

from yeshi.base.refused import Invalid, Refused
from yeshi.web.frame.answering import PageReply
from yeshi.web.frame.problems import status_of
from yeshi.web.frame.typed import row_numbers, with_one_more

UNPROCESSABLE = 422


class FilledIn(dict[str, str]):
    """What stands in the fields by their names; nothing in those that are not there."""

    def __missing__(self, name: str) -> str:
        """Nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class LongEntry:
    """What was typed, what a command refused of it, and what cannot be by field."""

    filled: Mapping[str, str]
    refused: Refused | None = None
    faults: Mapping[str, Refused] = field(default_factory=dict)

    def with_more(self, parts: Collection[str]) -> LongEntry:
        """The form with a row more of the part for which one was asked."""
        part = self.filled["more"]
        return replace(self, filled=with_one_more(self.filled, part)) if part in parts else self


def entry_page(
    page: PageReply, template: str, entry: LongEntry, parts: Collection[str], **facts: Any
) -> Response:
    """The page of the form: `rows` are the numbers of each part's rows, `faults` sentences.

    What a command refuses of a field or part is told beside that; the rest, and that there is
    something to mend below, above the form.
    """
    refused, faults = entry.refused, dict(entry.faults)
    reason = refused.reason if refused else None
    if refused and isinstance(reason, Invalid) and reason.field in {*parts, *entry.filled}:
        faults[reason.field] = refused
        refused = None
    words = {name: page.desk.render.beside(page.request, one) for name, one in faults.items()}
    status = status_of(type(entry.refused.reason)) if entry.refused else 200
    return page.show(
        template,
        UNPROCESSABLE if entry.faults else status,
        filled=FilledIn(entry.filled),
        rows={part: row_numbers(entry.filled, part) for part in parts},
        faults=FilledIn(words),
        fault=page.desk.render.sentence(page.request, refused) if refused else "",
        **facts,
    )
