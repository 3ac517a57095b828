// The map: countries shaded by events, places as rings. The tables beneath have the same.
"use strict";
(() => {
  const { countries, places } = JSON.parse(document.getElementById("map-data").textContent);
  const home = document.getElementById("map");
  const width = 1000, height = 500;
  const shapes = topojson.feature(window.onrecordWorld, window.onrecordWorld.objects.countries).features
    .filter((shape) => shape.id !== "ATA");
  const counts = new Map(countries.map((line) => [line.country, line.events]));
  const most = Math.max(1, ...counts.values());
  const names = new Set(shapes.map((shape) => shape.properties.name));
  // a country is shaded; a ring in its middle would say that something happened just there
  const points = places.filter((place) => place.latitude !== null && place.longitude !== null && !names.has(place.name));

  const held = shapes.filter((shape) => counts.has(shape.id));
  const focus = { type: "FeatureCollection", features: [
    ...held,
    ...points.map((place) => ({ type: "Feature", geometry: { type: "Point", coordinates: [place.longitude, place.latitude] } })),
  ] };
  const projection = d3.geoEqualEarth();
  const wide = { type: "FeatureCollection", features: shapes };
  projection.fitExtent([[30, 20], [width - 30, height - 20]], focus.features.length ? focus : wide);
  if (projection.scale() > 1400) {
    const [x, y] = d3.geoCentroid(focus);
    projection.scale(1400).translate([width / 2, height / 2]);
    const [px, py] = projection([x, y]);
    projection.translate([width - px, height - py]);
  }
  const path = d3.geoPath(projection);
  const ink = () => getComputedStyle(document.documentElement);

  function words(line, name) {
    const kinds = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"];
    const told = kinds.filter((kind) => line[kind]).map((kind) => `${line[kind]} ${kind.replace("_", " ")}`).join(", ");
    return `${name}: ${line.events} ${line.events === 1 ? "event" : "events"}${told ? ` (${told})` : ""}`;
  }

  function draw() {
    const shade = d3.interpolateRgb(ink().getPropertyValue("--paper").trim(), ink().getPropertyValue("--q3").trim());
    const svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("aria-label", "Map of events");
    const layer = svg.append("g");
    for (const shape of shapes) {
      const d = path(shape);
      if (!d) continue;
      const events = counts.get(shape.id);
      const land = layer.append("path").attr("class", events ? "land held" : "land").attr("d", d);
      if (events) {
        const line = countries.find((one) => one.country === shape.id);
        land.style("fill", shade(0.12 + 0.5 * Math.log1p(events) / Math.log1p(most)));
        land.append("title").text(words(line, shape.properties.name));
      }
    }
    const largest = Math.max(1, ...points.map((place) => place.events));
    for (const place of points) {
      const [x, y] = projection([place.longitude, place.latitude]);
      svg.append("circle").attr("class", "place").attr("cx", x).attr("cy", y)
        .attr("r", 3 + 11 * Math.sqrt(place.events / largest)).append("title").text(words(place, place.name));
    }
    const labelled = [...points].sort((a, b) => b.events - a.events).slice(0, 8);
    const written = [];
    for (const place of labelled) {
      const [x, y] = projection([place.longitude, place.latitude]);
      if (written.some(([a, b]) => Math.abs(a - x) < 90 && Math.abs(b - y) < 14)) continue;
      written.push([x, y]);
      svg.append("text").attr("x", x + 6 + 11 * Math.sqrt(place.events / largest)).attr("y", y + 4).text(place.name);
    }
    home.replaceChildren(svg.node());
  }

  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
