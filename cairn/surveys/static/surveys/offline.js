// Answering without signal: what is typed is kept here as it is typed, and sent once there is a signal.

import { showAsked } from "./asked.js";
import { saveCopy } from "./copying.js";
import { forgetPage, keepPage } from "./keeping.js";
import { send } from "./sending.js";
import * as store from "./store.js";

const RETRY = 30_000;
const page = document.querySelector("[data-offline]");
const form = page.querySelector("form[data-when]");
const told = page.querySelector("[data-told]");
let kept = null; // {written, pairs, wants: Send was pressed, tried: it may have arrived, code}

function show(state) {
  page.dataset.state = state;
  for (const each of page.querySelectorAll("[data-when]")) {
    each.hidden = !each.dataset.when.split(" ").includes(state);
  }
}

// The latest state is written; what was typed meanwhile goes with the next writing.
let last = Promise.resolve();
let isQueued = false;
function keep(changes) {
  if (!kept) return last; // it was taken off this device meanwhile
  Object.assign(kept, changes);
  if (isQueued) return last;
  isQueued = true;
  last = last.then(() => {
    isQueued = false;
    return kept && store.write(kept).then(() => true, () => false);
  });
  return last;
}

async function typed() {
  showAsked(form);
  page.dataset.kept = "not yet";
  const isKept = await keep({ pairs: [...new FormData(form)] });
  if (!isQueued) page.dataset.kept = isKept ? "all" : "not all";
  if (page.dataset.state === (isKept ? "full" : "kept")) show(isKept ? "kept" : "full");
}

function fill() {
  for (const field of form.elements) {
    const given = kept.pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" && !given.length) field.checked = field.defaultChecked;
    else if (["checkbox", "radio"].includes(field.type)) field.checked = given.includes(field.value);
    else if (field.name) field.value = given[0] ?? "";
  }
  showAsked(form);
}

async function press() {
  await keep({ wants: true, pairs: [...new FormData(form)] });
  if (navigator.onLine) show("sending");
  await trySend();
  told.focus();
}

let isSending = false;
async function trySend() {
  if (isSending || !kept?.wants) return;
  if (!navigator.onLine) return show(kept.tried ? "waiting" : "queued");
  isSending = true;
  await keep({ tried: true });
  const along = new FormData(document.querySelector("#along"));
  const said = await send(page.dataset.send, [["this-written", kept.written], ...along, ...kept.pairs]);
  if (said.state === "sent") await keep({ code: said.code, pairs: [], wants: false });
  else if (said.state !== "waiting") await keep({ wants: false, tried: false });
  isSending = false;
  if (kept || said.code) tell(said);
}

function tell({ state, code, problems = [] }) {
  if (code) {
    page.querySelector("[data-code]").textContent = code;
    form.reset();
  }
  page.querySelector("[data-problems]").replaceChildren(...problems.map(asLine));
  show(state);
}

function asLine({ at, text }) {
  const line = document.createElement("li");
  const link = line.appendChild(document.createElement(at ? "a" : "span"));
  if (at) link.href = `#${at}`;
  link.textContent = text;
  return line;
}

async function begin() {
  try {
    await keepPage(page.dataset.worker);
    kept = { written: crypto.randomUUID(), pairs: [], wants: false, tried: false };
    await store.write(kept);
  } catch {
    kept = null;
    await forgetPage();
    return show("cannot");
  }
  navigator.storage?.persist?.();
  open();
}

async function goOnWriting() {
  await keep({ wants: false });
  show("kept");
}

async function remove() {
  kept = null;
  await last;
  await store.remove();
  await forgetPage();
  form.reset();
  show("removed");
}

function open() {
  if (kept.code) return tell({ state: "sent", code: kept.code });
  fill();
  show(kept.tried ? "waiting" : kept.wants ? "queued" : "kept");
  trySend();
}

async function start() {
  try {
    kept = await store.read();
  } catch {
    return show("cannot");
  }
  if (!kept) return show("ask");
  if (navigator.onLine) keepPage(page.dataset.worker).catch(() => {}); // the old copy serves as well
  open();
}

// To the page in the other language or form, with all that was typed.
async function change(event) {
  event.preventDefault();
  await last;
  location.assign(event.target.href);
}

const DOES = { begin, remove, send: press, write: goOnWriting, copy: () => saveCopy(form, page.dataset.file) };

if (store.isPossible()) {
  page.addEventListener("click", ({ target }) => DOES[target.closest("[data-do]")?.dataset.do]?.());
  for (const each of page.querySelectorAll("[data-variant]")) each.addEventListener("click", change);
  form.addEventListener("input", typed);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("online", trySend);
  setInterval(trySend, RETRY);
  // One tab at a time writes; another waits until this one is closed.
  const elsewhere = setTimeout(show, 500, "elsewhere");
  navigator.locks.request(`cairn-offline:${location.pathname}`, async () => {
    clearTimeout(elsewhere);
    await start();
    return new Promise(() => {});
  });
} else show("cannot");
