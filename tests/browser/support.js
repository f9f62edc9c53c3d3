// What the browser tests share: a browser without network, the report, the run's tables.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { chromium } from "playwright-core";

const required = (name) => {
  if (!process.env[name]) throw new Error(`${name} is not set: start the tests with tests/browser/check PROGRAM`);
  return process.env[name];
};
export const REPORT = required("GONGXU_REPORT");
export const RUN = required("GONGXU_RUN");
export const LANGUAGES = ["zh", "en"];
export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
export const SIZES = [WIDE, PHONE];
export const PATIENCE = { timeout: 300000 };

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const launch = () => chromium.launch({ executablePath: process.env.GONGXU_CHROMIUM || "/usr/bin/chromium", args: FLAGS });

/** The report in a new page; `page.faults` gathers errors and every request that is not a file or data. */
export async function open(browser, { size = WIDE, hash = "", language, ...context } = {}) {
  const where = await browser.newContext({ viewport: size, offline: true, ...context });
  const page = await where.newPage();
  page.setDefaultTimeout(60000);
  page.faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) page.faults.push(`request: ${request.url()}`);
  });
  const said = new URLSearchParams(hash);
  if (language) said.set("language", language);
  await page.goto(pathToFileURL(REPORT).href + (said.toString() ? `#${said}` : ""));
  return page;
}

export const close = (page) => page.context().close();

/** Rows of a table of the run, as objects of texts. */
export function table(name) {
  const text = readFileSync(path.join(RUN, "tables", `${name}.csv`), "utf8");
  const rows = [];
  let row = [""];
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') {
      row[row.length - 1] += c;
      i += 1;
    } else if (c === '"') quoted = !quoted;
    else if (c === "," && !quoted) row.push("");
    else if (c === "\n" && !quoted) {
      rows.push(row);
      row = [""];
    } else if (c !== "\r" || quoted) row[row.length - 1] += c;
  }
  const [names, ...values] = rows;
  return values.map((cells) => Object.fromEntries(names.map((key, i) => [key, cells[i]])));
}

export const verdicts = table("verdicts");
export const services = table("services");

export const verdictOf = (scenario, supply, year, service, zone = "all") => verdicts.find((row) =>
  row.scenario === scenario && row.supply_case === supply && row.year === String(year) && row.service === service &&
  row.zone === zone);

export const measureOf = (scenario, supply, year, service, measure, zone = "all") => services.find((row) =>
  row.scenario === scenario && row.supply_case === supply && row.year === String(year) && row.service === service &&
  row.zone === zone && row.measure === measure);

/** What the page's own data says, and the lists that tests go through. */
export const DATA = JSON.parse(/<script type="application\/json" id="data">([^]*?)<\/script>/.exec(readFileSync(REPORT, "utf8"))[1]);
export const YEARS = Array.from({ length: DATA.years[1] - DATA.years[0] + 1 }, (_, i) => DATA.years[0] + i);
export const FIRST = DATA.scenarios[0].id;
export const OTHER = (DATA.scenarios[1] || DATA.scenarios[0]).id;

/** The case whose numbers stand for another, by the tables: equal in every year. */
export function casesWithNumbers(service) {
  const one = DATA.services.find((each) => each.id === service);
  return DATA.cases.map((each) => each.id).filter((id) => !one.same_as[id]);
}

/** Equal to the five digits that the page holds. */
export const near = (shown, told) => {
  if (told === "" || told === undefined) return shown === null || shown === undefined || shown === "-";
  const value = Number(told);
  return typeof shown === "number" && Math.abs(shown - value) <= Math.max(Math.abs(value) * 1e-4, 1e-9);
};

/** The first number of a cell, as people read it: "1,281 (795–1,899)" is 1281, "12 %" is 12; null where there is none. */
export function numberIn(text) {
  const found = /[-−]?\d[\d,]*(\.\d+)?/.exec(text);
  return found ? Number(found[0].replace(/,/g, "").replace("−", "-")) : null;
}

/** The series of a chart that is drawn, by their ids: what it shows, not what it was given. */
export async function seriesOf(page, selector) {
  const chart = page.locator(selector).first();
  await chart.scrollIntoViewIfNeeded();
  await page.waitForFunction((where) => {
    const element = document.querySelector(where);
    return element && window.echarts.getInstanceByDom(element) && element.querySelector("svg");
  }, selector);
  return page.evaluate((where) => {
    const option = window.echarts.getInstanceByDom(document.querySelector(where)).getOption();
    return Object.fromEntries(option.series.filter((one) => one.id).map((one) => [one.id, one.data]));
  }, selector);
}

export const chartOf = (kind, service) =>
  (service ? `section.service[data-service="${service}"] .chart[data-chart="${kind}"]` : `.chart[data-chart="${kind}"]`);

/** Goes with the Tab key until the element has the focus. */
export async function tabTo(page, id, most = 80) {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement && document.activeElement.id === wanted, id)) return;
  }
  throw new Error(`the Tab key does not come to #${id}`);
}
