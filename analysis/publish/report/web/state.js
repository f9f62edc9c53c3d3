// What is shown: scenario, supply case, service, year and zone of the pyramid, language. It stands in the address after #.

const ALL = "all";
const FIRST = {
  scenario: DATA.scenarios[0].id, case: DATA.cases[0].id, service: ALL, year: DATA.target_year, zone: ALL, language,
};
const state = { ...FIRST };

const KNOWN = {
  scenario: (value) => DATA.scenarios.some((one) => one.id === value),
  case: (value) => DATA.cases.some((one) => one.id === value),
  service: (value) => value === ALL || DATA.services.some((one) => one.id === value),
  year: (value) => YEARS.includes(value),
  zone: (value) => value === ALL || DATA.zones.some((one) => one.id === value),
  language: (value) => value in LOCALES,
};

/** What each part of the state changes in charts; undefined: all charts. */
const MOVED_BY = { case: ["gap", "wait", "zones"], year: ["pyramid"], zone: ["pyramid"], service: undefined };

function stateOfAddress() {
  const said = new URLSearchParams(window.location.hash.replace(/^#/, ""));
  const wanted = { ...FIRST };
  for (const key of Object.keys(FIRST)) {
    const value = key === "year" ? Number(said.get(key)) : said.get(key);
    if (said.has(key) && KNOWN[key](value)) wanted[key] = value;
  }
  return { wanted, at: said.get("at") };
}

function writeAddress(at) {
  const said = new URLSearchParams();
  const place = at === undefined ? stateOfAddress().at : at;
  if (place) said.set("at", place);
  for (const key of Object.keys(FIRST)) {
    if (state[key] !== FIRST[key]) said.set(key, state[key]);
  }
  const text = said.toString();
  window.history.replaceState(null, "", text ? `#${text}` : window.location.pathname + window.location.search);
}

/** The name of what a control has chosen, in the language shown. */
function chosenName(key) {
  if (key === "scenario") return nameOf(DATA.scenarios, state.scenario);
  if (key === "case") return nameOf(DATA.cases, state.case);
  if (key === "zone") return nameOf(DATA.zones, state.zone);
  if (key === "year") return String(state.year);
  return state.service === ALL ? word("all_services") : nameOf(DATA.services, state.service);
}

/** The state in words: printed under the title, and read out when it changes. */
function stateInWords() {
  return [
    word("state_scenario", chosenName("scenario")), word("state_case", chosenName("case")),
    word("state_service", chosenName("service")), word("state_pyramid", chosenName("zone"), chosenName("year")),
  ].join(" · ");
}
