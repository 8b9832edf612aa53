"""Every write is a command with its event: outside of the engine a work is begun to read alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.sources import Module, modules

# How the collections of a work are written to; flow/ports/ has them all.
WRITES = {"add", "put", "see", "keep", "move", "append", "claim", "remember"}
# By design: a position is overwritten by the next one, and a try
# of an errand is begun by whoever is first: nobody repeats it, and its number is its answer's key.
# Tries of a secret are counted, codes crossed out, sessions and keys seen, and what a passkey
# is asked and answers is kept: none is a command, and nobody
# repeats it.
MAY_WRITE = {
    "yeshi/flow/errands.py": {"put"},
    "yeshi/flow/fleet/duty.py": {"see"},
    "yeshi/flow/people/codes.py": {"put"},
    "yeshi/flow/people/factors.py": {"put"},
    "yeshi/flow/people/keys.py": {"put"},
    "yeshi/flow/people/passkeys.py": {"add", "put"},
    "yeshi/flow/people/sessions.py": {"put"},
    "yeshi/flow/people/tokens.py": {"put"},
    "yeshi/flow/people/trying.py": {"put"},
}


def begun(tree: ast.AST) -> Iterator[tuple[ast.With, str]]:
    """Every block whose work is begun in it, and what the work is called there."""
    for node in ast.walk(tree):
        for item in node.items if isinstance(node, ast.With) else ():
            call, name = item.context_expr, item.optional_vars
            begins = isinstance(call, ast.Call) and ast.unparse(call.func).endswith(".begin")
            if isinstance(node, ast.With) and begins and isinstance(name, ast.Name):
                yield node, name.id


def written(tree: ast.AST) -> set[str]:
    """How blocks that begin a work write to its collections."""
    return {
        call.func.attr
        for block, work in begun(tree)
        for call in ast.walk(block)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        and ast.unparse(call.func.value).startswith(f"{work}.")
    }


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_what_is_written_is_a_command(module: Module) -> None:
    """But for what is listed, with its reason where it is done."""
    assert written(module.tree) == MAY_WRITE.get(module.name, set())


def test_the_rule_sees_a_write() -> None:
    """Of a work by any name, deep in the block."""
    source = "with self._store.begin() as at:\n    for x in y:\n        at.shocks.put(x)\n"
    assert written(ast.parse(source)) == {"put"}
    assert (
        written(ast.parse("with store.begin() as work:\n    found.add(work.shocks.all())")) == set()
    )
