// One fixed colour for each meaning, and beside it a dash, a pattern or a symbol that tells the same without colour.

const COLOUR = {
  ink: "#1d2733", soft: "#55606c", rule: "#d5dae0", faint: "#eceff2", paper: "#ffffff",
  short: "#b3402a", surplus: "#2a6fb0", sufficient: "#1f7a63", mismatch: "#7a4a9c", uncertain: "#94650a",
  conditional: "#66707b", demand: "#1f4068", supply: "#2b2b2b", male: "#5d7396", female: "#b07f8b",
};
const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
const TEXT_SIZE = 12;
const EVEN_ODDS = 0.5;
const LOW_ODDS = 0.2;
const HIGH_ODDS = 0.8;
const SE_OF_90_PERCENT = 1.64;

const stripes = (angle, ink) => ({
  symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: angle, color: ink || "rgba(255,255,255,0.45)",
});
const DECAL = {
  short: stripes(-Math.PI / 4),
  surplus: { symbol: "circle", symbolSize: 0.7, dashArrayX: [[4, 4], [0, 4, 4, 0]], dashArrayY: [4, 0], color: "rgba(255,255,255,0.6)" },
  second: stripes(Math.PI / 4),
  band: stripes(Math.PI / 4, "rgba(29,39,51,0.35)"),
};

const CROSS = "path://M0,1 L1,0 L5,4 L9,0 L10,1 L6,5 L10,9 L9,10 L5,6 L1,10 L0,9 L4,5 Z";

/** Dash and symbol of the supply cases and of curves that stand side by side. */
const CASE_LOOK = {
  quantified: { type: "solid", symbol: "circle" },
  trend: { type: [9, 4], symbol: "triangle" },
  targeted: { type: [2, 3], symbol: "rect" },
};
const caseLook = (id) => CASE_LOOK[id] || CASE_LOOK.quantified;

const verdictSymbol = (id) => (id && DATA.verdict_words[id] ? DATA.verdict_words[id].symbol : "");
const verdictName = (id) => (id && DATA.verdict_words[id] ? say(DATA.verdict_words[id].name) : "");
const verdictColour = (id) => COLOUR[id === "insufficient" ? "short" : id] || COLOUR.soft;
const verdictText = (id) => (id ? `${verdictName(id)} ${verdictSymbol(id)}` : "—");

/** Colours of the load in the heat map: idle blue, in use light, overfull vermilion; all light enough for dark text. */
const LOAD_COLOURS = ["#8fbbe3", "#c3dbf0", "#eef4f2", "#f6f1e4", "#f5c9b4", "#e99a80"];
const LOAD_LIMITS = [0.4, 1.6];
