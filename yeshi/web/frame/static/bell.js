// No order is missed: while one waits for its answer, a notice covers the page of the stall, and the
// bell rings, until it is answered or was opened on the board.
import { stayAwake } from "./awake.js";
import { anew } from "./news.js";
import { refresh } from "./parts.js";
import { allow, recall, remember, rememberBell, ring, silence, strike } from "./ringing.js";

const bar = document.querySelector("#bell");
const notice = document.querySelector("#waits");
const part = notice.querySelector("[data-live]");
const { board } = bar.dataset;
// By stall, the orders that were opened on the board, for all tabs of the browser.
const OPENED = `yeshi-opened ${board}`;
const title = document.title;
const AGAIN_MS = 1000;
// It asks by itself too: news may have ceased without a word.
const LOOKS_MS = 15000;
// Who was about to tap on the page does not answer an order by it.
const UNTOUCHED_MS = 600;

const waiting = () => [...part.querySelectorAll("[data-waits]")].map((one) => one.dataset.waits);
const opened = () => recall(OPENED).split(" ");

function tell() {
  const ids = waiting();
  const known = opened();
  const calls = ids.some((id) => !known.includes(id));
  document.title = ids.length ? `(${ids.length}) ${title}` : title;
  if (calls) cover();
  else if (notice.open) uncover();
  ring(calls);
  tellSeen();
  tellTaken();
}

// What was taken on by nobody is heard once, in one tab of the browser.
const HEARD = `yeshi-heard ${board}`;
async function tellTaken() {
  const ids = [...part.querySelectorAll("[data-taken]")].map((one) => one.dataset.taken);
  const hear = () => {
    const known = recall(HEARD).split(" ");
    if (ids.some((id) => !known.includes(id))) strike();
    if (ids.join(" ") !== known.join(" ")) remember(HEARD, ids.join(" "));
  };
  if (navigator.locks) await navigator.locks.request(HEARD, hear);
  else hear();
}

// What was shown to somebody is told to the city once, by the tab that is in sight.
let told = "";
function tellSeen() {
  const form = part.querySelector("#waits-seen");
  if (!form || document.visibilityState !== "visible") return;
  const body = new URLSearchParams(new FormData(form));
  const orders = body.getAll("order").join(" ");
  if (orders === told) return;
  told = orders;
  fetch(form.action, { method: "POST", body }).catch(() => (told = ""));
}

// Where the caret was in a field that is covered: news of its part may move it meanwhile.
let caret = null;

function cover() {
  if (!notice.open) {
    const { activeElement: field } = document;
    caret = field.matches("input, textarea") ? [field, field.selectionStart, field.selectionEnd] : null;
    part.inert = true;
    setTimeout(() => (part.inert = false), UNTOUCHED_MS);
    notice.tabIndex = -1;
    notice.showModal();
    // No button has the focus: what somebody goes on typing answers nothing.
    notice.focus();
  } else if (!notice.contains(document.activeElement)) notice.focus();
}

function uncover() {
  notice.close();
  const [field, from, to] = caret || [];
  // Numbers have no caret to put back.
  if (field?.isConnected && from !== null) field.setSelectionRange(from, to);
  caret = null;
  // Why an answer came to nothing is read on the page.
  const said = notice.querySelector("#said");
  if (said) document.querySelector("main").prepend(said);
}

notice.addEventListener("cancel", (event) => event.preventDefault());
notice.addEventListener("close", tell);
new MutationObserver(tell).observe(part, { childList: true, subtree: true });
addEventListener("storage", ({ key }) => key === OPENED && tell());

notice.addEventListener("click", (event) => {
  const link = event.target.closest("#waits-open");
  if (!link) return;
  remember(OPENED, waiting().join(" "));
  if (location.pathname === board) event.preventDefault();
  // What was typed on this page stays on it.
  else if (isTyped()) link.target = "_blank";
  tell();
});

const isTyped = () =>
  [...document.querySelectorAll("main :is(input, textarea, select)")].some((field) => {
    if (field.matches("select")) return [...field.options].some((one) => one.selected !== one.defaultSelected);
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    return field.value !== field.defaultValue;
  });

// Without an answer of the city it is asked until there is one; then the stream is there again too.
let missed = null;
part.addEventListener("missed", () => {
  clearTimeout(missed);
  missed = setTimeout(refresh, AGAIN_MS, part);
});
part.addEventListener("shown", () => {
  if (missed) anew();
  clearTimeout(missed);
  missed = null;
});
const look = () => refresh(part);
document.addEventListener("back", look);
document.addEventListener("visibilitychange", tellSeen);
addEventListener("online", look);
addEventListener("pageshow", (event) => event.persisted && look());
setInterval(look, LOOKS_MS);
look();

// The line that switches the bell.
function show(now) {
  bar.hidden = false;
  for (const line of bar.querySelectorAll("[data-bell]")) line.hidden = line.dataset.bell !== now;
}
bar.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-rings]");
  if (button?.dataset.rings === "on") allow();
  if (button?.dataset.rings === "off") silence();
});
rememberBell(show);
if (location.pathname === board) stayAwake();
