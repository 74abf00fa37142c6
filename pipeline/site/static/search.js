// Looks for all words of the question in what search-index.js holds; no server is asked.
(() => {
  const MOST = 200;
  const fold = words => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const question = new URLSearchParams(location.search).get("q") ?? "";
  const wanted = fold(question).split(/\s+/).filter(Boolean);
  document.getElementById("q").value = question;

  // Titles before other words, whole words before parts of words.
  function rank([, title, detail]) {
    const name = ` ${fold(title)} `, all = `${name}${fold(detail)} `;
    if (!wanted.every(word => all.includes(word))) return 0;
    const whole = wanted.every(word => all.split(/[^\p{L}\p{N}]+/u).includes(word));
    return 1 + whole + 2 * wanted.every(word => name.includes(word));
  }

  // A long text is cut around the first word that was asked for.
  function excerpt(text) {
    const at = Math.max(0, fold(text).indexOf(wanted[0]) - 80);
    return (at ? "…" : "") + text.slice(at, at + 240) + (text.length > at + 240 ? "…" : "");
  }

  if (wanted.length) {
    // The title of a paragraph's report is not what the paragraph says.
    const ranked = window.SEARCH
      .map(entry => [entry[0] === "text" ? rank(["", "", entry[2]]) : rank(entry), entry])
      .filter(([points]) => points)
      .sort((a, b) => b[0] - a[0]);
    const status = document.getElementById("found");
    status.textContent = `${ranked.length} found for “${question}”` + (ranked.length > MOST ? `; the first ${MOST} are shown` : "");
    for (const [, [kind, title, detail, href]] of ranked.slice(0, MOST)) {
      const line = document.createElement("li"), link = document.createElement("a");
      const what = document.createElement("small"), more = document.createElement("p");
      link.href = href;
      link.textContent = title;
      what.textContent = kind === "text" ? " in the report’s text" : ` ${kind}`;
      more.textContent = excerpt(detail);
      line.append(link, what, more);
      document.getElementById("results").append(line);
    }
  }
})();
