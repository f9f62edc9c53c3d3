// What tables and charts show is what the run's tables say, in every scenario, case, year and zone that is chosen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  DATA, FIRST, OTHER, PATIENCE, YEARS, casesWithNumbers, chartOf, close, launch, measureOf, near, numberIn, open, seriesOf, table,
  verdictOf,
} from "./support.js";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const SCENARIOS = [...new Set([FIRST, OTHER])];
const caseShown = (service, id) => (DATA.services.find((one) => one.id === service).same_as[id] || id);

/** Rows of the table under a chart, or of the table at a selector: texts in the language shown. */
const textsOf = (page, selector) => page.evaluate((where) => [...document.querySelectorAll(where)].map((row) =>
  [...row.children].map((cell) => {
    const copy = cell.cloneNode(true);
    for (const one of copy.querySelectorAll(`[lang]:not([lang="${document.documentElement.lang}"])`)) one.remove();
    return copy.textContent.trim();
  })), selector);

for (const scenario of SCENARIOS) {
  for (const { id } of DATA.cases) {
    test(`the matrix of verdicts is that of verdicts.csv (${scenario}, ${id})`, PATIENCE, async () => {
      const page = await open(browser, { hash: `scenario=${scenario}&case=${id}`, language: "zh" });
      const shown = await page.evaluate(() => [...document.querySelectorAll("#verdicts table[data-case], #verdicts [data-case] table")]
        .filter((one) => one.getClientRects().length > 0).map((one) => (one.closest("[data-case]")).dataset.case));
      assert.deepEqual(shown, [id]);
      const rows = await textsOf(page, `#verdicts :is(table[data-case="${id}"], [data-case="${id}"] table) tbody tr`);
      assert.equal(rows.length, DATA.services.length);
      rows.forEach((row, i) => YEARS.forEach((year, n) => {
        const told = verdictOf(scenario, caseShown(DATA.services[i].id, id), year, DATA.services[i].id);
        const word = told && told.verdict ? DATA.verdict_words[told.verdict] : null;
        const text = row[n + 1];
        if (!word) assert.doesNotMatch(text, /[○△▽✕◐…]/, `${DATA.services[i].id} ${year}: ${text}`);
        else assert.ok(text.includes(word.name.zh) && text.includes(word.symbol), `${DATA.services[i].id} ${year}: ${text}`);
      }));
      await close(page);
    });
  }

  test(`each service's table of need, demand and supply is that of verdicts.csv (${scenario})`, PATIENCE, async () => {
    const page = await open(browser, { hash: `scenario=${scenario}` });
    for (const { id } of DATA.services) {
      const rows = await textsOf(page, `section.service[data-service="${id}"] figure:has(.chart[data-chart="fan"]) tbody tr`);
      assert.equal(rows.length, YEARS.length, id);
      rows.forEach((row, n) => {
        const cases = casesWithNumbers(id);
        const first = verdictOf(scenario, cases[0], YEARS[n], id);
        const expected = [first.need_p50, first.demand_p50, ...cases.map((one) => verdictOf(scenario, one, YEARS[n], id).capacity)];
        expected.forEach((told, k) => {
          const value = numberIn(row[k + 1]);
          if (told === "") assert.equal(value, null, `${id} ${YEARS[n]}: ${row[k + 1]}`);
          else assert.ok(Math.abs(value - Number(told)) <= 0.5001, `${id} ${YEARS[n]} column ${k + 1}: ${row[k + 1]} for ${told}`);
        });
      });
    }
    await close(page);
  });

  test(`the chart of demand and supply is that of verdicts.csv (${scenario})`, PATIENCE, async () => {
    const page = await open(browser, { hash: `scenario=${scenario}` });
    for (const { id } of DATA.services) {
      const series = await seriesOf(page, chartOf("fan", id));
      const cases = casesWithNumbers(id);
      YEARS.forEach((year, n) => {
        const first = verdictOf(scenario, cases[0], year, id);
        assert.ok(near(series.demand[n], first.demand_p50), `${id} ${year} demand: ${series.demand[n]} for ${first.demand_p50}`);
        assert.ok(near(series.need[n], first.need_p50), `${id} ${year} need`);
        for (const one of cases) {
          const line = series[`supply-${one}`];
          const told = verdictOf(scenario, one, year, id).capacity;
          if (line) assert.ok(near(line[n], told), `${id} ${year} ${one}: ${line[n]} for ${told}`);
          else assert.equal(told, "", `${id} has no line of ${one}`);
        }
      });
    }
    await close(page);
  });
}

