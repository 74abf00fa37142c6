// The list on the right: which rows are shown, and which one is selected.

import { released } from "./pointer.js";
import { fragment, say } from "./talk.js";

const list = document.getElementById("list");
const form = document.getElementById("query");
const only = document.getElementById("only");
const state = { table: "queue", page: 1, sort: "" };
let selectedKey = null;
const more = new Set();
let opened = () => {};
let closed = () => {};
let ended = () => "";
let drew = () => {};
let loading = null;
let opens = 0;
let ahead = null;

export const onOpen = (callback) => {
  opened = callback;
};

// Another table is opened: the selected row is out of sight.
export const onClose = (callback) => {
  closed = callback;
};
// What to say where the queue ends.
export const onEnd = (callback) => {
  ended = callback;
};

// The rows of a page are in sight: their words can be marked in the text.
export const onDraw = (callback) => {
  drew = callback;
};

const rows = () => [...list.querySelectorAll("tr[data-row]")];
const keyOf = (row) => `${row.dataset.table} ${row.dataset.row}`;

export const selected = () => rows().find((row) => keyOf(row) === selectedKey) ?? null;
export const table = () => state.table;
// Further rows of a table that are selected with the row: what is done, is done with all.
export const also = (name, id) =>
  [...more].map((key) => key.split(" ")).filter(([of, row]) => of === name && row !== id).map(([, row]) => row);
// Counts the tables that were opened: who waits for an answer sees whether the person has gone on.
export const turn = () => opens;

function address(extra) {
  const asked = new URLSearchParams({
    q: form.elements.q.value,
    checked: form.elements.checked.value,
    only: form.elements.only?.value ?? "",
    sort: state.sort,
    page: state.page,
    ...extra,
  });
  return `rows/${state.table}?${asked}`;
}

export async function refresh(extra = {}) {
  loading?.abort();
  const mine = new AbortController();
  loading = mine;
  let html;
  try {
    html = await fragment(address(extra), { signal: mine.signal });
    await released();
    if (mine !== loading) return false;
  } catch (error) {
    if (error.name !== "AbortError") say("The list could not be loaded", true);
    return false;
  }
  draw(html);
  return true;
}

// The rows of a new extraction in the place of the old ones: the selected row stays where it is.
export async function renew(old, now) {
  const isChosen = old.table && selectedKey === `${old.table} ${old.row_id}`;
  const page = state.page;
  const before = selected();
  const top = before ? before.offsetTop - list.scrollTop : 0;
  const scrolled = list.scrollTop;
  const hadFocus = list.contains(document.activeElement);
  if (isChosen) selectedKey = now && `${now.table} ${now.row_id}`;
  const isListed = isChosen && before && now;
  if (!(await refresh(isListed ? { at: now.row_id } : {})) || state.page !== page) return;
  const after = selected();
  list.scrollTop = after && before ? after.offsetTop - top : scrolled;
  if (hadFocus && document.activeElement === document.body) (after ?? list).focus({ preventScroll: true });
}

function draw(html) {
  list.innerHTML = html;
  const grid = list.querySelector(".grid");
  state.page = Number(grid.dataset.page);
  document.getElementById("total").textContent = `${Number(grid.dataset.total).toLocaleString("en")} rows`;
  const filter = list.querySelector("#filter");
  only.replaceChildren(...(filter ? [filter.content.cloneNode(true)] : []));
  form.hidden = state.table === "journal";
  mark();
  lookAhead(grid);
  drew(state.table, rows().map((row) => row.dataset));
}

// Fetch the next page before it is needed: keys that are pressed fast find its first row in sight.
function lookAhead(grid) {
  const next = { html: null };
  ahead = next;
  if (state.page < Number(grid.dataset.pages)) {
    fragment(address({ page: state.page + 1 }))
      .then((html) => (next.html = html))
      .catch(() => null); // it is fetched when it is needed
  }
}

function mark() {
  const shown = rows();
  const chosen = selected();
  for (const row of shown) {
    row.setAttribute("aria-selected", String(row === chosen || more.has(keyOf(row))));
    row.classList.toggle("also", more.has(keyOf(row)) && row !== chosen);
    row.tabIndex = row === (chosen ?? shown[0]) ? 0 : -1;
  }
}

// Select a row besides those that are: with the keys, or with Ctrl or Shift and a click.
export function extend(step) {
  const shown = rows();
  const at = shown.findIndex((row) => keyOf(row) === selectedKey);
  const next = shown[at + step];
  if (at < 0 || !next) return;
  more.add(selectedKey);
  more.add(keyOf(next));
  select(next, { several: true });
}

function choose(row, { range }) {
  const shown = rows();
  const from = shown.findIndex((other) => keyOf(other) === selectedKey);
  const to = shown.indexOf(row);
  const added = range && from >= 0 ? shown.slice(Math.min(from, to), Math.max(from, to) + 1) : [row];
  if (selectedKey) more.add(selectedKey);
  if (!range && more.has(keyOf(row))) more.delete(keyOf(row));
  else added.forEach((other) => more.add(keyOf(other)));
  select(row, { several: true });
}

