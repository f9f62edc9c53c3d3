// The page without scripts, on paper, and for who wants no motion.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DATA, FIRST, LANGUAGES, OTHER, PATIENCE, SIZES, YEARS, close, launch, open, verdictOf } from "./support.js";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const size of SIZES) {
  test(`without scripts the first scenario can be read (${size.width} pixels)`, PATIENCE, async () => {
    const page = await open(browser, { size, javaScriptEnabled: false });
    for (const { id } of DATA.cases) {
      const rows = page.locator(`#verdicts :is(table[data-case="${id}"], [data-case="${id}"] table) tbody tr`);
      assert.equal(await rows.count(), DATA.services.length);
      for (const [i, service] of DATA.services.entries()) {
        const told = verdictOf(FIRST, service.same_as[id] || id, DATA.target_year, service.id);
        const cell = rows.nth(i).locator("td").nth(YEARS.indexOf(DATA.target_year));
        const text = await cell.innerText();
        if (told.verdict) assert.ok(text.includes(DATA.verdict_words[told.verdict].name[DATA.language]), `${service.id}: ${text}`);
        assert.ok(await cell.isVisible());
      }
    }
    assert.equal(await page.locator("section.service:visible").count(), DATA.services.length);
    assert.equal(await page.locator(":is(select, button, input, output):visible").count(), 0, "controls that do nothing");
    assert.equal(await page.locator(".chart:visible").count(), 0, "empty boxes of charts");
    assert.ok(await page.locator("details.numbers").count() > DATA.services.length);
    await page.locator("section.service details.numbers summary").first().click();
    assert.ok(await page.locator("section.service details.numbers table").first().isVisible());
    await close(page);
  });
}

/** Pages of a PDF that Chromium made: it writes its page objects uncompressed. */
const pagesOf = (pdf) => (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) || []).length;

for (const language of LANGUAGES) {
  test(`it prints (${language})`, PATIENCE, async () => {
    const page = await open(browser, { hash: `scenario=${OTHER}&case=targeted`, language });
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    const pages = pagesOf(pdf);
    assert.ok(pages > 2 && pages < 80, `${pages} pages`);
    assert.deepEqual(page.faults, []);
    await close(page);
  });

  test(`on paper the state stands in words, controls are gone, charts are drawn and whole (${language})`, PATIENCE, async () => {
    const page = await open(browser, { hash: `scenario=${OTHER}&case=targeted`, language });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(":is(select, button, input):visible").count(), 0);
    const words = page.locator("#state-shown");
    assert.ok((await words.innerText()).includes(DATA.scenarios.find((one) => one.id === OTHER).name[language]));
    const box = await words.boundingBox();
    assert.ok(box && box.height > 8 && box.width > 100, JSON.stringify(box));
    const faults = await page.evaluate(() => [...document.querySelectorAll(".chart:not(.empty)")].flatMap((one) => {
      if (!one.checkVisibility()) return [];
      const drawing = one.querySelector("svg");
      if (!drawing) return [`${one.dataset.chart} is not drawn`];
      const width = drawing.getBoundingClientRect().width;
      const frame = one.closest("figure");
      const whole = window.getComputedStyle(frame).breakInside === "avoid";
      return [width > 690 && `${one.dataset.chart} is ${width} wide`, width > frame.clientWidth + 1 && `${one.dataset.chart} is cut`,
        !whole && `${one.dataset.chart} may be cut across pages`].filter(Boolean);
    }));
    assert.deepEqual(faults, []);
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    assert.ok(await page.evaluate(() => !document.documentElement.classList.contains("printing")));
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

test("nothing plays by itself, and nothing moves for who wants no motion", PATIENCE, async () => {
  const page = await open(browser, { reducedMotion: "reduce" });
  const year = await page.locator("#year").inputValue();
  await page.waitForTimeout(2500);
  assert.equal(await page.locator("#year").inputValue(), year);
  assert.equal(await page.evaluate(() => document.getAnimations().filter((one) => one.playState === "running").length), 0);
  const moving = await page.evaluate(() => [...document.querySelectorAll(".chart")].map((one) => window.echarts.getInstanceByDom(one))
    .filter((one) => one && one.getOption().animation).length);
  assert.equal(moving, 0);
  await close(page);
});
