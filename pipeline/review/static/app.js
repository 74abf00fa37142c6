// The page: keys, decisions, and what each changes in sight.

import * as list from "./list.js";
import * as panel from "./panel.js";
import * as source from "./source.js";
import { post, say } from "./talk.js";

const byId = (id) => document.getElementById(id);
const popover = byId("selection");
let words = null;
let left = document.body.dataset.open;

list.onOpen((row) => {
  panel.show({ table: row.table, row_id: row.row });
  source.show(row);
});
list.onClose(() => {
  panel.clear();
  source.clear();
});
list.onEnd(() => (list.table() === "queue" ? left : ""));
panel.onSend(decide);

// One after the other, each about the row that was in sight when its key was pressed.
let queue = Promise.resolve();

function decide(deed, moved = true) {
  const turn = list.turn();
  const done = queue.then(() => settle(deed, turn, moved));
  queue = done.catch(() => false);
  return done;
}

async function settle(deed, turn, moved) {
  const told = await post("decide", { ...deed, version: document.body.dataset.version });
  if (!told) return false;
  if (told.replaces) {
    const ids = told.replaces.map((mention) => mention.mention_id);
    return (await agreed(told.replaces)) && settle({ ...deed, replaces: ids }, turn, moved);
  }
  tally(told);
  if (deed.action === "accept" || deed.action === "reject") {
    const word = deed.action === "accept" ? "accepted" : "rejected";
    const row = list.rowOf(deed.table, deed.row_id);
    if (row) list.stamp(row, word);
    if (deed.table === "mentions") source.restyle(deed.row_id, word);
    if (!(await moved) && list.table() === "queue") {
      await list.refresh();
      say(`${told.said}. That was the last row. ${told.open}`);
    }
    return true;
  }
  await list.refresh();
  if (deed.action === "add" && list.turn() === turn) await list.find("mentions", `added-${told.id}`);
  else if (panel.key()) await panel.show(panel.key(), { keep: true });
  if (deed.action === "edit") (list.selected() ?? byId("list")).focus({ preventScroll: true });
  if (["add", "respan", "undo"].includes(deed.action)) await source.reload();
  return true;
}

function tally({ said, done, total, pending, decided, open }) {
  const apply = byId("apply");
  left = open;
  document.querySelector("#list .end")?.replaceChildren(open);
  byId("progress").max = Math.max(total, 1);
  byId("progress").value = total ? done : 1;
  byId("progress-words").firstElementChild.textContent = done;
  byId("progress-total").textContent = total;
  byId("pending").textContent = pending;
  apply.disabled = pending === 0 || "never" in apply.dataset;
  byId("decided").textContent = decided;
  say(total && done === total ? `${said}. Everything is checked. ${open}` : said);
}

// Ask before labels go for another one: true when the person has said yes.
function agreed(mentions) {
  const dialog = byId("replacing");
  const items = mentions.map((mention) => {
    const item = document.createElement("li");
    item.textContent = `${mention.label}: “${mention.text}”`;
    return item;
  });
  byId("replaced").replaceChildren(...items);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "replace"), { once: true });
  });
}

function act(action, more = {}) {
  const row = panel.key();
  if (!row) return say("Select a row first");
  const isVerdict = action === "accept" || action === "reject";
  const deed = { action, ...row, ...more };
  return isVerdict ? decide(deed, list.move(1, { quiet: true })) : decide(deed);
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
  const told = await post("reviewer", { name });
  if (told) {
    byId("who").textContent = name;
    byId("name").close();
    say(told.said);
  }
});

byId("apply").addEventListener("click", async () => {
  byId("busy").hidden = false;
  const told = await post("apply", {});
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
