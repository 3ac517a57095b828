// Review: one key a decision, the next thing without loading the page, marked words into the field.
"use strict";
(() => {
  const NAME = "onrecord-reviewer";
  let field = document.querySelector("[data-takes][data-first]");
  let busy = false;

  const typing = (target) => /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && target.type !== "checkbox";

  // the name is remembered on this machine
  function remembered() {
    const input = document.querySelector("[data-reviewer]");
    if (!input) return;
    if (!input.value) input.value = localStorage.getItem(NAME) || "";
    input.addEventListener("change", () => localStorage.setItem(NAME, input.value));
    if (input.value) localStorage.setItem(NAME, input.value);
  }

  async function shown(response) {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const main = page.getElementById("main");
    document.getElementById("main").replaceWith(main);
    history.replaceState(null, "", response.url);
    remembered();
    spelled();
    field = null;
    if (main.querySelector(".done, .lead, h1")) main.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }

  async function go(address, options) {
    if (busy) return;
    busy = true;
    try {
      await shown(await fetch(address, options));
    } finally {
      busy = false;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".decide, .done")) return;
    event.preventDefault();
    const sent = new URLSearchParams(new FormData(form, event.submitter));
    go(form.action, { method: "POST", body: sent });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".skip-item");
    if (!link) return;
    event.preventDefault();
    go(link.href);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const fix = document.querySelector("[data-fix]");
    if (event.key === "n") {
      const note = document.querySelector("[data-note]");
      if (note) { event.preventDefault(); note.focus(); }
      return;
    }
    if (event.key === "f" && fix && !fix.open) {
      event.preventDefault();
      event.stopImmediatePropagation();
      fix.open = true;
      fix.querySelector("input").focus();
      return;
    }
    const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (button) { event.preventDefault(); event.stopImmediatePropagation(); button.click(); }
  }, true);

  // the words that a field of offsets stands for are shown beneath it
  function said(input) {
    const output = input.parentElement.querySelector("output.words");
    const passage = document.querySelector(".passage");
    if (!output || !passage) return;
    const ends = [...input.value.matchAll(/(?:^|@)(\d+)-(\d+)/g)];
    const text = Array.from(passage.textContent);
    const from = Number(passage.dataset.start);
    output.textContent = ends.map(([, a, b]) => `“${text.slice(a - from, b - from).join("")}”`).join(" ");
  }

  function spelled() {
    document.querySelectorAll("[data-takes]").forEach(said);
  }

  // words marked in the text go into the field that was written in last, as characters of the article
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches("[data-takes]")) return;
    field = event.target;
    document.querySelectorAll(".taking").forEach((label) => label.classList.remove("taking"));
    field.parentElement.classList.add("taking");
  });
  document.addEventListener("input", (event) => { if (event.target.matches("[data-takes]")) said(event.target); });
  function marked() {
    const selection = window.getSelection();
    if (!field || !field.isConnected || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const element = range.startContainer.parentElement;
    const passage = element && element.closest(".passage");
    if (!passage || !passage.contains(range.endContainer)) return;
    const before = document.createRange();
    before.setStart(passage, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const length = (text) => Array.from(text).length; // characters, not halves of them
    const words = range.toString();
    const start = Number(passage.dataset.start) + length(before.toString());
    const end = start + length(words);
    const place = `${/[;=@\n]/.test(words) ? "" : words}@${start}-${end}`;
    const parts = field.dataset.takes === "party" ? field.value.split(";") : [field.value];
    const named = parts.pop().split("=")[0].split("@")[0].trim(); // who or when stays, the words are new
    if (field.dataset.takes === "span") field.value = `${start}-${end}`;
    else if (field.dataset.takes === "words") field.value = words;
    else field.value = [...parts, `${parts.length ? " " : ""}${named}=${place}`].join(";");
    said(field);
    field.focus();
  }
  document.addEventListener("mouseup", marked);
  document.addEventListener("touchend", () => setTimeout(marked, 0));

  remembered();
  spelled();
})();
