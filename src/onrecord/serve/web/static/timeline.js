// The timeline to scroll and zoom, above the list that has the same. Texts go in as text, never as markup.
"use strict";
(() => {
  const entries = JSON.parse(document.getElementById("timeline-data").textContent);
  const home = document.getElementById("timeline");

  function content(item, element) {
    const label = document.createElement("span");
    const sign = document.createElement("span");
    sign.className = item.kind === "event" ? `sign q${item.quad || 0}${item.ahead ? " ahead" : ""}` : `sign ${item.kind}`;
    label.append(sign, ` ${item.words}`);
    return label;
  }

  const items = entries.map((entry, number) => {
    const end = new Date(`${entry.end}T00:00:00`);
    end.setDate(end.getDate() + 1);
    const long = entry.start !== entry.end;
    const words = entry.headline.length > 60 ? `${entry.headline.slice(0, 59)}…` : entry.headline;
    return {
      id: number, start: new Date(`${entry.start}T00:00:00`), ...(long ? { end } : {}), type: long ? "range" : "box",
      quad: entry.quad_class, ahead: entry.ahead, words, kind: entry.kind, className: `q${entry.quad_class || 0}`,
      weight: entry.weight,
    };
  });
  // what spans more than half a year would be a bar without an end: it stands in the list only
  const LONG = 183 * 864e5;
  const fine = items.filter((item) => !item.end || item.end - item.start < 45 * 864e5);
  const days = (fine.length ? fine : items).map((item) => item.start.getTime()).sort((a, b) => a - b);
  const first = days[Math.floor(days.length * 0.1)], last = days[days.length - 1];
  const pad = Math.max(3 * 864e5, (last - first) * 0.08);
  home.hidden = false;
  const timeline = new vis.Timeline(home, items.filter((item) => !item.end || item.end - item.start < LONG), {
    template: content, align: "left", start: new Date(first - pad), end: new Date(last + pad), maxHeight: 620, minHeight: 200, verticalScroll: true,
    zoomKey: "ctrlKey", stack: true, margin: { item: { horizontal: 6, vertical: 4 } }, showCurrentTime: false, selectable: true,
    order: (a, b) => b.weight - a.weight,
  });
  timeline.on("select", ({ items: chosen }) => {
    const item = items[chosen[0]];
    const link = item && document.querySelector(`[data-entry="${item.id}"]`);
    if (link) link.click();
  });
})();
