// Charts of how far the numbers can be trusted: sensitivity, twin, hindcast.

/** Rows with a name of their own line over them: the same layout as the unknowns that decide. */
const NAMED_ROW = 44;

function namedRows(names, box, extra) {
  return {
    type: "category", data: names.map((name, i) => String(i)), inverse: true, axisLine: { show: false }, axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: COLOUR.faint } },
    axisLabel: { inside: true, margin: 0, interval: 0, align: "left", verticalAlign: "bottom", padding: [0, 0, 1, 0], color: COLOUR.ink,
      formatter: (key) => broken(names[key], box.width - 24, TEXT_SIZE, 1)[0] },
    z: 10, ...extra,
  };
}

/** Rows with their names in a column at the left. */
function shortRows(names, box) {
  const room = box.narrow ? 116 : 220;
  return {
    type: "category", data: names.map((name, i) => String(i)), inverse: true, axisLine: { show: false }, axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: COLOUR.faint } },
    axisLabel: { interval: 0, margin: 8, color: COLOUR.ink, lineHeight: 14, fontSize: 11,
      formatter: (key) => broken(names[key], room, 11, 2).join("\n") },
  };
}

// ---- sensitivity

function indexWord(name) {
  return {
    first: word("sobol_first"), total: word("sobol_total"), mu_star: word("morris_mu_star"), prcc: word("prcc"),
  }[name];
}

const INDICES = ["mu_star", "first", "total", "prcc"];
const MOST_FACTORS = 14;

/** The two kinds of index stand one under the other in a row. */
function indexBar(rows, name, n, count) {
  const thick = count > 1 ? 7 : 11;
  const colour = n === 0 ? COLOUR.demand : COLOUR.conditional;
  return (params, api) => {
    const [value, low, high] = rows[api.value(0)].index[name];
    const shift = 11 + (n - (count - 1) / 2) * (thick + 2);
    const at = (x) => {
      const point = api.coord([x, api.value(0)]);
      return [point[0], point[1] + shift];
    };
    const zero = at(0);
    const end = at(value);
    const children = [{
      type: "rect", shape: { x: Math.min(zero[0], end[0]), y: end[1] - thick / 2, width: Math.abs(end[0] - zero[0]), height: thick },
      style: { fill: colour, opacity: rows[api.value(0)].distinguishable === false ? 0.25 : 0.6 },
    }];
    if (isGiven(low) && isGiven(high)) {
      const [a, b] = [at(low), at(high)];
      children.push({ type: "line", shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: COLOUR.ink, lineWidth: 1.6 } });
    }
    return { type: "group", children };
  };
}

function sensitivityTip(rows, names) {
  return (item) => {
    const row = rows[item.dataIndex];
    return tip(say(row.factor), [
      ...names.map((name) => {
        const [value, low, high] = row.index[name];
        return ["", indexWord(name), isGiven(low) ? `${figure(value)} (${range(low, high, figure)})` : figure(value)];
      }),
      row.distinguishable === false && ["", word("not_distinguishable"), ""],
    ]);
  };
}

function sensitivityOf(box) {
  const all = DATA.sensitivity || [];
  if (isGiven(box.index)) return all[box.index];
  return all.find((one) => (!box.output || one.output_id === box.output) && (!box.year || one.year === box.year));
}

function drawSensitivity(box) {
  const study = sensitivityOf(box);
  if (!study || !study.rows.length) return null;
  const names = INDICES.filter((name) => study.rows.some((row) => row.index[name]));
  const rows = study.rows.filter((row) => names.every((name) => row.index[name])).slice(0, MOST_FACTORS);
  if (names.length === 0 || rows.length === 0) return null;
  const { legend, height } = legendAbove(names.map(indexWord), box, { itemWidth: 14 });
  const labels = rows.map((row) => say(row.factor) + (row.distinguishable === false ? ` (${word("not_distinguishable")})` : ""));
  const values = rows.flatMap((row) => names.flatMap((name) => row.index[name])).filter(isGiven);
  const option = {
    ...plainOption(), legend, grid: { left: 12, right: 18, top: height + 8, height: rows.length * NAMED_ROW, outerBoundsMode: "none" },
    xAxis: valueAxis(roundScale([0, study.method === "sobol" ? 1 : 0, ...values], box.narrow ? 4 : 5)),
    yAxis: namedRows(labels, box),
    tooltip: tooltip("item", sensitivityTip(rows, names)),
    series: names.map((name, n) => ({
      id: name, type: "custom", name: indexWord(name), renderItem: indexBar(rows, name, n, names.length),
      data: rows.map((row, i) => [i, row.index[name][0]]), encode: { x: 1, y: 0 },
      itemStyle: { color: n === 0 ? COLOUR.demand : COLOUR.conditional },
    })),
  };
  return { height: height + 8 + rows.length * NAMED_ROW + 30, option };
}

