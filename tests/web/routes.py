"""The routes of the application with what each takes, found by walking it, never by a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that a route takes: `where` is path, query, header, cookie, form, file or json."""

    where: str
    name: str
    told: FieldInfo


@dataclass(frozen=True, slots=True)
class Route:
    """A route by its method and path."""

    method: str
    path: str
    inputs: tuple[Input, ...]


def routes_of(app: FastAPI) -> list[Route]:
    """All routes of the application, in the order in which they are asked."""
    found = []
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute):
            inputs = tuple(_inputs(route.dependant))
            found += [Route(method, str(context.path), inputs) for method in context.methods or ()]
    return found


def _inputs(dependant: Dependant) -> Iterator[Input]:
    for where in ("path", "query", "header", "cookie"):
        for one in getattr(dependant, f"{where}_params"):
            yield Input(where, one.alias, one.field_info)
    for one in dependant.body_params:
        kind = type(one.field_info).__name__.lower()
        yield Input("json" if kind == "body" else kind, one.alias, one.field_info)
    for within in dependant.dependencies:
        yield from _inputs(within)


def choices(told: FieldInfo) -> list[str]:
    """The words from which a parameter is chosen, none where it is free."""
    annotation: Any = told.annotation
    return [str(word) for word in getattr(annotation, "__args__", ()) if isinstance(word, str)]
