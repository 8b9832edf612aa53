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
let last = 0;
async function drawn(chart) {
  const answer = await fetch(chart.dataset.chart);
  if (answer.ok) await vegaEmbed(chart, toned(await answer.text()), HOW);
}
async function draw() {
  last = Date.now();
  await Promise.all([...charts].map(drawn));
}
draw();
// A chart in a closed part has no width until the part is opened.
for (const chart of charts) chart.closest("details")?.addEventListener("toggle", draw);
document.addEventListener("city", () => {
  if (Date.now() - last > 5000) draw();
});
