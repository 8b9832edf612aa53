// What every page does: it sends a form once, and shows the city's clock.
// Whether there is a connection is said on each page.
import { comesLater } from "./later.js";

const away = document.querySelector("[data-away]");
const tell = (isAway) => away?.toggleAttribute("hidden", !isAway);
addEventListener("offline", () => tell(true));
addEventListener("online", () => tell(false));
if (!navigator.onLine) tell(true);

// A form is sent once: a second press while it is under way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // How many of a dish is counted by each press.
  if (form.closest("[data-step]")) return;
  // Without a connection it stays on the page, as it was typed; or is kept, to be sent later.
  if (!navigator.onLine && !comesLater(form)) {
    event.preventDefault();
    tell(true);
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});

// What was refused is told on the page of its form: that is where one is, also when one looks again.
const said = document.querySelector("#said[data-at]");
if (said) history.replaceState(null, "", said.dataset.at);

// What was done is told to who reads by ear, which a page that is loaded does not by itself; it is out
// of the way once one goes on, and is not there for who comes back.
const done = document.querySelector("#done");
if (done) {
  done.append(...done.childNodes);
  for (const one of ["pointerdown", "keydown"]) addEventListener(one, () => done.classList.add("read"), { once: true });
  addEventListener("pagehide", () => done.remove());
}

// What was seen is kept by a worker, for when there is none; it begins once the page is there.
if (document.querySelector("link[rel=manifest]") && navigator.serviceWorker)
  addEventListener("load", () => {
    const files = new URL(".", import.meta.url).pathname.split("/")[2];
    navigator.serviceWorker.register(`/worker.js?files=${files}`, { updateViaCache: "none" }).catch(() => {});
  });

// The city's clock runs at its own speed between two looks at it.
const clock = document.querySelector("[data-clock]");
if (clock) {
  fetch("/api/now")
    .then((answer) => answer.json())
    .then(({ now, speed }) => {
      const start = Date.parse(now),
        since = performance.now();
      const show = () => {
        const at = new Date(start + (performance.now() - since) * speed);
        clock.textContent = at.toLocaleTimeString("en-GB", {
          hour: "2-digit",
          minute: "2-digit",
          timeZone: clock.dataset.zone,
        });
      };
      show();
      setInterval(show, 500);
    })
    .catch(() => tell(true));
}

// A choice that is its form's only one sends it.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends]")) event.target.form.submit();
});
