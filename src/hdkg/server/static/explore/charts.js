// Charts of growth, of ranks, and of one indicator over the years; each with its table.

import { get } from "./api.js";
import { measure, wrap } from "./caption.js";
import { byId, make, put, svg, table } from "./dom.js";
import { FONT, colours } from "./look.js";
import { chooseCounty, chosenCounty, figure, ticks } from "./plot.js";
import { lang, say } from "./words.js";

const LABEL = 300; const PLOT = 460; const AFTER = 90; const ROW = 26;
const MOST = 40; // rows of a chart; its table has all
const HUES = [214, 24, 160, 280, 340, 95, 48, 190];

let latest = {}; // the last time that this view was asked for

/** @param {import("./store.js").Store} store */
export async function charts(store) {
  const turn = (latest = {});
  const county = chosenCounty(store);
  const [growth, ranks, panel] = await Promise.all([
    get("question/growth", county), get("question/statistics-and-appraisals", county), get("question/panel", county)]);
  if (turn !== latest) return;
  put(byId("view-charts"), make("div", { class: "bar" }, chooseCounty(store, "charts-county")),
    ...bars(growth.rows, !county.county), ...places(ranks.rows, !county.county), ...series(store, panel.rows));
}

const name = (row) => (lang === "en" && row.indicator_en) || row.indicator || row.ranked_in;
const short = (text) => (measure(text) <= 21 ? text : `${wrap(text, 21)[0]}…`);

/** Growth as bars from zero, the largest first. */
function bars(rows, several) {
  const found = rows.filter((row) => Number.isFinite(Number(row.growth_pct)));
  const head = make("h2", { text: say("growth") });
  if (!found.length) return [head, make("p", { class: "note", text: say("nodata") })];
  const { ink, soft, line, families, groups } = colours();
  const drawn = found.length <= MOST ? found : [...found.slice(0, MOST - 10), ...found.slice(-10)];
  const values = drawn.map((row) => Number(row.growth_pct));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const x = (value) => LABEL + ((value - low) / (high - low || 1)) * PLOT;
  const tall = drawn.length * ROW + 34;
  const picture = frame("growth-picture", say("growth"), tall,
    ...scale(ticks(low, high), x, tall),
    ...drawn.map((row, i) => {
      const value = values[i]; const y = 30 + i * ROW;
      const text = short(several ? `${row.subject} ${name(row)}` : name(row));
      return svg("g", {}, svg("title", { text: `${row.subject} ${name(row)} ${row.growth_pct}% ${row.period || ""}` }),
        svg("text", { x: LABEL - 10, y: y + 14, "text-anchor": "end", fill: ink, "font-size": 13, text }),
        svg("rect", { x: Math.min(x(0), x(value)), y: y + 3, width: Math.max(Math.abs(x(value) - x(0)), 1), height: ROW - 9, rx: 3,
          fill: value < 0 ? groups.standing[1] : families.result }),
        svg("text", { x: Math.max(x(value), x(0)) + 6, y: y + 14, fill: soft, "font-size": 12, text: `${value}%` }));
    }),
    svg("line", { x1: x(0), x2: x(0), y1: 26, y2: tall, stroke: line, "stroke-width": 1.5 }));
  return [head, make("div", { class: "wide" }, picture), twin(say("growth"),
    ["name", "indicator", "growth", "period"], found.map((row) => [row.subject, name(row), row.growth_pct, row.period || ""]))];
}

/** Ranks as points: the first stands leftmost. */
function places(rows, several) {
  const found = rows.filter((row) => Number(row.rank) > 0);
  const head = make("h2", { text: say("ranks") });
  if (!found.length) return [head, make("p", { class: "note", text: say("nodata") })];
  const { ink, soft, line, groups } = colours();
  const drawn = [...found].sort((a, b) => Number(a.rank) - Number(b.rank)).slice(0, MOST);
  const most = Math.max(10, ...drawn.map((row) => Number(row.rank)));
  const x = (rank) => LABEL + (Math.log(rank) / Math.log(most)) * PLOT;
  const tall = drawn.length * ROW + 34;
  const marks = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500].filter((rank) => rank <= most);
  const picture = frame("ranks-picture", say("ranks"), tall, ...scale(marks, x, tall), ...drawn.map((row, i) => {
    const y = 30 + i * ROW;
    const text = short(several ? `${row.subject} ${name(row)}` : name(row));
    return svg("g", {}, svg("title", { text: `${row.subject} ${name(row)} ${row.scope}${row.rank}` }),
      svg("text", { x: LABEL - 10, y: y + 14, "text-anchor": "end", fill: ink, "font-size": 13, text }),
      svg("line", { x1: x(1), x2: x(Number(row.rank)), y1: y + 10, y2: y + 10, stroke: line, "stroke-width": 2 }),
      svg("circle", { cx: x(Number(row.rank)), cy: y + 10, r: 6, fill: groups.standing[1] }),
      svg("text", { x: x(Number(row.rank)) + 12, y: y + 14, fill: soft, "font-size": 12, text: lang === "zh" ? `${row.scope}第${row.rank}` : `no. ${row.rank}, ${row.scope}` }));
  }));
  return [head, make("div", { class: "wide" }, picture), twin(say("ranks"), ["name", "indicator", "scope", "rank", "kind"],
    found.map((row) => [row.subject, name(row), row.scope || "", row.rank, lang === "zh" ? row.kind_zh || row.kind : row.kind]))];
}

