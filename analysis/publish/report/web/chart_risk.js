// Charts of probabilities: curves of target and capacity, and the unknowns that decide.

/** What is shown where several stand in the data: the one that data-index names, else all. */
function chosen(list, box) {
  const all = list || [];
  return isGiven(box.index) ? all.filter((one, i) => i === box.index) : all;
}

function groupedBy(list, keyOf) {
  const groups = new Map();
  for (const one of list) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) || []), one]);
  }
  return [...groups.values()];
}

const probabilityAxis = (extra) =>
  valueAxis({ min: 0, max: 1, interval: 0.2, ...axisName(word("probability")), axisLabel: { formatter: chance }, ...extra });

/** An upright line with its value at the top; near an edge of the scale the text leans inwards. */
function uprightLine(value, text, type, scale, extra) {
  const place = (value - scale.min) / (scale.max - scale.min);
  return {
    xAxis: value, lineStyle: { color: COLOUR.ink, width: 1.4, type },
    label: { formatter: text, color: COLOUR.ink, fontSize: 11, rotate: 0, position: "end", distance: 4, align: leaning(place), ...extra },
  };
}

// ---- curves of a target

function targetPanel(group, service, i, scale) {
  const { target, unit } = group[0];
  return group.map((curve, n) => {
    const look = caseLook(curve.case);
    return {
      id: `target-${i}-${curve.case || n}`, type: "line", name: curve.case ? caseName(service, curve.case) : word("demand"),
      data: curve.points, xAxisIndex: i, yAxisIndex: i, symbol: look.symbol, symbolSize: 5, showSymbol: false,
      lineStyle: { color: COLOUR.demand, width: 2.2, type: look.type }, itemStyle: { color: COLOUR.demand },
      markLine: n === 0 && isGiven(target) ? {
        silent: true, symbol: "none", data: [uprightLine(target, word("target_of", withUnit(figure(target), unit)), "solid", scale)],
      } : undefined,
    };
  });
}

function curveTip(valueText) {
  return (items) => tip(valueText(items[0].value[0]), items.map((item) => [item.color, item.seriesName, chance(item.value[1])]));
}

const targetGroups = (curves) => groupedBy(curves, (one) => `${say(one.indicator)} ${one.year}`);

function drawTargetCurve(box) {
  const curves = chosen(box.values.target_curves, box).filter((one) => one.points && one.points.length > 1);
  if (curves.length === 0) return null;
  const groups = targetGroups(curves);
  const columns = box.width > 600 && groups.length > 1 ? 2 : 1;
  const scales = groups.map((group) => roundScale(
    [...group.flatMap((one) => one.points.map((point) => point[0])), group[0].target], box.narrow ? 4 : 5));
  const series = groups.flatMap((group, i) => targetPanel(group, box.service.id, i, scales[i]));
  const names = [...new Set(series.map((one) => one.name))].map(lineEntry);
  const { legend, height: top } = legendAbove(names, box);
  const layout = panels(groups.map(([one]) => `${one.year} · ${say(one.indicator)}`), box, { columns, height: 258, top, gap: 26 });
  const option = {
    ...plainOption(), legend, title: layout.list.map((one) => one.title),
    grid: layout.list.map(({ grid }) => ({ ...grid, top: grid.top + 24, height: grid.height - 42 })),
    xAxis: groups.map((group, i) => valueAxis({
      gridIndex: i, ...scales[i], name: say(group[0].unit), nameLocation: "middle", nameGap: 26, nameTextStyle: { color: COLOUR.soft },
    })),
    yAxis: groups.map((group, i) => probabilityAxis({ gridIndex: i })),
    tooltip: tooltip("axis", curveTip((value) => withUnit(figure(value), groups[0][0].unit))), series,
  };
  return { height: layout.height, option };
}

// ---- curves of capacity

/** The marks of supply cases: those at one number share a line and a label. */
function capacityMarks(curve, service, scale) {
  const marks = Object.entries(curve.marks || {}).filter(([id, value]) => isGiven(value) && caseOf(service, id) === id);
  const order = [...marks].sort((a, b) => a[1] - b[1]);
  return order.map(([id, value], n) => uprightLine(value, `${caseName(service, id)} ${whole(value)}`, caseLook(id).type, scale, {
    distance: [4, 4 + 15 * (n % 3)],
  }));
}

