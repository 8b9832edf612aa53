// Stands between the pages and the city: what was seen can be read again without a connection.
// What is kept, and whose: docs/decisions/0064.
const asked = new URL(location.href).searchParams;
const FILES = `files-${asked.get("files")}`;
const SEEN = `seen-${asked.get("files")}`;
const PICTURES = "pictures";
const LANGUAGES = ["zh", "en"];
const away = (language) => `/offline?${language}`;
// Where it is kept in which language pages were read last.
const READ_IN = "/read-in";
const SEEN_MAX = 60;
const PICTURES_MAX = 150;
const KEPT_MS = 12 * 3600 * 1000;
// Pages that are of use without a connection; what shows a secret, or is filled in, is none of them.
const OF_USE = [
  /^\/(basket|restaurants)?$/,
  /^\/stalls\/[^/]+(\/dishes\/[^/]+)?$/,
  /^\/(markets|orders|kitchen|courier)\/[^/]+$/,
  /^\/(programmes|accords)(\/[^/]+)?$/,
  /^\/city(\/[a-z]+)?$/,
];
const isOfUse = (path) => OF_USE.some((one) => one.test(path));
const FIXED = /^\/(static|style)\//;
// Where somebody comes in or goes, or whose the browser is may change.
const DOOR = /^\/(sign-|come-in)/;
const ENDS = /^\/(api\/)?(sign-|come-in|account|privacy)/;
// Who goes leaves nothing that waits to be sent.
const GOES = /^\/(api\/)?(sign-out|privacy)/;
const NAMED = /\s(?:href|src)="(\/(?:static|style)\/[^"]+)"/g;

self.addEventListener("install", (event) => {
  event.waitUntil(prepare().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const begun = begin();
  event.waitUntil(begun);
  // Not waited for: until it is active, no page is answered.
  begun.then(lookAtOpen);
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  const isRead = request.method === "GET";
  const isPage = request.mode === "navigate";
  if (isRead ? isPage && DOOR.test(url.pathname) : ENDS.test(url.pathname)) event.waitUntil(forget());
  if (!isRead && GOES.test(url.pathname)) indexedDB.deleteDatabase("yeshi-taps");
  if (isPage) event.respondWith(page(event, url));
  else if (isRead && FIXED.test(url.pathname)) event.respondWith(file(request));
  else if (isRead && url.pathname.startsWith("/pictures/")) event.respondWith(picture(event));
});

// The page that says that there is no connection, as nobody in particular is shown it. It is there in
// each language: a worker for each would take the other's place while a page is asked for, and the
// page would never come.
async function prepare() {
  await Promise.all(LANGUAGES.map(prepareIn));
}

async function prepareIn(language) {
  const answer = await fetch("/offline", { credentials: "omit", headers: { "Accept-Language": language } });
  if (!answer.ok) throw new Error(`/offline: ${answer.status}`);
  const files = await caches.open(FILES);
  await filesOf(await answer.clone().text());
  await files.put(away(language), answer);
}

let readIn = "";
async function remember(language) {
  if (language === readIn || !LANGUAGES.includes(language)) return;
  readIn = language;
  const files = await caches.open(FILES);
  await files.put(READ_IN, new Response(language));
}

async function awayPage() {
  const files = await caches.open(FILES);
  const language = readIn || (await (await files.match(READ_IN))?.text());
  return files.match(away(language ?? LANGUAGES.find((one) => navigator.language.startsWith(one)) ?? LANGUAGES[0]));
}

async function filesOf(html) {
  const files = await caches.open(FILES);
  const named = [...new Set([...html.matchAll(NAMED)].map(([, address]) => address))];
  const lacking = await Promise.all(named.map(async (one) => ((await files.match(one)) ? null : one)));
  await files.addAll(lacking.filter(Boolean));
}

// What was kept for files of another name leads to files that are no more.
async function begin() {
  const names = await caches.keys();
  await Promise.all(names.filter((one) => ![FILES, SEEN, PICTURES].includes(one)).map((one) => caches.delete(one)));
  await self.clients.claim();
}

// Pages that are open were seen before there was anybody to keep them.
async function lookAtOpen() {
  const open = await self.clients.matchAll({ type: "window" });
  await Promise.allSettled(open.map(({ url }) => look(new URL(url))));
}

async function look(url) {
  if (!isOfUse(url.pathname)) return;
  const era = eras;
  const answer = await fetch(url, { redirect: "error" });
  await remember(answer.headers.get("content-language"));
  await filesOf(await answer.clone().text());
  await keep(url, answer, era);
}

// Grows when all is forgotten: what was asked for before is not kept after.
let eras = 0;
function forget() {
  eras += 1;
  return caches.delete(SEEN);
}

async function page(event, url) {
  const { request } = event;
  const era = eras;
  const isRead = request.method === "GET";
  try {
    const answer = await fetch(...(isRead && isOfCacheAlone(request) ? anew(request) : [request]));
    // What a page says once is not kept with it.
    event.waitUntil(remember(answer.headers.get("content-language")));
    const isOnce = answer.headers.has("x-said-once");
    if (isRead && isOfUse(url.pathname)) event.waitUntil(isOnce ? look(url) : keep(url, answer.clone(), era));
    return answer;
  } catch {
    // The answer to a form is in no cache: who goes back to it is shown the page it was sent from.
    if (!isRead && isOfCacheAlone(request) && isOurs(request.referrer)) {
      return Response.redirect(request.referrer);
    }
    return (isRead && (await kept(url))) || (await awayPage()) || Response.error();
  }
}

// Who goes back to the answer to a form asks for it, and for where that leads, in this way.
function isOfCacheAlone(request) {
  return request.cache === "only-if-cached";
}

function anew({ url, headers }) {
  return [url, { headers, redirect: "manual" }];
}

function isOurs(address) {
  return address !== "" && new URL(address).origin === location.origin;
}

async function keep(url, answer, era) {
  if (answer.status !== 200) return;
  const seen = await caches.open(SEEN);
  if (era !== eras) return;
  await newest(seen, url.pathname + url.search, answer, SEEN_MAX);
  if (era !== eras) await caches.delete(SEEN);
}

async function kept(url) {
  const seen = await caches.open(SEEN);
  const answer = await seen.match(url.pathname + url.search);
  const at = Date.parse(answer?.headers.get("date") ?? "");
  return Date.now() - at < KEPT_MS ? answer : null;
}

async function file(request) {
  const files = await caches.open(FILES);
  const there = await files.match(request);
  if (there) return there;
  const answer = await fetch(request);
  if (answer.status === 200) await files.put(request, answer.clone());
  return answer;
}

async function picture(event) {
  const pictures = await caches.open(PICTURES);
  const there = await pictures.match(event.request);
  if (there) return there;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(newest(pictures, event.request, answer.clone(), PICTURES_MAX));
  return answer;
}

// Of so many at most, the ones that were kept last.
async function newest(cache, key, answer, most) {
  await cache.delete(key);
  await cache.put(key, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, -most).map((one) => cache.delete(one)));
}
