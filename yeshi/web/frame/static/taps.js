// A tap on a part that follows the city leaves the page where it is: what came of it is shown there,
// or why nothing did, where the tap was. Without this file it is a form like any other.
import { above, outdate, refresh, show } from "./parts.js";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const part = form.closest("[data-live]");
  if (!part || event.defaultPrevented || form.method !== "post") return;
  event.preventDefault();
  const page = await answered(form, event.submitter);
  delete form.dataset.sent;
  const there = page?.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
  // Somewhere else one has to go oneself; sent twice with its key it is done once.
  if (!there) return form.submit();
  outdate();
  document.querySelector("#said")?.remove();
  // Some parts no page brings with it.
  if ("asked" in part.dataset) await refresh(part);
  else await show(part, there.innerHTML);
  const said = page.querySelector("#said");
  if (said && !there.contains(said)) above(part, said);
  // Whoever was refused is led to what is to be mended.
  (part.querySelector("[autofocus]") || (said && document.querySelector("#said")))?.focus();
});

async function answered(form, submitter) {
  try {
    const body = new URLSearchParams(new FormData(form, submitter));
    const answer = await fetch(form.action, { method: "POST", body });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}
