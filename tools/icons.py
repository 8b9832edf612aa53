"""Draw the icons of home screens from icon.svg, by Chromium: python -m tools.icons."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).parent.parent / "yeshi" / "web" / "frame" / "static"
# By file: points, and how much of them the drawing takes; the rest is its ground, to be cut off.
ICONS = {
    "icon-180.png": (180, 1.0),
    "icon-192.png": (192, 1.0),
    "icon-512.png": (512, 1.0),
    "icon-512-whole.png": (512, 0.78),
}
GROUND = "#1b1614"


def main() -> None:
    """Write them beside it."""
    drawing = (STATIC / "icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"]
        )
        for name, (points, share) in ICONS.items():
            page = browser.new_page(viewport={"width": points, "height": points})
            filled = GROUND if share < 1 else "transparent"
            side = round(points * share)
            page.set_content(
                f"<style>body{{margin:0;background:{filled};display:grid;place-items:center;"
                f"height:100vh}}svg{{width:{side}px;height:{side}px}}</style>{drawing}"
            )
            page.screenshot(path=STATIC / name, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
