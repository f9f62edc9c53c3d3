// Numbers as the reader of each language writes them.

const SPACE = "\u00a0";

function formatted(value, digits) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "—";
  return new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(value === 0 ? 0 : value);
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
const tick = (value) => new Intl.NumberFormat(LOCALES[language], { maximumSignificantDigits: 6 }).format(value);

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

/** The width that a text takes, near enough to lay out legends and labels: a Chinese character is as wide as high. */
function textWidth(text, size) {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0) > 0x2e7f ? size : size * 0.56;
  return width;
}

/** A text broken into lines of at most `room` pixels, at spaces or between Chinese characters; at most `most` lines. */
function broken(text, room, size, most) {
  const lines = [""];
  for (const piece of text.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+\s*/g) || []) {
    const longer = lines[lines.length - 1] + piece;
    if (lines[lines.length - 1] && textWidth(longer.trimEnd(), size) > room) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  if (lines.length <= most) return lines.map((line) => line.trimEnd());
  const kept = lines.slice(0, most).map((line) => line.trimEnd());
  kept[most - 1] = `${kept[most - 1].slice(0, -1)}…`;
  return kept;
}
