// The home page: files that are dropped, their progress, and what is done with a report.

const byId = (id) => document.getElementById(id);
const EVERY = 700;
let timer = 0;

function say(words, failed = false) {
  const box = byId("said");
  box.textContent = words;
  box.classList.toggle("failed", failed);
  box.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => box.classList.remove("shown"), failed ? 9000 : 4000);
}

async function post(path, body, headers = {}) {
  try {
    const answer = await fetch(path, { method: "POST", credentials: "same-origin", headers, body });
    const told = await answer.json().catch(() => ({ said: `The server answered ${answer.status}` }));
    if (answer.ok) return told;
    say(told.said ?? "That was refused", true);
  } catch {
    say("Milestones does not answer. Start it again.", true);
  }
  return null;
}

const postForm = (path, body) => post(path, JSON.stringify(body), { "content-type": "application/json" });

async function show(place, path) {
  const answer = await fetch(path, { credentials: "same-origin" });
  if (answer.ok) byId(place).innerHTML = await answer.text();
}

const query = () => new URLSearchParams({ q: byId("query").elements.q.value });

async function follow() {
  const before = document.querySelectorAll(".j-read").length;
  await show("jobs", "jobs");
  if (document.querySelectorAll(".j-read").length !== before) await show("reports", `reports?${query()}`);
  if (document.querySelector(".jobs[data-busy=true]")) setTimeout(follow, EVERY);
}

function list({ lines, noted, name }) {
  const box = byId("taken");
  const heading = document.createElement("h3");
  heading.textContent = lines[0];
  const items = document.createElement("ul");
  for (const line of lines.slice(1)) items.append(Object.assign(document.createElement("li"), { textContent: line }));
  box.replaceChildren(heading, items);
  if (noted) {
    const link = Object.assign(document.createElement("a"), { href: noted, download: name, className: "button" });
    link.textContent = "Save the workbook with notes on what was not taken";
    box.append(link);
  }
  box.hidden = false;
}

async function send(files) {
  for (const file of files) {
    const asked = new URLSearchParams({ name: file.name });
    if (byId("published").value) asked.set("published", byId("published").value);
    say(`${file.name} is on its way`);
    const told = await post(`drop?${asked}`, file, { "content-type": "application/octet-stream" });
    if (!told) continue;
    say(told.said);
    if (told.lines) list(told);
  }
  await follow();
  await show("reports", `reports?${query()}`);
}

const drop = byId("drop");
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  send([...event.dataTransfer.files]);
});
byId("files").addEventListener("change", async (event) => {
  await send([...event.target.files]);
  event.target.value = "";
});

byId("query").addEventListener("input", () => show("reports", `reports?${query()}`));
byId("query").addEventListener("submit", (event) => event.preventDefault());

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.page) await show("reports", `reports?${query()}&page=${button.dataset.page}`);
  if (button.dataset.do) {
    const stem = button.closest("[data-stem]").dataset.stem;
    const told = await postForm(button.dataset.do, { stem });
    if (told) say(told.said);
    if (button.dataset.do === "again") await follow();
  }
  if (button.id === "site") {
    button.disabled = true;
    say("The site is being made…");
    const told = await post("site");
    if (told) say(told.said);
    button.disabled = false;
  }
  if (button.id === "stop") {
    const told = await post("stop");
    if (told) document.querySelector("main").textContent = told.said;
  }
});
document.addEventListener("submit", async (event) => {
  if (!event.target.matches(".again")) return;
  event.preventDefault();
  const { stem } = event.target.dataset;
  const told = await postForm("again", { stem, password: event.target.elements.password.value });
  if (told) say(told.said);
  await follow();
});

follow();
