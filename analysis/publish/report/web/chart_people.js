// Charts of the people: small multiples of lines, and the pyramid.

const PEOPLE = [
  ["population", "population"], ["births", "births"], ["population_0_2", "under3"], ["population_60plus", "over60"],
  ["population_80plus", "over80"], ["urban_share", "urban_share"],
];

/** The word of a measure of people; written out so that each key stands in the source. */
function peopleWord(key) {
  return {
    population: word("population"), births: word("births"), under3: word("under3"), over60: word("over60"),
    over80: word("over80"), urban_share: word("urban_share"),
  }[key];
}

/** Births of a year of which only a part is simulated say nothing beside whole years: they stay in the table. */
function peopleSeries(people, measure) {
  const triples = people[measure];
  return measure === "births" && DATA.first_year_partial ? [null, ...triples.slice(1)] : triples;
}

function peopleTip(shown, people) {
  return (items) => {
    const at = items[0].dataIndex;
    const rows = shown.map(([measure, key]) => {
      const one = peopleSeries(people, measure)[at];
      const format = measure === "urban_share" ? (value) => share(value, 1) : whole;
      return one && [COLOUR.demand, peopleWord(key), `${format(one[1])} (${range(one[0], one[2], format)})`];
    });
    return tip(YEARS[at], rows);
  };
}

function drawPeople(box) {
  const people = box.scenario.people;
  if (!people) return null;
  const shown = PEOPLE.filter(([measure]) => anyGiven(people[measure]));
  const columns = box.width > 640 ? 3 : box.width > 480 ? 2 : 1;
  const headings = shown.map(([, key]) => peopleWord(key));
  const { legend, height: top } = legendAbove([lineEntry(word("median")), areaEntry(word("interval80"))], box);
  const layout = panels(headings, box, { columns, height: 178, top });
  const series = shown.flatMap(([measure], i) => {
    const at = { xAxisIndex: i, yAxisIndex: i };
    const triples = peopleSeries(people, measure);
    return [...bandOf(word("interval80"), triples, COLOUR.demand, at), {
      type: "line", name: word("median"), data: median(triples), symbol: "circle", symbolSize: 4, showSymbol: false, ...at,
      lineStyle: { color: COLOUR.demand, width: 2 }, itemStyle: { color: COLOUR.demand }, id: measure,
      markLine: { ...targetYearLine(), label: { show: false } },
    }];
  });
  const option = {
    ...plainOption(), legend, title: layout.list.map((one) => one.title), grid: layout.list.map((one) => one.grid),
    xAxis: shown.map((one, i) => yearAxis({ ...box, width: 400 }, { gridIndex: i })),
    yAxis: shown.map(([measure], i) => valueAxis({
      gridIndex: i, scale: true, splitNumber: 3, axisLabel: { formatter: measure === "urban_share" ? percentTick : tick },
    })),
    tooltip: tooltip("axis", peopleTip(shown, people)), axisPointer: { link: [{ xAxisIndex: "all" }] }, series,
  };
  return { height: layout.height, option };
}

const AGES = Array.from({ length: 101 }, (_, age) => age);
const SIDES = [["male", -1], ["female", 1]];

function sideWord(sex) {
  return sex === "male" ? word("male") : word("female");
}

/** A scale for the largest count of any year, so that a bar of one year can be compared with that of another. */
function pyramidScale(pyramid) {
  const largest = SIDES.flatMap(([sex]) => pyramid[sex].flat()).reduce((most, value) => Math.max(most, value || 0), 1);
  const { max, interval } = roundScale([0, largest], 3);
  return { min: -max, max, interval };
}

function intervalOf(pyramid, sex, at) {
  const all = pyramid[`${sex}_interval`];
  return all && all[at] ? all[at] : null;
}

/** Short lines from p10 to p90 at each age. */
function drawInterval(params, api) {
  const from = api.coord([api.value(0), api.value(2)]);
  const to = api.coord([api.value(1), api.value(2)]);
  const half = api.size([0, 1])[1] * 0.5;
  return {
    type: "rect", shape: { x: Math.min(from[0], to[0]), y: from[1] - half, width: Math.abs(to[0] - from[0]), height: 2 * half },
    style: { fill: COLOUR.ink, opacity: 0.38 },
  };
}

