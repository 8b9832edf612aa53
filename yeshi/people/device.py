"""What a device is called, so that whoever has it knows it again: its browser and its system."""

from __future__ import annotations

# Each names itself, and many name others besides: the first that is found is the one.
_BROWSERS = (
    ("MicroMessenger", "WeChat"), ("AlipayClient", "Alipay"), ("EdgA", "Edge"), ("Edg", "Edge"),
    ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("MiuiBrowser", "Mi Browser"),
    ("HuaweiBrowser", "Huawei Browser"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"), ("curl", "curl"),
    ("python", "Python"),
)  # fmt: skip
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"),
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(agent: str) -> str:
    """Such as `Firefox, Android`, of what a browser says it is; "" where it says nothing known."""
    found = (_first(_BROWSERS, agent), _first(_SYSTEMS, agent))
    return ", ".join(word for word in found if word)


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((word for mark, word in known if mark in agent), "")
