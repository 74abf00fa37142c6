// The page: keys, decisions, and what each changes in sight.

import * as form from "./form.js";
import * as list from "./list.js";
import * as news from "./news.js";
import * as panel from "./panel.js";
import * as source from "./source.js";
import { post, say } from "./talk.js";

const WHOLE = ["events", "milestones", "sections", "lists", "quotes"];
const VERDICTS = { accept: "accepted", reject: "rejected", skip: "unsure" };
const byId = (id) => document.getElementById(id);
const popover = byId("selection");
let words = null;

list.onOpen((row) => {
  panel.show({ table: row.table, row_id: row.row });
  source.show(row);
});
list.onClose(() => {
  panel.clear();
  source.clear();
});
list.onDraw((table, rows) => source.outline(WHOLE.includes(table) ? rows : []));
list.onEnd(() => (list.table() === "queue" ? news.open() : ""));
news.onBusy(() => Boolean(words || sending || panel.hasForm() || document.querySelector("dialog[open]")));
panel.onSend((deed) => {
  const several = ["edit", "merge"].includes(deed.action) ? list.also(deed.table, deed.row_id) : [];
  return decide({ ...deed, also: several.filter((id) => id !== deed.into) });
});
form.listen(byId("panel"), panel.cancel, put);

// One after the other, each about the row that was in sight when its key was pressed.
let queue = Promise.resolve();
let sending = 0;

function decide(deed, moved = true) {
  const turn = list.turn();
  const seen = { ...deed, version: news.version() };
  const forms = panel.formsOpened();
  const since = {
    sameTable: () => list.turn() === turn,
    noForm: () => panel.formsOpened() === forms,
  };
  sending += 1;
  const done = queue.then(() => settle(seen, since, moved)).finally(() => (sending -= 1));
  queue = done.catch(() => false);
  return done;
}

// `since` says whether the person is where the decision was made: no other table, no form opened.
async function settle(deed, since, moved) {
  const told = await post("decide", deed);
  if (!told) return false;
  if (told.replaces) {
    const ids = told.replaces.map((mention) => mention.mention_id);
    return (await agreed(told)) && settle({ ...deed, replaces: ids }, since, moved);
  }
  tell(told);
  const word = VERDICTS[deed.action];
  if (word) {
    const row = list.rowOf(deed.table, deed.row_id);
    if (row) list.stamp(row, word);
    for (const id of deed.also ?? []) {
      const other = list.rowOf(deed.table, id);
      if (other) list.stamp(other, word);
    }
    if (deed.table === "mentions") source.restyle(deed.row_id, word);
    if (!(await moved) && list.table() === "queue") {
      await list.openQueue({ checked: "unchecked" });
      say(`${told.said}. That was the last row. ${told.open}`);
    }
    return true;
  }
  await list.refresh();
  if (since.noForm()) {
    if (deed.action !== "undo" && told.row && since.sameTable()) await opened(told.row, deed, since.noForm);
    else if (deed.action === "add" && since.sameTable()) await list.find("mentions", `added-${told.id}`, since.noForm);
    else if (panel.key()) await panel.show(panel.key(), { keep: true });
  }
  if (deed.action === "edit" && since.noForm()) (list.selected() ?? byId("list")).focus({ preventScroll: true });
  if (["add", "respan", "undo"].includes(deed.action)) await source.reload();
  return true;
}

// After a whole row was recorded: it is in sight; of one that was split, the form of the second.
async function opened({ table, row }, deed, noForm) {
  if (table === deed.table && row === deed.row_id && panel.key()) {
    await panel.show(panel.key(), { keep: true });
    (list.selected() ?? byId("list")).focus({ preventScroll: true });
    return;
  }
  await list.find(table, row, noForm);
  if (deed.action === "split" && noForm()) await panel.record();
}

function tell(told) {
  const { said, done, total, open } = told;
  news.tally(told);
  say(total && done === total ? `${said}. Everything is checked. ${open}` : said);
}

