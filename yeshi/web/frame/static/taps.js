// A tap on a part that follows the city leaves the page where it is: what came of it is shown there,
// or why nothing did, where the tap was. Without this file it is a form like any other.
import { comesLater, hasToWait, isAway, keepTap } from "./later.js";
import { above, outdate, refresh, show } from "./parts.js";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const part = form.closest("[data-live]");
  if (!part || event.defaultPrevented || form.method !== "post") return;
  event.preventDefault();
  const sent = new FormData(form, event.submitter);
  const page = hasToWait(form) ? null : await answered(form, sent);
  delete form.dataset.sent;
  // What may not have arrived is sent again with its key, and done once.
  if (!page && comesLater(form)) return keepTap(form, event.submitter, sent);
  const there = page?.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
  // Somewhere else one has to go oneself; sent twice with its key it is done once.
  if (!there) return form.submit();
  outdate();
  for (const one of document.querySelectorAll("#said, #done")) one.remove();
  // Some parts no page brings with it.
  if ("asked" in part.dataset) await refresh(part);
  else await show(part, there.innerHTML);
  const said = page.querySelector("#said");
  if (said && !there.contains(said)) above(part, said);
  const done = page.querySelector("#done");
  if (done) document.querySelector("main").prepend(done);
  // Whoever was refused is led to what is to be mended.
  (part.querySelector("[autofocus]") || (said && document.querySelector("#said")))?.focus();
});

async function answered(form, sent) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent) });
    if (isAway(answer)) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}