function drawCapacityCurve(box) {
  const curves = chosen(box.values.capacity_curves, box).filter((one) => one.points && one.points.length > 1);
  if (curves.length === 0) return null;
  const columns = box.width > 600 && curves.length > 1 ? 2 : 1;
  const layout = panels(curves.map((one) => `${one.year} · ${word("p_not_short")}`), box, { columns, height: 280, gap: 26 });
  const scales = curves.map((curve) => roundScale(
    [...curve.points.map((point) => point[0]), ...Object.values(curve.marks || {})], box.narrow ? 4 : 5));
  const series = curves.map((curve, i) => ({
    id: `capacity-${curve.year}`, type: "line", name: word("p_not_short"), data: curve.points, xAxisIndex: i, yAxisIndex: i,
    symbol: "circle", symbolSize: 5, showSymbol: false, lineStyle: { color: COLOUR.demand, width: 2.4 },
    itemStyle: { color: COLOUR.demand },
    markLine: { silent: true, symbol: "none", data: [
      { yAxis: HIGH_ODDS, lineStyle: { color: COLOUR.sufficient, width: 1.6, type: [6, 4] },
        label: { formatter: chance(HIGH_ODDS), position: "insideStartTop", color: COLOUR.sufficient, fontSize: 11 } },
      ...capacityMarks(curve, box.service.id, scales[i])] },
  }));
  const option = {
    ...plainOption(), title: layout.list.map((one) => one.title),
    grid: layout.list.map(({ grid }) => ({ ...grid, top: grid.top + 48, height: grid.height - 66 })),
    xAxis: curves.map((curve, i) => valueAxis({
      gridIndex: i, ...scales[i], name: say(box.service.unit), nameLocation: "middle", nameGap: 26, nameTextStyle: { color: COLOUR.soft },
    })),
    yAxis: curves.map((curve, i) => ({ ...probabilityAxis({ gridIndex: i }), name: "" })),
    tooltip: tooltip("axis", curveTip((value) => withUnit(whole(value), box.service.unit))), series,
  };
  return { height: layout.height, option };
}

// ---- the unknowns that decide

const NAME_LINE = 15;
const INFLUENCE_ROW = 44;

function influenceWord(one) {
  return one.output === "demand" ? word("influence_demand") : word("influence_margin");
}

/** A bar between the two results of a row, with a line for the error of each. */
function influenceBar(rows) {
  return (params, api) => {
    const row = rows[api.value(0)];
    const at = (value, shift) => {
      const point = api.coord([value, api.value(0)]);
      return [point[0], point[1] + shift];
    };
    const a = at(row.when_low, 10);
    const b = at(row.when_high, 10);
    const error = (value, se) => {
      const reach = SE_OF_90_PERCENT * (se || 0);
      const from = at(value - reach, 10);
      const to = at(value + reach, 10);
      return { type: "line", shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: COLOUR.ink, lineWidth: 1.6 } };
    };
    const dot = (place, filled) => ({
      type: "circle", shape: { cx: place[0], cy: place[1], r: 5 },
      style: { fill: filled ? COLOUR.demand : COLOUR.paper, stroke: COLOUR.demand, lineWidth: 2 },
    });
    return { type: "group", children: [
      { type: "rect", shape: { x: Math.min(a[0], b[0]), y: a[1] - 6, width: Math.abs(b[0] - a[0]), height: 12 },
        style: { fill: COLOUR.demand, opacity: 0.28 } },
      error(row.when_low, row.when_low_se), error(row.when_high, row.when_high_se), dot(a, false), dot(b, true)] };
  };
}

function influenceTip(one, service) {
  const value = (x) => (one.output === "demand" ? withUnit(figure(x), service.demand_unit) : figure(x));
  return (item) => {
    const row = one.rows[item.dataIndex];
    return tip(say(row.parameter), [
      ["", word("when_low", inUnit(row.low, row.unit)), value(row.when_low)],
      [COLOUR.demand, word("when_high", inUnit(row.high, row.unit)), value(row.when_high)],
      ["", word("rank_correlation"), `${formatted(row.rho, 2)} (${range(row.rho_lo, row.rho_hi, (x) => formatted(x, 2))})`],
    ]);
  };
}

