"""A scenario from its file and those it names: the files that it is like, and its city."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from yeshi.base.errors import InputError
from yeshi.base.money import Money, in_units
from yeshi.base.names import Name
from yeshi.dispatch.policy import Policy
from yeshi.files.city import CHANGSHA_FILE, City, half_hours
from yeshi.files.city_file import calendar_of, read_city
from yeshi.files.scenario import document
from yeshi.files.scenario.fitted import FittedDocument, city_of
from yeshi.files.scenario.metropolis import metropolis
from yeshi.files.scenario.scenario import (
    Fleet,
    KitchenHabits,
    Rain,
    Response,
    RushHours,
    Scenario,
    ShiftKind,
    Voucher,
)
from yeshi.files.toml import checked, parsed, place, read, text_of
from yeshi.geo.travel import EBIKE_M_MIN
from yeshi.orders.checkout import Fees

_Amounts = Callable[[float], Money]


def read_scenario(path: Path) -> Scenario:
    """The scenario in the file; InputError names the file, the line and the fault of the first."""
    files: list[Path] = []
    said = checked(path, _layers(path, files), document.ScenarioDocument)
    _it_rains_in_the_night(path, said)
    city = _city(path, said, files)
    digest = blake2b(digest_size=16)
    for file in files:
        digest.update(text_of(file).encode())
    fees, usual = said.fees, said.response

    def money(units: float) -> Money:
        return in_units(units, city.currency)

    wait_s = round(said.promise.wait_minutes * 60)

    return Scenario(
        name=Name(said.name.zh, said.name.en),
        city=city,
        begins=said.begins,
        hours=said.hours,
        demand=said.demand.scale,
        collect=said.demand.collect,
        sit=said.demand.sit,
        fleet=_fleet(said.fleet, money),
        fees=_fees(money(fees.base), fees.base_km, money(fees.per_km), fees.reach_minutes, wait_s),
        commission=round(fees.commission * 10_000),
        response=Response(
            usual.price_elasticity,
            _fees(
                money(usual.usual_base),
                usual.usual_base_km,
                money(usual.usual_per_km),
                fees.reach_minutes,
                wait_s,
            ),
        ),
        voucher=_voucher(said.voucher, money),
        kitchens=_kitchens(said.kitchens),
        promise_kept=said.promise.kept,
        rain=_rain(said.rain),
        policy=Policy(**said.policy.model_dump()),
        digest=digest.hexdigest(),
    )


def _it_rains_in_the_night(path: Path, said: document.ScenarioDocument) -> None:
    """InputError when the rain would begin before the night, or after its last order."""
    if said.rain is None:
        return
    begins, rain = (at.hour * 60 + at.minute for at in (said.begins, said.rain.begins))
    if (rain - begins) % (24 * 60) >= said.hours * 60:
        night = f"{said.begins:%H:%M} and the {said.hours:g} hours after it"
        where = place(path, ("rain", "begins"))
        raise InputError(f"{where}: rain.begins: must be in the night, {night}")


def _layers(path: Path, files: list[Path]) -> dict[str, Any]:
    """What the file says over what the file says that it is like, which is checked by itself."""
    if path.resolve() in files:
        raise InputError(f"{path}: is like a file that is like it")
    files.append(path.resolve())
    data = parsed(path)
    like = data.get("like")
    if like is None:
        return data
    if not isinstance(like, str):
        raise InputError(f"{place(path, ('like',))}: like: must be the name of a file")
    file = path.parent / like
    if not file.is_file():
        raise InputError(f"{place(path, ('like',))}: like: there is no file {like!r}")
    below = _layers(file, files)
    checked(file, below, document.ScenarioDocument)
    return _over(below, data)


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        both = isinstance(under, dict) and isinstance(value, dict)
        merged[key] = _over(under, value) if both and isinstance(under, dict) else value
    return merged


def _city(path: Path, said: document.ScenarioDocument, files: list[Path]) -> City:
    if said.fitted is not None and said.metropolis is not None:
        raise InputError(f"{place(path, ('metropolis',))}: metropolis: the city is fitted already")
    if said.fitted is not None:
        file = _named(path, "fitted", said.fitted, files)
        fitted = read(file, FittedDocument)
        city = city_of(fitted, calendar_of(file, fitted.time_zone, fitted.day_turns))
    elif said.metropolis is not None:
        made = said.metropolis
        calendar = calendar_of(path, made.time_zone, made.day_turns)
        city = metropolis(
            made.markets, made.stalls, made.across_km, made.zones, calendar, made.currency
        )
    elif said.city == "changsha":
        city = read_city(CHANGSHA_FILE)
    else:
        file = _named(path, "city", said.city, files)
        city = read_city(file)
        for what, named in (("markets", city.quarters), ("doors", city.doors)):
            if not named:
                raise InputError(f"{file}: {what}: a city whose nights are played has some")
    if said.demand.orders_an_hour is not None:
        city = replace(city, rhythm=half_hours([n / 60 for n in said.demand.orders_an_hour]))
    return city


def _named(path: Path, key: str, name: str, files: list[Path]) -> Path:
    """The file of that name beside one of the files read so far, the last first."""
    for beside in reversed([path, *files]):
        if (beside.parent / name).is_file():
            files.append((beside.parent / name).resolve())
            return files[-1]
    raise InputError(f"{place(path, (key,))}: {key}: there is no file {name!r}")


def _fleet(said: document.FleetDocument, money: _Amounts) -> Fleet:
    return Fleet(
        couriers=said.couriers,
        shifts=tuple(ShiftKind(*row) for row in said.shifts),
        robots=said.robots,
        robot_an_hour=money(said.robot_an_hour),
        pay_per_order=money(said.pay_an_order),
        pay_per_hour=money(said.pay_an_hour),
    )


def _voucher(said: document.VoucherDocument | None, money: _Amounts) -> Voucher | None:
    if said is None:
        return None
    return Voucher(money(said.off), money(said.threshold), money(said.budget))


def _kitchens(said: document.KitchensDocument) -> KitchenHabits:
    rush = tuple(RushHours(one.begins, one.hours, one.slower) for one in said.rush)
    return KitchenHabits(said.pace, said.spread, said.misjudged, said.hands, rush)


def _rain(said: document.RainDocument | None) -> Rain | None:
    if said is None:
        return None
    return Rain(said.begins, said.hours, said.slower, said.demand)


def _fees(base: Money, base_km: float, per_km: Money, reach_minutes: float, wait_s: int) -> Fees:
    return Fees(
        delivery_base=base,
        delivery_base_km=base_km,
        delivery_per_km=per_km,
        metres_per_minute=EBIKE_M_MIN,
        reach_s=reach_minutes * 60,
        wait_s=wait_s,
    )
