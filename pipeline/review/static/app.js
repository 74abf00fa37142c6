// The page: keys, decisions, and what each changes in sight.

import * as list from "./list.js";
import * as panel from "./panel.js";
import * as source from "./source.js";
import { post, say } from "./talk.js";

const byId = (id) => document.getElementById(id);
const popover = byId("selection");
let words = null;

list.onOpen((row) => {
  panel.show({ table: row.table, row_id: row.row });
  source.show(row);
});
panel.onSend(decide);

// One after the other: a key that is pressed before the answer to the last one is about the next row.
let queue = Promise.resolve();

function decide(deed) {
  const turn = list.turn();
  const done = queue.then(() => settle(deed, turn));
  queue = done.catch(() => false);
  return done;
}

async function settle(asked, turn) {
  const deed = typeof asked === "function" ? asked() : asked;
  if (!deed) {
    say("Select a row first");
    return false;
  }
  const told = await post("/decide", { ...deed, version: document.body.dataset.version });
  if (!told) return false;
  say(told.said);
  tally(told);
  if (deed.action === "accept" || deed.action === "reject") {
    const word = deed.action === "accept" ? "accepted" : "rejected";
    const row = list.selected();
    if (row) list.stamp(row, word);
    if (deed.table === "mentions") source.restyle(deed.row_id, word);
    await list.move(1);
    return true;
  }
  await list.refresh();
  if (deed.action === "add" && list.turn() === turn) await list.find("mentions", `added-${told.id}`);
  else if (panel.key()) await panel.show(panel.key(), { keep: true });
  if (deed.action === "edit") (list.selected() ?? byId("list")).focus({ preventScroll: true });
  if (["add", "respan", "undo"].includes(deed.action)) await source.reload();
  return true;
}

function tally({ done, total, pending, decided }) {
  byId("progress").value = total ? done : 1;
  byId("progress-words").firstElementChild.textContent = done;
  byId("pending").textContent = pending;
  byId("apply").disabled = pending === 0;
  byId("decided").textContent = decided;
  if (total && done === total) say("Everything in the queue is checked");
}

function act(action, more = {}) {
  decide(() => panel.key() && { action, ...panel.key(), ...more });
}

function add(label) {
  if (words) decide({ action: "add", value: label, start: words.start, end: words.end });
  letGo();
}

function respan() {
  const key = panel.key();
  if (key?.table !== "mentions") say("Select a mention first", true);
  else if (words) act("respan", { start: words.start, end: words.end });
  letGo();
}

function letGo() {
  getSelection().removeAllRanges();
  popover.hidden = true;
  words = null;
}

document.addEventListener("selectionchange", () => {
  const found = source.isText() ? source.selected() : null;
  words = found;
  if (!found) popover.hidden = true;
});

function offer() {
  if (!words) return;
  popover.querySelector("[data-respan]").hidden = panel.key()?.table !== "mentions";
  popover.hidden = false;
  const box = words.range.getBoundingClientRect();
  const below = box.bottom + 8 + popover.offsetHeight < innerHeight;
  popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - popover.offsetWidth - 8))}px`;
  popover.style.top = `${below ? box.bottom + 8 : box.top - popover.offsetHeight - 8}px`;
}

document.addEventListener("mouseup", () => setTimeout(offer, 0));
popover.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
popover.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.add) add(button.dataset.add);
  else if (button) respan();
});

// Words are also selected from the keyboard: Shift and the arrows, from the selected row's words on.
function extend(direction, whole) {
  const selection = getSelection();
  if (!source.isText()) return;
  if (!words) {
    const here = source.current();
    if (!here) return;
    selection.removeAllRanges();
    selection.addRange(source.rangeOf(here.start, here.end));
  } else if (whole) {
    if (direction === "forward") selection.collapseToEnd();
    else selection.collapseToStart();
    if (direction === "backward") selection.modify("move", "backward", "word");
    else selection.modify("move", "forward", "character");
    selection.modify("extend", "forward", "word");
  } else selection.modify("extend", direction, "word");
  setTimeout(offer, 0);
}

for (const pane of [byId("text"), byId("pages")]) {
  pane?.addEventListener("click", (event) => {
    const mark = event.target.closest(".m");
    if (mark && getSelection().isCollapsed) list.find("mentions", mark.dataset.id);
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.do) act(button.dataset.do);
  else if (button.dataset.undo) decide({ action: "undo", value: button.dataset.undo });
  else if ("jump" in button.dataset) source.show(button.dataset);
  else if (button.dataset.view) source.view(button.dataset.view);
  else if (button.dataset.label) {
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    source.toggle(button.dataset.label, shown);
  } else if ("close" in button.dataset) button.closest("dialog").close();
});

const labelOf = (key) => document.querySelector(`.legend [data-key="${CSS.escape(key)}"]`)?.dataset.label;
const keys = {
  j: () => list.move(1),
  k: () => list.move(-1),
  a: () => act("accept"),
  x: () => act("reject"),
  e: () => panel.edit(),
  t: () => (panel.can("repair") ? act("repair") : say("No repair is suggested here")),
  m: () => panel.tool("merge"),
  s: () => respan(),
  u: () => decide({ action: "undo" }),
  w: () => source.view(source.isText() ? "pages" : "text"),
  "/": () => byId("query").elements.q.focus(),
  "?": () => byId("keys").showModal(),
  "[": () => list.stepTab(-1),
  "]": () => list.stepTab(1),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, dialog");
  if (event.key === "Escape") {
    letGo();
    if (typing && !event.target.closest("dialog")) (list.selected() ?? byId("list")).focus();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = { ArrowRight: "forward", ArrowLeft: "backward" }[event.key];
  const row = event.target.closest("tr[data-row]");
  if (arrow && !event.target.closest("[role=tablist], .splitter") && (event.shiftKey || words)) {
    event.preventDefault();
    extend(arrow, !event.shiftKey);
    return;
  }
  if (row && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    list.move(event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  const label = words && labelOf(event.key);
  const action = label ? () => add(label) : keys[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

byId("help").addEventListener("click", () => byId("keys").showModal());
byId("who").addEventListener("click", () => byId("name").showModal());
byId("name-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = event.target.elements.name.value.trim();
  const told = await post("/reviewer", { name });
  if (told) {
    byId("who").textContent = name;
    byId("name").close();
    say(told.said);
  }
});

byId("apply").addEventListener("click", async () => {
  byId("busy").hidden = false;
  const told = await post("/apply", {});
  byId("busy").hidden = true;
  if (told) location.reload();
});

const splitter = byId("splitter");
function width(percent) {
  const share = Math.round(Math.max(25, Math.min(75, percent)));
  document.querySelector("main").style.setProperty("--left", `${share}%`);
  splitter.setAttribute("aria-valuenow", share);
}
splitter.addEventListener("pointerdown", (event) => splitter.setPointerCapture(event.pointerId));
splitter.addEventListener("pointermove", (event) => {
  if (splitter.hasPointerCapture(event.pointerId)) width((event.clientX / innerWidth) * 100);
});
splitter.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -3, ArrowRight: 3 }[event.key];
  if (step) width(Number(splitter.getAttribute("aria-valuenow")) + step);
});

await list.open("queue");
if (list.turn() === 1) await list.move(1);