// ---- twin

const TWO_SIGMA = 2;

function twinRows(box) {
  const all = DATA.twin || [];
  const own = all.filter((one) => one.scenario === box.state.scenario);
  const rows = own.length > 0 ? own : all.filter((one) => all[0] && one.scenario === all[0].scenario);
  return rows.filter((one) => isGiven(one.z));
}

const zoneNamed = (id) => nameOf(DATA.zones, id) || id || "";

function drawTwin(box) {
  const rows = twinRows(box);
  if (rows.length === 0) return null;
  const measures = [...new Set(rows.map((one) => say(one.measure)))];
  const reach = Math.max(4, Math.ceil(Math.max(...rows.map((one) => Math.abs(one.z)))));
  const option = {
    ...plainOption(), grid: inside({ left: 8, right: 16, top: 12, bottom: 26 }),
    xAxis: valueAxis({ min: -reach, max: reach, name: word("twin_z"), nameLocation: "middle", nameGap: 26,
      nameTextStyle: { color: COLOUR.soft } }),
    yAxis: shortRows(measures, box),
    tooltip: tooltip("item", (item) => {
      const one = rows[item.dataIndex];
      return tip([say(one.measure), zoneNamed(one.zone), one.year].filter(Boolean).join(" · "), [
        [COLOUR.demand, word("agents"), `${figure(one.agents)} ± ${figure(one.se)}`], ["", word("twin"), figure(one.twin)],
        ["", word("twin_z"), formatted(one.z, 2)],
      ]);
    }),
    series: [{
      id: "z", type: "scatter", data: rows.map((one) => [one.z, measures.indexOf(say(one.measure))]), symbolSize: 9,
      symbol: (value) => (Math.abs(value[0]) > TWO_SIGMA ? "diamond" : "circle"),
      itemStyle: { color: COLOUR.demand, opacity: 0.65, borderColor: COLOUR.paper, borderWidth: 1 },
      markArea: { silent: true, itemStyle: { color: COLOUR.sufficient, opacity: 0.08 },
        data: [[{ xAxis: -TWO_SIGMA }, { xAxis: TWO_SIGMA }]] },
      markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: COLOUR.soft, type: "solid", width: 1 },
        data: [{ xAxis: 0 }] },
    }],
  };
  return { height: 56 + measures.length * 30, option };
}

function drawTwinCells(box) {
  const cells = DATA.twin_cells && DATA.twin_cells.z;
  if (!cells || cells.length === 0) return null;
  const labels = cells.map(([from, to]) => (isGiven(from) && isGiven(to) ? `${tick(from)}${SPACE}…${SPACE}${tick(to)}`
    : isGiven(from) ? `≥${SPACE}${tick(from)}` : `<${SPACE}${tick(to)}`));
  const option = {
    ...plainOption(), grid: inside({ left: 8, right: 14, top: 30, bottom: 26 }),
    xAxis: { type: "category", data: labels, axisTick: { show: false }, axisLine: { lineStyle: { color: COLOUR.soft } },
      axisLabel: { color: COLOUR.soft, hideOverlap: true, fontSize: 11 }, name: word("twin_z"), nameLocation: "middle", nameGap: 28,
      nameTextStyle: { color: COLOUR.soft } },
    yAxis: valueAxis({ min: 0, ...axisName(word("cells")) }),
    tooltip: tooltip("item", (item) => tip(labels[item.dataIndex], [[COLOUR.demand, word("cells"), whole(cells[item.dataIndex][2])]])),
    series: [{ id: "cells", type: "bar", barWidth: "96%", data: cells.map((one) => one[2]), itemStyle: { color: COLOUR.demand, opacity: 0.75 } }],
  };
  return { height: 230, option };
}

