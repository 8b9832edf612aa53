// Charts that the city draws: each is fetched, for the width it has, once it is about to be seen.
const charts = [...document.querySelectorAll("[data-chart]")];
// What the city draws with, by its name among the page's colours.
const TONES = {
  "#f2a33a": "lantern",
  "#4fb6a8": "teal",
  "#d98cb3": "rose",
  "#8fa8d9": "blue",
  "#cbbfae": "soft",
  "#b8863b": "soft",
  "#8f8279": "grey",
  "#3a3230": "line",
  "#5a4a3a": "line",
  "#2a2220": "heat-1",
  "#7a4b1c": "heat-2",
  "#ffe3b3": "heat-4",
};
const FRESH_MS = 30_000;
const STILL_MS = 300;
const STEP = 20;
const COLOUR = /#[0-9a-f]{6}/g;
const toned = (picture) => picture.replace(COLOUR, (one) => (TONES[one] ? `var(--${TONES[one]})` : one));
// What a picture clips by has a name of its own on the page.
let pictures = 0;
function named(picture) {
  pictures += 1;
  return picture.replace(/\bclip(?=\d)/g, `of${pictures}-clip`);
}
// By chart, the width for which it was drawn.
const drawn = new Map();
let last = 0;

const steps = (chart) => Math.floor(chart.clientWidth / STEP);

async function pictureOf(chart) {
  const { picture } = chart.dataset;
  const high = chart.querySelector("svg").getAttribute("height");
  const place = `on=screen&wide=${Math.max(200, steps(chart) * STEP)}&high=${high}`;
  const answer = await fetch(`${picture}${picture.includes("?") ? "&" : "?"}${place}`);
  if (!answer.ok || !answer.headers.get("content-type").includes("svg")) return null;
  const svg = new DOMParser().parseFromString(named(toned(await answer.text())), "image/svg+xml").documentElement;
  svg.removeAttribute("width");
  svg.setAttribute("height", high);
  svg.setAttribute("aria-hidden", "true");
  return document.importNode(svg, true);
}

async function draw(chart) {
  const first = !drawn.has(chart);
  drawn.set(chart, steps(chart));
  if (!chart.dataset.here) {
    const svg = await pictureOf(chart).catch(() => null);
    if (svg) chart.replaceChildren(svg);
    // What was there stays; where the city cannot draw, this browser does.
    if (svg || !first || !navigator.onLine) return;
    chart.dataset.here = "1";
  }
  const { drawHere } = await import("./vega.js");
  await drawHere(chart, TONES);
}

function drawAgain() {
  last = Date.now();
  for (const chart of drawn.keys()) draw(chart);
}

// One in a closed part comes into sight, and has a width, once the part is opened.
const sight = new IntersectionObserver(
  (looks) => {
    for (const { target } of looks.filter((look) => look.isIntersecting)) {
      sight.unobserve(target);
      draw(target);
    }
  },
  { rootMargin: "200px" },
);
let resized = 0;
addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(() => {
    for (const [chart, width] of drawn) if (chart.clientWidth && steps(chart) !== width) draw(chart);
  }, STILL_MS);
});
charts.forEach((chart) => {
  sight.observe(chart);
  // What tells of a chart's parts comes with the first finger or pointer.
  const touch = async (event) => (await import("./values.js")).telling(chart, event);
  chart.addEventListener("pointerover", touch, { once: true });
});
addEventListener("beforeprint", () => charts.forEach((chart) => drawn.has(chart) || draw(chart)));
document.addEventListener("city", () => {
  if (Date.now() - last > FRESH_MS) drawAgain();
});
