// Charts of one service over the years: need, demand and supply; gap and its probabilities; waits.

/** The lines of the supply cases, each once; a stock that is not known has no line. */
function supplyLines(box) {
  const supply = box.values.supply || {};
  return casesOf(box.service.id).filter((id) => anyGiven(supply[id])).map((id) => {
    const look = caseLook(id);
    return {
      id: `supply-${id}`, type: "line", step: "middle", name: word("supply_of", caseName(box.service.id, id)), data: supply[id],
      symbol: look.symbol, symbolSize: (value, params) => (YEARS[params.dataIndex] % 5 === 0 ? 7 : 0), showAllSymbol: true,
      lineStyle: { color: COLOUR.supply, width: 1.8, type: look.type }, itemStyle: { color: COLOUR.supply }, z: 4,
    };
  });
}

function observedPoints(box) {
  const seen = (box.values.observed || []).filter((one) => YEARS.includes(one.year) && isGiven(one.value));
  if (seen.length === 0) return [];
  return [{
    id: "observed", type: "scatter", name: word("observed"), symbol: CROSS, symbolSize: 10, z: 6,
    itemStyle: { color: COLOUR.ink }, data: seen.map((one) => [String(one.year), one.value]),
  }];
}

function fanTip(box, lines) {
  const { demand, need, observed } = box.values;
  const unit = box.service.demand_unit;
  return (items) => {
    const at = items[0].dataIndex;
    const year = items[0].axisValue ? Number(items[0].axisValue) : YEARS[at];
    const i = YEARS.indexOf(year);
    const one = demand && demand[i];
    const rows = [
      one && [COLOUR.demand, word("demand"), `${withUnit(figure(one[1]), unit)} (${range(one[0], one[2], figure)})`],
      need && isGiven(need[i]) && ["", word("need"), withUnit(figure(need[i]), unit)],
      ...lines.map((line) => isGiven(line.data[i]) &&
        [COLOUR.supply, line.name, withUnit(figure(line.data[i]), box.service.unit)]),
      box.values.required && isGiven(box.values.required[i]) &&
        ["", word("required"), withUnit(figure(box.values.required[i]), box.service.unit)],
      ...(observed || []).filter((point) => point.year === year).map((point) => ["", say(point.name), figure(point.value)]),
    ];
    return tip(year, rows);
  };
}

/** Where the targeted supply reaches the plan's number in the target year. */
function targetMark(box, lines) {
  const line = lines.find((one) => one.id === "supply-targeted");
  const value = line && line.data[YEARS.indexOf(DATA.target_year)];
  const indicator = box.service.indicator;
  if (!line || !isGiven(value) || !indicator || !isGiven(indicator.target)) return;
  line.markPoint = {
    silent: true, symbol: "diamond", symbolSize: 13, itemStyle: { color: COLOUR.paper, borderColor: COLOUR.supply, borderWidth: 2 },
    data: [{ coord: [String(DATA.target_year), value] }],
    label: { show: true, position: "top", distance: 6, color: COLOUR.ink, fontSize: 11, align: leaning(targetPlace()), textBorderColor: COLOUR.paper,
      textBorderWidth: 3, formatter: word("target_of", box.narrow ? figure(indicator.target) : withUnit(figure(indicator.target), indicator.unit)) },
  };
}

function drawFan(box) {
  const { demand, need } = box.values;
  if (!anyGiven(demand)) return null;
  const lines = supplyLines(box);
  targetMark(box, lines);
  const seen = observedPoints(box);
  const main = {
    id: "demand", type: "line", name: word("demand"), data: median(demand), symbol: "none",
    lineStyle: { color: COLOUR.demand, width: 2.6 }, itemStyle: { color: COLOUR.demand }, z: 5, markLine: targetYearLine(),
  };
  const wanted = anyGiven(need) ? [{
    id: "need", type: "line", name: word("need"), data: need, symbol: "none",
    lineStyle: { color: COLOUR.demand, width: 1.4, type: [5, 4] }, itemStyle: { color: COLOUR.demand }, z: 3,
  }] : [];
  const shown = [main, ...bandOf(word("interval80"), demand, COLOUR.demand), ...wanted, ...lines, ...seen];
  const { legend, height } = legendAbove([lineEntry(main.name), areaEntry(word("interval80")),
    ...wanted.map((one) => lineEntry(one.name)), ...lines.map((one) => one.name), ...seen.map((one) => one.name)], box);
  const option = {
    ...plainOption(), legend, grid: inside({ left: 8, right: 14, top: height + 34, bottom: 6 }),
    xAxis: yearAxis(box), yAxis: valueAxis({ min: 0, ...axisName(say(box.service.demand_unit)) }),
    tooltip: tooltip("axis", fanTip(box, lines)), series: shown,
  };
  return { height: (box.narrow ? 270 : 350) + height, option };
}