export function select(row, { focus = true, several = false } = {}) {
  if (!row) return;
  if (!several) more.clear();
  else if (more.size > 1) say(`${more.size} rows are selected: what you do is done with all`);
  selectedKey = keyOf(row);
  mark();
  if (focus) row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  opened(row.dataset);
}

// Select the next row, or the one before; false where there is none.
export async function move(step, { quiet = false } = {}) {
  const shown = rows();
  const at = shown.findIndex((row) => keyOf(row) === selectedKey);
  const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : at + step;
  if (next >= 0 && next < shown.length) {
    select(shown[next]);
    return true;
  }
  const grid = list.querySelector(".grid");
  if (!grid) {
    say("The rows are still on their way");
    return true;
  }
  const page = state.page + step;
  if (page < 1 || page > Number(grid.dataset.pages)) {
    if (!quiet) say(step > 0 ? `That was the last row. ${ended()}` : "This is the first row");
    return false;
  }
  state.page = page;
  forget();
  const fetched = step > 0 ? ahead?.html : null;
  if (fetched) draw(fetched);
  if (fetched || (await refresh())) select(step > 0 ? rows()[0] : rows().at(-1));
  return true;
}

// From here on no key is about the row that was selected.
function forget() {
  selectedKey = null;
  more.clear();
  closed();
}

export async function open(name, { keepFilters = false } = {}) {
  opens += 1;
  forget();
  list.replaceChildren();
  state.table = name;
  state.page = 1;
  state.sort = "";
  if (!keepFilters) {
    form.elements.q.value = "";
    form.elements.checked.value = "";
    only.replaceChildren();
  }
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosen = tab.dataset.table === name;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen) {
      tab.scrollIntoView({ block: "nearest", inline: "nearest" });
      list.setAttribute("aria-labelledby", tab.id);
    }
  }
  list.scrollTop = 0;
  return refresh();
}

// Selects a row, in another table if need be; `stays` says whether it is still wanted by then.
export async function find(name, id, stays = () => true) {
  const isHere = () => rows().find((row) => row.dataset.table === name && row.dataset.row === id);
  if (!isHere()) {
    if (state.table !== name) await open(name);
    else await clear();
    if (!isHere()) await refresh({ at: id });
  }
  if (stays()) select(isHere());
}

// The queue narrowed to what is open, or to rows of one doubt; its first row is selected.
export async function openQueue({ checked = "", only: doubt = "" }) {
  form.elements.checked.value = checked;
  state.page = 1;
  forget();
  if (await refresh({ only: doubt })) select(rows()[0]);
  list.scrollTop = 0;
}

async function clear() {
  form.elements.q.value = "";
  form.elements.checked.value = "";
  only.replaceChildren();
}

export const rowOf = (table, id) =>
  rows().find((row) => row.dataset.table === table && row.dataset.row === id) ?? null;

export function stamp(row, word) {
  row.classList.remove("accepted", "rejected", "unsure");
  row.classList.add(word);
  const sign = document.createElement("span");
  sign.className = `verdict v-${word}`;
  sign.title = word;
  const label = document.createElement("span");
  label.className = "hidden-label";
  label.textContent = word;
  sign.append(label);
  row.querySelector(".mark").replaceChildren(sign);
}

list.addEventListener("click", (event) => {
  const sort = event.target.closest("[data-sort]");
  const go = event.target.closest("[data-go]");
  const row = event.target.closest("tr[data-row]");
  const narrow = event.target.closest("[data-only], [data-checked]");
  if (narrow) openQueue(narrow.dataset);
  else if (sort) {
    state.sort = sort.dataset.sort;
    state.page = 1;
    refresh().then(() => list.querySelector(`[data-sort$="${sort.dataset.sort.replace("-", "")}"]`)?.focus());
  } else if (go) {
    state.page = Number(go.dataset.go);
    refresh().then(() => list.scrollTo(0, 0));
  } else if (row && (event.ctrlKey || event.metaKey || event.shiftKey)) {
    choose(row, { range: event.shiftKey });
  } else if (row) select(row);
});

list.addEventListener("mousedown", (event) => {
  if (event.shiftKey) event.preventDefault(); // rows are selected, not their words
});

let typing = 0;
form.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    state.page = 1;
    refresh();
  }, 140);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  move(1);
});

const tabs = document.querySelector("[role=tablist]");
tabs.addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab]");
  if (tab) open(tab.dataset.table);
});
tabs.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) stepTab(step).then(() => tabs.querySelector("[aria-selected=true]").focus());
});

export function stepTab(step) {
  const all = [...tabs.querySelectorAll("[role=tab]")];
  const at = all.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
  return open(all[(at + step + all.length) % all.length].dataset.table);
}
