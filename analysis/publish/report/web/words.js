// The data of the report and its words. Every text that the script shows comes from here, in both languages.

const DATA = JSON.parse(document.getElementById("data").textContent);
const LOCALES = { zh: "zh-CN", en: "en" };
let language = DATA.language in LOCALES ? DATA.language : "zh";

/** A text of the data in the language shown; a plain string (a symbol, a code) is the same in both. */
function say(text) {
  if (text === null || text === undefined) return "";
  if (typeof text === "object") return text[language] ?? text.zh ?? "";
  return String(text);
}

/** The word of the catalogue's key report_chart_KEY, its {0}, {1} filled. */
function word(key, ...values) {
  const text = say(DATA.words[`report_chart_${key}`]);
  return text.replace(/\{(\d)\}/g, (whole, n) => (n < values.length ? String(values[n]) : whole));
}

/** The text of an element in the language shown. */
function inLanguage(element) {
  const copy = element.cloneNode(true);
  const other = language === "zh" ? LOCALES.en : LOCALES.zh;
  for (const one of copy.querySelectorAll(`[lang="${other}"]`)) one.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}

const byId = (list, id) => (list || []).find((item) => item.id === id);
const scenarioOf = (id) => DATA.by_scenario[id] || {};
const nameOf = (list, id) => say((byId(list, id) || {}).name);

function allYears() {
  const years = [];
  for (let year = DATA.years[0]; year <= DATA.years[1]; year += 1) years.push(year);
  return years;
}
const YEARS = allYears();

/** The supply case whose numbers stand for `wanted`: a case that equals another one is not repeated in the data. */
function caseOf(service, wanted) {
  const same = (byId(DATA.services, service) || {}).same_as || {};
  let id = wanted;
  for (let i = 0; i < DATA.cases.length && same[id]; i += 1) id = same[id];
  return id;
}

/** The supply cases of a service that differ, each once, in the order of the data. */
function casesOf(service) {
  return DATA.cases.map((one) => one.id).filter((id) => caseOf(service, id) === id);
}

/** A case with those that equal it: "quantified = trend". */
function caseName(service, id) {
  const same = DATA.cases.filter((one) => one.id === id || caseOf(service, one.id) === id);
  return same.map((one) => say(one.name)).join(" = ");
}
