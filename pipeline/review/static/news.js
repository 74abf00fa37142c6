// What follows from decisions: asked for while it is worked out, and shown without losing the place.

import * as list from "./list.js";
import * as panel from "./panel.js";
import * as source from "./source.js";
import { fragment, post, say } from "./talk.js";

const PAUSE = 300; // milliseconds between two questions
const byId = (id) => document.getElementById(id);
let timer = 0;
let busy = () => false;
let left = document.body.dataset.open;

export const version = () => document.body.dataset.version;
// What a review that has come to the end of its queue leaves to be done, in a sentence.
export const open = () => left;

// While this is true the person is in the middle of something that an older extraction is about.
export const onBusy = (callback) => {
  busy = callback;
};

export function tally(now) {
  left = now.open;
  document.querySelector("#list .end")?.replaceChildren(left);
  byId("progress").max = Math.max(now.total, 1);
  byId("progress").value = now.total ? now.done : 1;
  byId("progress-words").firstElementChild.textContent = now.done;
  byId("progress-total").textContent = now.total;
  byId("decided").textContent = now.decided;
  const state = byId("state");
  state.classList.toggle("working", now.working);
  state.classList.toggle("failed", Boolean(now.failure));
  state.textContent = now.working ? "Updating the tables…" : now.failure || standing(now);
  state.title = state.textContent;
  byId("again").hidden = !now.failure;
  if (now.working) listen();
}

function standing({ pending, decided }) {
  if (pending) return `Saved; ${pending} for the next run`;
  return decided ? "Saved; tables up to date" : "";
}

export function listen(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(ask, pause);
}

async function ask() {
  if (busy()) return listen();
  const shown = panel.key() ?? { table: "", row_id: "" };
  const asked = new URLSearchParams({ version: version(), table: shown.table, row: shown.row_id });
  let now;
  try {
    now = JSON.parse(await fragment(`news?${asked}`));
  } catch {
    return listen(4 * PAUSE); // the server is gone, or is about to be
  }
  if (busy()) return listen();
  tally(now);
  if (now.version !== version()) await adopt(now, shown);
}

// The new extraction is shown where the old one was: table, page, search and scroll stay, and so
// does a form that is opened meanwhile.
async function adopt(now, shown) {
  document.body.dataset.version = now.version;
  byId("title").textContent = now.title || byId("title").textContent;
  byId("period").textContent = now.period || byId("period").textContent;
  for (const [table, count] of Object.entries(now.counts)) {
    document.querySelector(`#tab-${table} .count`).textContent = count;
  }
  document.querySelector("#tab-queue .count").textContent = now.total;
  const isSame = () => panel.key()?.table === shown.table && panel.key()?.row_id === shown.row_id;
  const row = now.row && { table: now.row[0], row_id: now.row[1] };
  if (shown.table && isSame() && !row) panel.clear();
  await Promise.all([list.renew(shown, row), source.renew(now.chunks)]);
  if (row && isSame() && !panel.hasForm()) await panel.show(row, { keep: true });
  document.body.dataset.shown = now.version;
  if (now.followed) say(now.followed);
}

byId("again").addEventListener("click", async () => {
  const now = await post("again", {});
  if (now) tally(now);
});

// Decisions may have come from elsewhere while the page was out of sight.
document.addEventListener("visibilitychange", () => document.hidden || listen(0));
listen(0);
