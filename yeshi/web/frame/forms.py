"""Forms whose fields depend on what is asked, such as a programme's questions."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request


async def fields_of(request: Request) -> dict[str, str]:
    """The texts of the form, by the names of its fields; files are left out."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


# A page that takes these is itself no coroutine, so that its command runs in a thread.
Fields = Annotated[dict[str, str], Depends(fields_of)]
