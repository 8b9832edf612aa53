"""What may come in at the door: the one set of types for bodies, forms, paths, queries and keys."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Any
from unicodedata import category

from annotated_types import Ge, Le
from fastapi import Form, Header, UploadFile
from pydantic import (
    AfterValidator,
    AllowInfNan,
    AwareDatetime,
    BeforeValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from yeshi.base.limits import (
    DAY_MAX,
    DAY_MIN,
    FEN_MAX,
    MOMENT_MAX,
    MOMENT_MIN,
    NAME_LENGTH_MAX,
    SAYING_LENGTH_MAX,
    TEXT_LENGTH_MAX,
)

# Control characters and halves of letters: no database keeps them all, no page shows them.
_UNSHOWN = ("Cc", "Cs")
# The same said in the contract; halves of letters are in no text that could be matched at all.
ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f]*$"
SOME_LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
CLOCK_TIME = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_ZONED = re.compile(r"^\d\d:\d\d.*([Zz]|[+-]\d\d:?\d\d)$", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def one_line(text: str) -> str:
    """The text, if all its characters can be shown in a line."""
    if any(category(letter) in _UNSHOWN for letter in text):
        raise PydanticCustomError("unshown", "has characters that cannot be shown")
    return text


def moment(written: Any) -> datetime:
    """The moment that is written with its zone, if it is one that a city may live in."""
    if not isinstance(written, str) or not _MOMENT.fullmatch(written):
        raise PydanticCustomError("datetime_parsing", "is no moment with its zone")
    try:
        at = datetime.fromisoformat(written.upper())
    except ValueError:
        raise PydanticCustomError("datetime_parsing", "is no moment with its zone") from None
    # By the year as it is written, which is what the contract can tell of.
    if not MOMENT_MIN.year <= at.year < MOMENT_MAX.year:
        raise PydanticCustomError("out_of_time", "from 2000 to 2199")
    return at


def day(written: Any) -> date:
    """The day that is written, if it is one that can be computed with."""
    if not isinstance(written, str) or not _DAY.fullmatch(written):
        raise PydanticCustomError("date_parsing", "is no day")
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise PydanticCustomError("date_parsing", "is no day") from None
    if not DAY_MIN <= found < DAY_MAX:
        raise PydanticCustomError("out_of_days", "from 1900 to 2199")
    return found


def clock_time(written: Any) -> time:
    """The time of day that is written, the city's own."""
    if isinstance(written, str) and re.fullmatch(CLOCK_TIME, written, re.ASCII):
        return time.fromisoformat(written)
    if isinstance(written, str) and _ZONED.search(written):
        raise PydanticCustomError("time_zone", "is the city's own time")
    raise PydanticCustomError("time_parsing", "is no time of day")


def named(file: UploadFile) -> UploadFile:
    """The file, if its name can be shown; how long it may be, its keeper says."""
    one_line(file.filename or "")
    one_line(file.content_type or "")
    return file


def or_none(written: Any) -> Any:
    """What is written; None where a field was left empty."""
    return written or None


# Of an address with what it asks: a client sends somebody with its own address and state in it.
PATH_LENGTH_MAX = 3_000

_LINE, _LINES = StringConstraints(pattern=ONE_LINE), StringConstraints(pattern=SOME_LINES)

# A name, a reason, a search: one line. A text: as many as its writer likes.
Line = Annotated[str, StringConstraints(max_length=1000), _LINE]
Text = Annotated[str, StringConstraints(max_length=TEXT_LENGTH_MAX), _LINES]
Words = Annotated[str, StringConstraints(min_length=1, max_length=NAME_LENGTH_MAX), _LINE]
Saying = Annotated[str, StringConstraints(min_length=1, max_length=SAYING_LENGTH_MAX), _LINE]
Path = Annotated[str, StringConstraints(max_length=PATH_LENGTH_MAX), _LINE]
# The name of a thing there is: any, as long as it can be looked up.
Id = Annotated[str, StringConstraints(min_length=1, max_length=100), _LINE]
IdOrNone = Annotated[str, StringConstraints(max_length=100), _LINE]
# The name of a thing that is made now.
NewId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Secret = Annotated[str, StringConstraints(max_length=200), _LINE]
Token = Annotated[str, StringConstraints(min_length=1, max_length=400), _LINE]

# Written out, for a reader of its own: what is no such text is none, whatever else it could mean.
Moment = Annotated[
    AwareDatetime,
    BeforeValidator(moment),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": r"^2[01]\d\d-"}),
]
Day = Annotated[
    date,
    BeforeValidator(day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^(19|2[01])\d\d-"}),
]
DayOrNone = Annotated[Day | None, BeforeValidator(or_none)]
TimeOfDay = Annotated[
    time,
    BeforeValidator(clock_time),
    WithJsonSchema({"type": "string", "pattern": CLOCK_TIME, "examples": ["17:30"]}),
]

Number = Annotated[float, AllowInfNan(False), Ge(-1e15), Le(1e15)]
Share = Annotated[float, AllowInfNan(False), Ge(0), Le(1)]
East = Annotated[float, AllowInfNan(False), Ge(-180), Le(180)]
North = Annotated[float, AllowInfNan(False), Ge(-90), Le(90)]
Count = Annotated[int, Ge(0), Le(1_000_000)]
# From which of many things on a page shows them.
Start = Annotated[int, Ge(0), Le(10_000_000)]
# The number of an event, or of one that is still to come.
Number62 = Annotated[int, Ge(0), Le(2**62)]
Year = Annotated[int, Ge(1900), Le(2200)]
Fen = Annotated[int, Ge(0), Le(FEN_MAX)]
FenGiven = Annotated[int, Ge(1), Le(FEN_MAX)]

UploadedFile = Annotated[UploadFile, AfterValidator(named)]

_KEY = "Names the command: repeated with the same key it changes nothing and answers the same."
IdempotencyKey = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100),
    _LINE,
    Header(alias="Idempotency-Key", description=_KEY),
]
Key = Annotated[str, StringConstraints(min_length=1, max_length=100), _LINE, Form()]

FormLine = Annotated[Line, Form()]
FormText = Annotated[Text, Form()]
FormDay = Annotated[Day, Form()]
FormDayOrNone = Annotated[DayOrNone, Form()]
FormPath = Annotated[Path, Form()]
