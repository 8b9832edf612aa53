"""The contract of the interface: each status and problem that a route answers with, by its type.

Nothing of it is written twice: why a route refuses is read in its code (`outcomes`), what the frame
answers before and after it stands in `faults`, and the status of each in `problems`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import TypeAdapter

from yeshi.base.refused import Invalid, Reason, Unknown
from yeshi.base.sentences import sentences
from yeshi.people.person import SignInFirst
from yeshi.web.frame import faults, sign_in, visitor
from yeshi.web.frame.access import customer_of, desk_of, guest_of, person_of
from yeshi.web.frame.answering import JsonReply
from yeshi.web.frame.faults import FrameFault
from yeshi.web.frame.fields import CLOCK_TIME
from yeshi.web.frame.outcomes import Outcomes, outcomes_of
from yeshi.web.frame.problems import PROBLEM, status_of, type_of
from yeshi.web.frame.scopes import by_key_of
from yeshi.web.frame.sparing import spare_costly, spare_pictures, spare_tries

Schema = dict[str, Any]
Problem = type[Reason] | FrameFault

# Whatever is asked for; and what whoever asks the city may meet besides.
_ALWAYS = (
    faults.HOST, faults.ELSEWHERE, faults.BROKEN, faults.LATE, faults.CROWDED, faults.TOO_MANY,
    faults.TOO_LONG,
)  # fmt: skip
_OF_THE_CITY = (faults.NOT_STORABLE, faults.DOWN, faults.OUT_OF_TIME, faults.NO_ENTRIES)
_KNOWN_AS = {"person": sign_in.COOKIE, "visitor": visitor.COOKIE}
_KEY = "key"
# FastAPI's own words for what is answered here as a problem.
_NOT_OURS = ("HTTPValidationError", "ValidationError")


def contract_of(app: FastAPI) -> Callable[[], Schema]:
    """What writes the application's contract, when it is first asked for."""

    def written() -> Schema:
        if app.openapi_schema is None:
            app.openapi_schema = _written(app)
        return app.openapi_schema

    return written


def _written(app: FastAPI) -> Schema:
    told = get_openapi(
        title=app.title, version=app.version, summary=app.summary, routes=app.routes
    )  # fmt: skip
    met: dict[str, Problem] = {}
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if not isinstance(route, APIRoute) or not route.include_in_schema:
            continue
        called = list(_called(route.dependant))
        answers = outcomes_of(*called)
        for method in context.methods or ():
            operation = told["paths"][context.path][method.lower()]
            problems = list(_problems(route.dependant, called, method, answers))
            met |= {_name(one): one for one in problems}
            _tell(operation, problems, answers)
            _tell_who(operation, called, answers, method)
    parts = told.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    for name in _NOT_OURS:
        schemas.pop(name, None)
    schemas.update({name: _schema(one) for name, one in sorted(met.items())})
    parts.setdefault("securitySchemes", {}).update({
        name: {"type": "apiKey", "in": "cookie", "name": cookie}
        for name, cookie in _KNOWN_AS.items()
    } | {_KEY: {"type": "http", "scheme": "bearer"}})  # fmt: skip
    return {**told, "paths": _with_city_times(told["paths"]), "components": _with_city_times(parts)}


def _called(dependant: Dependant) -> Iterator[Callable[..., Any]]:
    """The route's function, and all that it depends on."""
    if dependant.call is not None:
        yield dependant.call
    for one in dependant.dependencies:
        yield from _called(one)


def _inputs(dependant: Dependant) -> Iterator[str]:
    for where in ("path", "query", "header", "cookie", "body"):
        if getattr(dependant, f"{where}_params"):
            yield where
    for one in dependant.dependencies:
        yield from _inputs(one)