/** A row's name stands over its bar, in two lines at most, so that it needs no column of its own on a phone. */
function influenceNames(one, box) {
  return one.rows.map((row) => {
    const rho = isGiven(row.rho) && !box.narrow ? ` · ${word("rho")}${SPACE}${formatted(row.rho, 2)}` : "";
    return broken(`${say(row.parameter)}${rho}`, box.width - 32, TEXT_SIZE, 2);
  });
}

function influenceAxis(one, names, i) {
  return {
    type: "category", gridIndex: i, data: one.rows.map((row, n) => String(n)), inverse: true, axisLine: { show: false }, axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: COLOUR.faint } },
    axisLabel: { inside: true, margin: 0, interval: 0, align: "left", verticalAlign: "bottom", padding: [0, 0, 2, 0],
      color: COLOUR.ink, lineHeight: NAME_LINE, formatter: (key) => names[key].join("\n") },
    z: 10,
  };
}

/** Where the panels stand: in two columns where there is room; each row of panels as high as its highest. */
function influencePlaces(names, box, top) {
  const columns = names.length > 1 && box.width > 600 ? 2 : 1;
  const width = (box.width - 12 - 18 - (columns - 1) * 40) / columns;
  const rowHeight = (list) => INFLUENCE_ROW + (Math.max(...list.map((name) => name.length)) - 1) * 2 * (NAME_LINE - 4);
  const heights = names.map((list) => list.length * rowHeight(list));
  const places = [];
  let up = top;
  for (let i = 0; i < names.length; i += columns) {
    const row = heights.slice(i, i + columns);
    row.forEach((height, n) => places.push({ left: 12 + n * (width + 40), width, up, height }));
    up += PANEL_HEAD + Math.max(...row) + 44;
  }
  return { places, height: up - 12 };
}

function influenceScale(one, box) {
  return roundScale(one.rows.flatMap((row) => [
    row.when_low - SE_OF_90_PERCENT * (row.when_low_se || 0), row.when_low + SE_OF_90_PERCENT * (row.when_low_se || 0),
    row.when_high - SE_OF_90_PERCENT * (row.when_high_se || 0), row.when_high + SE_OF_90_PERCENT * (row.when_high_se || 0),
  ]), box.narrow ? 4 : 5);
}

function drawInfluence(box) {
  const shown = chosen(box.values.influence, box).filter((one) => one.rows && one.rows.length > 0);
  if (shown.length === 0) return null;
  const { legend, height: top } = legendAbove([word("drawn_low"), word("drawn_high")], box, { itemWidth: 12 });
  const columns = shown.length > 1 && box.width > 600 ? 2 : 1;
  const room = box.width / columns;
  const names = shown.map((one) => influenceNames(one, { ...box, width: room, narrow: room < 420 }));
  const { places, height } = influencePlaces(names, box, top);
  const ends = (name, filled) => ({
    type: "scatter", name, data: [], symbol: "circle", itemStyle: { color: filled ? COLOUR.demand : COLOUR.paper,
      borderColor: COLOUR.demand, borderWidth: 2, opacity: 1 },
  });
  const series = shown.map((one, i) => ({
    id: `influence-${one.year}-${one.output}`, type: "custom", xAxisIndex: i, yAxisIndex: i, renderItem: influenceBar(one.rows),
    data: one.rows.map((row, n) => [n, row.when_low, row.when_high]), encode: { x: [1, 2], y: 0 },
    tooltip: { formatter: influenceTip(one, box.service) },
  }));
  const option = {
    ...plainOption(), legend,
    title: shown.map((one, i) => ({ text: `${one.year} · ${influenceWord(one)}`, left: places[i].left - 8, top: places[i].up, padding: 4,
      textStyle: { fontSize: 13, fontWeight: 600, color: COLOUR.ink, width: places[i].width, overflow: "truncate" } })),
    grid: places.map((place) => ({ left: place.left, width: place.width, top: place.up + PANEL_HEAD + 2, height: place.height,
      outerBoundsMode: "none" })),
    xAxis: shown.map((one, i) => valueAxis({ gridIndex: i, ...influenceScale(one, box) })),
    yAxis: shown.map((one, i) => influenceAxis(one, names[i], i)),
    tooltip: tooltip("item", null), series: [...series, ends(word("drawn_low"), false), ends(word("drawn_high"), true)],
  };
  return { height, option };
}
