import { tone } from "./tones.js";
// Charts whose specification comes from the city: redrawn at most every five seconds.
const charts = document.querySelectorAll("[data-chart]");
// Expressions are interpreted, not compiled, and styles stand in our sheet: pages carry out nothing inline.
const HOW = {
  actions: false,
  renderer: "svg",
  ast: true,
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
};
// What the city's drawings are coloured with at night, by its name among the page's colours.
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
const toned = (drawing) => JSON.parse(drawing.replace(/#[0-9a-f]{6}/g, (one) => (TONES[one] ? tone(TONES[one]) : one)));
// What draws is large: it is fetched once the first chart is about to be seen.
const PARTS = ["vega", "vega-lite", "vega-embed"];
let library = null;
function fetched(part) {
  const script = document.createElement("script");
  script.src = new URL(`./vendor/vega/${part}.min.js`, import.meta.url).href;
  // In the order in which they stand here.
  script.async = false;
  return new Promise((done, failed) => {
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}
const seen = new Set();
let last = 0;
async function drawn(chart) {
  seen.add(chart);
  library ??= Promise.all(PARTS.map(fetched));
  const [answer] = await Promise.all([fetch(chart.dataset.chart), library]);
  if (answer.ok) await vegaEmbed(chart, toned(await answer.text()), HOW);
}
async function draw() {
  last = Date.now();
  await Promise.all([...seen].map(drawn));
}
// One in a closed part comes into sight, and has a width, once the part is opened.
const sight = new IntersectionObserver(
  (looks) => {
    for (const { target, isIntersecting } of looks) {
      if (!isIntersecting) continue;
      sight.unobserve(target);
      drawn(target);
    }
  },
  { rootMargin: "200px" },
);
charts.forEach((chart) => sight.observe(chart));
addEventListener("beforeprint", () => charts.forEach((chart) => seen.has(chart) || drawn(chart)));
document.addEventListener("city", () => {
  if (Date.now() - last > 5000) draw();
});
