"""What on a page is too small or too close to others for a finger."""

from __future__ import annotations

from playwright.sync_api import Page

# Of what stands alone; a link within a sentence is as high as its line (WCAG 2.2, 2.5.8).
SIDE = 44
# A target is large enough, or a circle of that width around its middle meets no other one.
_SMALL = """(side) => {
  const seen = (one) => {
    const box = one.getBoundingClientRect(), look = getComputedStyle(one);
    return box.width > 1 && box.height > 1 && look.visibility === "visible" && look.clipPath === "none"
      && box.right > 0 && one.checkVisibility();
  };
  const alone = (one) => {
    if (one.tagName !== "A" || getComputedStyle(one).display !== "inline") return true;
    const text = (node) => node.textContent.replace(/[\\s·→←|,，、]/g, "");
    let around = one.parentElement;
    while (getComputedStyle(around).display === "inline") around = around.parentElement;
    const links = [...around.querySelectorAll("a")].map(text).join("");
    return text(around).length === links.length;
  };
  const all = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, label.check")]
    .filter((one) => seen(one) && !(one.matches("label input") && one.closest("label.check")));
  const places = all.map((one) => {
    const box = one.getBoundingClientRect();
    return { one, box, x: box.left + box.width / 2, y: box.top + box.height / 2,
      small: box.width < side - 0.5 || box.height < side - 0.5 };
  });
  const meets = (a, b) => {
    if (a.one.contains(b.one) || b.one.contains(a.one)) return false;
    if (b.small) return Math.hypot(a.x - b.x, a.y - b.y) < side - 0.5;
    const x = Math.max(b.box.left, Math.min(a.x, b.box.right)) - a.x;
    const y = Math.max(b.box.top, Math.min(a.y, b.box.bottom)) - a.y;
    return Math.hypot(x, y) < side / 2 - 0.5;
  };
  return places.filter((a) => a.small && alone(a.one) && places.some((b) => b !== a && meets(a, b)))
    .map(({ one, box }) => {
      const where = one.closest("[class], [id]");
      const name = (one.textContent || one.name || "").trim().slice(0, 30);
      return `${one.tagName.toLowerCase()}.${one.className} in ${where?.id || where?.className}:`
        + ` "${name}" ${Math.round(box.width)} × ${Math.round(box.height)}`;
    });
}"""


def small_targets(page: Page) -> list[str]:
    """Each link, button or field that a finger may miss, with where it is and its size."""
    found: list[str] = page.evaluate(_SMALL, SIDE)
    return found
