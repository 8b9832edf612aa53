"""A visitor: a customer without an account, known by a signed cookie that carries the basket."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request, Response
from itsdangerous import BadSignature, URLSafeSerializer

from yeshi.base.limits import LINES_MAX
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.orders.tab_seen import Seat

COOKIE = "yeshi_visitor"
YEAR_S = 365 * 24 * 3600
# A browser keeps four thousand letters of a cookie, and these are written in base 64.
BASKET_LETTERS_MAX = 2_000


@dataclass(slots=True)
class Sitting:
    """The code of a table, what is known of it, and what was in the basket before."""

    table: str = ""
    seat: Seat | None = None
    before: dict[str, int] | None = None


@dataclass(slots=True)
class Visitor:
    """A customer's id and basket (a selection as it is written → quantity).

    `is_new`: without a cookie of ours yet. `own`: the customer of the browser; who has signed in
    orders as somebody else than that. `sits`: at which table; there the basket is what they want of
    it, and not sent yet.
    """

    customer: str
    basket: dict[str, int] = field(default_factory=dict)
    is_new: bool = False
    own: str = ""
    sits: Sitting = field(default_factory=Sitting)

    def __post_init__(self) -> None:
        self.own = self.own or self.customer

    @property
    def table(self) -> str:
        """The code of the table at which they sit; "" of who sits at none."""
        return self.sits.table

    @property
    def seat(self) -> Seat | None:
        """What is known of where they sit."""
        return self.sits.seat

    def have(self, written: str, quantity: int) -> Refused | None:
        """So many of a selection; refused where a cookie would hold no more."""
        return self.fill({**self.basket, written: quantity})

    def fill(self, kept: Mapping[str, int]) -> Refused | None:
        """Have that be the basket; refused where a cookie would not hold it."""
        if len(kept) > LINES_MAX or sum(map(len, kept)) > BASKET_LETTERS_MAX:
            return Refused(Invalid("lines", f"> {min(LINES_MAX, len(kept) - 1)}"))
        self.basket = dict(kept)
        return None

    def sit_down(self, seat: Seat | None) -> None:
        """Have what is wanted there be the basket; where there is no such table, sit nowhere."""
        if seat is None:
            self.sits = Sitting()
            return
        self.sits = Sitting(seat.table, seat, dict(self.basket))
        self.basket = dict(seat.basket)

    def get_up(self) -> None:
        """Sit at no table any more."""
        self.basket, self.sits = self.of_cookie, Sitting()

    @property
    def of_cookie(self) -> dict[str, int]:
        """The basket that the browser keeps: at a table, what was in it before."""
        return self.basket if self.sits.before is None else self.sits.before

    def order_as(self, customer: str) -> None:
        """Order as that customer from now on, whatever the browser keeps."""
        self.customer, self.is_new = customer, False

    def begin_anew(self) -> None:
        """Have the browser be nobody known: what was ordered with it so far is its owner's."""
        self.own = new_customer()


class Visitors:
    """Reads and writes visitors' cookies with a secret of this installation."""

    def __init__(self, secret: str) -> None:
        self._signer = URLSafeSerializer(secret, salt="visitor")

    def of(self, request: Request) -> Visitor:
        """The visitor of the request, a new one without a cookie that we signed."""
        try:
            data = self._signer.loads(request.cookies.get(COOKIE, ""))
            basket = {str(k): int(v) for k, v in data["basket"].items()}
            sits = Sitting(str(data.get("table", "")))
            return Visitor(str(data["id"]), basket, sits=sits)
        except (BadSignature, KeyError, TypeError, ValueError, AttributeError):
            return Visitor(new_customer(), is_new=True)

    def keep(self, visitor: Visitor, response: Response) -> None:
        """Send the visitor's cookie along."""
        kept = {"id": visitor.own, "basket": visitor.of_cookie, "table": visitor.table}
        value = self._signer.dumps({name: one for name, one in kept.items() if one != ""})
        response.set_cookie(COOKIE, str(value), max_age=YEAR_S, httponly=True, samesite="lax")

    def kept(self, visitor: Visitor, response: Response) -> Response:
        """The response with the visitor's cookie."""
        self.keep(visitor, response)
        return response


def new_customer() -> str:
    """An id that nobody can guess."""
    return f"customer-{secrets.token_hex(8)}"


def secret_in(home: Path) -> str:
    """The secret of this installation, made at the first start and kept in its data folder."""
    path = home / "secret"
    home.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            path.chmod(0o600)
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text(encoding="utf-8").strip()
