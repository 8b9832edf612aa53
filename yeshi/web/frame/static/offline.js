// The page that is shown where there is no connection: what was seen before, the latest first.
const SHOWN_MAX = 20;
const part = document.querySelector("[data-seen]");
document.querySelector("[data-again]").addEventListener("click", () => location.reload());

async function titled(cache, request) {
  const html = await (await cache.match(request)).text();
  const { title } = new DOMParser().parseFromString(html, "text/html");
  const { pathname, search } = new URL(request.url);
  return { title, address: pathname + search };
}

async function list() {
  const names = (await caches.keys()).filter((one) => one.startsWith("seen-"));
  if (!names.length) return;
  const cache = await caches.open(names.at(-1));
  const last = (await cache.keys()).toReversed().slice(0, SHOWN_MAX);
  const seen = await Promise.all(last.map((request) => titled(cache, request)));
  for (const { title, address } of seen) {
    const link = Object.assign(document.createElement("a"), { href: address, textContent: title });
    const line = document.createElement("li");
    line.append(link);
    part.querySelector("ul").append(line);
  }
  part.hidden = !seen.length;
}
if (window.caches) list();
