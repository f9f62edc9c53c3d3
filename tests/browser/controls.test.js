// Every control works by keyboard alone, and the address keeps what is shown.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  DATA, FIRST, LANGUAGES, OTHER, PATIENCE, PHONE, SIZES, YEARS, chartOf, close, launch, near, open, seriesOf, tabTo, verdictOf,
} from "./support.js";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const valueOf = (page, id) => page.locator(`#${id}`).inputValue();
const hashOf = async (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));

for (const size of SIZES) {
  test(`scenario, case and service by keyboard (${size.width} pixels)`, PATIENCE, async () => {
    const page = await open(browser, { size });
    await tabTo(page, "scenario");
    if (OTHER !== FIRST) {
      await page.keyboard.press("ArrowDown");
      assert.equal(await valueOf(page, "scenario"), OTHER);
      assert.deepEqual(await page.evaluate(() => [...new Set([...document.querySelectorAll(".by-scenario")]
        .map((one) => one.dataset.scenario))]), [OTHER]);
      assert.equal((await hashOf(page)).get("scenario"), OTHER);
    }
    await tabTo(page, "case");
    await page.keyboard.press("End");
    const last = DATA.cases[DATA.cases.length - 1].id;
    assert.equal(await valueOf(page, "case"), last);
    const shown = await page.evaluate(() => [...document.querySelectorAll("main [data-case]")]
      .filter((one) => one.getClientRects().length > 0).map((one) => one.dataset.case));
    assert.deepEqual([...new Set(shown)], [last]);
    await tabTo(page, "service");
    await page.keyboard.press("ArrowDown");
    const first = DATA.services[0].id;
    assert.equal(await valueOf(page, "service"), first);
    const sections = await page.evaluate(() => [...document.querySelectorAll("section.service")]
      .filter((one) => one.getClientRects().length > 0).map((one) => one.dataset.service));
    assert.deepEqual(sections, [first]);
    const { demand } = await seriesOf(page, chartOf("fan", first));
    YEARS.forEach((year, n) => assert.ok(near(demand[n], verdictOf(OTHER, "quantified", year, first).demand_p50), `${year}`));
    await page.keyboard.press("Home");
    assert.equal(await page.locator("section.service:visible").count(), DATA.services.length);
    assert.deepEqual(page.faults, []);
    await close(page);
  });

  test(`language, zone, year and play by keyboard (${size.width} pixels)`, PATIENCE, async () => {
    const page = await open(browser, { size });
    const start = DATA.language;
    await tabTo(page, "language");
    await page.keyboard.press("Enter");
    const other = start === "zh" ? "en" : "zh";
    assert.equal(await page.evaluate(() => document.documentElement.lang), other === "zh" ? "zh-CN" : "en");
    assert.equal((await hashOf(page)).get("language"), other);
    const option = await page.locator("#scenario option").first().textContent();
    assert.equal(option.trim(), DATA.scenarios[0].name[other]);
    await tabTo(page, "zone", 400);
    await page.keyboard.press("ArrowDown");
    assert.equal(await valueOf(page, "zone"), DATA.zones[0].id);
    await page.locator("#year").focus();
    await page.keyboard.press("End");
    assert.equal(await valueOf(page, "year"), String(YEARS[YEARS.length - 1]));
    await page.keyboard.press("ArrowLeft");
    const year = YEARS[YEARS.length - 2];
    assert.equal((await page.locator("#year-shown").textContent()).trim(), String(year));
    const own = DATA.by_scenario[FIRST].pyramid[DATA.zones[0].id].male[YEARS.length - 2];
    const { male } = await seriesOf(page, chartOf("pyramid"));
    own.forEach((value, age) => assert.ok(near(-male[age] + 0, value), `age ${age}`));
    await page.locator("#play").focus();
    const still = await page.locator("#play").textContent();
    await page.keyboard.press("Space");
    assert.notEqual(await page.locator("#play").textContent(), still);
    await page.waitForFunction((last) => document.getElementById("year").value === String(last), YEARS[YEARS.length - 1]);
    await page.waitForFunction((word) => document.getElementById("play").textContent === word, still);
    await page.keyboard.press("Space");
    await page.waitForFunction((from) => document.getElementById("year").value === String(from), YEARS[1]);
    await page.keyboard.press("Space");
    const held = await valueOf(page, "year");
    await page.waitForTimeout(1800);
    assert.equal(await valueOf(page, "year"), held, "a pause holds the year");
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

for (const language of LANGUAGES) {
  test(`an address brings a view back (${language})`, PATIENCE, async () => {
    const service = DATA.services[1].id;
    const supply = DATA.cases[DATA.cases.length - 1].id;
    const [zone, year] = [DATA.zones[0].id, YEARS[2]];
    const page = await open(browser, { hash: `scenario=${OTHER}&case=${supply}&service=${service}&zone=${zone}&year=${year}`, language });
    const read = () => page.evaluate(() => ["scenario", "case", "service", "zone", "year"].map((id) => document.getElementById(id).value));
    assert.deepEqual(await read(), [OTHER, supply, service, zone, String(year)]);
    const words = await page.locator("#state-shown").textContent();
    for (const list of ["scenarios", "cases", "services", "zones"]) {
      const id = { scenarios: OTHER, cases: supply, services: service, zones: zone }[list];
      assert.ok(words.includes(DATA[list].find((one) => one.id === id).name[language]), `${words} names ${id}`);
    }
    assert.ok(words.includes(String(year)));
    await page.reload();
    assert.deepEqual(await read(), [OTHER, supply, service, zone, String(year)]);
    await page.evaluate(() => { window.location.hash = "scenario=nonsense&year=1066"; });
    await page.waitForFunction((first) => document.getElementById("scenario").value === first, FIRST);
    assert.equal(await valueOf(page, "year"), String(DATA.target_year));
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

test("a link within the page keeps the view and moves the focus", PATIENCE, async () => {
  const page = await open(browser, { hash: `scenario=${OTHER}` });
  await page.locator('nav.contents a[href="#zones"]').focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "zones");
  assert.equal(await valueOf(page, "scenario"), OTHER);
  assert.equal((await hashOf(page)).get("at"), "zones");
  const top = await page.locator("#zones h2").evaluate((one) => one.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 300, `the heading is at ${top}`);
  await close(page);
});

test("opened tables stay open when the scenario changes, and the focus is seen", PATIENCE, async () => {
  const page = await open(browser, { size: PHONE });
  const summary = page.locator("section.service details.numbers summary").first();
  await summary.focus();
  const outline = await summary.evaluate((one) => {
    const style = window.getComputedStyle(one);
    return `${style.outlineStyle} ${style.outlineWidth}`;
  });
  await page.keyboard.press("Enter");
  await page.locator("#scenario").selectOption(OTHER);
  assert.equal(await page.locator("section.service details.numbers").first().evaluate((one) => one.open), true);
  await page.keyboard.press("Tab");
  const seen = await page.evaluate(() => window.getComputedStyle(document.activeElement).outlineStyle);
  assert.ok(outline.startsWith("solid") || seen === "solid", `outline ${outline}, ${seen}`);
  await close(page);
});

test("a change of scenario is quick", PATIENCE, async () => {
  const page = await open(browser);
  await page.waitForTimeout(500);
  const took = await page.evaluate((other) => {
    const chooser = document.getElementById("scenario");
    chooser.value = other;
    const from = performance.now();
    chooser.dispatchEvent(new Event("change"));
    return document.body.offsetHeight && performance.now() - from;
  }, OTHER);
  assert.ok(took < 2000, `${took} ms`);
  await close(page);
});
