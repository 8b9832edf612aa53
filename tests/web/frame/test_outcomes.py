"""What a function can answer is read in its code and in that of all it calls."""

from __future__ import annotations

import importlib
import pkgutil

import yeshi.adapters
from yeshi.flow.orders import calling_off, ordering, reading
from yeshi.flow.programmes import granting
from yeshi.web.city import figures_api
from yeshi.web.frame.outcomes import outcomes_of

# What a call may reach is found among the modules that are there: with all that a city may be
# served with, whichever tests came before.
for _part in pkgutil.walk_packages(yeshi.adapters.__path__, "yeshi.adapters."):
    if not _part.name.startswith("yeshi.adapters.crews"):
        importlib.import_module(_part.name)


def _codes(*functions: object) -> set[str]:
    return {reason.code() for reason in outcomes_of(*functions).reasons}  # type: ignore[arg-type]


def test_reasons_are_found_however_deep_they_are_given() -> None:
    """In the command, in what decides for it, in the engine, and behind a port."""
    assert _codes(ordering.place) >= {
        "unknown", "quote_changed", "sold_out", "too_far", "key_reused", "not_enough",
    }  # fmt: skip
    assert _codes(granting.approve) >= {"second_person", "beyond_fund", "sign_in_first"}


def test_what_is_not_called_is_not_answered() -> None:
    """Neither another command's reasons, nor one that is only asked after."""
    assert _codes(reading.couriers) == set()
    assert "sold_out" not in _codes(calling_off.call_off_order)
    assert outcomes_of(calling_off.call_off_order).names == {"order"}


def test_what_the_installation_may_lack_is_found() -> None:
    """Where figures need more than the base install."""
    assert outcomes_of(figures_api.figure).lacks
    assert not outcomes_of(ordering.place).lacks
