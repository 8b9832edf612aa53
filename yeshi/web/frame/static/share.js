// A page that may be shown to others is handed on as phones do it, or by its copied address.
function offer() {
  for (const part of document.querySelectorAll("[data-share]")) part.hidden = false;
}
offer();
// Where it stands in a part that was fetched anew, it is hidden again.
document.addEventListener("shown", offer, true);
document.addEventListener("click", async (event) => {
  const part = event.target.closest("[data-share] button")?.closest("[data-share]");
  if (!part) return;
  const url = location.origin + location.pathname;
  if (navigator.share) {
    // Who thinks better of it has shared nothing.
    await navigator.share({ title: document.title, url }).catch(() => {});
    return;
  }
  await navigator.clipboard.writeText(url);
  part.querySelector("small").textContent = part.dataset.share;
});
