"""What somebody is, and where, as people read it."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import pass_context
from jinja2.runtime import Context

from yeshi.base.sentences import say
from yeshi.flow.engine import Engine
from yeshi.flow.people.places import place_called
from yeshi.people.person import CITY, Grant


def roles_at(engine: Engine) -> Callable[[Context, Grant], str]:
    """A filter that says a role in the language of the page, with what its place is called."""

    @pass_context
    def role_at(context: Context, grant: Grant) -> str:
        language: str = context["language"]
        role = say(language, f"account_role.{grant.role}")
        if grant.scope == CITY:
            return role
        with engine.store.read() as work:
            name = place_called(work, grant, engine.terms)
        # What is no more has no name.
        return f"{role} · {name.in_language(language) if name else grant.scope}"

    return role_at
