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
let last = 0;
async function drawn(chart) {
  const answer = await fetch(chart.dataset.chart);
  if (answer.ok) await vegaEmbed(chart, await answer.json(), HOW);
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