// ---- hindcast

/** What was expected of the past in per cent of what happened: the cross of what happened stands at 100. */
function hindcastName(one, several) {
  const parts = [several && say(one.place), say(one.measure), say(one.age)].filter(Boolean).join(SPACE);
  return one.year ? `${parts} · ${one.year}` : parts;
}

const sexName = (one) => (one.sex === "male" || one.sex === "female" ? sideWord(one.sex) : "");
const SEX_SHIFT = { male: -4, female: 4 };

/** Men over women in one row, with a filled and an empty dot. */
function hindcastBar(points) {
  return (params, api) => {
    const { one, row } = points[params.dataIndexInside];
    const shift = SEX_SHIFT[one.sex] || 0;
    const at = (value) => api.coord([value / one.observed, row]);
    const [a, m, b] = [at(one.p10), at(one.p50), at(one.p90)];
    const y = m[1] + shift;
    return { type: "group", children: [
      { type: "line", shape: { x1: a[0], y1: y, x2: b[0], y2: y }, style: { stroke: COLOUR.demand, lineWidth: 2.4, opacity: 0.5 } },
      { type: "circle", shape: { cx: m[0], cy: y, r: 3.4 },
        style: { fill: one.sex === "female" ? COLOUR.paper : COLOUR.demand, stroke: COLOUR.demand, lineWidth: 1.6 } }] };
  };
}

/** Of one place all observations; of several those of all ages and both sexes, for the rest would be hundreds. */
function hindcastOf(box) {
  const all = (DATA.hindcast || []).filter((one) => one.observed > 0 && isGiven(one.p50));
  const groups = chosen(groupedBy(all, (one) => say(one.place)), box);
  const several = groups.length > 1;
  const seen = groups.flat().filter((one) => !several || (!sexName(one) && !say(one.age)));
  const names = [...new Set(seen.map((one) => hindcastName(one, several)))];
  return { names, points: seen.map((one) => ({ one, row: names.indexOf(hindcastName(one, several)) })) };
}

function hindcastTip(points) {
  return (item) => {
    const here = item.seriesId === "observed" ? points.filter((point) => point.row === item.value[1]) : [points[item.dataIndex]];
    return tip(hindcastName(here[0].one, true), here.flatMap(({ one }) => [
      [COLOUR.demand, `${word("hindcast")} ${sexName(one)}`, `${figure(one.p50)} (${range(one.p10, one.p90, figure)})`],
      [COLOUR.ink, `${word("observed")} ${sexName(one)}`, figure(one.observed)]]));
  };
}

function drawHindcast(box) {
  const { names, points } = hindcastOf(box);
  if (points.length === 0) return null;
  const bySex = points.some(({ one }) => sexName(one));
  const dot = (name, filled) => ({ type: "scatter", name, data: [], symbol: "circle", itemStyle: { opacity: 1,
    color: filled ? COLOUR.demand : COLOUR.paper, borderColor: COLOUR.demand, borderWidth: 1.6 } });
  const sexes = bySex ? [dot(sideWord("male"), true), dot(sideWord("female"), false)] : [];
  const { legend, height } = legendAbove([word("hindcast"), ...sexes.map((one) => one.name), word("observed")], box, { itemWidth: 14 });
  const option = {
    ...plainOption(), legend, grid: inside({ left: 8, right: 16, top: height + 4, bottom: 26 }),
    xAxis: [valueAxis({ scale: true, axisLabel: { formatter: percentTick }, name: word("of_observed"), nameLocation: "middle",
      nameGap: 26, nameTextStyle: { color: COLOUR.soft } })],
    yAxis: shortRows(names, box), tooltip: tooltip("item", hindcastTip(points)),
    series: [
      { id: "hindcast", type: "custom", name: word("hindcast"), renderItem: hindcastBar(points), itemStyle: { color: COLOUR.demand },
        data: points.map(({ one, row }) => [row, one.p10 / one.observed, one.p90 / one.observed]), encode: { x: [1, 2], y: 0 } },
      { id: "observed", type: "scatter", name: word("observed"), symbol: CROSS, symbolSize: 7, itemStyle: { color: COLOUR.ink, opacity: 1 },
        data: names.map((name, row) => [1, row]) },
      ...sexes,
    ],
  };
  return { height: height + 34 + names.length * 24, option };
}
