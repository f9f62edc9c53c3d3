// When a chart is drawn: as it comes near the window, again when what it shows changes, all of them before printing.

const CHARTS = {
  people: drawPeople, pyramid: drawPyramid, fan: drawFan, gap: drawGap, wait: drawWait, zones: drawZones,
  "target-curve": drawTargetCurve, "capacity-curve": drawCapacityCurve, influence: drawInfluence,
  sensitivity: drawSensitivity, twin: drawTwin, "twin-cells": drawTwinCells, hindcast: drawHindcast,
};
const NEAR = 400;
const NARROW = 560;
const PRINTED_WIDTH = 660;
const drawn = new Map();
let printing = false;

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** All that a chart's function is told: its width, the state, the scenario's numbers and those of its service. */
function boxOf(element) {
  const { service, index, output, year } = element.dataset;
  const width = printing ? PRINTED_WIDTH : element.clientWidth;
  const scenario = scenarioOf(state.scenario);
  return {
    width, narrow: width < NARROW, state, scenario, service: byId(DATA.services, service),
    values: (scenario.services || {})[service] || {}, index: index === undefined ? null : Number(index), output,
    year: year === undefined ? null : Number(year),
  };
}

/** What tells the chart to who does not see it: the summary under it, in the language shown. */
function describe(element) {
  const figureBox = element.closest("figure");
  const caption = figureBox && figureBox.querySelector("figcaption");
  element.setAttribute("role", "img");
  if (!caption) return;
  const spans = [...caption.querySelectorAll(`[lang="${LOCALES[language]}"]`)];
  const text = (spans.length > 0 ? spans : [caption]).map((one) => one.textContent.trim()).join(" ");
  element.setAttribute("aria-label", text.replace(/\s+/g, " "));
}

/** The option and height of a chart; the element is hidden where the data has nothing for it. */
function plan(element) {
  const box = boxOf(element);
  const spec = box.width > 0 && CHARTS[element.dataset.chart] ? CHARTS[element.dataset.chart](box) : null;
  element.classList.toggle("empty", box.width > 0 && !spec);
  if (spec) element.style.height = `${Math.round(spec.height)}px`;
  return spec && { ...spec, width: box.width };
}

function paint(element) {
  const spec = plan(element);
  const known = drawn.get(element);
  if (!spec) {
    if (known) forget(element);
    return;
  }
  const size = { width: spec.width, height: Math.round(spec.height) };
  const chart = known || echarts.init(element, null, { renderer: "svg", ...size });
  if (known) chart.resize({ ...size, silent: true });
  chart.setOption(spec.option, { notMerge: true });
  drawn.set(element, chart);
}

function forget(element) {
  const chart = drawn.get(element);
  if (chart) chart.dispose();
  drawn.delete(element);
}

function isNear(element) {
  const place = element.getBoundingClientRect();
  return place.width > 0 && place.bottom > -NEAR && place.top < window.innerHeight + NEAR;
}

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting || printing) continue;
    watcher.unobserve(entry.target);
    if (!drawn.has(entry.target)) paint(entry.target);
  }
}, { rootMargin: `${NEAR}px 0px` });

const chartsIn = (root) => [...root.querySelectorAll(".chart[data-chart]")];

/** Charts of these kinds (all, where none are named) show the state anew: what is near at once, the rest as it comes near. */
function refresh(kinds) {
  const wanted = chartsIn(document).filter((element) => !kinds || kinds.includes(element.dataset.chart));
  for (const element of wanted) {
    describe(element);
    if (isNear(element)) {
      paint(element);
      watcher.unobserve(element);
    } else {
      forget(element);
      plan(element);
      watcher.unobserve(element);
      watcher.observe(element);
    }
  }
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
    paint(element);
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
