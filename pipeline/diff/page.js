const fields = ["table", "kind", "q"].map(id => document.getElementById(id));
const rows = [...document.querySelectorAll("article")].map(row => [row, row.innerText.toLowerCase()]);
const show = () => {
  const [table, kind, q] = fields.map(field => field.value);
  let count = 0;
  for (const [row, words] of rows) {
    row.hidden = (table && row.dataset.table !== table) || (kind && row.dataset.kind !== kind)
      || !words.includes(q.toLowerCase());
    count += !row.hidden;
  }
  document.getElementById("shown").textContent = `${count} shown`;
};
for (const field of fields) field.addEventListener("input", show);
document.querySelector("form").addEventListener("submit", event => event.preventDefault());
