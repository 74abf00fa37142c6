// The form of a whole row: what was changed in it, and what the page understands while it is written.

import { fragment } from "./talk.js";

const PAUSE = 180; // milliseconds after the last key until the page says what it understood

export async function load(place, path) {
  place.innerHTML = await fragment(path);
  const form = place.querySelector("form.record");
  for (const field of form.querySelectorAll("[data-understood]")) tell(field);
  for (const line of form.querySelectorAll(".role")) tell(line.querySelector("[name=who]"));
  const first = form.querySelector("input:not([type=hidden]), select");
  first?.focus();
  first?.select?.();
  place.scrollTop = 0;
  return form;
}

// The cells that differ from what the form began with; of a new row, all that say something.
function cells(form) {
  const isNew = !form.dataset.row;
  const found = {};
  for (const field of form.querySelectorAll(".fields [name]")) {
    const box = field.type === "checkbox";
    const now = box ? (field.checked ? "True" : "") : field.value.trim();
    const began = box ? (field.defaultChecked ? "True" : "") : initial(field);
    if (isNew ? now : now !== began) found[field.name] = now;
  }
  return found;
}

function initial(field) {
  if (field.tagName !== "SELECT") return field.defaultValue.trim();
  return [...field.options].find((option) => option.defaultSelected)?.value ?? field.options[0]?.value ?? "";
}

function roles(form) {
  return [...form.querySelectorAll(".roles > ul > .role")]
    .map((line) => {
      const value = (name) => line.querySelector(`[name=${name}]`).value;
      const who = value("who").trim();
      const picked = who === line.dataset.name ? line.dataset.picked : "";
      return { role: value("role"), who, kind: value("kind"), picked };
    })
    .filter((line) => line.who);
}

const began = new WeakMap();

export function deedOf(form) {
  const { table, row, start, end } = form.dataset;
  const deed = { action: "put", table, row_id: row, cells: cells(form) };
  if (start) Object.assign(deed, { start: Number(start), end: Number(end) });
  if (form.querySelector(".roles")) {
    const lines = roles(form);
    if (JSON.stringify(lines) !== began.get(form)) deed.roles = lines;
  }
  return deed;
}

export const remember = (form) => form.querySelector(".roles") && began.set(form, JSON.stringify(roles(form)));

export function refuse(form, words) {
  const line = form.querySelector(".refused");
  line.textContent = words;
  line.hidden = !words;
  const name = words.split(":")[0].toLowerCase().replaceAll(" ", "_");
  if (words) form.querySelector(`.fields [name="${CSS.escape(name)}"]`)?.focus();
}

const waiting = new WeakMap();

const answerOf = (field) => field.closest(".role, .line").querySelector(".told");

// The line for the answer is there at once: nothing moves under the pointer when it comes.
function tell(field) {
  const told = answerOf(field);
  if (field.value.trim() && !told.textContent.trim()) told.textContent = "…";
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => ask(field), PAUSE));
}

async function ask(field) {
  const line = field.closest(".role");
  const form = field.closest("form");
  if (!form?.isConnected) return; // saved or left meanwhile
  const told = answerOf(field);
  const asked = {
    table: form.dataset.table,
    cell: line ? "who" : field.name,
    words: field.value,
    country: form.elements.country?.value ?? "",
    kind: line?.querySelector("[name=kind]").value ?? "",
  };
  if (!field.value.trim()) return told.replaceChildren();
  try {
    told.innerHTML = (await fragment(`understood?${new URLSearchParams(asked)}`)).trim() || "&nbsp;";
  } catch {
    told.innerHTML = "&nbsp;";
  }
}

export function listen(root, cancelled, sent) {
  root.addEventListener("input", ({ target }) => {
    if (target.matches("form.record [data-understood], form.record [name=who]")) tell(target);
    if (target.matches("form.record [name=country]")) {
      const place = target.form.elements.place;
      if (place) tell(place);
    }
  });
  root.addEventListener("change", ({ target }) => {
    if (target.matches(".role [name=kind]")) tell(target.closest(".role").querySelector("[name=who]"));
  });
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("form.record button");
    if (!button) return;
    if ("addRole" in button.dataset) {
      const list = button.closest(".roles").querySelector("ul");
      list.append(button.closest(".roles").querySelector("template").content.cloneNode(true));
      list.lastElementChild.querySelector("select").focus();
    } else if ("removeRole" in button.dataset) {
      const roles = button.closest(".roles");
      button.closest(".role").remove();
      roles.querySelector("[data-add-role]").focus();
    }
  });
  root.addEventListener("submit", async (event) => {
    if (!event.target.matches("form.record")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await sent(event.target);
  });
}
