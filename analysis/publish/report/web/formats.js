// Numbers as the reader of each language writes them.

const SPACE = "\u00a0";

const formatters = new Map();

function formatter(kind, digits) {
  const key = `${language} ${kind} ${digits}`;
  if (!formatters.has(key)) {
    const options = kind === "fraction" ? { minimumFractionDigits: digits, maximumFractionDigits: digits }
      : { maximumSignificantDigits: digits };
    formatters.set(key, new Intl.NumberFormat(LOCALES[language], options));
  }
  return formatters.get(key);
}

function formatted(value, digits) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "—";
  return formatter("fraction", digits).format(value === 0 ? 0 : value);
}

const whole = (value) => formatted(value, 0);

/** A figure of any size: counts from a hundred on without decimals, small ones with three significant digits. */
function figure(value) {
  const size = Math.abs(value ?? 0);
  if (size >= 100 || Number.isInteger(value)) return formatted(value, 0);
  if (size >= 10) return formatted(value, 1);
  if (size >= 1) return formatted(value, 2);
  return formatted(value, size >= 0.1 || size === 0 ? 2 : 3);
}

/** The label of an axis: no more decimals than it needs. */
const tick = (value) => formatter("significant", 6).format(value);

function share(value, digits) {
  if (value === null || value === undefined) return "—";
  const cent = value * 100;
  return `${formatted(cent, digits ?? (Math.abs(cent) < 10 && !Number.isInteger(cent) ? 1 : 0))}${SPACE}%`;
}

const percentTick = (value) => `${tick(value * 100)}${SPACE}%`;
const chance = (value) => formatted(value, 2);
const days = (value) => formatted(value, Math.abs(value ?? 0) < 10 ? 1 : 0);
const range = (low, high, format) => `${format(low)}–${format(high)}`;

/** A probability with its standard error: [p, se]. */
function chanceWithError(pair) {
  if (!pair) return "—";
  return pair[1] ? `${chance(pair[0])}${SPACE}±${SPACE}${chance(pair[1])}` : chance(pair[0]);
}

function withUnit(text, unit) {
  const named = say(unit);
  return named ? `${text}${SPACE}${named}` : text;
}

/** A value of a parameter or output by its unit: shares as per cent, the rest as figures. */
function inUnit(value, unit) {
  return unit === "share" || unit === "ratio" ? share(value) : withUnit(figure(value), typeof unit === "object" ? unit : "");
}

const ruler = document.createElement("canvas").getContext("2d");
const measured = new Map();

/** The width that a text takes in a chart. */
function textWidth(text, size) {
  const key = `${size} ${text}`;
  if (!measured.has(key)) {
    ruler.font = `${size}px ${FONT}`;
    measured.set(key, ruler.measureText(text).width);
  }
  return measured.get(key);
}

/** A text broken into lines of at most `room` pixels, at spaces or between Chinese characters; at most `most` lines. */
function broken(text, room, size, most) {
  const lines = [""];
  for (const piece of text.match(/[\u2e80-\uffff]\s*|[^\u2e80-\uffff\s]+\s*/g) || []) {
    const longer = lines[lines.length - 1] + piece;
    if (lines[lines.length - 1] && textWidth(longer.trimEnd(), size) > room) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  if (lines.length <= most) return lines.map((line) => line.trimEnd());
  const kept = lines.slice(0, most).map((line) => line.trimEnd());
  kept[most - 1] = `${kept[most - 1].slice(0, -1)}…`;
  return kept;
}
