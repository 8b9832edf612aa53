// An outline drawn on the map: each tap is a corner, the first one again ends it.
import { onceSeen } from "./seen.js";
import { tone } from "./tones.js";

const box = document.querySelector("[data-draw]");
const form = box.closest("form");
const field = form.elements.outline;
const part = (name) => form.querySelector(`[data-draw-${name}]`);
const dots = [];
let ground = null;
let map = null;
let ended = false;

// The corners that are typed, as [east, north]; a line that is none is the server's to tell.
function corners() {
  const lines = field.value.split("\n").map((line) =>
    line
      .split(/[\s,，、;；]+/)
      .filter(Boolean)
      .map(Number),
  );
  return lines
    .filter((line) => line.length === 2 && line.every(Number.isFinite))
    .map(([north, east]) => [east, north])
    .filter(([east, north]) => Math.abs(east) <= 180 && Math.abs(north) <= 90);
}

function keep(places) {
  field.value = places.map(([east, north]) => `${north.toFixed(6)}, ${east.toFixed(6)}`).join("\n");
  show();
}

function dot(place, number) {
  const element = document.createElement("div");
  element.className = number ? "corner" : "corner first";
  const marker = new ground.Marker({ element, draggable: true }).setLngLat(place).addTo(map);
  marker.on("dragend", () => keep(corners().with(number, marker.getLngLat().toArray())));
  // The first corner once more: that is the end.
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    if (!number) end();
  });
  return marker;
}

function show() {
  const places = corners();
  dots.splice(0).forEach((one) => one.remove());
  dots.push(...places.map(dot));
  map.getSource("drawn").setData(places.length > 2 ? ground.areasOf([places]) : ground.areasOf([]));
  map.getSource("ways").setData({
    type: "Feature",
    properties: { late: false },
    geometry: { type: "LineString", coordinates: places },
  });
  if (places.length < 3) ended = false;
  part("undo").disabled = part("clear").disabled = !places.length;
  part("end").disabled = places.length < 3 || ended;
  box.classList.toggle("pin", !ended);
  part("told").textContent = ended ? box.dataset.ended : box.dataset.counted.replace("{count}", places.length);
  box.dataset.corners = places.length;
}

function add(place) {
  if (!ended) keep([...corners(), place]);
}

function end() {
  if (corners().length < 3) return;
  ended = true;
  show();
}

async function neighbours() {
  const answer = await fetch(box.dataset.draw);
  if (!answer.ok) return;
  const { areas } = await answer.json();
  map.getSource("areas").setData(ground.areasOf(areas));
  const bounds = ground.around(corners().length ? corners() : areas.flat());
  if (bounds) map.fitBounds(bounds, { padding: 40, maxZoom: 15.5, duration: 0 });
}

function begin() {
  map.addSource("drawn", { type: "geojson", data: ground.areasOf([]) });
  map.addLayer({
    id: "drawn",
    type: "fill",
    source: "drawn",
    paint: { "fill-color": tone("teal"), "fill-opacity": 0.25 },
  });
  map.on("click", ({ lngLat }) => add([lngLat.lng, lngLat.lat]));
  // By the keyboard: arrows, and a corner in the middle.
  part("put").disabled = false;
  part("put").addEventListener("click", () => add(map.getCenter().toArray()));
  part("undo").addEventListener("click", () => {
    ended = false;
    keep(corners().slice(0, -1));
  });
  part("clear").addEventListener("click", () => keep([]));
  part("end").addEventListener("click", end);
  field.addEventListener("input", show);
  ended = corners().length > 2;
  show();
  neighbours();
  box.dataset.ready = "1";
}

async function come() {
  ground = await import("./ground.js");
  map = await ground.opened(box, true);
  map.on("load", begin);
}

onceSeen(box, come);
