// Parts of the page that follow the city: each [data-live] names its source and whom it concerns.
const parts = [...document.querySelectorAll("[data-live]")];
const concerns = (part) => (part.dataset.concerns || "*").split(" ");
const ids = new Set(parts.flatMap(concerns));
const every = Number(document.body.dataset.atMostEvery || 400);
// Up to where this page was told of news: what it asks for then has to be as new.
let told = null;

async function refresh(part) {
  if (part.dataset.busy) {
    part.dataset.again = "1";
    return;
  }
  // Whoever is writing in a part keeps it until they are done.
  const writing = part.contains(document.activeElement) && document.activeElement.matches("input,select,textarea");
  if (writing) {
    part.dataset.again = "1";
    return;
  }
  part.dataset.busy = "1";
  try {
    const answer = await fetch(part.dataset.live, { headers: asNewAsTold() });
    if (answer.ok) {
      const open = [...part.querySelectorAll("details[open]")].map((d) => d.id).filter(Boolean);
      part.innerHTML = await answer.text();
      open.forEach((id) => {
        const d = part.querySelector("#" + CSS.escape(id));
        if (d) d.open = true;
      });
    }
  } catch {
    /* the stream comes back and so do we */
  }
  delete part.dataset.busy;
  if (part.dataset.again) {
    delete part.dataset.again;
    setTimeout(() => refresh(part), every);
  }
}

function asNewAsTold() {
  return told ? { "X-Told": told } : {};
}

// Whom the news that came since concerns; null while there is none.
let waiting = null;
function wake(concerned, spread = 0) {
  if (waiting) {
    concerned.forEach((id) => waiting.add(id));
    return;
  }
  waiting = new Set(concerned);
  // Of many who are told the same, each waits for a part of the time, so that not all ask at once.
  setTimeout(
    () => {
      const now = waiting;
      waiting = null;
      const of = (wanted) => now.has("*") || wanted.some((id) => id === "*" || now.has(id));
      parts.filter((part) => of(concerns(part))).forEach(refresh);
      document.dispatchEvent(new CustomEvent("city", { detail: asNewAsTold() }));
    },
    every + Math.random() * spread,
  );
}

// What happened since the page was read, and after a break since the last message, is told at once.
function listen(query) {
  const since = told || document.body.dataset.heard || "";
  const stream = new EventSource("/live?" + query + "&since=" + encodeURIComponent(since));
  stream.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    told = news.mark;
    wake(news.concerns, news.spread_ms);
  });
  // Where there is no room for one more stream, the page looks itself until there is.
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(lookAndListen, (15 + 15 * Math.random()) * 1000, query);
  });
}

function lookAndListen(query) {
  wake(["*"]);
  listen(query);
}

if (parts.length || document.querySelector("[data-map],[data-chart]")) {
  listen([...(ids.size ? ids : ["*"])].map((id) => "of=" + encodeURIComponent(id)).join("&"));
}
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) wake(["*"]);
});
document.addEventListener("focusout", () =>
  parts.forEach((part) => {
    if (part.dataset.again) {
      delete part.dataset.again;
      setTimeout(() => refresh(part), 50);
    }
  }),
);

// A form is sent once: a second press while it is under way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
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
    .catch(() => {});
}

// A choice that is its form's only one sends it.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends]")) event.target.form.submit();
});