def _problems(
    dependant: Dependant, called: list[Callable[..., Any]], method: str, answers: Outcomes
) -> Iterator[Problem]:
    """All that a route may answer besides what is asked of it."""
    yield from _ALWAYS
    if desk_of in called:
        # The last for who shows a key, of which each may ask for so much.
        yield from (*_OF_THE_CITY, faults.ASKED_TOO_MUCH)
    inputs = set(_inputs(dependant))
    if "path" in inputs:
        yield Unknown
    if inputs - {"path"}:
        yield faults.INVALID
    if "body" in inputs:
        yield faults.UNREAD
    if method != "GET":
        yield from (faults.FOREIGN, faults.TOO_MUCH, faults.SLOW)
    if {spare_costly, spare_pictures, spare_tries} & set(called):
        yield from (faults.ASKED_TOO_MUCH, faults.BUSY)
    if answers.lacks:
        yield faults.LACKING
    yield from answers.reasons


def _tell(operation: Schema, problems: list[Problem], answers: Outcomes) -> None:
    """Put the answers into an operation, by their status."""
    responses = operation["responses"]
    responses.pop("422", None)
    by_status: dict[int, set[str]] = {}
    for one in problems:
        by_status.setdefault(_status(one), set()).add(_name(one))
    for status, names in sorted(by_status.items()):
        where = [{"$ref": f"#/components/schemas/{name}"} for name in sorted(names)]
        said = ", ".join(name.split("_", 1)[1] for name in sorted(names))
        response = responses.setdefault(str(status), {"description": said})
        response.setdefault("content", {})[PROBLEM] = {"schema": {"oneOf": where}}
    if JsonReply.answered in answers.functions:
        named = {name: {"type": "string"} for name in sorted(answers.names)}
        written = {
            "type": "object", "properties": named, "additionalProperties": False,
        }  # fmt: skip
        responses["200"]["content"] = {"application/json": {"schema": written}}


def _tell_who(
    operation: Schema, called: list[Callable[..., Any]], answers: Outcomes, method: str
) -> None:
    """Say by which cookies and keys the operation knows who asks, and whether it must."""
    if "security" in operation:
        return
    keys = [
        {_KEY: [scope.value]}
        for one in called
        if (by_key := by_key_of(one))
        for scope in by_key.of(method)
    ]
    must = SignInFirst in answers.reasons
    if must or person_of in called:
        operation["security"] = [{"person": []}, *keys] if must else [{}, {"person": []}, *keys]
    elif customer_of in called or guest_of in called:
        operation["security"] = [{}, {"visitor": []}, *keys]


def _status(problem: Problem) -> int:
    return problem.status if isinstance(problem, FrameFault) else status_of(problem)


def _name(problem: Problem) -> str:
    if isinstance(problem, FrameFault):
        return f"Fault_{problem.code}"
    return f"Refused_{problem.code()}"


def _schema(problem: Problem) -> Schema:
    """What the problem looks like: its type, what is said, and its facts beside it."""
    if isinstance(problem, FrameFault):
        # It says of what it is said, as the refusal of a value does.
        facts = _facts(Invalid) if problem is faults.INVALID else {}
        code, type_ = problem.code, problem.type
        about = sentences("en").get(f"error.{code}", "A part of the installation is missing.")
    else:
        facts = _facts(problem)
        code, type_ = problem.code(), type_of(problem)
        about = problem.__doc__ or ""
    fixed = {
        "type": {"type": "string", "const": type_},
        "title": {"type": "string", "const": code},
        "status": {"type": "integer", "const": _status(problem)},
        "detail": {"type": "string"},
    }
    return {
        "type": "object",
        "description": about,
        "properties": {**fixed, **facts},
        "required": [*fixed, *facts],
    }


def _facts(kind: type[Reason]) -> Schema:
    """The schema of each fact of a refusal, by its name."""
    found: Schema = TypeAdapter(kind).json_schema(mode="serialization").get("properties", {})
    return {name: {k: v for k, v in one.items() if k != "title"} for name, one in found.items()}


def _with_city_times(told: Any) -> Any:
    """The contract with times of day as they are written here: without a zone, unlike RFC 3339."""
    if isinstance(told, list):
        return [_with_city_times(one) for one in told]
    if not isinstance(told, dict):
        return told
    if told.get("type") == "string" and told.get("format") == "time":
        told = {**told, "pattern": CLOCK_TIME}
        del told["format"]
    return {name: _with_city_times(one) for name, one in told.items()}
