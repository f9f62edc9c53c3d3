// What the script does to the page: scenarios swapped, services and tables shown and hidden, the language changed.

const control = (id) => document.getElementById(id);
const blocks = new Map();

/** Each block's content by scenario: of the first what the page holds, of the others their templates. */
function gatherBlocks() {
  for (const place of document.querySelectorAll("div.by-scenario[data-block]")) {
    const first = document.createDocumentFragment();
    first.append(...[...place.childNodes].map((node) => node.cloneNode(true)));
    blocks.set(place.dataset.block, { place, contents: new Map([[place.dataset.scenario, first]]) });
  }
  for (const template of document.querySelectorAll("template[data-block]")) {
    const block = blocks.get(template.dataset.block);
    if (block) block.contents.set(template.dataset.scenario, template.content);
  }
}

/** What a reader has opened and scrolled stays so in the other scenario. */
const kept = (place) => ({
  open: [...place.querySelectorAll("details")].map((one) => one.open),
  scrolled: [...place.querySelectorAll(".scroll")].map((one) => one.scrollLeft),
});

function keepAgain(place, { open, scrolled }) {
  place.querySelectorAll("details").forEach((one, i) => {
    if (open[i]) one.open = true;
  });
  place.querySelectorAll(".scroll").forEach((one, i) => {
    if (scrolled[i]) one.scrollLeft = scrolled[i];
  });
}

/** All is read, then all is written: a layout for each block would be slow. */
function swapScenario() {
  const moved = [...blocks.values()].filter(({ place, contents }) =>
    contents.has(state.scenario) && place.dataset.scenario !== state.scenario);
  const before = moved.map(({ place }) => kept(place));
  for (const { place, contents } of moved) {
    forgetIn(place);
    place.replaceChildren(contents.get(state.scenario).cloneNode(true));
    place.dataset.scenario = state.scenario;
  }
  moved.forEach(({ place }, i) => keepAgain(place, before[i]));
}

function showCase() {
  for (const one of document.querySelectorAll("main [data-case]")) {
    (one.closest(".scroll") || one).hidden = one.dataset.case !== state.case;
  }
}

/** A wide table is a region that the keyboard can scroll; its caption is its name. */
function nameTables() {
  for (const region of document.querySelectorAll(".scroll")) {
    const caption = region.querySelector("caption");
    if (!caption) continue;
    region.setAttribute("role", "group");
    region.setAttribute("aria-label", inLanguage(caption));
  }
}

function showService() {
  for (const one of document.querySelectorAll("section.service[data-service]")) {
    one.hidden = state.service !== ALL && one.dataset.service !== state.service;
  }
}

function showYear() {
  const shown = control("year-shown");
  if (shown) shown.textContent = String(state.year);
}

/** Attributes, options and titles cannot hold two spans: they hold both texts as data, or are named in the data. */
function showLanguage() {
  document.documentElement.lang = LOCALES[language];
  const own = language;
  for (const one of document.querySelectorAll("[data-zh][data-en]")) one.textContent = one.dataset[own];
  for (const one of document.querySelectorAll("[data-label-zh][data-label-en]")) {
    one.setAttribute("aria-label", own === "zh" ? one.dataset.labelZh : one.dataset.labelEn);
  }
  nameOptions("scenario", DATA.scenarios);
  nameOptions("case", DATA.cases);
  nameOptions("service", DATA.services);
  nameOptions("zone", DATA.zones);
  const button = control("language");
  if (button) button.lang = language === "zh" ? LOCALES.en : LOCALES.zh;
}

function nameOptions(id, list) {
  for (const option of (control(id) || { options: [] }).options) {
    const named = byId(list, option.value);
    if (named && !option.dataset.zh) option.textContent = say(named.name);
  }
  const all = id === "service" && [...(control(id) || { options: [] }).options].find((one) => one.value === ALL);
  if (all && !all.dataset.zh) all.textContent = word("all_services");
}

function showPlay() {
  const button = control("play");
  if (button) button.textContent = playing ? word("pause") : word("play");
}

function showWords() {
  const place = control("state-shown");
  const text = stateInWords();
  if (place && place.textContent !== text) place.textContent = text;
}

function showControls() {
  for (const key of ["scenario", "case", "service", "zone", "year"]) {
    const one = control(key);
    if (one && one.value !== String(state[key])) one.value = String(state[key]);
  }
}

/** Brings the page to a new state; only what differs is touched. */
function show(wanted, at) {
  const changed = Object.keys(FIRST).filter((key) => wanted[key] !== state[key]);
  if (changed.length === 0 && at === undefined) return;
  Object.assign(state, wanted);
  language = state.language;
  if (changed.includes("language")) showLanguage();
  if (changed.includes("scenario")) swapScenario();
  if (changed.includes("scenario") || changed.includes("case")) showCase();
  if (changed.includes("scenario") || changed.includes("language")) nameTables();
  if (changed.includes("service")) showService();
  showYear();
  showPlay();
  showControls();
  showWords();
  writeAddress(at);
  const kinds = changed.map((key) => MOVED_BY[key]);
  if (changed.length > 0) refresh(kinds.every(Boolean) ? kinds.flat() : undefined);
}

const change = (part) => show({ ...state, ...part });

// ---- going to a part of the page, with the state kept

function goTo(id) {
  const target = id && document.getElementById(id);
  if (!target) return;
  const section = target.closest("section.service[data-service]");
  if (section && section.hidden) change({ service: section.dataset.service });
  target.scrollIntoView({ behavior: "auto", block: "start" });
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

function followLink(event) {
  const link = event.target.closest && event.target.closest('a[href^="#"]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const id = decodeURIComponent(link.getAttribute("href").slice(1));
  if (!document.getElementById(id)) return;
  event.preventDefault();
  goTo(id);
  writeAddress(id);
}

// ---- the years one after another

let playing = 0;

function pause() {
  window.clearInterval(playing);
  playing = 0;
  showPlay();
}

function nextYear() {
  const last = YEARS[YEARS.length - 1];
  if (state.year < last) change({ year: state.year + 1 });
  if (state.year >= last) pause();
}

function togglePlay() {
  if (playing) {
    pause();
    return;
  }
  if (state.year >= YEARS[YEARS.length - 1]) change({ year: YEARS[0] });
  playing = window.setInterval(nextYear, calm() ? 1500 : 800);
  showPlay();
}
