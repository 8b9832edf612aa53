"""TOML files that people write: what is wrong in them is told with its line, in one sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from yeshi.base.errors import InputError
from yeshi.files.toml_lines import line_of

_WHERE = re.compile(r"^(.*) \(at line (\d+), column \d+\)$")


class FilePart(BaseModel):
    """A part of a file: keys that it does not know are faults."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


P = TypeVar("P", bound=FilePart)


def text_of(path: Path) -> str:
    """The file's text; InputError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path}: no such file, or it cannot be read") from None


def parsed(path: Path) -> dict[str, Any]:
    """What the file says; InputError names the line of the first fault in its grammar."""
    text = text_of(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        where = _WHERE.match(str(fault))
        line = int(where[2]) if where else max(1, len(text.splitlines()))
        said = where[1] if where else str(fault).split(" (")[0]
        raise InputError(f"{path}, line {line}: {said}") from None


def checked(path: Path, data: Mapping[str, Any], kind: type[P]) -> P:
    """What the file at `path` said, as `kind`; InputError names the line of the first fault."""
    try:
        return kind.model_validate(data)
    except ValidationError as fault:
        first = fault.errors()[0]
        # Alternatives of one value name themselves in the path; the file knows keys and rows only.
        names = [part for part in first["loc"] if isinstance(part, int) or part.isidentifier()]
        where = ".".join(str(part) for part in names)
        said = f"{where}: {_said(first)}" if where else _said(first)
        raise InputError(f"{place(path, names)}: {said}") from None


def read(path: Path, kind: type[P]) -> P:
    """The file as `kind`; InputError names the line of the first fault."""
    return checked(path, parsed(path), kind)


def place(path: Path, names: Sequence[str | int]) -> str:
    """The file, and the line where `names` stands in it."""
    line = line_of(text_of(path), names)
    return f"{path}, line {line}" if line else str(path)


_PLAIN = {
    "extra_forbidden": "nothing of that name can be set",
    "missing": "is missing",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "bool_parsing": "must be true or false",
    "too_short": "must have at least {min_length} entries",
    "too_long": "must have at most {max_length} entries",
}


def _said(error: Mapping[str, Any]) -> str:
    """The fault in plain words, with what was found."""
    plain = _PLAIN.get(error["type"])
    if plain is not None:
        message = plain.format(**error.get("ctx", {}))
    else:
        message = str(error["msg"]).replace("Input should be", "must be")
        message = message.replace("Value error, ", "").replace("must be a valid", "must be a")
    found = error["input"]
    if error["type"] in ("extra_forbidden", "missing"):
        return message
    if isinstance(found, list) and error["type"] in ("too_short", "too_long"):
        return f"{message}, not {len(found)}"
    return f"{message}, not {found!r}" if isinstance(found, str | int | float) else message