// Ask before something goes for another: true when the person has said yes.
function agreed({ replaces }) {
  const dialog = byId("replacing");
  const areParts = replaces.some((row) => ["Section", "Milestone"].includes(row.label));
  byId("replacing-title").textContent = areParts ? "Other parts would lose words" : "These labels would go";
  byId("replacing-why").textContent = areParts
    ? "The words that you selected are theirs now."
    : "The words that you selected lie over theirs, and labels do not overlap.";
  const items = replaces.map((row) => {
    const item = document.createElement("li");
    item.textContent = areParts ? `${row.label}: ${row.text}` : `${row.label}: “${row.text}”`;
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
  const isVerdict = action in VERDICTS;
  const deed = { action, ...row, also: isVerdict ? list.also(row.table, row.row_id) : [], ...more };
  return isVerdict ? decide(deed, list.move(1, { quiet: true })) : decide(deed);
}

function add(label) {
  if (words) decide({ action: "add", value: label, start: words.start, end: words.end });
  letGo();
}

// The form of a new row, of the selected words or of none; its place is where they were.
async function create(table) {
  const place = words && { start: words.start, end: words.end };
  letGo();
  if (list.table() !== table && table === "events") await list.open("events");
  await panel.create(table, place);
  if (place) source.show({ ...place });
}

// The selected words become those of the row that is shown: all, its title, its body.
function give(column) {
  if (!words) return;
  const place = { start: words.start, end: words.end };
  if (column === "split") act("split", place);
  else act("put", { ...place, column });
  letGo();
}

async function put(record) {
  const deed = form.deedOf(record);
  if (deed.row_id) deed.also = list.also(deed.table, deed.row_id);
  form.refuse(record, "");
  const done = await decide(deed);
  const said = byId("said");
  if (!done && said.classList.contains("failed")) form.refuse(record, said.textContent);
}

function respan() {
  const key = panel.key();
  if (WHOLE.includes(key?.table)) return give("");
  if (key?.table !== "mentions") say("Select a mention first", true);
  else if (words) act("respan", { start: words.start, end: words.end });
  letGo();
}

function letGo() {
  getSelection().removeAllRanges();
  source.undraw();
  popover.hidden = true;
  words = null;
}

source.onDrawn((drawn) => {
  words = drawn;
  if (drawn) setTimeout(offer, 0);
  else say("No words of the text are there");
});

document.addEventListener("selectionchange", () => {
  if (!source.isText()) return;
  const found = source.selected();
  words = found;
  if (!found) popover.hidden = true;
});

function offer() {
  if (!words) return;
  const table = panel.key()?.table;
  popover.querySelector("[data-respan]").hidden = table !== "mentions";
  const ofRow = byId("of-row");
  ofRow.hidden = !WHOLE.includes(table);
  ofRow.firstElementChild.textContent = `Of the selected ${table?.slice(0, -1)}`;
  for (const button of ofRow.querySelectorAll("[data-of]")) button.hidden = !button.dataset.of.split(" ").includes(table);
  popover.hidden = false;
  const box = words.box ?? words.range.getBoundingClientRect();
  const below = box.bottom + 8 + popover.offsetHeight < innerHeight;
  popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - popover.offsetWidth - 8))}px`;
  popover.style.top = `${below ? box.bottom + 8 : box.top - popover.offsetHeight - 8}px`;
}

document.addEventListener("mouseup", () => setTimeout(offer, 0));
popover.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
popover.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.add) add(button.dataset.add);
  else if (button?.dataset.new) create(button.dataset.new);
  else if (button && "words" in button.dataset) give(button.dataset.words);
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
  n: () => act("skip"),
  e: () => (WHOLE.includes(panel.key()?.table) ? panel.record() : panel.edit()),
  c: () => create("events"),
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
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (event.shiftKey) list.extend(step);
    else list.move(step);
    return;
  }
  const label = words && labelOf(event.key);
  const action = label ? () => add(label) : keys[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

const SEEN = "milestones-review-understood";
byId("intro").hidden = localStorage.getItem(SEEN) === "yes";
byId("understood").addEventListener("click", () => {
  localStorage.setItem(SEEN, "yes");
  byId("intro").hidden = true;
});
byId("new-event").addEventListener("click", () => create("events"));
byId("about").addEventListener("click", (event) => {
  panel.show({ table: "reports", row_id: event.currentTarget.dataset.row });
  byId("panel").focus();
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