// ---- gap

/** The pattern of a verdict's symbol over or under each bar. */
function gapSymbols(gap, verdicts) {
  const placed = gap.map((value, i) => ({
    value: isGiven(value) ? value : 0,
    label: { show: Boolean(verdicts[i]), formatter: verdictSymbol(verdicts[i]), position: (value || 0) < 0 ? "bottom" : "top",
      color: verdictColour(verdicts[i]), fontSize: 13, fontWeight: 700, distance: 3 },
  }));
  return { id: "symbols", type: "scatter", data: placed, symbol: "circle", symbolSize: 1, silent: true, itemStyle: { color: "transparent", opacity: 1 }, z: 6 };
}

/** A probability over the years with its 90 % interval. */
function chanceLines(id, name, pairs, colour, type, symbol) {
  const at = { xAxisIndex: 1, yAxisIndex: 1 };
  const points = (pairs || []).map((pair) => (pair ? pair[0] : null));
  const bars = (pairs || []).flatMap((pair, i) => (pair && pair[1]
    ? [[i, Math.max(0, pair[0] - SE_OF_90_PERCENT * pair[1]), Math.min(1, pair[0] + SE_OF_90_PERCENT * pair[1])]] : []));
  return [
    { id, type: "line", name, data: points, symbol, symbolSize: 7, showAllSymbol: true, ...at,
      lineStyle: { color: colour, width: 1.8, type }, itemStyle: { color: colour } },
    { id: `${id}-error`, type: "custom", data: bars, silent: true, ...at, encode: { x: 0, y: [1, 2] },
      renderItem: (params, api) => whisker(api, [0, 1], [0, 2], colour) },
  ];
}

/** A line between two points of a custom series, given by dimensions [x, y]. */
function whisker(api, from, to, colour, width) {
  const a = api.coord([api.value(from[0]), api.value(from[1])]);
  const b = api.coord([api.value(to[0]), api.value(to[1])]);
  return { type: "line", shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: colour, lineWidth: width || 1.4 } };
}

function gapTip(box, id) {
  const { gap, p_short: short, p_surplus: surplus, verdict } = box.values;
  return (items) => {
    const i = items[0].dataIndex;
    const value = ((gap || {})[id] || [])[i];
    return tip(`${YEARS[i]} · ${verdictText(((verdict || {})[id] || [])[i])}`, [
      [value < 0 ? COLOUR.short : COLOUR.surplus, value < 0 ? word("lacking") : word("idle"),
        isGiven(value) ? withUnit(figure(Math.abs(value)), box.service.unit) : "—"],
      ["", word("p_short"), chanceWithError(((short || {})[id] || [])[i])],
      ["", word("p_surplus"), chanceWithError(((surplus || {})[id] || [])[i])],
    ]);
  };
}

/** The odds at which a verdict turns. */
const oddsLines = () => ({
  silent: true, symbol: "none", lineStyle: { color: COLOUR.soft, type: [1, 3], width: 1.2 }, label: { show: false },
  data: [{ yAxis: LOW_ODDS }, { yAxis: EVEN_ODDS }],
});

