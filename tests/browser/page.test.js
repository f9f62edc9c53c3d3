// The page as it opens: no error, nothing asked of a network, nothing wider than a phone, no barrier; its words and files.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DATA, LANGUAGES, PATIENCE, SIZES, close, launch, open } from "./support.js";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const WEB = fileURLToPath(new URL("../../analysis/publish/report/web/", import.meta.url));
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Goes down the whole page, so that every chart is drawn. */
async function goThrough(page) {
  await page.evaluate(() => document.querySelectorAll("details:has(.chart)").forEach((one) => { one.open = true; }));
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < height; y += 700) {
    await page.evaluate((to) => window.scrollTo(0, to), y);
    await page.waitForTimeout(20);
  }
  await page.waitForTimeout(300);
}

for (const language of LANGUAGES) {
  for (const size of SIZES) {
    const name = `${language}, ${size.width} pixels`;

    test(`the whole page draws without an error and asks nothing of a network (${name})`, PATIENCE, async () => {
      const page = await open(browser, { size, language });
      await goThrough(page);
      assert.deepEqual(page.faults, []);
      const blank = await page.evaluate(() => [...document.querySelectorAll(".chart:not(.empty)")]
        .filter((one) => one.checkVisibility() && !one.querySelector("svg")).map((one) => JSON.stringify({ ...one.dataset })));
      assert.deepEqual(blank, [], "charts that are not drawn");
      await close(page);
    });

    test(`nothing is wider than the window (${name})`, PATIENCE, async () => {
      const page = await open(browser, { size, language });
      await goThrough(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(over <= 0, `the page can be scrolled sideways by ${over} pixels`);
      await close(page);
    });

    test(`axe finds no serious barrier (${name})`, PATIENCE, async () => {
      const page = await open(browser, { size, language });
      await page.addScriptTag({ path: AXE });
      const found = await page.evaluate(async () => {
        const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
        return violations.filter((one) => ["serious", "critical"].includes(one.impact))
          .map((one) => `${one.id}: ${one.nodes.length}, e.g. ${one.nodes[0].html.slice(0, 200)} ${one.nodes[0].failureSummary}`);
      });
      assert.deepEqual(found, []);
      await close(page);
    });
  }
}

for (const language of LANGUAGES) {
  test(`every chart has a role, a name in ${language} and a table under it`, PATIENCE, async () => {
    const page = await open(browser, { language });
    const charts = await page.evaluate((shown) => [...document.querySelectorAll(".chart")].map((one) => {
      const frame = one.closest("figure");
      const caption = frame && frame.querySelector("figcaption");
      const spans = caption ? [...caption.querySelectorAll(`[lang="${shown}"]`)] : [];
      return {
        kind: one.dataset.chart, role: one.getAttribute("role"), label: one.getAttribute("aria-label"),
        own: spans.length > 0 ? spans.every((span) => one.getAttribute("aria-label").includes(span.textContent.trim().replace(/\s+/g, " "))) : true,
        rows: frame ? frame.querySelectorAll("details.numbers table tbody tr").length : 0,
      };
    }), language === "zh" ? "zh-CN" : "en");
    assert.ok(charts.length > 0);
    for (const chart of charts) {
      assert.equal(chart.role, "img", chart.kind);
      assert.ok(chart.label && chart.label.length > 10, `${chart.kind} has no name`);
      assert.ok(chart.own, `${chart.kind} is not named in ${language}`);
      assert.ok(chart.rows > 0, `${chart.kind} has no table`);
    }
    await close(page);
  });

  test(`only ${language} is shown`, PATIENCE, async () => {
    const page = await open(browser, { language });
    const seen = await page.evaluate((hidden) => [...document.querySelectorAll(`span[lang="${hidden}"]`)]
      .filter((one) => one.getClientRects().length > 0).length, language === "zh" ? "en" : "zh-CN");
    assert.equal(seen, 0);
    const lacking = await page.evaluate((shown) => [...document.querySelectorAll(`h1 span[lang="${shown}"], h2 span[lang="${shown}"]`)]
      .filter((one) => one.getClientRects().length === 0).length, language === "zh" ? "zh-CN" : "en");
    assert.equal(lacking, 0);
    await close(page);
  });
}

const scripts = readFileSync(path.join(WEB, "scripts.txt"), "utf8").trim().split("\n");
const source = () => scripts.map((name) => readFileSync(path.join(WEB, name), "utf8")).join("\n");

test("words.txt names the words that the scripts show, and the page holds each in both languages", () => {
  const used = new Set([...source().matchAll(/\bword\(\s*"([a-z0-9_]+)"/g)].map((found) => `report_chart_${found[1]}`));
  const listed = readFileSync(path.join(WEB, "words.txt"), "utf8").trim().split("\n");
  assert.deepEqual([...used].sort(), [...listed].sort());
  for (const key of listed) {
    assert.ok(DATA.words[key], `${key} is not in the page`);
    for (const language of LANGUAGES) assert.ok(DATA.words[key][language], `${key} has no ${language}`);
  }
});

test("the scripts hold no text of their own", () => {
  const code = source().replace(/\/\*[^]*?\*\/|(^|\s)\/\/.*$/gm, "");
  assert.deepEqual(code.match(/[\u3400-\u9fff]+/g) || [], []);
});

test("scripts.txt names every script; files and functions are short", () => {
  assert.deepEqual(readdirSync(WEB).filter((name) => name.endsWith(".js")).sort(), [...scripts].sort());
  for (const name of scripts) {
    const lines = readFileSync(path.join(WEB, name), "utf8").split("\n");
    assert.ok(lines.length < 400, `${name} has ${lines.length} lines`);
    let start = 0;
    lines.forEach((line, i) => {
      if (/^\S.*(\{|\()$/.test(line)) start = i;
      if (/^[})]/.test(line)) assert.ok(i - start < 70, `${name}:${start + 1} is ${i - start} lines long`);
    });
  }
});

test("no registry is named in what npm reads", () => {
  for (const folder of [WEB, fileURLToPath(new URL("./", import.meta.url))]) {
    for (const name of ["package.json", "package-lock.json", ".npmrc"]) {
      assert.doesNotMatch(readFileSync(path.join(folder, name), "utf8"), /https?:|resolved":|registry=/, `${folder}${name}`);
    }
  }
});
