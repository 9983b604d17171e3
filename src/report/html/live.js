"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  const token = document.body.dataset.token;
  const readOnly = by("desk").hasAttribute("data-read-only");
  const form = by("decide");
  const filters = document.querySelector(".filters");
  const told = by("told");
  const field = (name) => form.elements.namedItem(name);
  let state = { ledger: "", articles: {} };
  let current = null;
  // a decision that waits for its reason
  let waiting = null;
  // what was decided in this tab, the last one at the end
  const made = [];

  const ask = async (path, body) => {
    const headers = { "x-factlint-token": token };
    if (body) headers["content-type"] = "application/json";
    const response = await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
    let answer = {};
    try { answer = await response.json(); } catch { answer = { error: `the tool answered ${response.status}` }; }
    return { status: response.status, answer };
  };

  const say = (text, wrong = false) => {
    told.textContent = text;
    by("where").querySelector("#conflict")?.remove();
    if (wrong) {
      const warning = document.createElement("span");
      warning.id = "conflict";
      warning.textContent = ` ${text}`;
      by("where").append(warning);
    }
  };

  // what is known of a note's finding
  const articleOf = (note) => note.closest("article").id;
  const known = (note) => state.articles[articleOf(note)]?.findings[note.dataset.finding];

  const mark = (note) => {
    const one = known(note);
    const badge = note.querySelector(":scope > summary .badge");
    note.dataset.state = one ? (one.open ? "open" : one.decision) : "none";
    const text = !one || (one.open && !one.reopened) ? "" : one.open ? "open again" : one.decision.replaceAll("-", " ");
    if (badge && badge.textContent === text) return;
    if (badge) badge.remove();
    if (!text) return;
    const fresh = document.createElement("span");
    fresh.className = "badge";
    fresh.textContent = text;
    note.querySelector(":scope > summary").append(fresh);
  };

  const draw = () => {
    all(".note").forEach(mark);
    let [open, total] = [0, 0];
    for (const article of Object.values(state.articles)) {
      for (const one of Object.values(article.findings)) { total += 1; open += one.open ? 1 : 0; }
    }
    by("bar").max = Math.max(total, 1);
    by("bar").value = total - open;
    by("count").textContent = `${total - open} of ${total} decided`;
    show();
  };

  const show = () => {
    const one = current && known(current);
    for (const button of all("button", form)) button.disabled = !one || readOnly;
    by("history").replaceChildren();
    by("where").replaceChildren();
    if (!current) { by("where").textContent = "Choose a finding: click it, or press j."; return; }
    const words = current.querySelector("summary q").textContent;
    if (!one) { by("where").textContent = `“${words}” is no finding; a row for it can be drafted.`; by("draft").disabled = readOnly; return; }
    const title = document.createElement("b");
    title.textContent = `“${words}” `;
    by("where").append(title, one.open ? (one.reopened ? `open again: ${one.reopened}` : "open") : `${one.decision.replaceAll("-", " ")}`);
    for (const line of one.history) {
      const item = document.createElement("li");
      item.textContent = line;
      by("history").append(item);
    }
    for (const button of all("[data-kind]", form)) button.setAttribute("aria-pressed", String(!one.open && button.dataset.kind === one.decision));
    by("fix").disabled = readOnly || !field("write").value;
    by("undo").disabled = readOnly || (one.history.length === 0 && made.length === 0);
  };

  const choose = (note) => {
    if (!note || note === current) return;
    current = note;
    waiting = null;
    field("reason").value = "";
    field("until").value = "";
    field("scope").selectedIndex = 0;
    field("write").value = note.querySelector(".rewrite ins")?.textContent ?? "";
    show();
  };

  const learn = (fresh) => { state = fresh; draw(); };
  const refresh = async () => {
    const { status, answer } = await ask("/api/state");
    if (status === 200) await catchUp(answer);
    return status === 200;
  };

  // articles whose files changed are shown as they are now, at once with what is decided of them
  const drawn = {};
  const catchUp = async (fresh) => {
    const before = state;
    const changed = Object.entries(fresh.articles).filter(([id, article]) => (drawn[id] ??= article.version) !== article.version);
    const answers = await Promise.all(changed.map(([id]) => ask(`/api/article/${id}`).catch(() => ({}))));
    // what was decided here meanwhile is newer
    let newest = state === before ? fresh : state;
    changed.forEach(([id], nth) => {
      const { status, answer } = answers[nth];
      if (status !== 200) return;
      put(answer, id);
      newest = answer.state;
    });
    learn(newest);
  };

  // keeps what somebody else decided meanwhile: the finding is sent again only if it is as it was seen
  const send = async (path, body, version) => {
    const note = current;
    const before = JSON.stringify(known(note)?.history ?? []);
    const again = () => ask(path, { ...body, ledger: state.ledger, version: version() });
    let result = await again();
    if (result.status === 409 && (await refresh())) {
      const same = document.contains(note) && JSON.stringify(known(note)?.history ?? []) === before;
      if (same && !result.answer.article) result = await again();
      else { say(`Somebody else was faster: ${(document.contains(note) && known(note)?.history.at(-1)) || result.answer.error}`, true); return null; }
    }
    if (result.status !== 200) { say(result.answer.error ?? "that did not work", true); return null; }
    return result.answer;
  };
  const target = () => ({ article: articleOf(current), finding: current.dataset.finding, who: field("who").value.trim() });
  const written = (text) => { by("change").textContent = text; by("change").hidden = !text; };

  const decide = async (kind) => {
    const one = current && known(current);
    if (!one || readOnly) return;
    const reason = field("reason").value.trim();
    const needs = ["dismiss", "waive", "not-a-claim"].includes(kind);
    if (kind === "waive" && !field("until").value) { waiting = kind; field("until").focus(); say("Until which day?"); return; }
    if (needs && !reason) { waiting = kind; field("reason").focus(); say("Why? Enter decides, Escape leaves it."); return; }
    waiting = null;
    const suggested = current.querySelector(".rewrite ins")?.textContent ?? "";
    const write = field("write").value.trim();
    const body = { ...target(), decision: kind, scope: field("scope").value, reason };
    if (kind === "waive") body.until = field("until").value;
    if (kind === "accept" && write && write !== suggested) body.write = write;
    const answer = await send("/api/decide", body, () => state.ledger);
    if (!answer) return;
    written(`+ ${answer.line}`);
    made.push(current);
    learn(answer.state);
    document.dispatchEvent(new Event("factlint:changed"));
    say(`${kind.replaceAll("-", " ")}: written to the ledger`);
    next();
  };

  // the last decision of this tab, else the last one on this finding
  const undo = async () => {
    if (readOnly) return;
    let last = made.pop();
    while (last && !document.contains(last)) last = made.pop();
    if (last) visit(last);
    if (!current || !known(current)?.history.length) return;
    const answer = await send("/api/undo", target(), () => state.ledger);
    if (!answer) return;
    written(`- ${answer.line}`);
    learn(answer.state);
    document.dispatchEvent(new Event("factlint:changed"));
    say("undone");
  };

  const put = (answer, id) => {
    const holder = document.createElement("template");
    holder.innerHTML = answer.section;
    const old = by(id);
    const fresh = holder.content.firstElementChild;
    const finding = current?.dataset.finding;
    const words = current?.querySelector("summary q").textContent;
    const place = all(".note", old).indexOf(current);
    const held = old.contains(current);
    old.replaceWith(fresh);
    if (held) current = null;
    learn(answer.state);
    drawn[id] = state.articles[id].version;
    document.dispatchEvent(new Event("factlint:changed"));
    const notes = all(".note", fresh);
    const note = notes.find((n) => n.dataset.finding === finding) ?? notes.find((n) => n.querySelector("summary q").textContent === words) ?? notes[Math.min(place, notes.length - 1)];
    if (held && note) visit(note);
  };

  const fix = async () => {
    const one = current && known(current);
    const right = field("write").value.trim();
    if (!one || readOnly || !right) { if (one) { field("write").focus(); say("What is to be written?"); } return; }
    const article = articleOf(current);
    const answer = await send("/api/fix", { ...target(), right }, () => state.articles[article].version);
    if (!answer) return;
    written(answer.diff);
    put(answer, article);
    by("unfix").hidden = false;
    by("unfix").dataset.article = article;
    say(answer.still.length ? `Written, and still found wrong: ${answer.still[0]}` : answer.new.length ? `Written; now this is wrong: ${answer.new[0]}` : "Written to the file and checked again", answer.still.length + answer.new.length > 0);
    // what passes now is no longer among the findings
    if (answer.still.length === 0) next(true);
  };

  const unfix = async () => {
    const article = by("unfix").dataset.article;
    const { status, answer } = await ask("/api/unfix", { article, version: state.articles[article].version });
    if (status !== 200) { say(answer.error, true); return; }
    written(answer.diff);
    by("unfix").hidden = true;
    put(answer, article);
    say("The file is as it was");
  };

  const draft = async () => {
    if (!current || readOnly) return;
    const { status, answer } = await ask("/api/draft", target());
    if (status !== 200) { say(answer.error, true); return; }
    written(`${answer.file}\n+ ${answer.row}`);
    say("A row was drafted, unconfirmed");
  };

  // going through
  const seen = (note) => !note.hidden && !note.closest("[hidden]");
  const visit = (note) => {
    note.open = true;
    note.scrollIntoView({ block: "center" });
    note.querySelector("summary").focus({ preventScroll: true });
    choose(note);
  };
  const next = (quietly = false) => {
    const notes = all(".note").filter((note) => seen(note) || note === current);
    const at = notes.indexOf(current);
    const open = (note) => note !== current && known(note)?.open && seen(note);
    const found = notes.slice(at + 1).find(open) ?? notes.find(open);
    if (found) visit(found); else if (!quietly) say("Everything that passes the filters is decided");
  };

  document.addEventListener("focusin", (event) => choose(event.target.closest?.(".note")));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.m");
    const note = link ? by(link.hash.slice(1)) : event.target.closest(".note");
    if (note) choose(note);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-kind]");
    if (button) decide(button.dataset.kind);
  });
  by("undo").addEventListener("click", undo);
  by("fix").addEventListener("click", fix);
  by("draft").addEventListener("click", draft);
  by("unfix").addEventListener("click", unfix);
  field("write").addEventListener("input", () => { by("fix").disabled = readOnly || !field("write").value || !current; });
  form.addEventListener("keydown", (event) => {
    const input = event.target.matches("input, select");
    if (!input) return;
    if (event.key === "Escape") { waiting = null; say("Left as it is"); if (current) current.querySelector("summary").focus(); else event.target.blur(); }
    if (event.key === "Enter") {
      event.preventDefault();
      if (event.target.name === "write" && !waiting) fix();
      else if (waiting) decide(waiting);
      else current?.querySelector("summary").focus();
    }
  });
  const KEYS = { ...Object.fromEntries(all("[data-kind]", form).map((b) => [b.getAttribute("aria-keyshortcuts"), () => decide(b.dataset.kind)])), u: undo, f: fix, d: draft, s: () => next(), e: () => field("reason").focus() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const on = document.activeElement;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(on.tagName) && on.type !== "checkbox") return;
    const act = KEYS[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // filters stand in the address, so that a view can be kept and shared
  const SIMPLE = ["level", "code", "state", "article", "words"];
  const filter = (name) => filters.elements.namedItem(name);
  const keep = () => {
    const params = new URLSearchParams();
    for (const name of SIMPLE) if (filter(name)?.value) params.set(name, filter(name).value);
    const boxes = all("[name=verdict]", filters);
    if (boxes.some((box) => box.checked !== box.defaultChecked)) params.set("verdicts", boxes.filter((b) => b.checked).map((b) => b.value).join(","));
    history.replaceState(null, "", `${location.pathname}${params.size ? `?${params}` : ""}${location.hash}`);
  };
  const restore = () => {
    const params = new URLSearchParams(location.search);
    for (const name of SIMPLE) if (params.has(name) && filter(name)) filter(name).value = params.get(name);
    if (params.has("verdicts")) {
      const wanted = new Set(params.get("verdicts").split(","));
      for (const box of all("[name=verdict]", filters)) box.checked = wanted.has(box.value);
    }
    document.dispatchEvent(new Event("factlint:changed"));
  };
  filters.addEventListener("input", keep);

  const look = async () => {
    if (document.hidden) return;
    try {
      const { status, answer } = await ask("/api/version");
      if (status !== 200) return;
      const articles = Object.entries(answer.articles).some(([id, version]) => state.articles[id]?.version !== version);
      if (answer.ledger !== state.ledger || articles) { await refresh(); document.dispatchEvent(new Event("factlint:changed")); }
    } catch {
      say("The tool has ended: nothing more can be decided here", true);
    }
  };
  // the address that was opened holds the secret: it is not left in sight
  if (new URLSearchParams(location.search).has("token")) history.replaceState(null, "", `/${location.hash}`);
  refresh().then(() => {
    restore();
    const wanted = location.hash ? by(location.hash.slice(1)) : null;
    if (wanted?.matches(".note")) visit(wanted);
    setInterval(look, 3000);
  });
})();
