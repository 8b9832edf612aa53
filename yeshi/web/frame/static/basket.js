// Dishes are counted as fast as one taps: each tap is seen at once, and what they come to is sent.
// Without this file each tap is a form of its own.
import { outdate } from "./parts.js";

const AGAIN_MS = 2000;
// What is not answered by then may never be; how many there shall be can be said twice.
const ANSWERED_MS = 8000;
// By dish, the form that says how many there shall be, where that is not sent yet.
const wanted = new Map();
let sending = false;

document.addEventListener("submit", (event) => {
  const step = event.target.closest("[data-step]");
  if (!step) return;
  event.preventDefault();
  const said = new FormData(event.target);
  const item = said.get("item");
  const shown = step.querySelector("b");
  const count = Number(shown.textContent) + Number(event.submitter.value);
  if (count < 0 || count > Number(step.dataset.step)) return;
  shown.textContent = count;
  // News leaves it alone until what was tapped is sent.
  step.dataset.counting = "1";
  step.classList.toggle("none", !count);
  said.set("quantity", count);
  wanted.set(item, said);
  if (!sending) send();
});

async function send() {
  sending = true;
  const [item, said] = wanted.entries().next().value;
  wanted.delete(item);
  const page = await posted(said);
  // What could not be sent waits, unless there is a later count of the same dish.
  if (page === null && !wanted.has(item)) wanted.set(item, said);
  if (wanted.size) return send();
  sending = false;
  document.querySelectorAll("[data-counting]").forEach((step) => delete step.dataset.counting);
  if (leads) location.assign(leads);
  return show(page);
}

// Whoever goes on to the basket finds in it what they tapped.
let leads = "";
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  // What is opened in another tab leaves this one as it is.
  if (!link || !sending || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  leads = link.href;
});

async function posted(said) {
  try {
    // It goes on where the page is left meanwhile.
    const answer = await fetch("/basket", {
      method: "POST",
      body: new URLSearchParams(said),
      keepalive: true,
      signal: AbortSignal.timeout(ANSWERED_MS),
    });
    // A city that is too busy to answer says nothing of the basket.
    if (answer.status < 500) return await answer.text();
  } catch {
    /* there is no way to the city, or it does not lead back */
  }
  await new Promise((done) => setTimeout(done, AGAIN_MS));
  return null;
}

// The page as it is now: the sum, the way to the basket, what is left of a dish; or why not.
function show(html) {
  outdate();
  const page = new DOMParser().parseFromString(html, "text/html");
  Idiomorph.morph(document.querySelector("main"), page.querySelector("main").innerHTML, { morphStyle: "innerHTML" });
}
