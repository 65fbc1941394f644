// Reading and coding: a selection becomes a passage, keys move through the sentences.
// Without this script the same form works with its list of sentences.

const words = () => document.querySelector("[data-words]");
const passage = () => document.querySelector("#passage");
const quote = () => document.querySelector("#coding [name=quote]");

// A place in the text in code points, which is how the server counts; a browser counts UTF-16 units.
function placeOf(node, offset) {
  const before = document.createRange();
  before.selectNodeContents(words());
  before.setEnd(node, offset);
  return Array.from(before.toString()).length;
}

function selectedSpan() {
  const selection = document.getSelection();
  if (!words() || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!words().contains(range.startContainer) || !words().contains(range.endContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const text = range.toString();
  const shown = Array.from(text);
  const lead = shown.length - Array.from(text.trimStart()).length;
  const size = Array.from(text.trim()).length;
  return size ? { start: start + lead, end: start + lead + size, text: text.trim() } : null;
}

function keepSelection() {
  const span = selectedSpan();
  if (!span || !passage()) return;
  let option = passage().querySelector("[data-selected-words]");
  if (!option) {
    option = document.createElement("option");
    option.dataset.selectedWords = "";
    passage().append(option);
  }
  option.value = `${span.start}:${span.end}`;
  option.textContent = `“${span.text.length > 60 ? span.text.slice(0, 60) + "…" : span.text}”`;
  option.selected = true;
  quote().value = span.text;
}

function nodeAt(place) {
  const walker = document.createTreeWalker(words(), NodeFilter.SHOW_TEXT);
  let left = place;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const letters = Array.from(node.data);
    if (left <= letters.length) return [node, letters.slice(0, left).join("").length];
    left -= letters.length;
  }
  return [words(), words().childNodes.length];
}

function select(start, end) {
  const range = document.createRange();
  range.setStart(...nodeAt(start));
  range.setEnd(...nodeAt(end));
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
}

function showChosen() {
  quote().value = "";
  const [start, end] = passage().value.split(":").map(Number);
  if (passage().selectedIndex >= 0) select(start, end);
}

function moveTo(index) {
  const options = passage().options;
  passage().selectedIndex = Math.max(0, Math.min(options.length - 1, index));
  showChosen();
}

function takeInNext() {
  const [start, end] = passage().value.split(":").map(Number);
  const next = Array.from(passage().options).map((option) => option.value.split(":").map(Number))
    .find(([from, to]) => from >= end && to > end);
  if (next) {
    select(start, next[1]);
    keepSelection();
  }
}

function findCode() {
  const wanted = document.querySelector("#find-code").value.trim().toLowerCase();
  for (const button of document.querySelectorAll(".cairn-code-list button")) {
    button.closest("li").hidden = !button.textContent.toLowerCase().includes(wanted);
  }
}

const press = (selector) => document.querySelector(selector)?.click();
const keys = {
  j: () => moveTo(passage().selectedIndex + 1),
  k: () => moveTo(passage().selectedIndex - 1),
  J: takeInNext,
  a: () => moveTo(0),
  c: () => document.querySelector("#find-code").focus(),
  n: () => press("[data-key=next]"),
  p: () => press("[data-key=previous]"),
  u: () => press("[data-undo]"),
  "?": () => {
    const list = document.querySelector("#shortcuts");
    list.open = !list.open;
    list.querySelector("summary").focus();
  },
};

const shortcutsOn = () => localStorage.getItem("cairn-keys") !== "off";

function onKey(event) {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.target.id === "find-code" && event.key === "Enter") {
    event.preventDefault();
    press(".cairn-code-list li:not([hidden]) button");
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !shortcutsOn()) return;
  if (keys[event.key] && passage()) {
    event.preventDefault();
    keys[event.key]();
  }
}

function prepare() {
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
  document.querySelector("#find-code")?.addEventListener("input", findCode);
  passage()?.addEventListener("change", showChosen);
  const on = document.querySelector("#keys-on");
  if (on) {
    on.checked = shortcutsOn();
    on.addEventListener("change", () => localStorage.setItem("cairn-keys", on.checked ? "on" : "off"));
  }
}

document.addEventListener("keydown", onKey);
document.addEventListener("selectionchange", () => {
  if (!document.activeElement?.closest("#coding")) keepSelection();
});
document.body.addEventListener("htmx:afterSettle", prepare);
prepare();