function gapSeries(box, id, gap) {
  const { p_short: short, p_surplus: surplus, verdict } = box.values;
  const bar = (key, name, data, colour, decal) => ({
    id: key, type: "bar", name, data, barGap: "-100%", barCategoryGap: "28%", itemStyle: { color: colour, decal },
  });
  const risks = [
    ...chanceLines("p_short", word("p_short"), (short || {})[id], COLOUR.short, "solid", "triangle"),
    ...chanceLines("p_surplus", word("p_surplus"), (surplus || {})[id], COLOUR.surplus, [5, 4], "circle"),
  ];
  risks[0].markLine = oddsLines();
  return [
    bar("lacking", word("lacking"), gap.map((value) => (isGiven(value) && value < 0 ? value : null)), COLOUR.short, DECAL.short),
    bar("idle", word("idle"), gap.map((value) => (isGiven(value) && value >= 0 ? value : null)), COLOUR.surplus, DECAL.surplus),
    gapSymbols(gap, (verdict || {})[id] || []), ...risks,
  ];
}

/** Room above and below the bars for the symbols. */
const roomy = (range_) => {
  const span = Math.max(range_.max, 0) - Math.min(range_.min, 0) || 1;
  return { min: Math.min(range_.min - (range_.min < 0 ? 0.16 * span : 0), 0), max: range_.max > 0 ? range_.max + 0.16 * span : 0 };
};

function drawGap(box) {
  const id = caseOf(box.service.id, box.state.case);
  const gap = (box.values.gap || {})[id];
  if (!anyGiven(gap)) return null;
  const { legend, height } = legendAbove([word("lacking"), word("idle"), word("p_short"), word("p_surplus")], box);
  const tall = box.narrow ? 180 : 190;
  const low = 110;
  const top = height + 26;
  const option = {
    ...plainOption(), legend,
    grid: [inside({ left: 8, right: 14, top, height: tall }), inside({ left: 8, right: 14, top: top + tall + 34, height: low })],
    xAxis: [yearAxis(box, { gridIndex: 0, axisLine: { onZero: true, lineStyle: { color: COLOUR.ink } }, axisLabel: { show: false } }),
      yearAxis(box, { gridIndex: 1 })],
    yAxis: [
      valueAxis({ gridIndex: 0, min: (value) => roomy(value).min, max: (value) => roomy(value).max, ...axisName(say(box.service.unit)),
        axisLabel: { showMinLabel: false, showMaxLabel: false } }),
      valueAxis({ gridIndex: 1, min: 0, max: 1, interval: 0.25, ...axisName(word("probability")), axisLabel: { formatter: chance } }),
    ],
    axisPointer: { link: [{ xAxisIndex: "all" }] }, tooltip: tooltip("axis", gapTip(box, id)), series: gapSeries(box, id, gap),
  };
  return { height: top + tall + 34 + low + 8, option };
}

// ---- waits

function drawWait(box) {
  const id = caseOf(box.service.id, box.state.case);
  const wait = (box.values.wait || {})[id];
  if (!anyGiven(wait)) return null;
  const half = wait.map((one) => (one ? one[0] : null));
  const most = wait.map((one) => (one ? one[1] : null));
  const line = (key, name, data, width, type, symbol) => ({
    id: key, type: "line", name, data, symbol, symbolSize: 6, showAllSymbol: true,
    lineStyle: { color: COLOUR.ink, width, type }, itemStyle: { color: COLOUR.ink },
  });
  const [under, over] = band(word("wait_between"), half, most, COLOUR.conditional);
  const { legend, height } = legendAbove([word("wait_half"), word("wait_most"), areaEntry(word("wait_between"))], box);
  const option = {
    ...plainOption(), legend, grid: inside({ left: 8, right: 14, top: height + 26, bottom: 6 }), xAxis: yearAxis(box),
    yAxis: valueAxis({ min: 0, minInterval: 1, ...axisName(word("days")) }),
    tooltip: tooltip("axis", (items) => {
      const i = items[0].dataIndex;
      return tip(YEARS[i], [[COLOUR.ink, word("wait_half"), days(half[i])], [COLOUR.soft, word("wait_most"), days(most[i])]]);
    }),
    series: [under, over, line("wait_half", word("wait_half"), half, 2.2, "solid", "circle"),
      line("wait_most", word("wait_most"), most, 1.6, [6, 4], "triangle")],
  };
  return { height: 200 + height, option };
}
