"""The city's account at WeChat Pay, as the environment names it, with its keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from yeshi.base.errors import SettingError
from yeshi.base.outlets import is_in_the_clear, parted, secret_at

WECHAT = "YESHI_WECHAT"
WECHAT_ADDRESS = "https://api.mch.weixin.qq.com"
WECHAT_VARIABLES = {
    "YESHI_WECHAT_MCHID": "takes money by WeChat Pay: the merchant's number",
    "YESHI_WECHAT_APPID": "the app that is bound to the merchant, as wx…",
    "YESHI_WECHAT_KEY": "the APIv3 key of 32 letters; or YESHI_WECHAT_KEY_FILE",
    "YESHI_WECHAT_PRIVATE_KEY_FILE": "the merchant's private key, as apiclient_key.pem",
    "YESHI_WECHAT_SERIAL": "the serial number of the merchant's certificate",
    "YESHI_WECHAT_PUBLIC_KEY_FILE": "WeChat Pay's public key; default: its certificates are asked",
    "YESHI_WECHAT_PUBLIC_KEY_ID": "the id of that key, as PUB_KEY_ID_…",
    "YESHI_WECHAT_ADDRESS": "of what speaks as WeChat Pay does; default: WeChat Pay",
}
_MERCHANT = re.compile(r"[0-9]{8,32}")
_APP = re.compile(r"[A-Za-z0-9]{8,32}")
_KEY = re.compile(r"[!-~]{32}")
_SERIAL = re.compile(r"[0-9A-Fa-f]{16,64}")
_PUBLIC_ID = re.compile(r"PUB_KEY_ID_[0-9A-Za-z]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WechatAccount:
    """The city's account: `merchant`, its number; `app`, bound to it; `key`, that of APIv3.

    `private_key`, of the certificate `serial`: signs what the city asks. `public_key`, known there
    as `public_key_id`: shows what is WeChat Pay's own; "" where its certificates do.
    """

    merchant: str
    app: str
    key: str = field(repr=False)
    private_key: str = field(repr=False)
    serial: str
    public_key: str = ""
    public_key_id: str = ""
    address: str = WECHAT_ADDRESS


def wechat_account(given: Mapping[str, str]) -> WechatAccount | None:
    """The account that is named; SettingError where a part is missing or cannot be used."""
    account = WechatAccount(
        merchant=given.get(f"{WECHAT}_MCHID") or "",
        app=given.get(f"{WECHAT}_APPID") or "",
        key=secret_at(given, f"{WECHAT}_KEY"),
        private_key=secret_at(given, f"{WECHAT}_PRIVATE_KEY"),
        serial=given.get(f"{WECHAT}_SERIAL") or "",
        public_key=secret_at(given, f"{WECHAT}_PUBLIC_KEY"),
        public_key_id=given.get(f"{WECHAT}_PUBLIC_KEY_ID") or "",
        address=_address(given.get(f"{WECHAT}_ADDRESS") or ""),
    )
    needed = (account.merchant, account.app, account.key, account.private_key, account.serial)
    if not any((*needed, account.public_key, account.public_key_id)):
        return None
    if not all(needed):
        raise SettingError(
            f"{WECHAT}_MCHID, {WECHAT}_APPID, {WECHAT}_KEY, {WECHAT}_PRIVATE_KEY_FILE,"
            f" {WECHAT}_SERIAL: all five are needed"
        )
    if bool(account.public_key) != bool(account.public_key_id):
        raise SettingError(f"{WECHAT}_PUBLIC_KEY_FILE, {WECHAT}_PUBLIC_KEY_ID: both, or neither")
    _fit(account)
    return account


def _fit(account: WechatAccount) -> None:
    """Raise SettingError for a part that is none; without telling a key."""
    for name, shape, part, such in (
        ("MCHID", _MERCHANT, account.merchant, "1900000109"),
        ("APPID", _APP, account.app, "wxd678efh567hg6787"),
        ("KEY", _KEY, account.key, "32 letters and digits"),
        ("SERIAL", _SERIAL, account.serial, "the 40 digits under which it is listed"),
    ):
        if not shape.fullmatch(part):
            raise SettingError(f"{WECHAT}_{name}: it is none such as {such}")
    if account.public_key_id and not _PUBLIC_ID.fullmatch(account.public_key_id):
        raise SettingError(f"{WECHAT}_PUBLIC_KEY_ID: it is none such as PUB_KEY_ID_0000000000")
    for name, pem in (("PRIVATE_KEY", account.private_key), ("PUBLIC_KEY", account.public_key)):
        if pem and not pem.startswith("-----BEGIN "):
            raise SettingError(f"{WECHAT}_{name}_FILE: it is no file such as apiclient_key.pem")


def _address(written: str) -> str:
    """Where WeChat Pay is asked; in the clear only on this machine."""
    if not written:
        return WECHAT_ADDRESS
    parts, _ = parted(f"{WECHAT}_ADDRESS", written, ("http", "https"))
    if is_in_the_clear(parts) or parts.path.strip("/") or parts.username:
        raise SettingError(f"{WECHAT}_ADDRESS: it is none such as {WECHAT_ADDRESS}")
    return written.rstrip("/")
