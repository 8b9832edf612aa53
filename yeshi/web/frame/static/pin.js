// A place chosen by a pin: tapped, dragged, moved by the arrow keys, or where this device is.
import { onceSeen } from "./seen.js";
import { tone } from "./tones.js";

const box = document.querySelector("[data-pin]");
const form = box.closest("form");
const [east, north, near] = ["x", "y", "near"].map((name) => form.elements[name]);
const show = (selector, on) => form.querySelector(selector)?.toggleAttribute("hidden", !on);
let pin = null;
let map = null;
let shown = false;

// What is typed counts as a place once both of its numbers are there.
function typed() {
  const [x, y] = [east.value, north.value].map(Number);
  return east.value.trim() && north.value.trim() && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
}

async function judge(at) {
  if (!box.dataset.pin) return;
  const fault = form.querySelector("[data-pin-fault]");
  const answer = await fetch(`${box.dataset.pin}?lon=${at[0]}&lat=${at[1]}`);
  const now = typed();
  // The pin may have been moved meanwhile.
  if (!answer.ok || !now || now[0] !== at[0] || now[1] !== at[1]) return;
  fault.textContent = (await answer.json()).fault;
  fault.hidden = !fault.textContent;
}

function put(at, closer = false) {
  if (!(Math.abs(at[0]) <= 180 && Math.abs(at[1]) <= 90)) return;
  [east.value, north.value] = at.map((degrees) => degrees.toFixed(6));
  if (near) near.value = "";
  pin?.setLngLat(at);
  if (map && !shown) {
    pin.addTo(map);
    shown = true;
  }
  if (closer) map?.easeTo({ center: at, zoom: Math.max(map.getZoom(), 15) });
  box.dataset.at = `${east.value},${north.value}`;
  judge(typed());
}

function useHere() {
  show("[data-here-fault]", false);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => put([coords.longitude, coords.latitude], true),
    () => show("[data-here-fault]", true),
    { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 },
  );
}

async function begin() {
  const { Marker, opened } = await import("./ground.js");
  const drawn = await opened(box, true);
  pin = new Marker({ draggable: true, color: tone("lantern") });
  map = drawn;
  map.on("click", (event) => put([event.lngLat.lng, event.lngLat.lat]));
  pin.on("dragend", () => put(pin.getLngLat().toArray()));
  // By the keyboard alone the pin goes along with the middle of the map.
  map.on("moveend", (event) => {
    if (event.originalEvent instanceof KeyboardEvent) put(map.getCenter().toArray());
  });
  if (typed()) put(typed(), true);
  map.on("load", () => (box.dataset.ready = "1"));
}

near?.addEventListener("change", () => {
  const { x, y } = near.selectedOptions[0].dataset;
  if (x) put([Number(x), Number(y)], true);
});
[east, north].forEach((one) => one.addEventListener("change", () => typed() && put(typed(), true)));
const here = form.querySelector("[data-here]");
here.addEventListener("click", useHere);
here.disabled = !navigator.geolocation;
onceSeen(box, begin);
