"""What a form did is said once: on the page that follows, and on none after it."""

from __future__ import annotations

from enum import StrEnum

from fastapi import Request, Response

# Under which browsers keep what is to be said, and what the answer is marked with that says it.
COOKIE = "deed"
ONCE = "X-Said-Once"
# Seconds within which the page has to follow.
FOLLOWS_S = 60


class Deed(StrEnum):
    """What was done, by the name of its sentence; all that has no sentence of its own is SAVED."""

    SAVED = "saved"
    DONE = "done"
    SENT = "sent"
    ADDRESS = "address"
    ADDRESS_GONE = "address_gone"
    AGAIN = "again"
    CLAIMED = "claimed"
    COMPLAINED = "complained"
    CONTACT = "contact"
    CONTACT_GONE = "contact_gone"
    COUNTS = "counts"
    COURIER = "courier"
    DEAL = "deal"
    DEAL_ENDED = "deal_ended"
    DISH = "dish"
    DISH_GONE = "dish_gone"
    FACTS = "facts"
    FACTS_CONFIRMED = "facts_confirmed"
    HOURS = "hours"
    KEY_GONE = "key_gone"
    MARKET = "market"
    NAME = "name"
    PASSKEY = "passkey"
    PASSKEY_GONE = "passkey_gone"
    PASSWORD = "password"
    PAYEE = "payee"
    PAYEE_GONE = "payee_gone"
    PICTURE = "picture"
    PICTURE_GONE = "picture_gone"
    PRICE = "price"
    PRINTER = "printer"
    PRINTER_GONE = "printer_gone"
    RATED = "rated"
    SHIFT = "shift"
    SIGNED_OUT = "signed_out"
    SLIP = "slip"
    STALL = "stall"
    TERMS = "terms"
    ZONE = "zone"


_BY_NAME = {one.value: one for one in Deed}


def say_on_next(response: Response, deed: Deed) -> Response:
    """The answer to a form, with which goes what the page that follows says."""
    response.set_cookie(COOKIE, deed.value, max_age=FOLLOWS_S)
    return response


class SaidOnce:
    """What a page has to say of the form before it, if it says it."""

    def __init__(self, request: Request) -> None:
        """`request`: that of the page."""
        self._deed = _BY_NAME.get(request.cookies.get(COOKIE, ""))
        self._was_said = False

    def take(self) -> Deed | None:
        """What was done; whoever asks says it."""
        self._was_said = self._deed is not None
        return self._deed

    def forget(self, response: Response) -> None:
        """Have no other page say it, where this one does; nobody keeps a page that does."""
        if self._was_said:
            response.delete_cookie(COOKIE)
            response.headers[ONCE] = COOKIE
