"""The habits of the house that a parser can see."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.house.sources import Function, Module, Shrinking, docstrings, is_protocol, modules

LINES_MAX = 50
POSITIONS_MAX = 5
# Fields that nobody hands over.
NEVER_GIVEN = re.compile("ClassVar|init=False")
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|(CREATE|ALTER|DROP)\s+"
    r"(TABLE|INDEX|SCHEMA|FUNCTION|DATABASE|VIEW)|LISTEN\s+\w+|NOTIFY\s+\w+)\b",
    re.DOTALL,
)
SQL_HOME = "yeshi/adapters/postgres/"
ENVIRONMENT_HOME = "yeshi/settings.py"
# A provider takes money in a currency of its own, whatever the city has.
CITY_HOMES = ("yeshi/files/", "yeshi/adapters/payments/")
VERBS = {"get", "post", "put", "patch", "delete", "websocket", "api_route"}
# Words that tell history and little else: people may call off, move and rename as they like.
HISTORY = re.compile(
    r"\b(formerly|previously|legacy|deprecated|used to be|backwards?[- ]compatib\w+"
    r"|(has|have) been (renamed|replaced|rewritten|refactored|moved here)|(is|are) now (in|a|an|the)"
    r"|in an? (older|earlier) version)\b",
    re.IGNORECASE,
)

each_module = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)


def long_functions() -> set[str]:
    """Functions of more than 50 lines, with all that is nested in them."""
    return {
        f"{module.name}:{function.name}"
        for module in modules()
        for function in module.functions()
        if (function.end_lineno or 0) - function.lineno + 1 > LINES_MAX
    }


def speechless() -> set[str]:
    """Public functions, classes and methods that do not say what comes back.

    Protocols say it once for those who keep them.
    """
    return {
        f"{module.name}:{name}"
        for module in modules()
        for name, node in _public(module)
        if not ast.get_docstring(node)
    }


def _public(module: Module) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    for node in module.tree.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        yield node.name, node
        if isinstance(node, ast.ClassDef) and not is_protocol(node):
            for method in node.body:
                if isinstance(method, Function) and not _says_nothing_new(module, method):
                    yield f"{node.name}.{method.name}", method


def _says_nothing_new(module: Module, method: Function) -> bool:
    """Private, Python's own, or one of the two things that every event says of itself."""
    told = module.name.startswith("yeshi/events/") and method.name in ("subject", "concerns")
    return method.name.startswith("_") or told


@each_module
def test_sql_has_one_home(module: Module) -> None:
    """The PostgreSQL store; figures over time are Ibis expressions."""
    if module.name.startswith(SQL_HOME):
        return
    spoken = set(docstrings(module.tree))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in spoken:
            assert not SQL.search(node.value), f"{module.name}:{node.lineno}"


@each_module
def test_the_environment_has_one_reader(module: Module) -> None:
    """The settings, once."""
    if module.name == ENVIRONMENT_HOME:
        return
    for node in ast.walk(module.tree):
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        read = name in ("environ", "getenv", "environb")
        assert not read, f"{module.name}:{getattr(node, 'lineno', 0)}"


@each_module
def test_nothing_relies_on_an_assertion(module: Module) -> None:
    """`python -O` leaves them out: what must hold raises InvariantBroken."""
    assert not [node.lineno for node in ast.walk(module.tree) if isinstance(node, ast.Assert)]


def one_city() -> set[str]:
    """Modules that name a time zone or a currency: those are a city's terms, read from its file."""
    named = set()
    for module in modules():
        if module.name.startswith(CITY_HOMES):
            continue
        spoken = set(docstrings(module.tree))
        for node in ast.walk(module.tree):
            constant = isinstance(node, ast.Constant) and node not in spoken
            if (constant and node.value in ("Asia/Shanghai", "CNY")) or (
                isinstance(node, ast.Name) and node.id == "LOCAL"
            ):
                named.add(module.name)
    return named


def double_names() -> set[str]:
    """Names of several classes, where a reader who meets one does not know which it is."""
    names = Counter(
        node.name
        for module in modules()
        for node in module.classes()
        if not node.name.startswith("_")
    )
    return {name for name, times in names.items() if times > 1}


def nested_routes() -> set[str]:
    """Modules with a route inside another function, where nobody can call or test it."""
    return {
        module.name
        for module in modules()
        for outer in module.functions()
        for node in ast.walk(outer)
        if isinstance(node, Function) and node is not outer and _is_route(node)
    }


def _is_route(function: Function) -> bool:
    calls = (one.func for one in function.decorator_list if isinstance(one, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in VERBS for call in calls)


def positional_records() -> set[str]:
    """Calls of a record with six positions and more, which do not say what stands where."""
    records = {
        node.name
        for module in modules()
        for node in module.classes()
        if any("dataclass" in ast.unparse(one) for one in node.decorator_list)
    }
    return {
        f"{module.name}:{name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in records
        and len(node.args) > POSITIONS_MAX
    }


@each_module
def test_what_is_written_tells_what_is(module: Module) -> None:
    """Comments and docstrings tell no history: that is kept by Git."""
    for node in docstrings(module.tree):
        told = HISTORY.search(str(node.value))
        assert not told, f"{module.name}:{node.lineno} {told}"
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type == tokenize.COMMENT:
            assert not HISTORY.search(token.string), f"{module.name}:{token.start[0]}"


def wide_records_by_position() -> set[str]:
    """Records of six fields and more that can be made without saying what stands where."""
    return {
        f"{module.name}:{node.name}"
        for module in modules()
        for node in module.classes()
        if (
            made := next((d for d in map(ast.unparse, node.decorator_list) if "dataclass" in d), "")
        )
        and "kw_only=True" not in made
        and sum(
            isinstance(one, ast.AnnAssign) and not NEVER_GIVEN.search(ast.unparse(one))
            for one in node.body
        )
        > POSITIONS_MAX
    }


SHRINKING = (
    Shrinking("wide_records_by_position", wide_records_by_position, 0),
    Shrinking("long_functions", long_functions, 0),
    Shrinking("speechless", speechless, 0),
    Shrinking("one_city", one_city, 0),
    Shrinking("double_names", double_names, 0),
    Shrinking("nested_routes", nested_routes, 0),
    Shrinking("positional_records", positional_records, 0),
)


@pytest.mark.parametrize("rule", SHRINKING, ids=lambda rule: rule.name)
def test_a_rule_is_broken_nowhere_but_where_it_is_known(rule: Shrinking) -> None:
    """And the list of those places may only shrink."""
    rule.check()
