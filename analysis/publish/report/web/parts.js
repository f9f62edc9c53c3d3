// What several charts share: text, axes, legends, tooltips, panels side by side.

const escaped = (text) => echarts.format.encodeHTML(String(text));
const median = (triples) => (triples || []).map((one) => (one ? one[1] : null));
const isGiven = (value) => value !== null && value !== undefined;
const anyGiven = (list) => Array.isArray(list) && list.some(isGiven);

function plainOption() {
  return { animation: false, textStyle: { fontFamily: FONT, fontSize: TEXT_SIZE, color: COLOUR.ink } };
}

function yearAxis(box, extra) {
  const every = box.width > 620 ? 1 : 5;
  return {
    type: "category", data: YEARS.map(String),
    axisLine: { onZero: false, lineStyle: { color: COLOUR.soft } },
    axisTick: { alignWithLabel: true, interval: 0, lineStyle: { color: COLOUR.rule } },
    axisLabel: { color: COLOUR.soft, hideOverlap: true, interval: (i) => YEARS[i] % every === 0 },
    ...extra,
  };
}

function valueAxis(extra) {
  const { axisLabel, ...rest } = extra || {};
  return {
    type: "value", axisLine: { show: false }, axisTick: { show: false }, splitNumber: 4,
    splitLine: { lineStyle: { color: COLOUR.faint } },
    axisLabel: { color: COLOUR.soft, formatter: tick, hideOverlap: true, ...axisLabel },
    ...rest,
  };
}

/** The name of an axis stands level above it, where it needs no turned text. */
const axisName = (text, align) => ({
  name: text, nameLocation: "end", nameGap: 10, nameTextStyle: { color: COLOUR.soft, align: align || "left" },
});

/** A grid whose labels stay within its rectangle. */
const inside = (rectangle) => ({ outerBoundsMode: "same", outerBoundsContain: "axisLabel", ...rectangle });

const LEGEND_LINE = 20;

/** A legend above the chart, and the height that it takes at this width. */
function legendAbove(names, box, extra) {
  const room = box.width - 16;
  let lines = 1;
  let used = 0;
  for (const name of names) {
    const width = 25 + 6 + textWidth(name, TEXT_SIZE) + 14;
    if (used > 0 && used + width > room) {
      lines += 1;
      used = 0;
    }
    used += width;
  }
  const legend = {
    data: names, left: 4, top: 0, width: room, itemWidth: 25, itemHeight: 10, itemGap: 12, padding: 4, selectedMode: false,
    textStyle: { color: COLOUR.ink, fontSize: TEXT_SIZE, lineHeight: 16 }, ...extra,
  };
  return { legend, height: lines * LEGEND_LINE + 8 };
}

/** The HTML of a tooltip: a heading and rows of [colour or empty, name, value]. */
function tip(heading, rows) {
  const lines = rows.filter(Boolean).map(([colour, name, value]) => {
    const mark = colour ? `<i style="background:${colour}"></i>` : "<i></i>";
    return `<tr><td>${mark}${escaped(name)}</td><td>${escaped(value)}</td></tr>`;
  });
  return `<div class="tip"><b>${escaped(heading)}</b><table>${lines.join("")}</table></div>`;
}

function tooltip(trigger, formatter, extra) {
  return {
    trigger, confine: true, formatter, transitionDuration: 0, backgroundColor: COLOUR.paper, borderColor: COLOUR.rule,
    padding: 8, textStyle: { color: COLOUR.ink, fontSize: TEXT_SIZE, fontFamily: FONT },
    axisPointer: { type: "line", lineStyle: { color: COLOUR.soft, type: [3, 3] }, animation: false }, ...extra,
  };
}

/** An 80 % band: two series of one stack, the lower one unseen. `at` names the axes of a panel. */
function band(name, low, high, colour, at) {
  const common = {
    type: "line", stack: `${name}-${(at || {}).yAxisIndex || 0}`, stackStrategy: "all", symbol: "none", silent: true,
    lineStyle: { opacity: 0 }, emphasis: { disabled: true }, ...at,
  };
  const width = low.map((value, i) => (isGiven(value) && isGiven(high[i]) ? high[i] - value : null));
  return [
    { ...common, data: low, name: `${name}-low` },
    { ...common, data: width, name, itemStyle: { color: colour, opacity: 0.2 }, areaStyle: { color: colour, opacity: 0.18 } },
  ];
}

const bandOf = (name, triples, colour, at) =>
  band(name, triples.map((one) => (one ? one[0] : null)), triples.map((one) => (one ? one[2] : null)), colour, at);

/** A vertical line where the plan's target year stands. */
function targetYearLine(box) {
  return {
    silent: true, symbol: "none", lineStyle: { color: COLOUR.soft, type: [1, 3], width: 1.5 },
    label: { formatter: word("target_year"), color: COLOUR.soft, fontSize: 11, position: "insideEndTop", rotate: 0,
      distance: [4, 2], align: box.narrow ? "center" : "left" },
    data: [{ xAxis: String(DATA.target_year) }],
  };
}

const PANEL_HEAD = 24;

/** Rectangles for panels in columns, each with a heading: [{grid, title, left, width}], and the height of all. */
function panels(headings, box, { columns, height, top = 0, gap = 22 }) {
  const width = (box.width - 16 - gap * (columns - 1)) / columns;
  const list = headings.map((heading, i) => {
    const left = 8 + (i % columns) * (width + gap);
    const up = top + Math.floor(i / columns) * (height + gap);
    return {
      title: { text: heading, left: left - 4, top: up, padding: 4, itemGap: 0,
        textStyle: { fontSize: 13, fontWeight: 600, color: COLOUR.ink, width, overflow: "truncate" } },
      grid: inside({ left, top: up + PANEL_HEAD + 4, width, height: height - PANEL_HEAD - 4 }),
    };
  });
  const rows = Math.ceil(headings.length / columns);
  return { list, height: top + rows * height + (rows - 1) * gap + 6 };
}
