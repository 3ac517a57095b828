// The series of a dyad: events by period and quad class, one panel a direction. The table beneath has the same.
"use strict";
(() => {
  const { left, right, by, series } = JSON.parse(document.getElementById("series-data").textContent);
  const home = document.getElementById("series");
  const classes = [
    ["verbal_cooperation", "--q1", 1], ["material_cooperation", "--q2", 1],
    ["verbal_conflict", "--q3", -1], ["material_conflict", "--q4", -1],
  ];
  const direction = (row) => (row.actor === left.code ? `${left.name} → ${right.name}` : `${right.name} → ${left.name}`);

  function draw() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const bars = series.flatMap((row) => classes.map(([name, token, sign]) => ({
      day: new Date(`${row.period}T00:00:00Z`), direction: direction(row), name, colour: colour(token), events: sign * row[name],
    }))).filter((bar) => bar.events);
    const days = series.map((row) => new Date(`${row.period}T00:00:00Z`));
    if (!bars.length) return;
    const step = { year: d3.utcYear, quarter: d3.utcMonth.every(3), month: d3.utcMonth, week: d3.utcMonday, day: d3.utcDay }[by];
    const [first, last] = d3.extent(days);
    const sides = [...new Set(series.map(direction))];
    // both ways alike, so that a direction without cooperation is not read as one with
    const sums = d3.rollups(bars, (some) => d3.sum(some, (bar) => Math.abs(bar.events)), (bar) => bar.direction, (bar) => +bar.day, (bar) => Math.sign(bar.events));
    const most = d3.max(sums, ([, byDay]) => d3.max(byDay, ([, signed]) => d3.max(signed, ([, sum]) => sum)));
    const plot = Plot.plot({
      className: "plot-d6a7b5",
      width: Math.max(560, home.clientWidth), height: 360, marginLeft: 34, marginRight: 12, marginBottom: 34, marginTop: 24,
      style: { fontFamily: style.getPropertyValue("--sans"), fontSize: "12px", color: colour("--ink") },
      x: { type: "utc", label: null, domain: [first, step.offset(last, 1)], ticks: Math.min(12, days.length) },
      y: { label: "cooperation ↑ · conflict ↓", domain: [-most, most], tickFormat: (n) => Math.abs(n), grid: true, ticks: d3.ticks(-most, most, Math.min(5, 2 * most + 1)).filter(Number.isInteger) },
      fy: { axis: null, domain: sides, padding: 0.16 },
      marks: [
        Plot.rectY(bars, { x: "day", interval: by, fy: "direction", y: "events", fill: "colour", inset: 0.5, title: (bar) => `${Math.abs(bar.events)} ${bar.name.replace("_", " ")}` }),
        Plot.ruleY([0]),
        Plot.text(sides, { fy: (side) => side, text: (side) => side, frameAnchor: "top-left", dx: 4, dy: -2, fontWeight: 600, stroke: colour("--paper"), fill: colour("--ink") }),
      ],
      ariaLabel: "Events by period",
    });
    // read as one picture: the table beneath tells it in full
    plot.setAttribute("role", "img");
    plot.querySelectorAll("[aria-label]").forEach((part) => part.removeAttribute("aria-label"));
    home.replaceChildren(plot);
  }

  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
