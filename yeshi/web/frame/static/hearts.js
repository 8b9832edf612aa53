// A heart is filled as one taps it, where one is. Without this file the page is loaded anew.
import { outdate } from "./parts.js";

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form.heart");
  if (!form || !navigator.onLine || form.dataset.plain) return;
  event.preventDefault();
  if (!form.dataset.busy) send(form);
});

async function send(form) {
  const button = form.querySelector("button");
  const { likes, key } = form.elements;
  const was = button.getAttribute("aria-pressed");
  const said = new URLSearchParams(new FormData(form));
  form.dataset.busy = "1";
  button.setAttribute("aria-pressed", likes.value);
  const isDone = await posted(form.action, said);
  delete form.dataset.busy;
  delete form.dataset.sent;
  if (!isDone) {
    // What speaks against it is told on a page of its own.
    button.setAttribute("aria-pressed", was);
    form.dataset.plain = "1";
    form.requestSubmit();
    return;
  }
  likes.value = was;
  key.value = crypto.randomUUID();
  // No older state of the page is shown over it.
  outdate();
}

async function posted(to, said) {
  try {
    const sent = { method: "POST", body: said, keepalive: true, redirect: "manual" };
    return (await fetch(to, sent)).type === "opaqueredirect";
  } catch {
    return false;
  }
}
