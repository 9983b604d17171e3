// `factlint review --web` in a real browser: an editor's work on the page.
//
// usage: node review.mjs TOOL [--first] [--shots FOLDER]
//
// Two articles and a table with planted mistakes; every decision is made with the keys, and
// looked for in the ledger, in the file and in what `check` says then. Two tabs at once,
// edits from outside, filters in the address, 2,000 findings, axe. `--first` runs what must
// pass before anything lands. Prints a line a test and "N passed, N failed".

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { assert, axe, browser, eventually, quiet, run, watched } from "./browser.mjs";

const [tool, ...options] = process.argv.slice(2);
const option = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : null);
const TOOL = resolve(tool);
const root = mkdtempSync(join(tmpdir(), "factlint-review-"));
let folders = 0;
const running = [];

const TABLE = `id,subject,property,value,unit,as_of,source,source_url
${[2012, 2014, 2016, 2018, 2020].map((year, n) => `n.pop.${year},Norland,population,${4200 + n * 200},people,${year},Census office,https://example.org/n`).join("\n")}
n.indep,Norland,independence_date,1991-10-18,date,,Almanac,
`;
const FIRST = `---
title: Norland at thirty
date: 2025-08-08
---

Norland is small. The population of Norland was 7,000 in 2020, and nobody was surprised.

Norland gained independence on 3 May 1991. Its harbour was opened on Friday, 7 August 2025.

Some say that Norland had a population of 5,000 in 2020.
`;
const SECOND = `---
title: The north
---

