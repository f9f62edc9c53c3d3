// When a chart is drawn: as it comes near the window, again when what it shows changes, all of them before printing.

const CHARTS = {
  people: drawPeople, pyramid: drawPyramid, fan: drawFan, gap: drawGap, wait: drawWait, zones: drawZones,
  "target-curve": drawTargetCurve, "capacity-curve": drawCapacityCurve, influence: drawInfluence,
  sensitivity: drawSensitivity, twin: drawTwin, "twin-cells": drawTwinCells, hindcast: drawHindcast,
};
const NEAR = 400;
const NARROW = 560;
// A4 less its margins, in CSS pixels; two charts side by side on paper, some over the whole width.
const PAPER = 684;
const HALF_PAPER = 330;
const WIDE_ON_PAPER = ["pyramid", "people"];
const drawn = new Map();
let printing = false;

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Not in a part of the page that is hidden or folded. */
const isShown = (element) => (element.checkVisibility ? element.checkVisibility() : element.offsetWidth > 0);

function paperWidth(element) {
  const frame = element.closest("figure");
  const pairs = frame && frame.parentElement.matches(".charts, .by-scenario");
  const side = pairs && !frame.classList.contains("wide") && !WIDE_ON_PAPER.includes(element.dataset.chart);
  if (frame) frame.classList.toggle("on-whole-paper", !side);
  return isShown(element) ? (side ? HALF_PAPER : PAPER) : 0;
}

/** A chart of several panels, of a row for each zone, or one that has no other beside it, takes the place of two. */
function spread(element) {
  const frame = element.closest("figure");
  if (!frame) return;
  const { chart, service, index } = element.dataset;
  const values = (scenarioOf(state.scenario).services || {})[service] || {};
  const many = {
    zones: () => true, wait: () => true, "target-curve": () => targetGroups(values.target_curves || []).length > 1,
    "capacity-curve": () => (values.capacity_curves || []).length > 1, influence: () => (values.influence || []).length > 1,
  }[chart];
  if (many) frame.classList.toggle("wide", many() && (index === undefined || chart === "zones"));
}

/** All that a chart's function is told: its width, the state, the scenario's numbers and those of its service. */
function boxOf(element, width) {
  const { service, index, output, year } = element.dataset;
  const scenario = scenarioOf(state.scenario);
  return {
    width, narrow: width < NARROW, printing, state, scenario, service: byId(DATA.services, service),
    values: (scenario.services || {})[service] || {}, index: index === undefined ? null : Number(index), output,
    year: year === undefined ? null : Number(year),
  };
}

/** What tells the chart to who does not see it: the summary under it, in the language shown. */
function describe(element) {
  const figureBox = element.closest("figure");
  const caption = figureBox && figureBox.querySelector("figcaption");
  element.setAttribute("role", "img");
  if (caption) element.setAttribute("aria-label", inLanguage(caption));
}

const widthOf = (element) => (printing ? paperWidth(element) : element.clientWidth);

/** The option and height of a chart; the element is hidden where the data has nothing for it. */
function plan(element, width) {
  if (width === 0) return null;
  const draw = CHARTS[element.dataset.chart];
  const spec = draw ? draw(boxOf(element, width)) : null;
  element.classList.toggle("empty", !spec);
  if (!spec) return null;
  const height = Math.round(spec.height);
  element.style.height = `${height}px`;
  return { option: spec.option, size: { width, height } };
}

/** Draws what was planned; nothing planned takes a chart away. */
function paint(element, spec) {
  const known = drawn.get(element);
  if (!spec) {
    if (known) forget(element);
    return;
  }
  const chart = known || echarts.init(element, null, { renderer: "svg", ...spec.size });
  if (known) chart.resize({ ...spec.size, silent: true });
  chart.setOption(spec.option, { notMerge: true });
  drawn.set(element, chart);
}

const draw = (element) => paint(element, plan(element, widthOf(element)));

function forget(element) {
  const chart = drawn.get(element);
  if (chart) chart.dispose();
  drawn.delete(element);
}

function isNear(element) {
  const place = element.getBoundingClientRect();
  return place.width > 0 && isShown(element) && place.bottom > -NEAR && place.top < window.innerHeight + NEAR;
}

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting || printing) continue;
    watcher.unobserve(entry.target);
    if (!drawn.has(entry.target)) draw(entry.target);
  }
}, { rootMargin: `${NEAR}px 0px` });

const chartsIn = (root) => [...root.querySelectorAll(".chart[data-chart]")];

/**
 * Charts of these kinds (all, where none are named) show the state anew: what is near at once, the rest as it comes near.
 * What is read of the layout is read together, and what is written together: else each chart would cost a layout.
 */
function refresh(kinds) {
  const wanted = chartsIn(document).filter((element) => !kinds || kinds.includes(element.dataset.chart));
  for (const element of wanted) {
    element.classList.remove("empty");
    spread(element);
  }
  const widths = wanted.map(widthOf);
  const plans = wanted.map((element, i) => plan(element, widths[i]));
  const near = wanted.map(isNear);
  wanted.forEach((element, i) => {
    describe(element);
    watcher.unobserve(element);
    if (near[i]) {
      paint(element, plans[i]);
    } else {
      forget(element);
      watcher.observe(element);
    }
  });
}

/** Charts that stood in a part of the page which is taken away. */
function forgetIn(root) {
  for (const element of chartsIn(root)) {
    watcher.unobserve(element);
    forget(element);
  }
}

function beforePrint() {
  printing = true;
  document.documentElement.classList.add("printing");
  for (const element of chartsIn(document)) {
    describe(element);
    element.classList.remove("empty");
    draw(element);
  }
}

function afterPrint() {
  printing = false;
  document.documentElement.classList.remove("printing");
  refresh();
}

/** A new width is drawn once it stands. */
function watchWidth() {
  let width = window.innerWidth;
  let waiting = 0;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => refresh(), 120);
  });
}