for (const { id: supply } of DATA.cases) {
  test(`gap, probabilities and zones are those of the tables (${OTHER}, ${supply})`, PATIENCE, async () => {
    const page = await open(browser, { hash: `scenario=${OTHER}&case=${supply}` });
    for (const { id } of DATA.services) {
      const shown = caseShown(id, supply);
      const known = YEARS.some((year) => measureOf(OTHER, shown, year, id, "capacity_mean"));
      const empty = await page.locator(chartOf("gap", id)).evaluate((one) => one.classList.contains("empty"));
      assert.equal(empty, !known, id);
      if (!known) continue;
      const series = await seriesOf(page, chartOf("gap", id));
      YEARS.forEach((year, n) => {
        const capacity = measureOf(OTHER, shown, year, id, "capacity_mean");
        const demand = measureOf(OTHER, shown, year, id, "demand");
        const gap = capacity && demand ? Number(capacity.p50) - Number(demand.p50) : "";
        const bar = series.lacking[n] ?? series.idle[n];
        assert.ok(gap === "" ? near(bar, "") : Math.abs(bar - gap) <= Math.abs(gap) * 1e-4 + 1e-9, `${id} ${year}: ${bar} for ${gap}`);
        if (gap !== "") assert.equal(gap < 0, typeof series.lacking[n] === "number", `${id} ${year}: the side of the bar`);
        const told = verdictOf(OTHER, shown, year, id);
        assert.ok(near(series.p_short[n], told.p_short), `${id} ${year} p_short`);
        assert.ok(near(series.p_surplus[n], told.p_surplus), `${id} ${year} p_surplus`);
      });
    }
    for (const { id } of DATA.services.filter((one) => one.by_zone)) {
      const shown = caseShown(id, supply);
      const zones = DATA.zones.map((zone) => zone.id).filter((zone) => zone !== "all" &&
        YEARS.some((year) => measureOf(OTHER, shown, year, id, "load", zone)));
      if (zones.length === 0) continue;
      const { load } = await seriesOf(page, chartOf("zones", id));
      const cells = load.map((one) => one.value);
      for (const [y, zone] of zones.entries()) {
        YEARS.forEach((year, n) => {
          const told = measureOf(OTHER, shown, year, id, "load", zone);
          const cell = cells.find((one) => one[0] === n && one[1] === y);
          assert.ok(near(cell && cell[2], told && told.p50), `${id} ${zone} ${year}: ${cell} for ${told && told.p50}`);
        });
      }
    }
    await close(page);
  });
}

test("the pyramid is that of pyramid.csv, by year and zone", PATIENCE, async () => {
  const rows = table("pyramid");
  const zone = DATA.zones[0].id;
  for (const [scenario, year, where] of [[FIRST, DATA.target_year, "all"], [OTHER, YEARS[YEARS.length - 1], zone]]) {
    const page = await open(browser, { hash: `scenario=${scenario}&year=${year}&zone=${where}` });
    const series = await seriesOf(page, chartOf("pyramid"));
    for (const [sex, sign] of [["male", -1], ["female", 1]]) {
      const told = rows.filter((row) => row.scenario === scenario && row.year === String(year) && row.zone === where && row.sex === sex);
      assert.equal(told.length, 101);
      for (const row of told) {
        const shown = series[sex][Number(row.age)];
        assert.ok(near(sign * shown + 0, Number(row.mean)), `${sex} ${row.age}: ${shown} for ${row.mean}`);
      }
      const base = rows.filter((row) => row.scenario === scenario && row.year === String(YEARS[0]) && row.zone === where && row.sex === sex);
      for (const row of base) assert.ok(near(sign * series[`${sex}-base`][Number(row.age)][0] + 0, Number(row.mean)), `base ${sex} ${row.age}`);
    }
    await close(page);
  }
});

test("people by year are those of demography.csv", PATIENCE, async () => {
  const rows = table("demography").filter((row) => row.scenario === OTHER && row.zone === "all");
  const page = await open(browser, { hash: `scenario=${OTHER}` });
  const series = await seriesOf(page, chartOf("people"));
  for (const measure of ["population", "population_0_2", "population_60plus"]) {
    YEARS.forEach((year, n) => {
      const told = rows.find((row) => row.measure === measure && row.year === String(year));
      assert.ok(near(series[measure][n], told.p50), `${measure} ${year}: ${series[measure][n]} for ${told.p50}`);
    });
  }
  await close(page);
});
