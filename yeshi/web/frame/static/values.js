// What a chart says of the part that is nearest to the pointer or the finger.
const REACH = 24;
const EDGE = 8;
const said = document.createElement("p");
said.className = "chart-said";
said.setAttribute("aria-hidden", "true");
said.hidden = true;
document.body.append(said);
const colon = document.documentElement.lang.startsWith("zh") ? "：" : ": ";

// Lines and areas have one label for all of their points.
const PARTS = ".role-mark:not(.mark-line, .mark-area) [aria-label]";

function nearest(chart, x, y) {
  let [found, least] = [null, REACH];
  for (const part of chart.querySelectorAll(PARTS)) {
    const box = part.getBoundingClientRect();
    const aside = Math.max(box.left - x, 0, x - box.right);
    const above = Math.max(box.top - y, 0, y - box.bottom);
    const gap = Math.hypot(aside, above);
    if (gap < least) [found, least] = [part, gap];
  }
  return found;
}

function tell(chart, { clientX, clientY }) {
  const part = nearest(chart, clientX, clientY);
  said.hidden = !part;
  if (!part) return;
  said.textContent = part.getAttribute("aria-label").replaceAll("; ", "\n").replaceAll(": ", colon);
  const { width, height } = said.getBoundingClientRect();
  const left = Math.min(Math.max(EDGE, clientX - width / 2), innerWidth - width - EDGE);
  const top = clientY - height - 2 * EDGE;
  said.style.left = `${left}px`;
  said.style.top = `${top < EDGE ? clientY + 2 * EDGE : top}px`;
}

const hush = () => {
  said.hidden = true;
};

// Have the chart tell of its parts, of what is touched now first.
export function telling(chart, touched) {
  tell(chart, touched);
  for (const name of ["pointerdown", "pointermove"]) chart.addEventListener(name, (event) => tell(chart, event));
  chart.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && hush());
}
addEventListener("scroll", hush, { passive: true });
addEventListener("pointerdown", ({ target }) => target.closest?.(".chart") || hush(), true);
