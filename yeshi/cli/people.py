"""The command that lets people sign in."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from yeshi import settings
from yeshi.base.errors import InputError
from yeshi.base.wording import plainly
from yeshi.cli.console import say
from yeshi.people.password import fault_of
from yeshi.people.person import Person, Role


def person(
    id: Annotated[str, typer.Argument(help="Name of the account, such as li-na.")],  # noqa: A002
    name: Annotated[
        str, typer.Option("--name", help="The person's name, as others see it.", show_default=False)
    ] = "",
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role",
            help="ROLE@SCOPE: owner, operator, treasurer or official@city; operator@ZONE; "
            "stallholder, cashier or cook@STALL; courier@COURIER; foundation, reader or "
            "approver@PROGRAMME; secretary@ACCORD; "
            "party@ACCORD/PARTY. May be given several times.",
            show_default=False,
        ),
    ] = None,
    forget_factors: Annotated[
        bool,
        typer.Option(
            "--forget-factors",
            help="Of somebody who lost their authenticator and recovery codes: their password is "
            "all that is asked for, until they set up another. Their devices are signed out.",
        ),
    ] = False,
) -> None:
    """Let somebody sign in, or change their roles or password; the password is asked for."""
    from yeshi.wiring.recorded import enter_person, forget_factors_of

    if forget_factors:
        if name or role:
            raise InputError("--forget-factors stands alone: it changes neither name nor roles")
        forget_factors_of(settings.read(), id)
        say.print(f"{id} signs in by password alone.", markup=False, highlight=False)
        return
    if not name or not role:
        raise InputError("who is entered needs --name and at least one --role")
    roles = [_role(text) for text in role]
    password = new_password(id, name)
    enter_person(settings.read(), id, name, roles, password)
    say.print(f"{id} may sign in.", markup=False, highlight=False)


def new_password(id_: str, name: str) -> str:
    """A password that somebody types twice, or the first line of what is handed in; InputError
    where it is none for that person."""
    if _at_a_terminal():
        password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    fault = fault_of(password, Person(id_, name, (), None))
    if fault:
        raise InputError(f"the password: {plainly(fault)}")
    return password


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()


def _role(text: str) -> tuple[Role, str]:
    word, _, scope = text.partition("@")
    try:
        role = Role(word)
    except ValueError:
        known = ", ".join(Role)
        raise InputError(f"--role {text}: {word!r} is none of {known}") from None
    if not scope:
        raise InputError(f"--role {text}: where? Such as {word}@city")
    return role, scope
