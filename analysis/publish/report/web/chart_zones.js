// The heat map of the zones: load by year, with the verdict's symbol in the cell.

/** Rows of the map: a service's name above its zones where several services stand in one chart. */
function zoneRows(box) {
  const services = box.service ? [box.service] : DATA.services;
  return services.flatMap((service) => {
    const values = (box.scenario.services || {})[service.id] || {};
    const id = caseOf(service.id, box.state.case);
    const loads = (values.load_by_zone || {})[id];
    if (!loads) return [];
    const words = (values.verdict_by_zone || {})[id] || {};
    const rows = DATA.zones.filter((zone) => anyGiven(loads[zone.id])).map((zone) => ({
      name: say(zone.name), service, loads: loads[zone.id], verdicts: words[zone.id] || [],
    }));
    return box.service || rows.length === 0 ? rows : [{ head: say(service.name) }, ...rows];
  });
}

function zoneCells(rows, roomForNumbers) {
  return rows.flatMap((row, y) => (row.head ? [] : row.loads.flatMap((load, x) => {
    if (!isGiven(load)) return [];
    const symbol = verdictSymbol(row.verdicts[x]);
    const number = roomForNumbers ? `${whole(load * 100)}%` : "";
    return [{ value: [x, y, load], label: { formatter: [number, symbol].filter(Boolean).join(SPACE) } }];
  })));
}

function zoneTip(rows) {
  return (item) => {
    const [x, y, load] = item.value;
    const row = rows[y];
    return tip(`${YEARS[x]} · ${say(row.service.name)} · ${row.name}`, [
      ["", word("load"), share(load, 0)], ["", word("verdict"), verdictText(row.verdicts[x])],
    ]);
  };
}

function drawZones(box) {
  const rows = zoneRows(box);
  if (rows.length === 0) return null;
  const keys = rows.map((row, i) => `${i}`);
  const widest = Math.max(...rows.map((row) => textWidth(row.head ? "" : row.name, TEXT_SIZE)));
  const line = box.service ? 30 : 26;
  const scale = 46;
  const option = {
    ...plainOption(),
    grid: { left: Math.min(widest + 18, box.width * 0.34), right: 6, top: scale, bottom: 26, outerBoundsMode: "none" },
    xAxis: yearAxis(box, { axisTick: { show: false }, axisLine: { show: false }, splitArea: { show: false } }),
    yAxis: {
      type: "category", data: keys, inverse: true, axisLine: { show: false }, axisTick: { show: false },
      axisLabel: { interval: 0, margin: 8, formatter: (key) => (rows[key].head ? "" : rows[key].name), color: COLOUR.ink },
    },
    visualMap: {
      type: "continuous", min: LOAD_LIMITS[0], max: LOAD_LIMITS[1], inRange: { color: LOAD_COLOURS }, orient: "horizontal",
      left: 4, top: 0, itemWidth: 12, itemHeight: Math.min(180, box.width * 0.4), padding: 4, calculable: false, realtime: false,
      text: [word("load_high", share(LOAD_LIMITS[1])), word("load_low", share(LOAD_LIMITS[0]))],
      textStyle: { color: COLOUR.soft, fontSize: 11 }, hoverLink: false, seriesIndex: 0, dimension: 2,
    },
    tooltip: tooltip("item", zoneTip(rows)),
    series: [
      { id: "load", type: "heatmap", data: zoneCells(rows, box.width > 900), itemStyle: { borderColor: COLOUR.paper, borderWidth: 1 },
        label: { show: true, color: COLOUR.ink, fontSize: 11 }, emphasis: { itemStyle: { borderColor: COLOUR.ink } } },
      headings(rows),
    ],
  };
  return { height: scale + 26 + rows.length * line, option };
}

/** The names of the services, at the left over their zones. */
function headings(rows) {
  return {
    id: "headings", type: "custom", silent: true, data: rows.flatMap((row, y) => (row.head ? [[0, y]] : [])),
    renderItem: (params, api) => ({
      type: "text", x: 4, y: api.coord([0, api.value(1)])[1],
      style: { text: rows[api.value(1)].head, fill: COLOUR.ink, font: `600 ${TEXT_SIZE}px ${FONT}`, verticalAlign: "middle" },
    }),
  };
}
