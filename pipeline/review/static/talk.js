// Requests to the server, and what it answers, told to the person.

let timer = 0;

export function say(words, failed = false) {
  const box = document.getElementById("said");
  box.textContent = words;
  box.classList.toggle("failed", failed);
  box.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => box.classList.remove("shown"), failed ? 6000 : 2200);
}

export async function fragment(path, options = {}) {
  const answer = await fetch(path, { credentials: "same-origin", ...options });
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return answer.text();
}

export async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const told = await answer.json().catch(() => ({ said: `The server answered ${answer.status}` }));
    if (answer.ok || told.replaces) return told;
    say(told.said ?? "The server refused", true);
  } catch {
    say("The server does not answer. Nothing was recorded: start it again.", true);
  }
  return null;
}
