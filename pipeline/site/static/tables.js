// Gives each table of a list its filters, its sorting and its CSV: without a script it is whole.
(() => {
  const fold = words => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = cell => cell.textContent.trim().replace(/\s+/g, " ");

  // What a spreadsheet would take for a formula gets an apostrophe; everything is quoted.
  const quoted = text => `"${(/^[=+\-@\t\r]/.test(text) && isNaN(text) ? "'" + text : text).replaceAll('"', '""')}"`;

  function tool(table, rows, heads) {
    const bar = document.createElement("div");
    bar.className = "tools";
    const count = document.createElement("span");
    count.setAttribute("role", "status");
    const field = document.createElement("input");
    field.type = "search";
    const choices = [];

    const labelled = (title, control) => {
      const label = document.createElement("label");
      label.append(title + " ", control);
      bar.append(label);
    };
    const show = () => {
      const wanted = fold(field.value).split(/\s+/).filter(Boolean);
      let seen = 0;
      for (const row of rows) {
        const text = fold(words(row));
        row.hidden = !(wanted.every(word => text.includes(word)) &&
          choices.every(([index, list]) => !list.value || words(row.cells[index]) === list.value));
        seen += !row.hidden;
      }
      count.textContent = seen === rows.length ? `${seen} rows` : `${seen} of ${rows.length} rows`;
    };

    labelled("Filter", field);
    heads.forEach((head, index) => {
      if (!("choice" in head.dataset)) return;
      const known = [...new Set(rows.map(row => words(row.cells[index])))].filter(Boolean).sort();
      if (known.length < 2) return;
      const list = document.createElement("select");
      list.append(new Option("all", ""), ...known.map(value => new Option(value, value)));
      list.addEventListener("change", show);
      choices.push([index, list]);
      labelled(words(head), list);
    });
    const save = document.createElement("button");
    save.type = "button";
    save.textContent = "Download as CSV";
    save.addEventListener("click", () => download(table, heads));
    field.addEventListener("input", show);
    bar.append(count, save);
    table.closest(".wide").before(bar);
    show();
  }

  function download(table, heads) {
    const seen = [...table.tBodies[0].rows].filter(row => !row.hidden);
    const lines = [heads.map(words), ...seen.map(row => [...row.cells].map(cell =>
      cell.className === "number" ? words(cell).replaceAll(",", "") : words(cell)))];
    const text = lines.map(line => line.map(quoted).join(",") + "\r\n").join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    link.download = `${table.dataset.name}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function sortable(table, heads) {
    heads.forEach((head, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words(head);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = row => row.cells[index].dataset.key ?? words(row.cells[index]);
        const value = row => head.dataset.kind === "number" ? Number(key(row).replaceAll(",", "")) : key(row);
        const sorted = [...table.tBodies[0].rows].sort((a, b) => {
          const [one, other] = [value(a), value(b)];
          return typeof one === "number" ? one - other : one.localeCompare(other);
        });
        table.tBodies[0].append(...(down ? sorted.reverse() : sorted));
      });
    });
  }

  for (const table of document.querySelectorAll("table.list")) {
    const rows = [...table.tBodies[0].rows];
    const heads = [...table.tHead.rows[0].cells];
    if (rows.length > 1) {
      tool(table, rows, heads);
      sortable(table, heads);
    }
  }
})();