function pyramidSeries(pyramid, at) {
  return SIDES.flatMap(([sex, sign]) => {
    const bars = {
      id: sex, type: "bar", name: sideWord(sex), data: pyramid[sex][at].map((value) => (isGiven(value) ? sign * value : null)),
      barWidth: "100%", barGap: "-100%", itemStyle: { color: COLOUR[sex], borderColor: COLOUR[sex], borderWidth: 0.6, decal: sex === "female" ? DECAL.second : undefined },
    };
    const outline = {
      id: `${sex}-base`, type: "line", name: word("base_year", YEARS[0]), step: "middle", symbol: "none", silent: true, z: 4,
      data: pyramid[sex][0].map((value, age) => [isGiven(value) ? sign * value : null, age]),
      lineStyle: { color: COLOUR.ink, width: 1.2 }, itemStyle: { color: COLOUR.ink },
    };
    const interval = intervalOf(pyramid, sex, at);
    const lines = {
      id: `${sex}-interval`, type: "custom", name: word("interval80"), renderItem: drawInterval, silent: true, z: 3,
      itemStyle: { color: COLOUR.ink, opacity: 0.38 }, encode: { x: [0, 1], y: 2 },
      data: interval ? interval.flatMap((one, age) => (one ? [[sign * one[0], sign * one[1], age]] : [])) : [],
    };
    return [bars, outline, lines];
  });
}

function pyramidTip(pyramid, at) {
  return (items) => {
    const age = items[0].dataIndex;
    const rows = SIDES.map(([sex]) => {
      const interval = intervalOf(pyramid, sex, at);
      const tail = interval && interval[age] ? ` (${range(interval[age][0], interval[age][1], whole)})` : "";
      return [COLOUR[sex], sideWord(sex), whole(pyramid[sex][at][age]) + tail];
    });
    const base = SIDES.map(([sex]) => ["", `${sideWord(sex)} ${YEARS[0]}`, whole(pyramid[sex][0][age])]);
    return tip(`${YEARS[at]} · ${word("age_of", age === 100 ? "100+" : age)}`, [...rows, ...base]);
  };
}

function drawPyramid(box) {
  const pyramid = (box.scenario.pyramid || {})[box.state.zone];
  if (!pyramid) return null;
  const at = YEARS.indexOf(box.state.year);
  const names = [word("male"), word("female"), lineEntry(word("base_year", YEARS[0]))];
  if (intervalOf(pyramid, "male", at)) names.push(areaEntry(word("interval80")));
  const { legend, height } = legendAbove(names, box);
  const option = {
    ...plainOption(), legend,
    title: { text: String(YEARS[at]), right: 8, top: height - 2, padding: 0,
      textStyle: { fontSize: box.narrow ? 20 : 28, fontWeight: 600, color: COLOUR.soft } },
    grid: inside({ left: 8, right: 16, top: height + 10, bottom: 4 }),
    xAxis: valueAxis({ ...pyramidScale(pyramid), axisLabel: { formatter: (value) => tick(Math.abs(value)) } }),
    yAxis: {
      type: "category", data: AGES.map((age) => (age === 100 ? "100+" : String(age))), axisTick: { show: false },
      axisLine: { show: false, onZero: false }, ...axisName(word("age"), "right"), nameGap: 6,
      axisLabel: { color: COLOUR.soft, interval: (i) => i % 10 === 0 },
      splitLine: { show: true, interval: (i) => i % 10 === 0, lineStyle: { color: COLOUR.faint } },
      position: "left", axisPointer: { type: "shadow" },
    },
    tooltip: tooltip("axis", pyramidTip(pyramid, at), { axisPointer: { type: "shadow" } }),
    series: pyramidSeries(pyramid, at),
  };
  return { height: box.printing || box.narrow ? 440 : 590, option };
}
