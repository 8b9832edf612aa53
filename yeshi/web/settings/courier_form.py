"""The forms of a courier and of a shift: how what is filled in is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from yeshi.base.calendar import Calendar
from yeshi.base.refused import Invalid, Refused
from yeshi.fleet.courier import Courier, Vehicle
from yeshi.flow.fleet.changing import CourierEntry
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.web.frame.naming import name_typed, place_typed


def entry_typed(said: Mapping[str, str], placed: bool) -> CourierEntry | Refused:
    """What was filled in of a courier; `placed`: a place has to be."""
    name = name_typed(said)
    if isinstance(name, Refused):
        return name
    if said.get("vehicle", "") not in set(Vehicle):
        return Refused(Invalid("vehicle", "choice"))
    somewhere = bool(said.get("x", "").strip() or said.get("y", "").strip())
    place = place_typed(said, "place") if placed or somewhere else None
    if isinstance(place, Refused):
        return place
    return CourierEntry(name, Vehicle(said["vehicle"]), place)


def filled_in(courier: Courier) -> dict[str, str]:
    """What stands in the fields of a courier; where they were seen last is not said again."""
    return {
        "name_zh": courier.name.zh, "name_en": courier.name.en, "vehicle": courier.vehicle.value,
        "x": "", "y": "",
    }  # fmt: skip


def shift_typed(
    said: Mapping[str, str], courier: Courier, calendar: Calendar
) -> PlannedShift | Refused:
    """The shift of a day and two times of the city's clock; one that ends earlier ends next day."""
    try:
        day = datetime.fromisoformat(said.get("day", "").strip()).date()
    except ValueError:
        return Refused(Invalid("day", "date"))
    hours: list[time] = []
    for field in ("from", "until"):
        try:
            hours.append(time.fromisoformat(said.get(field, "").strip()).replace(tzinfo=None))
        except ValueError:
            return Refused(Invalid(field, "time"))
    begins, ends = hours
    if not 2000 <= day.year < 2200:
        return Refused(Invalid("day", "out_of_time"))
    last = day if ends > begins else day + timedelta(days=1)
    return PlannedShift(
        courier.id, calendar.at(day, begins), calendar.at(last, ends), courier.place
    )
