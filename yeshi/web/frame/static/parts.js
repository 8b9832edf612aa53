// Parts of the page that follow the city: each [data-live] names its source and whom it concerns.
import { asNewAsTold, hear } from "./news.js";

const parts = [...document.querySelectorAll("[data-live]")];
const concerns = (part) => (part.dataset.concerns || "*").split(" ");
const ids = new Set(parts.flatMap(concerns));
const every = Number(document.body.dataset.atMostEvery || 400);
// A finger that is down longer than this rests: what is new is shown.
const PRESSED_MS = 3000;

// What came of a tap is newer than what was asked for before it: that is not shown, but asked for again.
let taps = 0;
export const outdate = () => taps++;

// Ask for a part anew. It is told by "shown", or "missed" where the city did not answer.
export async function refresh(part) {
  if (part.dataset.busy || pressed) {
    part.dataset.again = "1";
    return;
  }
  part.dataset.busy = "1";
  const before = taps;
  try {
    const answer = await fetch(part.dataset.live, { headers: asNewAsTold() });
    const html = await answer.text();
    if (before !== taps) part.dataset.again = "1";
    else if (answer.ok) await show(part, html);
    part.dispatchEvent(new Event(answer.status < 500 ? "shown" : "missed"));
  } catch {
    /* the stream comes back and so do we */
    part.dispatchEvent(new Event("missed"));
  }
  delete part.dataset.busy;
  if (part.dataset.again && !pressed) {
    delete part.dataset.again;
    setTimeout(() => refresh(part), every);
  }
}

// Whatever stays the same stays where it is, with the focus, the caret and what scrolls in it; what
// is new comes between. What somebody has opened, typed or chosen is theirs.
export async function show(part, html) {
  await released();
  Idiomorph.morph(part, html, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeAttributeUpdated: (name, node) =>
        !(name === "open" && node.matches("details")) && !(name.startsWith("aria-") && isToMend(node)),
      beforeNodeMorphed: (before, after) => {
        if (!(before instanceof Element)) return true;
        if (before.matches("input,textarea,select")) keep(before, after);
        // What was sent is on its way, with its key.
        return !before.matches("form[data-sent], [data-counting]");
      },
      beforeNodeRemoved: (node) => node.id !== "said" && withoutSaid(part, node),
    },
  });
}

// What is wrong with a form is told until it is sent again; where the form goes, above the part.
const isToMend = (node) => node.getAttribute("aria-describedby")?.split(" ").includes("said");
function withoutSaid(part, node) {
  const said = node instanceof Element && node.querySelector("#said");
  if (said) above(part, said);
  return true;
}
export function above(part, said) {
  said.className = "notice bad";
  part.before(said);
}

function keep(before, after) {
  if (!(after instanceof Element) || before.name !== after.name || before.type === "hidden") return;
  const refused = before.form?.querySelector("#said");
  if (before.matches("select")) {
    if (refused || [...before.options].some((one) => one.selected !== one.defaultSelected))
      for (const one of after.options) one.toggleAttribute("selected", one.value === before.value);
  } else if (before.matches("[type=checkbox],[type=radio]")) {
    if (refused || before.checked !== before.defaultChecked) after.toggleAttribute("checked", before.checked);
  } else if (refused || before.value !== before.defaultValue) {
    if (before.matches("textarea")) after.textContent = before.value;
    else after.setAttribute("value", before.value);
  }
}

// Nothing moves under a finger: what is new waits until it is lifted, and its press was counted.
let pressed = null;
function released() {
  return pressed ? pressed.lifted : Promise.resolve();
}
document.addEventListener("pointerdown", (event) => {
  if (!parts.some((part) => part.contains(event.target))) return;
  const press = {};
  press.lifted = new Promise((done) => (press.done = done));
  press.rests = setTimeout(lift, PRESSED_MS);
  pressed = press;
});
function lift() {
  if (!pressed) return;
  clearTimeout(pressed.rests);
  const { done } = pressed;
  pressed = null;
  done();
  parts.forEach((part) => {
    if (!part.dataset.again || part.dataset.busy) return;
    delete part.dataset.again;
    refresh(part);
  });
}
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(lift, 50));

// Whom the news that came since concerns; null while there is none.
let waiting = null;
function wake(concerned, spread = 0) {
  if (waiting) {
    concerned.forEach((id) => waiting.add(id));
    return;
  }
  waiting = new Set(concerned);
  // Of many who are told the same, each waits for a part of the time, so that not all ask at once.
  setTimeout(
    () => {
      const now = waiting;
      waiting = null;
      const of = (wanted) => now.has("*") || wanted.some((id) => id === "*" || now.has(id));
      parts.filter((part) => of(concerns(part))).forEach(refresh);
      document.dispatchEvent(new CustomEvent("city", { detail: asNewAsTold() }));
    },
    every + Math.random() * spread,
  );
}

if (parts.length || document.querySelector("[data-map],[data-chart]"))
  hear([...(ids.size ? ids : ["*"])], document.body.dataset.heard || "", wake);
