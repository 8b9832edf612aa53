"""What was typed into a long form, read field by field: what cannot be is told beside its field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from yeshi.base.limits import DAY_MAX, DAY_MIN, NAME_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.web.frame.amounts import amount_of

ROWS_MAX = 100
DIGITS_MAX = 9
_NUMBER = re.compile(rf"\d{{1,{DIGITS_MAX}}}", re.ASCII)
_DECIMAL = re.compile(rf"-?\d{{1,{DIGITS_MAX + 6}}}(\.\d{{1,{DIGITS_MAX}}})?", re.ASCII)
_ROW = re.compile(r"(?P<part>[a-z]+)-(?P<number>\d{1,2})-[a-z_]+", re.ASCII)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)


class TypedForm:
    """Reads the fields of a form; `faults`: by the names of fields why they cannot be.

    What is read of a field at fault stands for nothing: whoever reads asks for the faults first.
    """

    def __init__(self, said: Mapping[str, str], currency: str) -> None:
        self._said = said
        self._currency = currency
        self.faults: dict[str, Refused] = {}

    def plain(self, field: str) -> str:
        """What stands in the field, without the spaces around it."""
        return self._said.get(field, "").strip()

    def text(self, field: str, most: int, least: int = 1) -> str:
        """A text of so many letters."""
        said = self.plain(field)
        if not least <= len(said) <= most:
            self.faults[field] = Refused(Invalid("text", f"{least}…{most}"))
        return said

    def name(self, field: str, most: int = NAME_LENGTH_MAX) -> Name:
        """What stands in `FIELD_zh` and `FIELD_en`, in a line; an empty one is as the other."""
        zh, en = (" ".join(self.plain(f"{field}_{of}").split()) for of in ("zh", "en"))
        for of, said in (("zh", zh), ("en", en)):
            # Either would do: where there is none, it is said once.
            if len(said) > most or (of == "zh" and not (zh or en)):
                self.faults.setdefault(f"{field}_{of}", Refused(Invalid("text", f"1…{most}")))
        return Name(zh or en, en or zh)

    def amount(self, field: str) -> Money:
        """An amount of the city's currency; nothing where the field is empty."""
        said = self.plain(field)
        read = amount_of(said, self._currency) if said else Money(0, self._currency)
        if isinstance(read, Refused):
            self.faults[field] = read
            return Money(0, self._currency)
        return read

    def number(self, field: str, least: int, most: int) -> int:
        """A whole number within the bounds."""
        said = self.plain(field)
        if not _NUMBER.fullmatch(said) or not least <= int(said) <= most:
            self.faults[field] = Refused(Invalid("number", f"{least}…{most}"))
            return least
        return int(said)

    def decimal(self, field: str, least: float, most: float) -> float:
        """A number within the bounds, with a point if it has decimals."""
        said = self.plain(field)
        read = float(said) if _DECIMAL.fullmatch(said) else most + 1
        if not least <= read <= most:
            fault = f"{least:.0f}…{most:.0f}" if _DECIMAL.fullmatch(said) else "decimal"
            self.faults[field] = Refused(Invalid("number", fault))
            return least
        return read

    def day(self, field: str) -> date:
        """A day."""
        try:
            read = date.fromisoformat(self.plain(field))
        except ValueError:
            self.faults[field] = Refused(Invalid("day", "date"))
            return DAY_MIN
        if not DAY_MIN <= read < DAY_MAX:
            self.faults[field] = Refused(Invalid("day", "out_of_days"))
        return read

    def one_of(self, field: str, known: Collection[str]) -> str:
        """One of what there is to choose from; "" for what is none of it."""
        said = self.plain(field)
        if said in known:
            return said
        self.faults[field] = Refused(Invalid("text", "choice"))
        return ""

    def ticked(self, field: str) -> bool:
        """Whether the box is ticked."""
        return self.plain(field) == "true"

    def rows(self, part: str, *telling: str) -> list[str]:
        """As what the fields of each row begin, `PART-0-`; a row that tells nothing is none."""
        found = (f"{part}-{number}-" for number in row_numbers(self._said, part))
        return [one for one in found if any(self.plain(one + field) for field in telling)]

    def id_of(self, row: str) -> str:
        """The id that a row brings along; "" for one that is new."""
        said = self.plain(f"{row}id")
        return said if _ID.fullmatch(said) else ""


def row_numbers(said: Mapping[str, str], part: str) -> list[int]:
    """The numbers of the rows of that part of the form."""
    matches = (_ROW.fullmatch(field) for field in said)
    found = {int(one["number"]) for one in matches if one and one["part"] == part}
    return sorted(found)[:ROWS_MAX]


def with_one_more(said: Mapping[str, str], part: str) -> dict[str, str]:
    """The form with one empty row more of that part, as long as there is room for one."""
    numbers = row_numbers(said, part)
    if len(numbers) >= ROWS_MAX:
        return dict(said)
    free = next(number for number in range(ROWS_MAX) if number not in numbers)
    number = numbers[-1] + 1 if numbers and numbers[-1] + 1 < ROWS_MAX else free
    return {**said, f"{part}-{number}-id": ""}


def both_filled(field: str, name: Name | None) -> dict[str, str]:
    """What stands in `FIELD_zh` and `FIELD_en` of a name; nothing where there is none."""
    return {f"{field}_zh": name.zh, f"{field}_en": name.en} if name else {}


def rows_filled(part: str, rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What stands in the rows of a part, each by the names of its fields."""
    return {
        f"{part}-{number}-{field}": value
        for number, row in enumerate(rows)
        for field, value in row.items()
    }
