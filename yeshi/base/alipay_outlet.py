"""The city's app at Alipay, as the environment names it, with its keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yeshi.base.errors import SettingError
from yeshi.base.outlets import is_in_the_clear, parted, secret_at

ALIPAY = "YESHI_ALIPAY"
GATEWAY = "https://openapi.alipay.com/gateway.do"
ALIPAY_VARIABLES = {
    f"{ALIPAY}_APPID": "takes money by Alipay: the number of the city's app there",
    f"{ALIPAY}_PRIVATE_KEY": f"the app's private key; or {ALIPAY}_PRIVATE_KEY_FILE",
    f"{ALIPAY}_PUBLIC_KEY": f"Alipay's own public key; or {ALIPAY}_PUBLIC_KEY_FILE",
    f"{ALIPAY}_WAY": "how customers pay by Alipay: code (default), page or wap",
    f"{ALIPAY}_ADDRESS": "of what speaks as Alipay's gateway does; default: Alipay",
}
_APP = re.compile(r"[0-9]{8,32}")


class AlipayWay(StrEnum):
    """How customers are led to Alipay: a code to scan, its page for desktops or for phones."""

    CODE = "code"
    PAGE = "page"
    WAP = "wap"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlipayAccount:
    """The city's app at Alipay: it signs by `private_key`, and Alipay is known by `public_key`.

    Keys are PEM, or their base64 alone, as Alipay shows them. `address`: of the gateway.
    """

    app: str
    private_key: str = field(repr=False)
    public_key: str = field(repr=False)
    way: AlipayWay = AlipayWay.CODE
    address: str = GATEWAY


def alipay_account(given: Mapping[str, str]) -> AlipayAccount | None:
    """The app that is named; SettingError where a part is missing or cannot be used."""
    app = given.get(f"{ALIPAY}_APPID") or ""
    private = secret_at(given, f"{ALIPAY}_PRIVATE_KEY")
    public = secret_at(given, f"{ALIPAY}_PUBLIC_KEY")
    if not app and not private and not public:
        return None
    if not app or not private or not public:
        raise SettingError(
            f"{ALIPAY}_APPID, {ALIPAY}_PRIVATE_KEY, {ALIPAY}_PUBLIC_KEY: all three are needed"
        )
    if not _APP.fullmatch(app):
        raise SettingError(f"{ALIPAY}_APPID: {app!r} is no number of an app")
    way = given.get(f"{ALIPAY}_WAY") or AlipayWay.CODE
    if way not in tuple(AlipayWay):
        raise SettingError(f"{ALIPAY}_WAY: {way!r} is neither {' nor '.join(AlipayWay)}")
    address = given.get(f"{ALIPAY}_ADDRESS") or GATEWAY
    parts, _ = parted(f"{ALIPAY}_ADDRESS", address, ("http", "https"))
    if is_in_the_clear(parts) or parts.query or parts.fragment or parts.username:
        raise SettingError(f"{ALIPAY}_ADDRESS: it is none such as {GATEWAY}")
    return AlipayAccount(
        app=app, private_key=private, public_key=public, way=AlipayWay(way), address=address
    )
