"""That a form was sent by one of our pages, which this very browser was shown.

Each form carries a token. It fits the device that the browser was named when it was first shown a
form, and whether and as whom it was signed in then; so no other site can make one, a token of
another browser is of no use, and one of before a sign-in is over. Each is written differently, so
that nothing can be learnt of it by the length of a compressed page.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from hashlib import sha256

from fastapi import Request
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import UploadFile

from yeshi.web.frame import sign_in
from yeshi.web.frame.cookies import cookie_of, give_cookie
from yeshi.web.frame.fields import Text
from yeshi.web.frame.origins import UNSAFE

COOKIE = "yeshi_form"
FIELD = "form_token"
# For scripts, which send no form.
HEADER = "X-Form-Token"
_SALT_BYTES = 9
_SALT_LENGTH = 12
# Of what was typed, what a page never has in it; and what it can show.
_NOT_SHOWN = frozenset({"password", "code", "secret"})
_SHOWN = TypeAdapter[str](Text)


class StaleForm(Exception):
    """What was sent carries no token that fits; `said`: its texts by the names of its fields.

    `said` is None where it has more than texts, or what is not to be shown again.
    """

    def __init__(self, said: Mapping[str, str] | None) -> None:
        self.said = said
        super().__init__(FIELD)


class FormTokens:
    """Makes tokens with a secret of this installation, and knows them again."""

    def __init__(self, secret: str) -> None:
        self._secret = hmac.digest(secret.encode(), b"form tokens", "sha256")

    def of(self, request: Request) -> str:
        """A token for a form of the page that answers the request; the browser keeps its device."""
        device = cookie_of(request, COOKIE)
        if not device:
            device = secrets.token_urlsafe(18)
            give_cookie(request, COOKIE, device)
        return self.made(device, request.cookies.get(sign_in.COOKIE, ""))

    def made(self, device: str, session: str) -> str:
        """A token for that device and session."""
        return self._signed(secrets.token_urlsafe(_SALT_BYTES), device, session)

    def fits(self, token: str, request: Request) -> bool:
        """Whether the browser that sends it was given it, and is signed in as it was then."""
        device = request.cookies.get(COOKIE, "")
        if not device:
            return False
        own = self._signed(token[:_SALT_LENGTH], device, request.cookies.get(sign_in.COOKIE, ""))
        return hmac.compare_digest(own.encode(), token.encode("utf-8", "replace"))

    def _signed(self, salt: str, device: str, session: str) -> str:
        said = "\n".join((salt, device, session)).encode("utf-8", "replace")
        return salt + hmac.new(self._secret, said, sha256).hexdigest()


async def from_our_form(request: Request) -> None:
    """Raises StaleForm where something would be changed by what no page of ours sent."""
    if request.method not in UNSAFE:
        return
    tokens: FormTokens = request.app.state.desk.form_tokens
    token = request.headers.get(HEADER)
    if token is not None and tokens.fits(token, request):
        return
    form = await request.form()
    told = form.get(FIELD)
    if not isinstance(told, str) or not tokens.fits(told, request):
        raise StaleForm(_texts(form.multi_items()))


def _texts(items: list[tuple[str, UploadFile | str]]) -> dict[str, str] | None:
    said: dict[str, str] = {}
    for name, value in items:
        if not isinstance(value, str) or name in said or name in _NOT_SHOWN:
            return None
        try:
            said[_SHOWN.validate_python(name)] = _SHOWN.validate_python(value)
        except ValidationError:
            return None
    said.pop(FIELD, None)
    return said
