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

/** A scale with round ends and steps that holds all the values (curves and the upright lines beside them). */
function roundScale(values, wish = 5) {
  const given = values.filter((value) => isGiven(value) && Number.isFinite(value));
  const low = Math.min(...given);
  const high = Math.max(...given);
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / wish));
  const interval = [1, 2, 2.5, 5, 10].find((step) => step * power * wish >= span) * power;
  const min = Math.floor((low - (low > 0 ? span * 0.02 : 0)) / interval) * interval;
  const max = Math.ceil((high + (high === 0 || high === 1 ? 0 : span * 0.02)) / interval) * interval;
  return { min, max: max > min ? max : min + interval, interval };
}

/** The name of an axis stands level above it, where it needs no turned text. */
const axisName = (text, align) => ({
  name: text, nameLocation: "end", nameGap: 10, nameTextStyle: { color: COLOUR.soft, align: align || "left" },
});

/** A grid whose labels stay within its rectangle. */
const inside = (rectangle) => ({ outerBoundsMode: "same", outerBoundsContain: "axisLabel", ...rectangle });

const LEGEND_LINE = 28;

/** Entries of a legend: a line without its symbol, and a filled area. */
const lineEntry = (name) => ({ name, itemStyle: { opacity: 0 } });
const areaEntry = (name) => ({ name, icon: "rect" });

/** A legend above the chart (names, or entries with a name), and the height that it takes at this width. */
function legendAbove(entries, box, extra) {
  const room = box.width - 16;
  let lines = 1;
  let used = 0;
  for (const entry of entries) {
    const width = 25 + 5 + textWidth(entry.name || entry, TEXT_SIZE) + 14;
    if (used > 0 && used + width - 12 > room) {
      lines += 1;
      used = 0;
    }
    used += width;
  }
  const legend = {
    data: entries, left: 4, top: 0, width: room, itemWidth: 25, itemHeight: 10, itemGap: 12, padding: 4, selectedMode: false,
    textStyle: { color: COLOUR.ink, fontSize: TEXT_SIZE, lineHeight: 16 }, ...extra,
  };
  return { legend, height: lines * LEGEND_LINE };
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

/** On which side of an upright line its text stands: inwards, near an edge of the scale. */
const leaning = (place) => (place < 0.2 ? "left" : place > 0.8 ? "right" : "center");
const targetPlace = () => (DATA.target_year - YEARS[0]) / Math.max(1, YEARS.length - 1);

/** A vertical line where the plan's target year stands. */
function targetYearLine() {
  return {
    silent: true, symbol: "none", lineStyle: { color: COLOUR.soft, type: [1, 3], width: 1.5 },
    label: { formatter: word("target_year"), color: COLOUR.soft, fontSize: 11, position: "end", rotate: 0,
      distance: 5, align: leaning(targetPlace()) },
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
