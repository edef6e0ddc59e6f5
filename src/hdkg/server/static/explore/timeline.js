// What happened when: events, and facts that are dated to a day or a month.

import { get } from "./api.js";
import { measure, wrap } from "./caption.js";
import { button, byId, make, put, svg, table } from "./dom.js";
import { FONT, colours } from "./look.js";
import { chooseCounty, chosenCounty } from "./plot.js";
import { say } from "./words.js";

const DAY = 86_400_000;
const MOST = 300; // rows of the picture; its table has all
const ROW = 30; const LEFT = 110; const AXIS = 460; const TEXT = 500;

let latest = {}; // the last time that this view was asked for

/** @param {import("./store.js").Store} store */
export async function timeline(store) {
  const place = byId("view-timeline");
  const turn = (latest = {});
  const { rows } = await get("question/timeline", chosenCounty(store));
  if (turn !== latest) return;
  const kept = rows.slice(0, MOST);
  put(place, make("div", { class: "bar" }, chooseCounty(store, "timeline-county")),
    kept.length ? make("div", { class: "wide" }, picture(store, kept)) : make("p", { class: "note", text: say("noevents") }),
    kept.length > 0 && twin(store, rows));
}

function picture(store, rows) {
  const { ink, soft, line, accent, groups } = colours();
  const days = rows.flatMap((row) => [Date.parse(row.first_day), Date.parse(row.last_day) + DAY]);
  const [low, high] = [Math.min(...days), Math.max(...days)];
  const pad = Math.max((high - low) * 0.03, DAY * 5);
  const x = (time) => LEFT + ((time - low + pad) / (high - low + 2 * pad)) * AXIS;
  const tall = rows.length * ROW + 46;
  const wide = LEFT + AXIS + TEXT;
  const marks = months(low, high).map((month) => svg("g", {},
    svg("line", { x1: x(month.time), x2: x(month.time), y1: 28, y2: tall, stroke: line, "stroke-width": 0.8 }),
    svg("text", { x: x(month.time), y: 18, fill: soft, "font-size": 12, "text-anchor": "middle", text: month.name })));
  const bars = rows.map((row, i) => {
    const y = 44 + i * ROW;
    const [from, to] = [x(Date.parse(row.first_day)), x(Date.parse(row.last_day) + DAY)];
    const fill = row.kind === "event" ? groups.culture[0] : accent;
    const open = () => store.add([row.iri], { chosen: row.iri, fact: "" });
    const text = short(row.what, 33);
    return svg("g", { role: "button", tabindex: 0, class: "pick", "aria-label": `${span(row)} ${row.what}`, onclick: open,
      onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } } },
    svg("rect", { x: 0, y: y - 11, width: wide, height: ROW - 4, fill: "transparent" }),
    svg("text", { x: LEFT - 10, y: y + 5, fill: soft, "font-size": 12, "text-anchor": "end", text: row.first_day }),
    svg("rect", { x: from, y: y - 5, width: Math.max(to - from, 10), height: 10, rx: 5, fill }),
    svg("text", { x: LEFT + AXIS + 12, y: y + 5, fill: ink, "font-size": 13.5, text }, svg("title", { text: row.what })));
  });
  return svg("svg", { viewBox: `0 0 ${wide} ${tall}`, width: wide, height: tall, id: "timeline-picture", role: "group",
    "aria-label": say("timeline"), "font-family": FONT }, ...marks, ...bars);
}

const short = (text, width) => (measure(text) <= width ? text : `${wrap(text, width)[0]}…`);
const span = (row) => (row.first_day === row.last_day ? row.first_day : `${row.first_day}/${row.last_day}`);

/** First days of months, or of years where there are many. */
function months(low, high) {
  const [from, to] = [new Date(low), new Date(high)];
  const count = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((each) => count / each <= 8) || 240;
  const found = [];
  for (let month = Math.ceil(from.getUTCMonth() / step) * step; ; month += step) {
    const time = Date.UTC(from.getUTCFullYear(), month, 1);
    if (time > high) return found;
    const date = new Date(time).toISOString();
    found.push({ time, name: date.slice(0, step >= 12 ? 4 : 7) });
  }
}

function twin(store, rows) {
  return make("details", { class: "twin" }, make("summary", { text: say("table") }),
    table(say("timeline"), [say("date"), say("what")], rows.map((row) => [
      span(row), button(row.what, () => store.add([row.iri], { chosen: row.iri, fact: "" }), { class: "link" })])));
}
