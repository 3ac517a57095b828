// The reader: a run of text lights its claims and the other way round; a tip says what it was read as.
"use strict";
(() => {
  const marks = JSON.parse(document.getElementById("marks").textContent);
  const tip = document.getElementById("tip");
  const runs = [...document.querySelectorAll(".s[data-m]")];
  const numbers = new Map(runs.map((run) => [run, run.dataset.m.split(" ").map(Number)]));
  const words = { act: "claim", actor: "who", source: "source", cue: "cue", content: "words", date: "when", place: "where", figure: "figure", term: "loaded word", copied: "copied" };

  function shown(layer) {
    const box = document.getElementById(`layer-${layer}`);
    return !box || box.checked;
  }

  function claimsOf(run) {
    return new Set(numbers.get(run).map((n) => marks[n].claim_id).filter(Boolean));
  }

  function light(claims, here) {
    document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
    for (const claim of claims) document.getElementById(claim)?.classList.add("lit");
    if (!here) for (const run of runs)
      if (numbers.get(run).some((n) => claims.has(marks[n].claim_id) && marks[n].layer !== "content")) run.classList.add("lit");
  }

  function tell(run) {
    const lines = new Map();
    for (const n of numbers.get(run)) {
      const mark = marks[n];
      if (shown(mark.layer)) lines.set(`${mark.layer}\n${mark.says}`, mark);
    }
    tip.replaceChildren();
    for (const mark of lines.values()) {
      const line = document.createElement("div");
      line.textContent = `${words[mark.layer] || mark.layer}: ${mark.says}`;
      tip.append(line);
    }
    tip.hidden = !lines.size;
    const box = run.getClientRects()[0];
    tip.style.top = `${window.scrollY + box.top - tip.offsetHeight - 6}px`;
    tip.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - tip.offsetWidth - 16))}px`;
  }

  function leave() {
    tip.hidden = true;
    light(new Set(), true);
  }

  for (const run of runs) {
    run.addEventListener("pointerenter", () => { light(claimsOf(run), true); tell(run); });
    run.addEventListener("pointerleave", leave);
    run.addEventListener("focus", () => { light(claimsOf(run), true); tell(run); });
    run.addEventListener("blur", leave);
    run.addEventListener("click", () => { tell(run); for (const claim of claimsOf(run)) { const note = document.getElementById(claim); if (note && run.matches("a")) note.open = true; } });
  }
  for (const note of document.querySelectorAll(".note")) {
    const claim = new Set([note.dataset.claim]);
    note.addEventListener("pointerenter", () => light(claim, false));
    note.addEventListener("pointerleave", leave);
    note.addEventListener("focusin", () => light(claim, false));
    note.addEventListener("focusout", leave);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });

  // words that are marked go along to the form in which a claim is added, as characters of the article
  const adding = document.querySelector("[data-add]");
  if (adding) {
    const plain = adding.href;
    document.querySelector("[data-add-how]").hidden = false;
    const near = document.createElement("a");
    near.className = "add-here";
    near.textContent = "Add a claim";
    near.hidden = true;
    document.body.append(near);

    const length = (text) => Array.from(text).length; // characters, not halves of them
    function place(node, offset) {
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      const block = element && element.closest(".block[data-start]");
      if (!block) return null;
      const before = document.createRange();
      before.setStart(block, 0);
      before.setEnd(node, offset);
      return Number(block.dataset.start) + length(before.toString());
    }

    function follow() {
      const selection = window.getSelection();
      const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
      const start = range && place(range.startContainer, range.startOffset);
      const words = range ? range.toString() : "";
      const trimmed = words.trim();
      const from = start === null ? null : start + length(words.slice(0, words.indexOf(trimmed)));
      const whole = from !== null && trimmed && place(range.endContainer, range.endOffset) === start + length(words);
      adding.href = near.href = whole ? `${plain}?words=${from}-${from + length(trimmed)}` : plain;
      near.hidden = !whole;
      if (!whole) return;
      const box = range.getBoundingClientRect();
      near.style.top = `${window.scrollY + box.bottom + 6}px`;
      near.style.left = `${Math.max(8, Math.min(window.scrollX + box.left, window.innerWidth - near.offsetWidth - 16))}px`;
    }

    document.addEventListener("selectionchange", follow);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "a" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
      event.preventDefault();
      adding.click();
    });
  }
})();
