"""What may come in at the door: the one set of types for bodies, forms, paths, queries and keys."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any
from unicodedata import category

from annotated_types import Ge, Le
from fastapi import Form, Header, UploadFile
from pydantic import AfterValidator, AllowInfNan, AwareDatetime, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from yeshi.base.limits import (
    DAY_MAX,
    DAY_MIN,
    FEN_MAX,
    MOMENT_MAX,
    MOMENT_MIN,
    NAME_LENGTH_MAX,
    TEXT_LENGTH_MAX,
)

# Control characters and halves of letters: no database keeps them all, no page shows them.
_UNSHOWN = ("Cc", "Cs")


def one_line(text: str) -> str:
    """The text, if all its characters can be shown in a line."""
    if any(category(letter) in _UNSHOWN for letter in text):
        raise PydanticCustomError("unshown", "has characters that cannot be shown")
    return text


def some_lines(text: str) -> str:
    """The text, if all its characters can be shown, tabs and ends of lines apart."""
    if any(category(letter) in _UNSHOWN and letter not in "\n\r\t" for letter in text):
        raise PydanticCustomError("unshown", "has characters that cannot be shown")
    return text


def in_our_time(at: datetime) -> datetime:
    """The moment, if it is one that a city may live in."""
    if not MOMENT_MIN <= at < MOMENT_MAX:
        raise PydanticCustomError("out_of_time", "from 2000 to 2199")
    return at


def in_our_days(day: date) -> date:
    """The day, if it is one that can be computed with."""
    if not DAY_MIN <= day < DAY_MAX:
        raise PydanticCustomError("out_of_days", "from 1900 to 2199")
    return day


def of_no_zone(at: time) -> time:
    """The time of day, if it is the city's."""
    if at.tzinfo is not None:
        raise PydanticCustomError("time_zone", "is the city's own time")
    return at


def named(file: UploadFile) -> UploadFile:
    """The file, if its name can be shown; how long it may be, its keeper says."""
    one_line(file.filename or "")
    one_line(file.content_type or "")
    return file


def or_none(written: Any) -> Any:
    """What is written; None where a field was left empty."""
    return written or None


# A name, a reason, a search: one line. A text: as many as its writer likes.
Line = Annotated[str, StringConstraints(max_length=1000), AfterValidator(one_line)]
Text = Annotated[str, StringConstraints(max_length=TEXT_LENGTH_MAX), AfterValidator(some_lines)]
Words = Annotated[
    str, StringConstraints(min_length=1, max_length=NAME_LENGTH_MAX), AfterValidator(one_line)
]
Path = Annotated[str, StringConstraints(max_length=300), AfterValidator(one_line)]
# The name of a thing there is: any, as long as it can be looked up.
Id = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(one_line)]
IdOrNone = Annotated[str, StringConstraints(max_length=100), AfterValidator(one_line)]
# The name of a thing that is made now.
NewId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Secret = Annotated[str, StringConstraints(max_length=200), AfterValidator(one_line)]
Token = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(one_line)]

Moment = Annotated[AwareDatetime, AfterValidator(in_our_time)]
Day = Annotated[date, AfterValidator(in_our_days)]
DayOrNone = Annotated[Day | None, BeforeValidator(or_none)]
TimeOfDay = Annotated[time, AfterValidator(of_no_zone)]

Number = Annotated[float, AllowInfNan(False), Ge(-1e15), Le(1e15)]
Share = Annotated[float, AllowInfNan(False), Ge(0), Le(1)]
East = Annotated[float, AllowInfNan(False), Ge(-180), Le(180)]
North = Annotated[float, AllowInfNan(False), Ge(-90), Le(90)]
Count = Annotated[int, Ge(0), Le(1_000_000)]
# From which of many things on a page shows them.
Start = Annotated[int, Ge(0), Le(10_000_000)]
Year = Annotated[int, Ge(1900), Le(2200)]
Fen = Annotated[int, Ge(0), Le(FEN_MAX)]
FenGiven = Annotated[int, Ge(1), Le(FEN_MAX)]

UploadedFile = Annotated[UploadFile, AfterValidator(named)]

_KEY = "Names the command: repeated with the same key it changes nothing and answers the same."
IdempotencyKey = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100),
    AfterValidator(one_line),
    Header(alias="Idempotency-Key", description=_KEY),
]
Key = Annotated[
    str, StringConstraints(min_length=1, max_length=100), AfterValidator(one_line), Form()
]

FormLine = Annotated[Line, Form()]
FormText = Annotated[Text, Form()]
FormDay = Annotated[Day, Form()]
FormDayOrNone = Annotated[DayOrNone, Form()]
FormPath = Annotated[Path, Form()]
