"""Who takes money for the city, as the environment names them, with their keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec

from yeshi.base.errors import SettingError
from yeshi.base.outlets import is_in_the_clear, parted, secret_at

STRIPE = "YESHI_STRIPE"
STRIPE_VARIABLES = {
    "YESHI_STRIPE_KEY": "takes cards by Stripe: its key; or YESHI_STRIPE_KEY_FILE",
    "YESHI_STRIPE_PUBLIC_KEY": "the key for Stripe's form, which is no secret",
    "YESHI_STRIPE_SIGNING": "the secret that signs its notices; or YESHI_STRIPE_SIGNING_FILE",
    "YESHI_STRIPE_ADDRESS": "of what speaks as Stripe does, to practise with; default: Stripe",
}
_KEY = re.compile(r"(sk|rk)_[A-Za-z0-9_]{3,}")
_PUBLIC = re.compile(r"pk_[A-Za-z0-9_]{3,}")
_SIGNING = re.compile(r"whsec_[A-Za-z0-9+/=_-]+")
STRIPE_SCRIPT = "https://js.stripe.com/v3/"


@dataclass(frozen=True, slots=True, kw_only=True)
class StripeAccount:
    """The city's account at Stripe: `key` for its program, `public_key` for its form, `signing` for
    what it tells.

    `address`, `script`: of what speaks as Stripe does, and of its form; "" for Stripe itself.
    """

    key: str = field(repr=False)
    public_key: str
    signing: str = field(repr=False)
    address: str = ""
    script: str = STRIPE_SCRIPT

    @property
    def allows(self) -> dict[str, str]:
        """From where a page with its form may take what, as Stripe says of content policies."""
        if self.address:
            return dict.fromkeys(("script-src", "frame-src", "connect-src"), self.address)
        return {
            "script-src": "https://js.stripe.com https://*.js.stripe.com",
            "frame-src": "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
            "connect-src": "https://api.stripe.com",
        }


def stripe_account(given: Mapping[str, str]) -> StripeAccount | None:
    """The account that is named; SettingError where a part is missing or cannot be used."""
    key, signing = secret_at(given, f"{STRIPE}_KEY"), secret_at(given, f"{STRIPE}_SIGNING")
    public = given.get(f"{STRIPE}_PUBLIC_KEY") or ""
    if not key and not signing and not public:
        return None
    if not key or not signing or not public:
        raise SettingError(
            f"{STRIPE}_KEY, {STRIPE}_PUBLIC_KEY, {STRIPE}_SIGNING: all three are needed"
        )
    if not _KEY.fullmatch(key):
        raise SettingError(f"{STRIPE}_KEY: it is none such as rk_live_…")
    if not _PUBLIC.fullmatch(public):
        raise SettingError(f"{STRIPE}_PUBLIC_KEY: {public!r} does not begin with pk_")
    if not _SIGNING.fullmatch(signing):
        raise SettingError(f"{STRIPE}_SIGNING: it is none such as whsec_…")
    if find_spec("stripe") is None:
        raise SettingError(f"{STRIPE}_KEY: install its client, as in: pip install 'yeshi[stripe]'")
    address = given.get(f"{STRIPE}_ADDRESS") or ""
    if address:
        parts, _ = parted(f"{STRIPE}_ADDRESS", address, ("http", "https"))
        if is_in_the_clear(parts) or parts.path.strip("/"):
            raise SettingError(f"{STRIPE}_ADDRESS: it is none such as https://api.stripe.com")
    return StripeAccount(
        key=key, public_key=public, signing=signing, address=address.rstrip("/"),
        script=f"{address.rstrip('/')}/js.stripe.com/v3/" if address else STRIPE_SCRIPT,
    )  # fmt: skip
