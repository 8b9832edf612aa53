// A page that may be shown to others is handed on as phones do it, or by its copied address.
const part = document.querySelector("[data-share]");
if (part) {
  part.hidden = false;
  part.querySelector("button").addEventListener("click", async () => {
    const url = location.origin + location.pathname;
    if (navigator.share) {
      // Who thinks better of it has shared nothing.
      await navigator.share({ title: document.title, url }).catch(() => {});
      return;
    }
    await navigator.clipboard.writeText(url);
    part.querySelector("small").textContent = part.dataset.share;
  });
}
