// What was written is read once the page with it is in sight: that is told to the city.
const part = document.querySelector("main [data-live]");
let told = "";
function tell() {
  const form = part.querySelector("#thread-seen");
  if (!form || document.visibilityState !== "visible" || told === form.dataset.number) return;
  told = form.dataset.number;
  fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => (told = ""));
}
new MutationObserver(tell).observe(part, { childList: true, subtree: true });
document.addEventListener("visibilitychange", tell);
tell();
