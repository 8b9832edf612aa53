// News of the city, by one stream for all tabs of a browser: it has few connections to spare.
//
// The tab that holds the lock listens for all and tells the others. One that hears nothing of it,
// as where a phone has put it to sleep, takes the lock away and listens itself.
const LOCK = "yeshi-news";
const ANSWERS_WITHIN_MS = 1500;
// What one stream may be asked for.
const IDS_MAX = 100;
const shared = Boolean(navigator.locks && window.BroadcastChannel);
const channel = shared ? new BroadcastChannel(LOCK) : null;

let mine = [];
let told = "";
let tell = () => {};
let stream = null;
// By tab, what it wants to hear of, while this one leads; null while another does.
let wants = null;
let answered = 0;

// Up to where this page was told of news: what it asks for then has to be as new.
export const asNewAsTold = () => (told ? { "X-Told": told } : {});

// Call `news` with the ids that news concerns, and for how long to wait at most before asking.
// What happened since the page was read, `heard`, and after a break is told at once.
export function hear(ids, heard, news) {
  [mine, told, tell] = [ids, heard, news];
  if (!shared) {
    open(mine);
    return;
  }
  channel.addEventListener("message", ({ data }) => answer(data));
  follow();
  say({ wants: mine });
  document.addEventListener("visibilitychange", () => document.hidden || look());
  addEventListener("pagehide", () => say({ gone: true }));
  addEventListener("pageshow", (event) => event.persisted && say({ wants: mine }));
}

const tab = Math.random().toString(36).slice(2);
const say = (what) => channel.postMessage({ tab, ...what });

// Wait until nobody else leads, or take the lead away.
function follow(steal = false) {
  navigator.locks.request(LOCK, steal ? { steal } : {}, lead).catch(() => {
    // Another tab took the lead away.
    leave();
    follow();
  });
}

// What it gives back is never kept: it leads until it is closed, or the lock is taken away.
function lead() {
  wants = new Map([[tab, mine]]);
  say({ asks: true });
  open(mine);
  return new Promise(() => {});
}

function leave() {
  wants = null;
  stream?.close();
  stream = null;
}

// A tab that is looked at again asks whether somebody leads, and leads if nobody says so.
function look() {
  tell(["*"], 0);
  if (wants) return;
  const asked = performance.now();
  say({ wants: mine });
  setTimeout(() => {
    if (!wants && answered < asked) follow(true);
  }, ANSWERS_WITHIN_MS);
}

function answer({ tab: from, wants: wanted, asks, gone, leads, news, back, lost }) {
  if (asks) say({ wants: mine });
  if (back) document.dispatchEvent(new Event("back"));
  if (leads !== undefined) {
    answered = performance.now();
    // What this tab wants may have happened before the stream was asked for it.
    if (leads !== told) tell(["*"], 0);
  }
  if (news) take(news);
  if (!wants) return;
  if (lost) anew();
  if (gone) wants.delete(from);
  if (wanted) {
    wants.set(from, wanted);
    const all = [...new Set([...wants.values()].flat())].slice(0, IDS_MAX);
    if (all.some((id) => !stream?.ids.includes(id))) open(all);
    say({ leads: told });
  }
}

function take(news) {
  told = news.mark;
  const own = news.concerns.filter((id) => id === "*" || mine.includes("*") || mine.includes(id));
  if (own.length) tell(own, news.spread_ms);
}

function open(ids) {
  stream?.close();
  const query = ids.map((id) => "of=" + encodeURIComponent(id)).join("&");
  const opened = new EventSource("/live?" + query + "&since=" + encodeURIComponent(told));
  opened.ids = ids;
  opened.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (shared) say({ news });
    take(news);
  });
  // It is there, or there again: what was told meanwhile may be asked for.
  opened.addEventListener("open", (event) => {
    // The city says so too, with data.
    if (event.data) return;
    document.dispatchEvent(new Event("back"));
    if (shared) say({ back: true });
  });
  // Where there is no room for one more stream, the page looks itself until there is.
  opened.addEventListener("error", () => {
    if (opened.readyState !== EventSource.CLOSED || opened !== stream) return;
    setTimeout(again, (15 + 15 * Math.random()) * 1000, opened);
  });
  stream = opened;
}

// The city is reached again: whoever leads opens the stream, unless it is.
export function anew() {
  if (stream && stream.readyState !== EventSource.OPEN) open(stream.ids);
  if (!stream && shared) say({ lost: true });
}
// A stream over a way that is gone may not know it yet.
addEventListener("online", () => stream && open(stream.ids));

function again(closed) {
  if (closed !== stream) return;
  tell(["*"], 0);
  open(closed.ids);
}
