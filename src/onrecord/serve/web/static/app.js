// Keyboard paths, the help dialog, and filters that answer without loading the whole page.
"use strict";
(() => {
  const live = Boolean(document.querySelector('meta[name="csrf"]'));
  const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent !== null);
  const help = document.getElementById("help");
  let here = -1;
  let going = 0;

  function linkIn(item) {
    return item.matches("a, summary") ? item : item.querySelector(".headline a, h2 a, h3 a, td a, summary, a");
  }

  function move(step) {
    const all = items();
    if (!all.length) return;
    const focused = all.findIndex((item) => item.contains(document.activeElement));
    here = Math.max(0, Math.min(all.length - 1, (focused >= 0 ? focused : here) + step));
    document.querySelectorAll("[data-item].here").forEach((item) => item.classList.remove("here"));
    all[here].classList.add("here");
    const link = linkIn(all[here]);
    if (link) link.focus({ preventScroll: true });
    all[here].scrollIntoView({ block: "nearest" });
  }

  function follow(selector) {
    const link = document.querySelector(selector);
    if (link) link.click();
  }

  function typing(target) {
    return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && target.type !== "checkbox";
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      if (event.key === "Escape" && typing(event.target)) event.target.blur();
      return;
    }
    if (help.open) return;
    if (Date.now() - going < 1500) {
      going = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    const keys = {
      j: () => move(1),
      k: () => move(-1),
      g: () => { going = Date.now(); },
      "?": () => help.showModal(),
      "/": () => { const find = document.getElementById("find"); if (find) { find.focus(); find.select(); } },
      "[": () => follow('.pager a[rel="prev"]'),
      "]": () => follow('.pager a[rel="next"]'),
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  document.querySelectorAll("[data-help]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  });

  // a form sends only what is filled in, so that addresses stay short
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-filters], .find")) return;
    for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
  }, true);
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form :disabled").forEach((field) => { field.disabled = false; });
  });

  // the claim that an address points at opens
  function opened() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  }
  window.addEventListener("hashchange", opened);
  opened();

  if (live) document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRF-Token"] = document.querySelector('meta[name="csrf"]').content;
  });
})();
