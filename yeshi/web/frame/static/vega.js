// Charts drawn by this browser, where the city cannot draw them: what draws is large.
import { tone } from "./tones.js";
// Expressions are interpreted, not compiled, and styles stand in our sheet: pages carry out nothing inline.
const HOW = {
  actions: false,
  renderer: "svg",
  ast: true,
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
};
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

// The chart from its specification, in the page's colours by the names that `tones` has for the city's.
export async function drawHere(chart, tones) {
  library ??= Promise.all(PARTS.map(fetched));
  const [answer] = await Promise.all([fetch(chart.dataset.chart), library]);
  if (!answer.ok) return;
  const told = (await answer.text()).replace(/#[0-9a-f]{6}/g, (one) => (tones[one] ? tone(tones[one]) : one));
  const height = Number(chart.querySelector("svg").getAttribute("height"));
  const fit = { height, autosize: { type: "fit", contains: "padding" } };
  await vegaEmbed(chart, { ...JSON.parse(told), ...fit }, HOW);
}
