"""Nothing comes in at a door without a bound: each input of each route, however deep."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from fastapi import UploadFile
from pydantic import AwareDatetime, BaseModel, Field
from pydantic.fields import FieldInfo

from tests.builders import SmallCity
from tests.web.routes import routes_of
from tests.web.test_api import client_of
from yeshi.web.frame import fields

# Of these there are so few that they need no bound.
CLOSED = (bool, type(None))


def unbounded(annotation: Any, told: list[Any], at: str) -> Iterator[str]:
    """The places at which anything may be said, within a type with what is told of it."""
    origin, within = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from unbounded(within[0], [*told, *within[1:]], at)
    elif origin in (Union, types.UnionType):
        for one in within:
            yield from unbounded(one, told, at)
    elif origin in (list, tuple, set, dict):
        if _has(told, "max_length") is None:
            yield f"{at}: as many as one likes"
        for one in within:
            yield from unbounded(one, [], f"{at}[]")
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield from unbounded(field.annotation, list(field.metadata), f"{at}.{name}")
    elif not _is_bounded(annotation, told):
        yield f"{at}: {annotation}"


def _is_bounded(annotation: Any, told: list[Any]) -> bool:
    chosen = isinstance(annotation, type) and issubclass(annotation, Enum)
    if chosen or get_origin(annotation) is Literal or annotation in CLOSED:
        return True
    said = {getattr(one, "func", None) for one in _flat(told)}
    if annotation is str:
        pattern = _has(told, "pattern")
        endless = pattern in (None, fields.ONE_LINE, fields.SOME_LINES)
        return pattern is not None and (not endless or _has(told, "max_length") is not None)
    if annotation in (int, float, Decimal):
        ends = (_has(told, "ge", "gt"), _has(told, "le", "lt"))
        finite = annotation is int or _has(told, "allow_inf_nan") is False
        return finite and None not in ends
    if annotation is UploadFile:
        return fields.named in said
    checks = {AwareDatetime: fields.moment, date: fields.day, time: fields.clock_time}
    return annotation in checks and checks[annotation] in said


def _flat(told: list[Any]) -> Iterator[Any]:
    for one in told:
        yield from _flat(list(one.metadata)) if isinstance(one, FieldInfo) else [one]


def _has(told: list[Any], *names: str) -> Any:
    for one in _flat(told):
        for name in names:
            if getattr(one, name, None) is not None:
                return getattr(one, name)
    return None


def test_every_input_of_every_route_is_bounded() -> None:
    """Paths, questions, headers, cookies, forms, files, and bodies to their last field."""
    with client_of(SmallCity(), signed_in=False) as client:
        routes = routes_of(client.app)  # type: ignore[arg-type]
    open_doors = [
        f"{route.method} {route.path} {place}"
        for route in routes
        for one in route.inputs
        for place in unbounded(one.told.annotation, list(one.told.metadata), one.name)
    ]
    assert len(routes) > 150
    assert not open_doors, "\n".join(open_doors)


class Within(BaseModel):
    """A body with an open door."""

    said: str


@pytest.mark.parametrize(
    "annotation",
    [
        str, int, float, datetime, date, time, list[fields.Line], dict[str, int], Within, object,
        Annotated[str, Field(max_length=5)], Annotated[int, Field(ge=0)], str | None, UploadFile,
        Annotated[str, Field(pattern=fields.ONE_LINE)], Annotated[float, Field(ge=0, le=1)],
        Annotated[list[str], Field(max_length=5)],
    ],
)  # fmt: skip
def test_an_open_door_is_found(annotation: Any) -> None:
    """Whatever stands in it."""
    assert list(unbounded(annotation, [], "x"))


@pytest.mark.parametrize(
    "annotation",
    [
        fields.Line, fields.Text, fields.Id, fields.NewId, fields.Moment, fields.Day, fields.Number,
        fields.DayOrNone, fields.TimeOfDay, fields.Fen, bool, Literal["a"], fields.UploadedFile,
        Annotated[list[fields.Id], Field(max_length=5)],
    ],
)  # fmt: skip
def test_a_bounded_door_is_let_be(annotation: Any) -> None:
    """The types of the frame are."""
    assert not list(unbounded(annotation, [], "x"))
