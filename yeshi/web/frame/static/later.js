// A tap of a courier or a kitchen that cannot be sent is kept, said to be where it was made, and sent
// later: in the order of the taps, each once, by its key. What is refused then is told on the page.
import { add, all, change, drop, isThere } from "./outbox.js";
import { outdate, refresh } from "./parts.js";

// What may be told later. What counts from now, as being busy for a while, may not.
const LATER = [
  /^\/courier\/[^/]+\/(arrive|[^/]+\/(collect|deliver|not-paid|fail|say\/[a-z_]+))$/,
  /^\/kitchen\/[^/]+\/(taking|stock|[^/]+\/(accept|reject|ready))$/,
];
const KEPT_MS = 12 * 3600 * 1000;
const AGAIN_MS = 5000;
// In front of the city something answers that it is away.
export const isAway = (answer) => [502, 503, 504].includes(answer.status);

const { who } = document.body.dataset;
const bar = document.querySelector("[data-taps]");
const parts = [...document.querySelectorAll("[data-live]")];
const tabs = window.BroadcastChannel ? new BroadcastChannel("yeshi-taps") : null;
let taps = [];
const waiting = () => taps.filter((tap) => !tap.refused);

const pathOf = (form) => new URL(form.action).pathname;
export const comesLater = (form) =>
  Boolean(isThere && who && bar && form.closest("[data-live]")) && LATER.some((one) => one.test(pathOf(form)));
// What was tapped before goes first.
export const hasToWait = (form) => comesLater(form) && (!navigator.onLine || waiting().length > 0);

export async function keepTap(form, button, said) {
  const body = [...said].filter(([name]) => name !== "form_token");
  const what = [button?.textContent, calledOn(form)].map((one) => one?.trim()).filter(Boolean);
  await add({ who, path: pathOf(form), body, what: what.join(" · "), at: Date.now() });
  await look();
  tabs?.postMessage("");
  send();
}
// Of what it is: a dish, or the order of the card.
const calledOn = (form) =>
  (form.querySelector("span.rest") ?? form.closest(".card")?.querySelector("[data-called], h3"))?.firstChild
    .textContent;

const isOld = (tap) => Date.now() - tap.at > KEPT_MS;
async function look() {
  const kept = await all();
  await Promise.all(kept.filter(isOld).map((tap) => drop(tap.number)));
  taps = kept.filter((tap) => tap.who === who && !isOld(tap));
  mark();
  tell();
}

// Where a form was tapped stands that it is kept; of steps that follow each other the next is there.
function mark() {
  for (const part of parts) {
    const noted = new Set();
    let isNext = true;
    for (const form of [...part.querySelectorAll("form")].filter(comesLater)) {
      const tap = waiting().findLast((one) => isOf(one, form));
      const note = form.nextElementSibling?.matches("[data-note]") ? form.nextElementSibling : null;
      if (note && note.dataset.note !== String(tap?.number)) note.remove();
      if (tap && !noted.has(tap) && note?.dataset.note !== String(tap.number)) form.after(noteOf(tap));
      if (tap) noted.add(tap);
      const isStep = form.matches("[data-turn]");
      const hides = Boolean(tap) || (isStep && !isNext);
      if (form.hidden !== hides) form.hidden = hides;
      if (isStep && !tap) isNext = false;
    }
  }
}
const field = (form, name) => form.querySelector(`[type=hidden][name=${name}]`)?.value;
const isOf = (tap, form) => tap.path === pathOf(form) && Object.fromEntries(tap.body).item === field(form, "item");

const timeOf = (tap) => new Date(tap.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
const made = (name) => bar.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);

function noteOf(tap) {
  const note = made("kept");
  note.dataset.note = tap.number;
  note.querySelector("[data-at]").textContent = timeOf(tap);
  note.querySelector("button").addEventListener("click", () => leave(tap));
  return note;
}

// Taken back, or read why it came to nothing. One that is being sent is not waiting any more.
async function leave(tap) {
  await locked(async () => drop(tap.number));
  await look();
  tabs?.postMessage("");
}

function tell() {
  const refused = taps.filter((tap) => tap.refused);
  bar.hidden = !taps.length;
  const line = bar.querySelector("[data-waiting]");
  line.hidden = !waiting().length;
  line.querySelector("b").textContent = waiting().length;
  const list = bar.querySelector("ul");
  list.hidden = !refused.length;
  list.replaceChildren(
    ...refused.map((tap) => {
      const told = made("told");
      told.querySelector("b").textContent = `${timeOf(tap)} · ${tap.what}`;
      told.querySelector("span").textContent = tap.refused;
      told.querySelector("button").addEventListener("click", () => leave(tap));
      return told;
    }),
  );
}

// One tab at a time sends.
const locked = (act) => (navigator.locks ? navigator.locks.request("yeshi-taps", act) : act());
let again = null;
let sending = false;
async function send() {
  if (sending || !waiting().length) return;
  sending = true;
  clearTimeout(again);
  const hasChanged = await locked(sendAll).catch(() => false);
  if (hasChanged) {
    outdate();
    await Promise.all(parts.map(refresh));
    tabs?.postMessage("");
  }
  await look();
  sending = false;
  if (waiting().length) again = setTimeout(send, AGAIN_MS);
}

// Whether anything came of it.
async function sendAll() {
  await look();
  const token = waiting().length ? await tokenNow() : null;
  return token ? sendFrom(waiting(), token) : false;
}

async function sendFrom([tap, ...others], token) {
  const told = await outcome(tap, token);
  if (told === null) return false;
  await (told ? change({ ...tap, refused: told }) : drop(tap.number));
  if (others.length) await sendFrom(others, token);
  return true;
}

// What a form has to say now to be taken for one of ours; null where the city is not reached, or
// somebody else is signed in, or nobody.
async function tokenNow() {
  const answer = await fetch("/offline");
  if (!answer.ok) return null;
  const page = read(await answer.text());
  const signs = page.body.dataset.who !== who;
  bar.querySelector("[data-signs]").hidden = !signs;
  return signs ? null : page.querySelector("[name=form_token]").value;
}

// "" where it was done, or why not; null where it is to be sent again.
async function outcome(tap, token) {
  const body = new URLSearchParams([...tap.body, ["form_token", token]]);
  try {
    const answer = await fetch(tap.path, { method: "POST", body });
    if (isAway(answer) || answer.status === 429 || new URL(answer.url).pathname.startsWith("/sign-")) return null;
    if (answer.ok) return "";
    const page = read(await answer.text());
    return (page.querySelector("#said") ?? page.querySelector("h1"))?.textContent.trim() || String(answer.status);
  } catch {
    return null;
  }
}
const read = (html) => new DOMParser().parseFromString(html, "text/html");

if (isThere && who && bar) {
  for (const part of parts) new MutationObserver(mark).observe(part, { childList: true, subtree: true });
  tabs?.addEventListener("message", look);
  addEventListener("online", send);
  document.addEventListener("back", send);
  addEventListener("pageshow", (event) => event.persisted && look());
  look().then(send);
}
