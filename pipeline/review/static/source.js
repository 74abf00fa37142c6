// The source: chunks of text and pages, loaded when they come into sight; the place of a row in it.

import { offsetOf, placeOf } from "./offsets.js";
import { fragment } from "./talk.js";

const text = document.getElementById("text");
const pages = document.getElementById("pages");
let chunks = [...text.querySelectorAll(".chunk")];
const off = new Set();
let here = null;

function load(chunk) {
  chunk.loading ??= fragment(`text/${chunk.dataset.chunk}`).then((html) => {
    chunk.innerHTML = html;
    hide(chunk);
    underline();
  });
  return chunk.loading;
}

// The words of the rows in sight are underlined, where the text is loaded.
let told = [];

export function outline(places) {
  told = places.filter((place) => place.start).map(({ start, end }) => [Number(start), Number(end)]);
  underline();
}

function underline() {
  if (!CSS.highlights) return;
  const loaded = chunks.filter((chunk) => chunk.childElementCount);
  const here = told.filter(([start, end]) =>
    end > start && loaded.some((chunk) => Number(chunk.dataset.start) <= start && end <= Number(chunk.dataset.end)),
  );
  CSS.highlights.set("rows", new Highlight(...here.map(([start, end]) => rangeOf(start, end))));
}

async function loadPage(page) {
  const image = page.querySelector("img");
  if (!image.src) image.src = image.dataset.src;
  page.loading ??= fragment(`boxes/${page.dataset.page}`).then((html) => {
    page.querySelector(".boxes").innerHTML = html;
    hide(page);
  });
  return page.loading;
}

function watch(root, elements, loader) {
  const seen = new IntersectionObserver(
    (entries) => entries.filter((e) => e.isIntersecting).forEach((e) => loader(e.target)),
    { root, rootMargin: "900px 0px" },
  );
  elements.forEach((element) => seen.observe(element));
  return seen;
}

const seenText = watch(text, chunks, load);
if (pages) watch(pages, pages.querySelectorAll(".page"), loadPage);

function hide(root) {
  for (const mark of root.querySelectorAll(".m")) {
    mark.classList.toggle("off", [...off].some((label) => mark.classList.contains(`m-${label}`)));
  }
}

export function toggle(label, shown) {
  if (shown) off.delete(label);
  else off.add(label);
  hide(text);
  if (pages) hide(pages);
}

export function restyle(id, verdict) {
  for (const mark of document.querySelectorAll(`.m[data-id="${CSS.escape(id)}"]`)) {
    mark.classList.remove("accepted", "rejected", "edited", "replaced", "unsure");
    mark.classList.add(verdict);
  }
}

export async function reload() {
  for (const chunk of chunks) delete chunk.loading;
  const near = chunks.filter((c) => c.childElementCount);
  for (const page of pages?.querySelectorAll(".page") ?? []) delete page.loading;
  await Promise.all(near.map(load));
  if (pages && !pages.hidden) await Promise.all([...pages.querySelectorAll(".page:has(.m)")].map(loadPage));
  if (here) highlight(here);
}

// The text of a new extraction, where the old one was; its pieces may be others.
export async function renew(pieces) {
  const top = text.scrollTop;
  pieces.forEach(([start, end], number) => {
    const chunk = chunks[number] ?? text.appendChild(document.createElement("div"));
    chunk.className = "chunk";
    Object.assign(chunk.dataset, { chunk: number, start, end });
    if (!chunks[number]) seenText.observe(chunk);
  });
  for (const gone of chunks.slice(pieces.length)) gone.remove();
  chunks = [...text.querySelectorAll(".chunk")];
  await reload();
  text.scrollTop = top;
}

const lineAt = (offset) => {
  const chunk = chunks.find((c) => offset < Number(c.dataset.end)) ?? chunks.at(-1);
  let low = 0;
  let high = chunk.children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (Number(chunk.children[middle].dataset.at) <= offset) low = middle;
    else high = middle - 1;
  }
  return chunk.children[low];
};

export function rangeOf(start, end) {
  const range = document.createRange();
  range.setStart(...placeOf(lineAt(start), start));
  range.setEnd(...placeOf(lineAt(Math.max(end - 1, start)), end));
  return range;
}

const chunksOf = ({ start, end }) =>
  chunks.filter((c) => Number(c.dataset.start) < end && Number(c.dataset.end) > start);

