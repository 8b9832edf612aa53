"""Forms whose fields depend on what is asked, such as a programme's questions."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError

from yeshi.web.frame import form_tokens
from yeshi.web.frame.fields import Key, Text

_TEXT, _KEY = TypeAdapter[str](Text), TypeAdapter[str](Key)


async def fields_of(request: Request) -> dict[str, str]:
    """The texts of the form, by the names of its fields; files are left out."""
    form = await request.form()
    said = {
        name: value
        for name, value in form.items()
        if isinstance(value, str) and name != form_tokens.FIELD
    }
    for name, value in said.items():
        try:
            (_KEY if name == "key" else _TEXT).validate_python(value)
        except ValidationError as fault:
            first = {**fault.errors(include_url=False)[0], "loc": ("body", name)}
            raise RequestValidationError([first]) from None
    if "key" not in said:
        raise RequestValidationError([{"type": "missing", "loc": ("body", "key"), "msg": ""}])
    return said


async def all_fields_of(request: Request) -> dict[str, list[str]]:
    """All texts of the form by the names of its fields, several where several were ticked."""
    said: dict[str, list[str]] = {}
    for name, value in (await request.form()).multi_items():
        if not isinstance(value, str) or name == form_tokens.FIELD:
            continue
        try:
            _TEXT.validate_python(value)
        except ValidationError as fault:
            first = {**fault.errors(include_url=False)[0], "loc": ("body", name)}
            raise RequestValidationError([first]) from None
        said.setdefault(name, []).append(value)
    return said


# A page that takes these is itself no coroutine, so that its command runs in a thread.
Fields = Annotated[dict[str, str], Depends(fields_of)]
AllFields = Annotated[dict[str, list[str]], Depends(all_fields_of)]