In 2018 the population of Norland was 9,900. The pier was opened on Friday, 7 August 2025.
`;

function desk(files = { "one.md": FIRST, "two.md": SECOND }) {
  const folder = join(root, String((folders += 1)));
  execFileSync("mkdir", [folder]);
  for (const [name, text] of Object.entries({ "t.csv": TABLE, ...files })) writeFileSync(join(folder, name), text);
  return folder;
}

/// Serves a folder; returns the address that the terminal shows.
async function serve(folder, more = []) {
  const child = spawn(TOOL, ["review", ".", "--references", "t.csv", "--who", "Ada", "--web", ...more], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let said = "";
  child.stdout.on("data", (data) => (said += data));
  await eventually(() => said.includes("\n"), "no address");
  return { child, url: said.trim() };
}

async function open(url, settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
  const page = await context.newPage();
  await visit(page, url);
  return page;
}

async function visit(page, url) {
  const origin = new URL(url).origin;
  watched(page, (asked) => asked.startsWith(origin));
  await page.goto(url, { waitUntil: "load" });
  await eventually(async () => /decided/.test(await page.locator("#count").textContent()), "the state does not come");
}

async function shot(page, name) {
  if (option("--shots")) await page.screenshot({ path: join(option("--shots"), `${name}.png`) });
}

const ledger = (folder) => (existsSync(join(folder, "factlint-decisions.jsonl")) ? readFileSync(join(folder, "factlint-decisions.jsonl"), "utf8").trim().split("\n").filter(Boolean).map((line) => JSON.parse(line)) : []);
const text = (folder, name) => readFileSync(join(folder, name), "utf8");
const check = (folder, more = []) => spawnSync(TOOL, ["check", ".", "--references", "t.csv", ...more], { cwd: folder, encoding: "utf8" });
const count = (page) => page.locator("#count").textContent();
const where = (page) => page.locator("#where").textContent();
const words = (page) => page.evaluate(() => document.activeElement.closest(".note")?.querySelector("summary q").textContent);
/// Presses j until the finding of these words is the current one.
async function go(page, wanted) {
  for (let n = 0; n < 20; n += 1) {
    if ((await words(page)) === wanted) return;
    await page.keyboard.press("j");
  }
  assert(false, `no finding ${wanted}`);
}

/// What must pass before anything lands.
const first = {
  async "an editor's work with the keyboard alone ends in the ledger, and check honours it"() {
    const folder = desk();
    const { url } = await serve(folder);
    const page = await open(url);
    assert(!page.url().includes("token"), "the secret stays in the address");
    assert((await count(page)) === "0 of 5 decided", await count(page));
    await go(page, "7,000");
    assert((await page.locator(".note[data-state=open]:focus-within svg.plot").count()) === 1, "the series is not drawn");
    await page.keyboard.press("a");
    await eventually(async () => (await count(page)) === "1 of 5 decided", "a decides nothing");
    assert(ledger(folder)[0].decision === "accept" && ledger(folder)[0].who === "Ada", "the ledger has no decision");
    assert((await page.locator("#change").textContent()).startsWith('+ {"path":"one.md"'), "the change of the ledger is not shown");
    await eventually(async () => (await words(page)) === "3 May 1991", `the next open finding is not chosen: ${await words(page)}`);
    // a reason is asked for, and Escape leaves it
    await page.keyboard.press("r");
    await eventually(() => page.evaluate(() => document.activeElement.name === "reason"), "no reason is asked for");
    await page.keyboard.press("Escape");
    assert(ledger(folder).length === 1, "left, and decided all the same");
    await page.keyboard.press("r");
    await page.keyboard.type("as the treaty has it");
    await page.keyboard.press("Enter");
    await eventually(async () => (await count(page)) === "2 of 5 decided", "Enter decides nothing");
    await eventually(async () => (await words(page)) === "Friday, 7 August 2025", "the next one is not chosen");
    await page.keyboard.press("x");
    await page.keyboard.type("a quotation");
    await page.keyboard.press("Enter");
    await eventually(async () => (await words(page)) === "9,900", "the next article's finding is not chosen");
    await page.keyboard.press("w");
    await eventually(() => page.evaluate(() => document.activeElement.name === "until"), "no day is asked for");
    await page.locator("[name=until]").fill("2031-01-31");
    await page.keyboard.press("Enter");
    await eventually(() => page.evaluate(() => document.activeElement.name === "reason"), "no reason is asked for");
    await page.keyboard.type("census due");
    await page.keyboard.press("Enter");
    await eventually(async () => (await count(page)) === "4 of 5 decided", "the waiver is not written");
    await page.keyboard.press("u");
    await eventually(async () => (await count(page)) === "3 of 5 decided", "u undoes nothing");
    assert(ledger(folder).length === 3 && (await words(page)) === "9,900", "the undone line stays, or its finding is not shown");
    await page.keyboard.press("c");
    await eventually(async () => (await count(page)) === "4 of 5 decided", "c decides nothing");
    assert(text(folder, "factlint-drafts.csv").includes(",unconfirmed,"), "no row is drafted");
    const kinds = ledger(folder).map((d) => d.decision).sort();
    assert(String(kinds) === "accept,correct-reference,dismiss,not-a-claim", String(kinds));
    const done = check(folder);
    assert(done.status === 1 && done.stderr.includes("3 findings held back by decisions"), done.stderr);
    await axe(page);
    await shot(page, "live-decided");
    quiet(page);
    await page.context().close();
  },

  async "without the address of the terminal there is no page, and nothing of a hostile article runs"() {
    const attack = `<script>alert(1)</script> "><img src=x onerror=alert(1)> ' autofocus onfocus=alert(1)`;
    const folder = desk({ "x.txt": `${attack} said that the population of Norland was 7,000 in 2020. ${attack}\n`, "t.csv": TABLE.replaceAll("Census office", `"${attack.replaceAll('"', '""')}"`) });
    const { url } = await serve(folder);
    const page = await open(url);
    await go(page, "7,000");
    await page.keyboard.press("r");
    await page.keyboard.type(attack);
    await page.keyboard.press("Enter");
    await eventually(() => ledger(folder).length === 1, "nothing is decided");
    await page.reload();
    await eventually(async () => (await count(page)) === "1 of 1 decided", await count(page));
    await go(page, "7,000");
    await eventually(async () => (await page.locator("#history li").textContent()).includes("<script>"), "the reason is not shown as it is");
    quiet(page);
    const stranger = await (await browser.newContext()).newPage();
    const refused = await stranger.goto(new URL(url).origin);
    assert(refused.status() === 403, `a stranger gets ${refused.status()}`);
    // another page of the same machine may neither read nor write
    const evil = await (await browser.newContext()).newPage();
    await evil.goto("data:text/html,<p>elsewhere</p>");
    const got = await evil.evaluate(async (to) => {
      const tries = [fetch(`${to}/api/state`, { credentials: "include" }), fetch(`${to}/api/decide`, { method: "POST", mode: "no-cors", body: "{}" })];
      return Promise.all(tries.map((one) => one.then((r) => r.status, () => "refused")));
    }, new URL(url).origin);
    assert(got[0] === "refused" && [0, 403, "refused"].includes(got[1]), `another page got ${got}`);
    assert(ledger(folder).length === 1, "another page wrote");
    for (const one of [page, stranger, evil]) await one.context().close();
  },
};