// Where the pages are shown, the text may not be loaded.
function highlight(place) {
  if (!CSS.highlights || !chunksOf(place).every((chunk) => chunk.childElementCount)) return;
  CSS.highlights.set("here", new Highlight(rangeOf(place.start, place.end)));
}

async function showText(place) {
  await Promise.all(chunksOf(place).map(load));
  highlight(place);
  lineAt(place.start).scrollIntoView({ block: "center" });
  const box = rangeOf(place.start, place.end).getBoundingClientRect();
  const frame = text.getBoundingClientRect();
  if (box.top < frame.top + 60 || box.top > frame.bottom - 120) {
    text.scrollTop += box.top - frame.top - frame.height / 3;
  }
}

async function showPage(place) {
  const page = pages.querySelector(`.page[data-page="${Number(place.page)}"]`);
  if (!page) return;
  await loadPage(page);
  for (const old of pages.querySelectorAll(".here rect")) old.remove();
  const boxes = (place.boxes ?? "").split(";").filter(Boolean).map((box) => box.split(" ").map(Number));
  for (const [x0, top, x1, bottom] of boxes) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const edges = { x: x0 - 1.5, y: top - 1.5, width: x1 - x0 + 3, height: bottom - top + 3, rx: 2 };
    for (const [name, value] of Object.entries(edges)) rect.setAttribute(name, value);
    page.querySelector(".here").append(rect);
  }
  const scale = page.clientHeight / page.querySelector("svg").viewBox.baseVal.height;
  pages.scrollTop = page.offsetTop - pages.offsetTop + (boxes[0]?.[1] ?? 0) * scale - pages.clientHeight / 3;
}

export function clear() {
  here = null;
  CSS.highlights?.delete("here");
  for (const old of pages?.querySelectorAll(".here rect") ?? []) old.remove();
}

export async function show(place) {
  if (!place.start) {
    clear();
    return;
  }
  here = { ...place, start: Number(place.start), end: Number(place.end) };
  if (pages && !pages.hidden && place.page) await showPage(here);
  else if (!text.hidden) await showText(here);
}

export function view(name) {
  if (!pages) return;
  pages.hidden = name !== "pages";
  text.hidden = name !== "text";
  for (const button of document.querySelectorAll(".switch button")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === name));
  }
  if (here) show(here);
}

// A box that is drawn on a page stands for the words in it.
let drawn = () => {};
let drawing = null;

export const onDrawn = (callback) => {
  drawn = callback;
};

export function undraw() {
  for (const rect of document.querySelectorAll(".page .drawn")) rect.remove();
}

const pointOf = (svg, event) => {
  const box = svg.getBoundingClientRect();
  const view = svg.viewBox.baseVal;
  return [((event.clientX - box.left) / box.width) * view.width, ((event.clientY - box.top) / box.height) * view.height];
};

pages?.addEventListener("pointerdown", (event) => {
  const svg = event.target.closest(".page")?.querySelector("svg");
  if (!svg || event.button !== 0) return;
  undraw();
  drawing = { svg, from: pointOf(svg, event), rect: null };
});
pages?.addEventListener("pointermove", (event) => {
  if (!drawing) return;
  const [x, y] = pointOf(drawing.svg, event);
  const [x0, y0] = drawing.from;
  if (!drawing.rect && Math.hypot(x - x0, y - y0) < 4) return;
  if (!drawing.rect) {
    drawing.rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    drawing.rect.setAttribute("class", "drawn");
    drawing.svg.append(drawing.rect);
    pages.setPointerCapture(event.pointerId);
  }
  drawing.box = [Math.min(x, x0), Math.min(y, y0), Math.max(x, x0), Math.max(y, y0)];
  const [left, top, right, bottom] = drawing.box;
  const edges = { x: left, y: top, width: right - left, height: bottom - top };
  for (const [name, value] of Object.entries(edges)) drawing.rect.setAttribute(name, value);
});
pages?.addEventListener("pointerup", async () => {
  const done = drawing;
  drawing = null;
  if (!done?.rect) return;
  const page = done.svg.closest(".page").dataset.page;
  const box = done.box.map((edge) => edge.toFixed(1)).join(" ");
  const found = JSON.parse(await fragment(`words?${new URLSearchParams({ page, box })}`));
  if (found.start === undefined) {
    undraw();
    drawn(null);
  } else drawn({ ...found, box: done.rect.getBoundingClientRect() });
});

export const isText = () => !text.hidden;

export function current() {
  return here;
}

export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end, range };
}
