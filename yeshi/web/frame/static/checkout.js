// The page on which one orders: what is chosen and counted changes what it comes to, in place.
// Without this file each step, and "work it out", sends the whole form and shows the page anew.
import { asNewAsTold, hear } from "./news.js";
import { show } from "./parts.js";

const form = document.querySelector("#checkout");
const SOON_MS = 350;
const AGAIN_MS = 2000;
// What changes the price or the promise; what is said to somebody changes neither.
const PRICED = new Set("by to wished_for door near x y campaign tip tip_own round_up way".split(" "));
const TYPED = new Set(["tip_own", "address"]);
let version = 0;
let timer = null;
let asking = false;

const pay = () => document.querySelector("#pay");
const isDirty = () => timer !== null || asking;

function change(wait = SOON_MS) {
  version++;
  clearTimeout(timer);
  timer = setTimeout(() => reckon(), wait);
}

// Ask what it comes to; an answer that is older than what was chosen since is not shown.
async function reckon(step = "") {
  clearTimeout(timer);
  timer = null;
  if (asking) {
    timer = setTimeout(() => reckon(step), SOON_MS);
    return;
  }
  asking = true;
  form.setAttribute("aria-busy", "true");
  const before = version;
  const said = new URLSearchParams(new FormData(form));
  if (step) said.set("step", step);
  const html = await posted(said);
  asking = false;
  if (html === null || before !== version) change(html === null ? AGAIN_MS : SOON_MS);
  else await shown(html);
  form.toggleAttribute("aria-busy", isDirty());
}

async function posted(said) {
  try {
    const answer = await fetch(form.dataset.reckon, { method: "POST", body: said, headers: asNewAsTold() });
    if (answer.status < 500) return await answer.text();
  } catch {
    /* there is no way to the city */
  }
  return null;
}

async function shown(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const parts = ["#lines", "#reckoned"].map((id) => [form.querySelector(id), page.querySelector(id)]);
  // Nothing is left in the basket, or it is another page that says why.
  if (parts.some(([, part]) => !part)) return location.assign(form.dataset.page);
  await Promise.all(parts.map(([part, now]) => show(part, now.innerHTML)));
  // What somebody has folded stays so, unless what is wrong stands in it.
  for (const wrong of form.querySelectorAll("details:not([open]) .mend")) wrong.closest("details").open = true;
}

function counted(button) {
  const box = button.closest("[data-count]");
  const [field, text] = [box.querySelector("input"), box.querySelector("b")];
  const count = Number(field.value) + (button.value.startsWith("+") ? 1 : -1);
  if (count < 0 || count > Number(box.dataset.count)) return;
  field.value = text.textContent = count;
  change();
}

if (form) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || button.type === "button") return;
    if (button === pay()) {
      // What is shown is not what was chosen yet: it is shown first.
      if (isDirty()) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (button.closest("[data-count]")) return counted(button);
    version++;
    reckon(button.value);
  });
  form.addEventListener("change", ({ target }) => PRICED.has(target.name) && change());
  // A place is put into its fields by the map, which changes nothing that is heard of.
  form.querySelector("[data-pin]")?.addEventListener("click", () => change(SOON_MS * 2));
  form.addEventListener("input", ({ target }) => TYPED.has(target.name) && change(SOON_MS * 2));
  // Whoever leaves at once has counted all the same.
  addEventListener("pagehide", () => {
    if (timer !== null) navigator.sendBeacon(form.dataset.reckon, new URLSearchParams(new FormData(form)));
  });
  hear(form.dataset.concerns.split(" "), document.body.dataset.heard || "", () => change());
}