/** One indicator over the years, a line for each county. */
function series(store, rows) {
  const levels = rows.filter((row) => row.kind === "level" && Number.isFinite(Number(row.value)) && row.year);
  const head = make("h2", { text: say("series") });
  if (!levels.length) return [head, make("p", { class: "note", text: say("nodata") })];
  const known = new Map();
  for (const row of levels) known.set(row.indicator, [...(known.get(row.indicator) || []), row]);
  const listed = (iri) => (known.get(iri)[0].catalogued === "true" ? 1 : 0);
  const order = [...known.keys()].sort((a, b) => known.get(b).length - known.get(a).length || listed(b) - listed(a) || (a < b ? -1 : 1));
  const chosen = known.has(store.state.indicator) ? store.state.indicator : order[0];
  const label = (row) => (lang === "en" && row.indicator_en) || row.indicator_zh;
  const select = /** @type {HTMLSelectElement} */ (make("select", { id: "charts-indicator", onchange: () => store.change({ indicator: select.value }) },
    ...order.map((iri) => make("option", { value: iri, text: `${label(known.get(iri)[0])} (${known.get(iri).length})` }))));
  select.value = chosen;
  const shown = known.get(chosen);
  return [head, make("label", { class: "choice" }, make("span", { text: say("indicator") }), select),
    make("div", { class: "wide" }, lines(shown)), make("p", { class: "note", text: say("partyear") }),
    twin(say("series"), ["county", "period", "value", "words"], shown.map((row) => [
      lang === "zh" ? row.county_zh : row.county_en || row.county_zh, row.period || row.year, `${row.written_value}${row.written_unit || ""}`, row.quote || ""]))];
}

function lines(rows) {
  const { ink, soft, line, paper } = colours();
  const years = rows.map((row) => Number(row.year));
  const values = rows.map((row) => Number(row.value));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const high = Math.max(...values, 0) || 1; const low = Math.min(0, ...values);
  const tall = 300; const left = 90;
  const x = (year) => (last === first ? left + PLOT / 2 : left + 30 + ((year - first) / (last - first)) * (PLOT - 60));
  const y = (value) => tall - 40 - ((value - low) / (high - low)) * (tall - 70);
  const counties = [...new Set(rows.map((row) => row.county_zh))].sort();
  const hue = (county) => `hsl(${HUES[counties.indexOf(county) % HUES.length]} 65% 52%)`;
  const drawn = counties.map((county) => {
    const held = rows.filter((row) => row.county_zh === county).sort((a, b) => a.year - b.year || (a.period < b.period ? -1 : 1));
    const whole = held.filter((row) => row.duration === "year");
    return svg("g", {},
      svg("polyline", { points: whole.map((row) => `${x(Number(row.year))},${y(Number(row.value))}`).join(" "), fill: "none", stroke: hue(county), "stroke-width": 2 }),
      ...held.map((row) => svg("circle", { cx: x(Number(row.year)), cy: y(Number(row.value)), r: 5.5, stroke: hue(county), "stroke-width": 2,
        fill: row.duration === "year" ? hue(county) : paper },
      svg("title", { text: `${county} ${row.period || row.year} ${row.written_value}${row.written_unit || ""}` }))));
  });
  const legend = counties.map((county, i) => svg("g", {},
    svg("circle", { cx: left + PLOT + 26, cy: 30 + i * 22, r: 5.5, fill: hue(county) }),
    svg("text", { x: left + PLOT + 40, y: 35 + i * 22, fill: ink, "font-size": 13,
      text: lang === "zh" ? county : rows.find((row) => row.county_zh === county).county_en || county })));
  return svg("svg", { viewBox: `0 0 ${left + PLOT + 260} ${tall}`, width: left + PLOT + 260, height: tall, id: "series-picture", role: "img",
    "aria-label": say("series"), "font-family": FONT },
  ...ticks(low, high, 5).map((value) => svg("g", {},
    svg("line", { x1: left, x2: left + PLOT, y1: y(value), y2: y(value), stroke: line, "stroke-width": 0.8 }),
    svg("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end", fill: soft, "font-size": 12, text: figure(value, lang) }))),
  ...[...new Set(years)].sort().map((year) => svg("text", { x: x(year), y: tall - 14, "text-anchor": "middle", fill: soft, "font-size": 12, text: String(year) })),
  ...drawn, ...legend);
}

const frame = (id, label, tall, ...children) => svg("svg", {
  viewBox: `0 0 ${LABEL + PLOT + AFTER} ${tall}`, width: LABEL + PLOT + AFTER, height: tall, id, role: "img", "aria-label": label, "font-family": FONT }, ...children);

const scale = (marks, x, tall) => marks.map((mark) => svg("g", {},
  svg("line", { x1: x(mark), x2: x(mark), y1: 26, y2: tall, stroke: colours().line, "stroke-width": 0.7 }),
  svg("text", { x: x(mark), y: 18, "text-anchor": "middle", fill: colours().soft, "font-size": 12, text: String(mark) })));

const twin = (caption, heads, rows) => make("details", { class: "twin" }, make("summary", { text: say("table") }),
  table(caption, heads.map((head) => say(head)), rows));
