// The panel of the selected row: its forms and their help.

import * as forms from "./form.js";
import { released } from "./pointer.js";
import { fragment, say } from "./talk.js";

const panel = document.getElementById("panel");
const empty = panel.innerHTML;
let asked = null;
let arrived = Promise.resolve();
let current = null;
let sent = async () => false;
let opened = 0;
let coming = 0;

export const onSend = (callback) => {
  sent = callback;
};

// The row that was asked for last, also while its panel is still on its way.
export const key = () => current;

// How many forms have been opened: what was begun before one must not replace it.
export const formsOpened = () => opened;

// Whether a form is in the panel, or on its way into it.
export const hasForm = () => coming > 0 || panel.querySelector("form") !== null;

async function awaited(form) {
  opened += 1;
  coming += 1;
  return form.finally(() => (coming -= 1));
}

const address = (path, { table, row_id }, more = {}) =>
  `${path}?${new URLSearchParams({ table, row: row_id, ...more })}`;

export const show = (row, options) => (arrived = fetched(row, options));

async function fetched(row, { keep = false } = {}) {
  asked?.abort();
  const mine = new AbortController();
  asked = mine;
  current = { table: row.table, row_id: row.row_id };
  try {
    const html = await fragment(address("row", row), { signal: mine.signal });
    await released();
    if (mine !== asked) return;
    const top = panel.scrollTop;
    panel.innerHTML = html;
    panel.scrollTop = keep ? top : 0;
  } catch (error) {
    if (error.name !== "AbortError") panel.replaceChildren();
  }
}

// Nothing is selected: what was shown is not what a key would be about.
export function clear() {
  asked?.abort();
  current = null;
  panel.innerHTML = empty;
}

// A key may be pressed before its row is in the panel.
async function inSight(row) {
  const head = panel.querySelector(".panel-head");
  if (head?.dataset.table !== row.table || head.dataset.row !== row.row_id) await arrived;
}

// A form in the row that is shown: the same row that is on its way does not take its place.
async function form(place, path) {
  asked?.abort();
  asked = null;
  place.innerHTML = await awaited(fragment(path));
  htmx.process(place);
  const input = place.querySelector("input:not([type=hidden]), textarea, select");
  input?.focus();
  input?.select?.();
  place.scrollIntoView({ block: "nearest" });
}

export async function edit(column) {
  const row = key();
  if (!row) return;
  await inSight(row);
  const cell = column
    ? panel.querySelector(`.cell[data-column="${CSS.escape(column)}"]`)
    : (panel.querySelector(".cell.doubtful:has([data-edit])") ?? panel.querySelector(".cell:has([data-edit])"));
  if (!cell) {
    say("Nothing here can be edited");
    return;
  }
  await form(cell.querySelector("dd"), address("field", row, { column: cell.dataset.column }));
}

// A form takes the place of a row that is still on its way.
async function whole(path) {
  asked?.abort();
  asked = null;
  forms.remember(await awaited(forms.load(panel, path)));
}

// The form of the whole row that is shown.
export async function record() {
  const row = key();
  if (row) await whole(address("record", row));
}

// The form of a new row, of selected words or of none.
export async function create(table, place) {
  const words = place ? { start: place.start, end: place.end } : {};
  await whole(`record?${new URLSearchParams({ table, ...words })}`);
}

export async function tool(name) {
  const row = key();
  if (row) await inSight(row);
  if (row && panel.querySelector(`[data-tool="${name}"]`)) {
    await form(panel.querySelector("#tool"), address(`tool/${name}`, row));
  }
}

export const can = (action) => Boolean(panel.querySelector(`[data-do="${action}"]:not(:disabled)`));

function choose(option) {
  const field = option.closest("form");
  (field.elements.into ?? field.elements.value).value = option.dataset.value;
  field.requestSubmit();
}

panel.addEventListener("click", (event) => {
  const target = event.target.closest("button");
  if (!target) return;
  if (target.dataset.edit) edit(target.dataset.edit);
  else if ("form" in target.dataset) record();
  else if (target.dataset.tool) tool(target.dataset.tool);
  else if (target.role === "option" || target.getAttribute("role") === "option") choose(target);
  else if ("cancel" in target.dataset) cancel();
  else if ("empty" in target.dataset) {
    target.form.elements.value.value = "";
    target.form.elements.q.value = "";
    target.form.requestSubmit();
  }
});

export async function cancel() {
  const row = key();
  if (row) await show(row, { keep: true });
  else clear();
}

panel.addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = event.target;
  if (!field.dataset.decide) return;
  const value = (name) => field.elements[name]?.value ?? "";
  const deed = {
    action: field.dataset.decide,
    table: field.dataset.table,
    row_id: field.dataset.row,
    column: field.dataset.column ?? "",
    value: value("value"),
    into: value("into"),
  };
  if (deed.action === "merge" && !deed.into) {
    say("Pick the row that stays", true);
    return;
  }
  await sent(deed);
});

// Suggestions: the arrows move, Enter takes. The date fields write EDTF.
panel.addEventListener("keydown", (event) => {
  const input = event.target;
  if (event.key === "Escape" && input.closest("form")) {
    event.stopPropagation();
    cancel().then(() => document.querySelector("tr[aria-selected=true]")?.focus());
    return;
  }
  if (input.tagName === "TEXTAREA" && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    input.form.requestSubmit();
  }
  if (!input.classList.contains("offering")) return;
  const options = [...input.form.querySelectorAll("[role=option]")];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    const next = options[(at + step + options.length) % options.length];
    options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
    next.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", next.id);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (options[at]) choose(options[at]);
    else say("Nothing is picked", true);
  }
});

panel.addEventListener("input", (event) => {
  const field = event.target.closest("form");
  if (event.target.matches("[data-first], [data-last]")) {
    const first = field.querySelector("[data-first]").value;
    const last = field.querySelector("[data-last]").value;
    const parts = [first, last].filter(Boolean);
    field.elements.value.value = first === last ? first : parts.join("/");
    field.elements.value.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
