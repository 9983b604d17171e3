"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const form = document.querySelector(".filters");
  let articles = all("article");
  let notes = all(".note");
  const told = document.getElementById("told");
  const field = (name) => form.elements.namedItem(name);

  const fill = (name, options) => {
    const select = field(name);
    if (!select) return;
    for (const [value, label] of options) select.add(new Option(label, value));
  };
  fill("code", [...new Set(notes.map((n) => n.dataset.code))].sort().map((code) => [code, code]));
  fill("article", articles.map((a) => [a.id, a.dataset.name.slice(0, 80)]));

  // what a search looks through is read once
  const words = new Map();
  const textOf = (article) => {
    if (!words.has(article)) words.set(article, article.textContent.toLowerCase());
    return words.get(article);
  };

  const apply = () => {
    const verdicts = new Set(all("[name=verdict]:checked", form).map((box) => box.value));
    const level = field("level").value;
    const code = field("code").value;
    const state = field("state") ? field("state").value : "";
    const wanted = field("article") ? field("article").value : "";
    const query = field("words").value.trim().toLowerCase();
    let shown = 0;
    for (const article of articles) {
      const here = (!wanted || article.id === wanted) && (!query || textOf(article).includes(query));
      let count = 0;
      for (const note of all(".note", article)) {
        const data = note.dataset;
        const on = here && verdicts.has(data.verdict) && (!level || data.level === level) && (!code || data.code === code) && (!state || (state === "open") === (data.state === "open"));
        note.hidden = !on;
        count += on;
      }
      for (const mark of all(".m", article)) {
        const target = document.getElementById(mark.hash.slice(1));
        mark.classList.toggle("on", !!target && !target.hidden);
      }
      article.hidden = !here || (count === 0 && (!!level || !!code || !!state));
      shown += article.hidden ? 0 : 1;
      const row = document.querySelector(`#overview tr[data-article="${article.id}"]`);
      if (row) row.hidden = article.hidden;
    }
    document.body.classList.add("off");
    document.getElementById("none").hidden = shown > 0;
  };

  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(apply, 80); };
  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => event.preventDefault());
  field("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (button && button.dataset.copy !== undefined) {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
      } catch {
        const area = document.createElement("textarea");
        area.value = button.dataset.copy;
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      button.textContent = "Copied";
      told.textContent = `Copied ${button.dataset.copy}`;
    } else if (button && button.dataset.sort) {
      sort(button);
    }
    const mark = event.target.closest("a.m");
    if (mark) {
      const note = document.getElementById(mark.hash.slice(1));
      if (note) { note.hidden = false; note.open = true; }
    }
  });

  const sort = (button) => {
    const head = button.closest("th");
    const place = [...head.parentNode.children].indexOf(head);
    const down = head.getAttribute("aria-sort") !== "descending" && place > 1;
    const way = head.getAttribute("aria-sort") === "ascending" || down ? -1 : 1;
    for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", way < 0 ? "descending" : "ascending");
    const body = document.querySelector("#overview tbody");
    const value = (row) => row.children[place].dataset.value ?? row.children[place].textContent;
    const rows = [...body.rows].map((row) => [value(row), row]);
    rows.sort(([a], [b]) => way * (place > 1 ? Number(a) - Number(b) : a.localeCompare(b, "en", { numeric: true })));
    body.append(...rows.map((pair) => pair[1]));
  };

  // keys
  let at = null;
  const go = (list, step, from) => {
    const open = list.filter((one) => !one.hidden && !one.closest("[hidden]"));
    if (open.length === 0) return null;
    const place = open.indexOf(from);
    return open[Math.min(Math.max(place < 0 ? (step > 0 ? 0 : open.length - 1) : place + step, 0), open.length - 1)];
  };
  const visit = (note) => {
    if (!note) return;
    if (at) at.classList.remove("here");
    at = note;
    note.classList.add("here");
    note.open = true;
    note.scrollIntoView({ block: "center" });
    note.querySelector("summary").focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement.type !== "checkbox";
    if (typing) {
      if (event.key === "Escape") {
        // Escape empties a search field, but a field that has lost the focus says nothing of it
        if (document.activeElement === field("words")) { field("words").value = ""; soon(); }
        document.activeElement.blur();
      }
      return;
    }
    if (event.key === "j") visit(go(notes, 1, at));
    else if (event.key === "k") visit(go(notes, -1, at));
    else if (event.key === "n" || event.key === "p") {
      const here = articles.find((a) => a.contains(document.activeElement)) || null;
      const next = go(articles, event.key === "n" ? 1 : -1, here);
      if (next) { next.scrollIntoView(); next.querySelector("h2").focus({ preventScroll: true }); at = null; }
    } else if (event.key === "/") {
      event.preventDefault();
      field("words").focus();
    }
  });

  // an article was put in another's place
  document.addEventListener("factlint:changed", () => { articles = all("article"); notes = all(".note"); apply(); });
  addEventListener("beforeprint", () => { for (const note of notes) if (!note.hidden) note.open = true; });
  apply();
})();
