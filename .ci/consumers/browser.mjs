// What the tests in a browser share: the browser, what a page may not do, axe.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

export function assert(holds, message) {
  if (!holds) throw new Error(message);
}

/// Waits for what the page does in its own time: a clock of ours would be a race.
export async function eventually(holds, message) {
  const end = performance.now() + 10_000;
  while (!(await holds())) {
    assert(performance.now() < end, message);
    await new Promise((later) => setTimeout(later, 20));
  }
}

/// Writes down what a page asks of the network beside its own, and whatever runs.
export function watched(page, own) {
  page.seen = { requests: [], errors: [], dialogs: 0 };
  page.on("request", (request) => own(request.url()) || page.seen.requests.push(request.url()));
  page.on("pageerror", (error) => page.seen.errors.push(String(error)));
  page.on("console", (line) => line.type() === "error" && page.seen.errors.push(line.text()));
  page.on("dialog", (dialog) => { page.seen.dialogs += 1; dialog.dismiss(); });
}

export function quiet(page) {
  assert(page.seen.requests.length === 0, `asked the network: ${page.seen.requests}`);
  assert(page.seen.dialogs === 0, "a script of an article ran");
  assert(page.seen.errors.length === 0, `errors: ${page.seen.errors.slice(0, 3)}`);
}

/// Runs axe in a world of its own, which the page's policy does not bind.
export async function axe(page) {
  const client = await page.context().newCDPSession(page);
  const frame = (await client.send("Page.getFrameTree")).frameTree.frame.id;
  const world = await client.send("Page.createIsolatedWorld", { frameId: frame });
  const evaluate = (expression) => client.send("Runtime.evaluate", { expression, contextId: world.executionContextId, awaitPromise: true, returnByValue: true });
  await evaluate(AXE);
  const done = await evaluate("axe.run(document).then((r) => r.violations.map((v) => `${v.id}: ${v.nodes.length} × ${v.nodes[0].target} ${v.nodes[0].failureSummary}`))");
  assert(Array.isArray(done.result.value), `axe did not run: ${JSON.stringify(done).slice(0, 400)}`);
  assert(done.result.value.length === 0, `axe:\n${done.result.value.join("\n")}`);
}

/// Runs tests by name; returns how many failed.
export async function run(tests) {
  let [passed, failed] = [0, 0];
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      passed += 1;
      console.log(`ok   ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}\n     ${String(error.message).slice(0, 3000)}`);
    }
  }
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}