const rest = {
  async "axe finds nothing, wide and narrow, light and dark, and the page is no wider than the screen"() {
    const folder = desk();
    const { url } = await serve(folder);
    for (const colorScheme of ["light", "dark"]) {
      for (const [size, viewport] of [["wide", { width: 1280, height: 900 }], ["phone", { width: 390, height: 800 }]]) {
        const page = await open(url, { colorScheme, viewport });
        await axe(page);
        await go(page, "7,000");
        assert((await where(page)).includes("open"), "j chooses nothing");
        await axe(page);
        assert(!(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)), `${size}: the page is wider than the screen`);
        await shot(page, `live-${colorScheme}-${size}`);
        quiet(page);
        await page.context().close();
      }
    }
  },

  async "the history is shown, and what changed outside is open again with its reason"() {
    const folder = desk();
    const { url } = await serve(folder);
    const page = await open(url);
    await go(page, "7,000");
    await page.keyboard.press("r");
    await page.keyboard.type("our own count");
    await page.keyboard.press("Enter");
    await eventually(async () => (await count(page)) === "1 of 5 decided", "nothing is decided");
    writeFileSync(join(folder, "one.md"), FIRST.replace("and nobody was surprised", "and everybody was surprised"));
    await eventually(async () => (await count(page)) === "0 of 5 decided", "the edited sentence is still decided");
    assert((await page.locator("article").first().textContent()).includes("everybody was surprised"), "the article is shown as it was");
    await go(page, "7,000");
    await eventually(async () => (await where(page)).includes("open again: the sentence was"), await where(page));
    assert((await page.locator("#history li").textContent()).includes("dismiss by Ada"), "the history is not shown");
    quiet(page);
    await page.context().close();
  },

  async "a number is put right in the file with one key, and back with one button"() {
    const folder = desk();
    const { url } = await serve(folder);
    const page = await open(url);
    await go(page, "7,000");
    await page.keyboard.press("f");
    await eventually(() => text(folder, "one.md").includes("was 5,000 in 2020, and"), "the file is as it was");
    await eventually(async () => (await page.locator("#change").textContent()).includes("+Norland is small. The population of Norland was 5,000"), "the change is not shown");
    await eventually(async () => (await page.locator("a.m.supported", { hasText: "5,000" }).count()) === 2, "the article is not read again");
    assert((await page.locator("#told").textContent()) === "Written to the file and checked again", await page.locator("#told").textContent());
    await shot(page, "live-fixed");
    await axe(page);
    await page.locator("#unfix").click();
    await eventually(() => text(folder, "one.md") === FIRST, "the file is not as it was");
    // the page follows on the file, and takes the fields anew
    await eventually(async () => (await page.locator("a.m.supported", { hasText: "5,000" }).count()) < 2, "the article is not read once more");
    // what the editor writes himself
    await go(page, "3 May 1991");
    await page.locator("[name=write]").fill("18 October 1992");
    await page.keyboard.press("Enter");
    await eventually(() => text(folder, "one.md").includes("on 18 October 1992"), "the words are not written");
    await eventually(async () => (await where(page)).includes("still found wrong"), "what is still wrong is not said");
    assert(ledger(folder).some((d) => d.write === "18 October 1992"), "the ledger does not say what was written");
    quiet(page);
    await page.context().close();
  },

  async "two people on two tabs lose nothing of each other"() {
    const folder = desk();
    const { url } = await serve(folder);
    const one = await open(url);
    const other = await open(url);
    await other.locator("[name=who]").fill("Bo");
    await other.keyboard.press("Escape");
    await go(one, "7,000");
    await go(other, "7,000");
    // other findings: both are kept, though the second page had an older ledger
    await one.keyboard.press("a");
    await eventually(() => ledger(folder).length === 1, "the first decides nothing");
    await go(other, "Friday, 7 August 2025");
    await other.keyboard.press("a");
    await eventually(() => ledger(folder).length === 2, "the second is lost");
    assert(String(ledger(folder).map((d) => d.who).sort()) === "Ada,Bo", "whose decisions these are is lost");
    // the same finding: the second is told, and decides on what it sees now
    await go(one, "9,900");
    await go(other, "9,900");
    await one.evaluate(() => Object.defineProperty(document, "hidden", { value: true }));
    await other.evaluate(() => Object.defineProperty(document, "hidden", { value: true }));
    await one.keyboard.press("a");
    await eventually(() => ledger(folder).length === 3, "the first decides nothing");
    await other.keyboard.press("r");
    await other.keyboard.type("no");
    await other.keyboard.press("Enter");
    await eventually(async () => (await where(other)).includes("Somebody else was faster: accept by Ada"), await where(other));
    assert(ledger(folder).length === 3, "it was decided over what was not seen");
    assert((await other.locator("#history li").textContent()).includes("accept by Ada"), "what the other decided is not shown");
    await shot(other, "live-conflict");
    await one.context().close();
    await other.context().close();
  },

  async "what another tab or a terminal decides shows by itself"() {
    const folder = desk();
    const { url } = await serve(folder);
    const page = await open(url);
    execFileSync(TOOL, ["decide", ".", "--references", "t.csv", "--all", "--accept", "--who", "Cy", "--when", "2025-08-08"], { cwd: folder });
    await eventually(async () => (await count(page)) === "5 of 5 decided", "it does not show");
    quiet(page);
    await page.context().close();
  },

  async "filters stand in the address and come back from it"() {
    const folder = desk();
    const { url } = await serve(folder);
    const page = await open(url);
    await page.locator("[name=code]").selectOption("FL301");
    await page.locator("[name=state]").selectOption("open");
    await page.getByLabel("supported", { exact: false }).check();
    await eventually(() => page.url().includes("code=FL301") && page.url().includes("state=open") && page.url().includes("verdicts="), page.url());
    const kept = page.url();
    await visit(page, kept);
    assert((await page.locator(".note:visible").count()) === 2 && (await page.getByLabel("supported", { exact: false }).isChecked()), "the filters are not as they were");
    await go(page, "Friday, 7 August 2025");
    await page.keyboard.press("a");
    await eventually(async () => (await page.locator(".note:visible").count()) === 1, "what is decided is still among the open ones");
    quiet(page);
    await page.context().close();
  },

  async "a page for reading shows all and changes nothing"() {
    const folder = desk();
    const { url } = await serve(folder, ["--read-only"]);
    const page = await open(url);
    await go(page, "7,000");
    await page.keyboard.press("a");
    await page.keyboard.press("f");
    await page.waitForTimeout(300);
    assert(ledger(folder).length === 0 && text(folder, "one.md") === FIRST, "something was written");
    assert((await page.locator("#decide button:enabled").count()) === 0, "a button can be pressed");
    quiet(page);
    await page.context().close();
  },

  async "2,000 findings in 200 articles stay smooth"() {
    const files = {};
    for (let n = 0; n < 200; n += 1) {
      const lines = [];
      for (let k = 0; k < 10; k += 1) lines.push(`Report ${n}.${k} of the district: the population of Norland was ${7000 + 10 * n + k} in 2020, after a long night of talks in which nobody gave way.`);
      files[`a${String(n).padStart(3, "0")}.md`] = `# District ${n}\n\n${lines.join("\n\n")}\n`;
    }
    const folder = desk(files);
    const { url } = await serve(folder);
    const before = performance.now();
    const page = await open(url);
    const opened = performance.now() - before;
    assert((await count(page)) === "0 of 2000 decided", await count(page));
    const times = [];
    for (let n = 0; n < 15; n += 1) {
      const since = performance.now();
      await page.keyboard.press("j");
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      times.push(performance.now() - since);
    }
    const decided = [];
    await page.keyboard.press("s");
    for (let n = 1; n <= 10; n += 1) {
      const since = performance.now();
      await page.keyboard.press("a");
      await eventually(async () => (await count(page)) === `${n} of 2000 decided`, "nothing is decided");
      decided.push(performance.now() - since);
    }
    times.sort((a, b) => a - b);
    decided.sort((a, b) => a - b);
    console.log(`     opens in ${opened.toFixed(0)} ms; a key takes ${times[7].toFixed(0)} ms, a decision ${decided[5].toFixed(0)} ms (medians)`);
    assert(ledger(folder).length === 10, "decisions are lost");
    // generous, for a loaded machine: what hangs takes seconds
    assert(opened < 8000 && times[7] < 250 && decided[5] < 1500, "that is not smooth");
    quiet(page);
    await page.context().close();
  },
};

const failed = await run(options.includes("--first") ? first : { ...first, ...rest });
for (const child of running) child.kill();
rmSync(root, { recursive: true });
process.exit(failed ? 1 : 0);
