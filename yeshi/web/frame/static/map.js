// A map that needs no internet: the base of the city, if it has one, and marks and ways from the server.
import * as maplibregl from "./vendor/maplibre-gl/maplibre-gl.mjs";
import { areasOf, around, opened } from "./ground.js";

async function start(box) {
  const map = await opened(box);
  const marks = new Map();
  let framed = false;
  async function look(event) {
    const answer = await fetch(box.dataset.map, { headers: event?.detail ?? {} });
    if (!answer.ok) return;
    const data = await answer.json();
    const seen = new Set();
    for (const mark of data.marks) {
      seen.add(mark.id);
      let held = marks.get(mark.id);
      if (!held) {
        const dot = document.createElement("div");
        held = { dot, marker: new maplibregl.Marker({ element: dot }) };
        if (mark.label)
          held.marker.setPopup(new maplibregl.Popup({ closeButton: false, offset: 12 }).setText(mark.label));
        held.marker.setLngLat(mark.at).addTo(map);
        marks.set(mark.id, held);
      }
      held.dot.classList.remove("counter", "door", "courier", "idle", "late", "order", "trade");
      held.dot.classList.add("mark", mark.kind);
      held.dot.title = mark.label;
      if (mark.size) held.dot.style.width = held.dot.style.height = `${mark.size}px`;
      glide(held.marker, mark.at);
    }
    for (const [id, held] of marks)
      if (!seen.has(id)) {
        held.marker.remove();
        marks.delete(id);
      }
    const lines = data.ways.map((way) => ({
      type: "Feature",
      properties: { late: way.late },
      geometry: { type: "LineString", coordinates: way.points },
    }));
    map.getSource("ways")?.setData({ type: "FeatureCollection", features: lines });
    if (data.areas) map.getSource("areas")?.setData(areasOf(data.areas));
    if (box.dataset.fit && !framed && data.marks.length) {
      const bounds = around([...data.marks.map((mark) => mark.at), ...(data.areas ?? []).flat()]);
      map.fitBounds(bounds, { padding: 55, maxZoom: 15.5, duration: 0 });
      framed = true;
    }
    box.dataset.marks = data.marks.length;
  }
  async function divide() {
    const answer = await fetch(box.dataset.areas);
    if (answer.ok) map.getSource("areas").setData(areasOf((await answer.json()).areas));
  }
  map.on("load", () => {
    look();
    if (box.dataset.areas) divide();
    document.addEventListener("city", look);
    box.dataset.ready = "1";
  });
}

// Between two positions a mark glides, so that it does not jump.
function glide(marker, to) {
  const from = marker.getLngLat(),
    begun = performance.now();
  const step = () => {
    const share = Math.min(1, (performance.now() - begun) / 450);
    marker.setLngLat([from.lng + (to[0] - from.lng) * share, from.lat + (to[1] - from.lat) * share]);
    if (share < 1) requestAnimationFrame(step);
  };
  if (Math.abs(from.lng - to[0]) + Math.abs(from.lat - to[1]) > 1e-7) step();
}
document.querySelectorAll("[data-map]").forEach(start);
