"""Tests mirror `yeshi` path for path: `yeshi/ledger/postings.py`, `tests/ledger/test_postings.py`."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath

import pytest

from tests.house.sources import ROOT, Module, Shrinking, is_protocol, modules

# Rooms that are listed as a whole while their files are being laid anew.
BEING_LAID = ("yeshi/web/", "yeshi/wiring/")
# What goes across rooms: rules, walks through many commands, a browser, both stores at once.
ACROSS = (
    "tests/house/",
    "tests/end_to_end/",
    "tests/storm/",
    "tests/adapters/test_store_contract.py",
)
ACROSS_FOLDERS = ("tests", "tests/flow", "tests/web")
# Both stores pass the one suite of their contract, whatever their files are called.
BY_CONTRACT = ("yeshi/adapters/memory/", "yeshi/adapters/postgres/")
# Events are words: what they say of themselves is tested with what makes them happen.
WORDS = "yeshi/events/"
TESTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py"))


def decides(module: Module) -> bool:
    """Whether there is anything to test in it: a function, or a class with more than fields."""
    if module.name.startswith((WORDS, *BY_CONTRACT)):
        return False
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return True
        if isinstance(node, ast.ClassDef) and not is_protocol(node):
            methods = (one for one in node.body if isinstance(one, ast.FunctionDef))
            if any(not one.name.startswith("__") for one in methods):
                return True
    return False


def where_tested(name: str) -> str:
    """Where the tests of a module are; those of a whole room stand beside its folder."""
    path = PurePosixPath(name)
    own = path.parent if path.stem == "__init__" else path
    return str(PurePosixPath("tests", *own.parent.parts[1:], f"test_{own.stem}.py"))


def untested() -> set[str]:
    """The modules that decide something and have no tests of their own."""
    return {
        next((room for room in BEING_LAID if one.name.startswith(room)), one.name)
        for one in modules()
        if decides(one) and not (ROOT / where_tested(one.name)).exists()
    }


def strays() -> set[str]:
    """The files of tests that mirror nothing and stand in no place for what goes across."""
    folders = (path for path in (ROOT / "yeshi").rglob("*") if path.is_dir())
    mirrored = {where_tested(one.name) for one in modules()} | {
        where_tested(f"{folder.relative_to(ROOT)}/__init__.py") for folder in folders
    }
    benches = {f"tests/bench/test_{path.stem}.py" for path in (ROOT / "bench").rglob("*.py")}
    return {
        test
        for test in TESTS
        if test not in mirrored | benches
        and not test.startswith(ACROSS)
        and str(PurePosixPath(test).parent) not in ACROSS_FOLDERS
    }


SHRINKING = (Shrinking("untested", untested, 127), Shrinking("strays", strays, 5))


@pytest.mark.parametrize("rule", SHRINKING, ids=lambda rule: rule.name)
def test_the_mirror_has_no_new_gaps(rule: Shrinking) -> None:
    """Every module that decides something has its tests; every file of tests mirrors something."""
    rule.check()


@pytest.mark.parametrize("test", TESTS)
def test_a_file_of_tests_says_what_must_hold(test: str) -> None:
    """In its first sentence."""
    assert ast.get_docstring(ast.parse((ROOT / test).read_text(encoding="utf-8"))), test
