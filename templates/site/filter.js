"use strict";
for (const form of document.querySelectorAll("[data-filter]")) {
  const list = document.getElementById(form.dataset.filter);
  const rows = [...list.querySelectorAll("tbody tr, li[data-kind]")];
  const text = form.querySelector("[data-text]");
  const choices = [...form.querySelectorAll("[data-column]")];
  const count = form.querySelector("[data-count]");
  const cell = (row, column) => {
    if (row.dataset.kind !== undefined) { return row.dataset.kind; }
    const found = [...row.children].find((one) => one.dataset.label === column);
    return found ? found.textContent : "";
  };
  const is = (told, chosen) => told.trim() === chosen || told.trim().startsWith(`${chosen} (`);
  const update = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const told = row.textContent.toLowerCase();
      const fits = words.every((word) => told.includes(word))
        && choices.every((one) => !one.value || is(cell(row, one.dataset.column), one.value));
      row.hidden = !fits;
      if (fits) { shown += 1; }
    }
    count.textContent = count.dataset.count.replace("{shown}", shown).replace("{total}", rows.length);
  };
  form.addEventListener("input", update);
  form.hidden = false;
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { text.value = asked; }
  update();
}
