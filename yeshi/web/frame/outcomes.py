"""What a function can answer, read in its code and in that of all it calls.

A contract that is written beside the code says what somebody remembered. This one is the code: each
reason that is given somewhere below a route is one that the route may refuse with. Names are found
as Python finds them; a method, whose object is known only when it runs, by its name alone. So a
contract may name a refusal too many, but lacks none.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from types import FunctionType, MethodType, ModuleType
from typing import Any

from yeshi.base.errors import InputError
from yeshi.base.refused import Reason
from yeshi.flow.ports import Done

HOUSE = "yeshi"
# What no request reaches, and the stores, which refuse nothing; providers are asked by errands.
_APART = (
    "yeshi.twin", "yeshi.cli", "yeshi.wiring", "yeshi.files", "yeshi.adapters.memory",
    "yeshi.adapters.postgres", "yeshi.adapters.panels", "yeshi.adapters.crews",
    "yeshi.adapters.payments.stripe", "yeshi.adapters.payments.wechat",
    "yeshi.adapters.payments.alipay",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What may come of a function: why it refuses, what its command names, whether it lacks a part
    of the installation; and all functions that it may call."""

    reasons: frozenset[type[Reason]]
    names: frozenset[str]
    lacks: bool
    functions: frozenset[FunctionType]


def outcomes_of(*functions: Callable[..., Any]) -> Outcomes:
    """What may come of the functions together."""
    seen: set[FunctionType] = set()
    waiting = [one for function in functions for one in _functions(function)]
    reasons: set[type[Reason]] = set()
    names: set[str] = set()
    lacks = False
    while waiting:
        function = waiting.pop()
        if function in seen:
            continue
        seen.add(function)
        step = _step(function)
        reasons |= step.reasons
        names |= step.names
        lacks = lacks or step.lacks
        waiting += step.calls
    return Outcomes(frozenset(reasons), frozenset(names), lacks, frozenset(seen))


@dataclass(frozen=True, slots=True)
class _Step:
    """What a function's own lines say, and what they call."""

    reasons: frozenset[type[Reason]]
    names: frozenset[str]
    lacks: bool
    calls: tuple[FunctionType, ...]


@cache
def _step(function: FunctionType) -> _Step:
    lines = _lines(function)
    if lines is None:
        return _Step(frozenset(), frozenset(), False, ())
    within = _own_names(lines)
    found: list[FunctionType] = []
    made: list[tuple[type[Any], ast.Call]] = []
    for node in (part for line in lines.body for part in ast.walk(line)):
        thing = _resolved(node, function, within)
        found += _functions(thing)
        if isinstance(node, ast.Call):
            called = _resolved(node.func, function, within)
            if isinstance(called, type):
                made.append((called, node))
            elif called is None and isinstance(node.func, ast.Attribute):
                found += _called(node.func.attr, function)
    return _Step(
        frozenset(kind for kind, _ in made if issubclass(kind, Reason)),
        frozenset(name for kind, call in made if kind is Done for name in _keys(call)),
        any(issubclass(kind, InputError) for kind, _ in made) and _is_world(function.__module__),
        tuple(found),
    )


def _called(name: str, function: FunctionType) -> Iterator[FunctionType]:
    """The methods that a call by that name may reach: its own class's, where it is private."""
    for method in _methods().get(name, ()):
        if not name.startswith("_") or method.__module__ == function.__module__:
            yield method


def _functions(thing: object) -> Iterator[FunctionType]:
    if isinstance(thing, dict):
        thing = tuple(thing.values())
    if isinstance(thing, tuple | list):
        for one in thing:
            yield from _functions(one)
    elif isinstance(thing, partial | MethodType):
        yield from _functions(thing.func if isinstance(thing, partial) else thing.__func__)
    elif isinstance(thing, FunctionType):
        if _is_ours(thing.__module__):
            yield thing
    elif callable(thing) and not isinstance(thing, type) and _is_ours(type(thing).__module__):
        yield from _functions(type(thing).__call__)


def _resolved(node: ast.AST, function: FunctionType, within: set[str]) -> object:
    """What an expression of names and dots stands for; None where only running it would tell."""
    if isinstance(node, ast.Name):
        return None if node.id in within else function.__globals__.get(node.id)
    if isinstance(node, ast.Attribute):
        whole = _resolved(node.value, function, within)
        if isinstance(whole, ModuleType | type):
            return getattr(whole, node.attr, None)
    return None


def _own_names(lines: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The names that are the function's own, and no longer those of its module."""
    own = set()
    for node in ast.walk(lines):
        if isinstance(node, ast.arg):
            own.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            own.add(node.id)
        elif isinstance(node, ast.FunctionDef) and node is not lines:
            own.add(node.name)
    return own


def _keys(call: ast.Call) -> Iterator[str]:
    for given in call.args:
        if isinstance(given, ast.Dict):
            yield from (str(key.value) for key in given.keys if isinstance(key, ast.Constant))


def _lines(function: FunctionType) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    module = sys.modules.get(function.__module__)
    # One that is made within another is read as a part of that.
    name = function.__qualname__.split(".<locals>")[0]
    return _defined(module).get(name) if module is not None else None


@cache
def _defined(module: ModuleType) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions and methods of a module, by the names that they have in it."""
    found = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
                    found[f"{node.name}.{one.name}"] = one
    return found


@cache
def _methods() -> dict[str, tuple[FunctionType, ...]]:
    """The methods of all classes of the house that requests reach, by their names."""
    found: dict[str, tuple[FunctionType, ...]] = {}
    for name in sorted(sys.modules):
        if not _is_ours(name):
            continue
        for kind in vars(sys.modules[name]).values():
            if isinstance(kind, type) and kind.__module__ == name:
                for said, method in vars(kind).items():
                    if isinstance(method, FunctionType) and not said.startswith("__"):
                        found[said] = (*found.get(said, ()), method)
    return found


def _is_world(module: str) -> bool:
    """Whether what the module finds wrong is a lack of the installation, and no fault of a file."""
    return module.startswith("yeshi.adapters")


def _is_ours(module: str) -> bool:
    return module.split(".")[0] == HOUSE and not module.startswith(_APART)
