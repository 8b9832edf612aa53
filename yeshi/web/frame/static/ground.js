// The ground on which maps are drawn, without the internet: the city's own base, or its tiles.
import * as maplibregl from "./vendor/maplibre-gl/maplibre-gl.mjs";
import { tone } from "./tones.js";
export { Marker } from "./vendor/maplibre-gl/maplibre-gl.mjs";
maplibregl.setWorkerUrl?.(new URL("./vendor/maplibre-gl/maplibre-gl-worker.mjs", import.meta.url).href);
const EMPTY = { type: "FeatureCollection", features: [] };
const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

const fill = (id, kind, color) => ({
  id,
  type: "fill",
  source: "base",
  filter: ["==", ["get", "kind"], kind],
  paint: { "fill-color": color },
});
// Drawn tiles are read by the layer names of the Protomaps and OpenMapTiles schemas.
const drawing = (id, type, layer, paint) => ({ id: id + layer, type, source: "tiles", "source-layer": layer, paint });

async function style() {
  const settings = await fetch("/map-settings").then((a) => a.json());
  const base = settings.base ? await fetch(settings.base).then((a) => a.json()) : EMPTY;
  const sources = {
    base: { type: "geojson", data: base },
    areas: { type: "geojson", data: EMPTY },
    ways: { type: "geojson", data: EMPTY },
  };
  const layers = [{ id: "ground", type: "background", paint: { "background-color": tone("map-ground") } }];
  let tiles = settings.tiles ? [settings.tiles] : null;
  if (settings.pmtiles) {
    await new Promise((done, failed) => {
      const s = document.createElement("script");
      s.src = new URL("./vendor/pmtiles/pmtiles.js", import.meta.url).href;
      s.addEventListener("load", done);
      s.addEventListener("error", failed);
      document.head.append(s);
    });
    maplibregl.addProtocol("pmtiles", new pmtiles.Protocol().tile);
    const address = location.origin + settings.pmtiles;
    const drawn = (await new pmtiles.PMTiles(address).getHeader()).tileType === 1;
    sources.tiles = drawn
      ? { type: "vector", url: "pmtiles://" + address }
      : { type: "raster", url: "pmtiles://" + address, tileSize: 256 };
  } else if (tiles) sources.tiles = { type: "raster", tiles, tileSize: 256 };
  if (sources.tiles?.type === "vector")
    layers.push(
      drawing("t", "fill", "water", { "fill-color": tone("map-water") }),
      drawing("t", "fill", "landuse", { "fill-color": tone("map-green"), "fill-opacity": 0.5 }),
      ...["roads", "transportation"].map((layer) =>
        drawing("t", "line", layer, {
          "line-color": tone("map-road"),
          "line-width": ["interpolate", ["linear"], ["zoom"], 11, 0.6, 15, 3],
        }),
      ),
    );
  else if (sources.tiles) layers.push({ id: "tiles", type: "raster", source: "tiles" });
  else
    layers.push(
      fill("hill", "hill", tone("map-green")),
      fill("river", "river", tone("map-water")),
      fill("island", "island", tone("map-island")),
      {
        id: "road",
        type: "line",
        source: "base",
        filter: ["==", ["get", "kind"], "road"],
        layout: { "line-cap": "round", "line-join": "round" },
        paint: { "line-color": tone("map-road"), "line-width": ["interpolate", ["linear"], ["zoom"], 11, 1.2, 15, 5] },
      },
    );
  layers.push(
    { id: "area", type: "fill", source: "areas", paint: { "fill-color": tone("lantern"), "fill-opacity": 0.07 } },
    {
      id: "border",
      type: "line",
      source: "areas",
      layout: { "line-join": "round" },
      paint: { "line-color": tone("lantern"), "line-width": 1.5, "line-opacity": 0.7 },
    },
  );
  layers.push({
    id: "way",
    type: "line",
    source: "ways",
    layout: { "line-cap": "round" },
    paint: {
      "line-color": ["case", ["get", "late"], tone("red"), tone("teal")],
      "line-width": 3,
      "line-opacity": 0.75,
      "line-dasharray": [1.5, 1.2],
    },
  });
  return {
    version: 8,
    sources,
    layers,
    centre: settings.centre,
    grounded: Boolean(settings.base || settings.pmtiles || settings.tiles),
    names: base.features.filter((f) => f.geometry.type === "Point"),
  };
}

// Areas by their corners, as a map draws them.
export const areasOf = (outlines) => ({
  type: "FeatureCollection",
  features: outlines.map((corners) => ({
    type: "Feature",
    properties: {},
    geometry: { type: "Polygon", coordinates: [[...corners, corners[0]]] },
  })),
});

// What frames all these places; null where there is none.
export const around = (places) =>
  places.length ? places.reduce((b, at) => b.extend(at), new maplibregl.LngLatBounds(places[0], places[0])) : null;

let sheet = null;
function dressed() {
  sheet ??= new Promise((done, failed) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("./vendor/maplibre-gl/maplibre-gl.css", import.meta.url).href;
    link.addEventListener("load", done);
    link.addEventListener("error", failed);
    document.head.prepend(link);
  });
  return sheet;
}

// A map in a box, where the city opens, with its places; none where it `needs` a ground.
export async function opened(box, needs = false) {
  const [{ names, centre, grounded, ...look }] = await Promise.all([style(), dressed()]);
  if (needs && !grounded) throw new Error("nothing to see");
  box.replaceChildren();
  const map = new maplibregl.Map({
    container: box,
    style: look,
    center: centre,
    zoom: 11.6,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  for (const name of names) {
    const label = document.createElement("div");
    label.className = "place";
    label.textContent = name.properties[language];
    new maplibregl.Marker({ element: label }).setLngLat(name.geometry.coordinates).addTo(map);
  }
  return map;
}
