// Initiatives with who takes part, what they put out and what came of it: one row each, from left to right.

import { wrap } from "./caption.js";
import { byId, make, put, svg, table } from "./dom.js";
import { FONT, colours } from "./look.js";
import { named, say } from "./words.js";

const COLUMNS = ["participants", "initiative", "output", "outcome"];
const WIDE = 225; const APART = 64; const LINE = 17; const GAP = 10; const PAD = 8;
const RELATIONS = { participant: 0, output: 2, outcome: 3, result: 3, appraised: 3, honoured: 3 };

/** @param {import("./store.js").Store} store */
export function layers(store) {
  const place = byId("view-layers");
  const rows = strips(store);
  if (!rows.length) return put(place, make("p", { class: "note", text: say("nolayers") }));
  put(place, make("div", { class: "wide" }, picture(store, rows)), twin(store, rows));
}

/** Each initiative of the canvas that has a result, with the nodes of each column. */
function strips(store) {
  const { nodes, links } = store.seen();
  return nodes.filter((node) => node.group === "initiative").map((node) => {
    const columns = [[], [node], [], []];
    for (const link of links) {
      const column = RELATIONS[link.relation];
      if (link.from !== node.iri || column === undefined) continue;
      const other = store.nodes.get(link.to);
      if (other && !columns[column].includes(other)) columns[column].push(other);
    }
    return columns;
  }).filter((columns) => columns[2].length + columns[3].length > 0)
    .sort((a, b) => b[2].length + b[3].length - a[2].length - a[3].length);
}

function picture(store, rows) {
  const { ink, soft, ground } = colours();
  const wide = COLUMNS.length * WIDE + (COLUMNS.length - 1) * APART + 2;
  const heads = COLUMNS.map((name, i) => svg("text", {
    x: i * (WIDE + APART) + WIDE / 2, y: 18, fill: soft, "text-anchor": "middle", "font-size": 14, "font-weight": 600, text: say(name) }));
  const lines = []; const boxes = [];
  let top = 40;
  for (const columns of rows) {
    const sizes = columns.map((held) => held.map((node) => wrap(named(node), 15).length * LINE + 2 * PAD));
    const high = Math.max(...sizes.map((column) => column.reduce((sum, size) => sum + size + GAP, -GAP)));
    const spots = columns.map((held, column) => {
      let y = top + (high - sizes[column].reduce((sum, size) => sum + size + GAP, -GAP)) / 2;
      return held.map((node, i) => {
        const spot = { node, x: column * (WIDE + APART), y, high: sizes[column][i] };
        y += spot.high + GAP;
        return spot;
      });
    });
    const [middle] = spots[1];
    spots.forEach((column, i) => column.forEach((spot) => {
      boxes.push(box(store, spot));
      if (i !== 1) lines.push(curve(i < 1 ? spot : middle, i < 1 ? middle : spot, i));
    }));
    top += high + 26;
    lines.push(svg("line", { x1: 0, x2: wide, y1: top - 13, y2: top - 13, stroke: colours().line, "stroke-width": 0.6 }));
  }
  return svg("svg", { viewBox: `-1 0 ${wide} ${top}`, width: wide, height: top, id: "layers-picture", role: "group",
    "aria-label": say("layers"), "font-family": FONT, fill: ink, "data-ground": ground }, ...heads, ...lines, ...boxes);
}

function box(store, { node, x, y, high }) {
  const [fill, line, text] = colours().groups[node.group];
  const solid = ["initiative", "figure", "standing", "division"].includes(node.group);
  const words = wrap(named(node), 15);
  const choose = () => store.change({ chosen: node.iri, fact: "" });
  return svg("g", { role: "button", tabindex: 0, class: "pick", "aria-label": named(node), "data-iri": node.iri, onclick: choose,
    onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); } } },
  svg("rect", { x, y, width: WIDE, height: high, rx: 8, fill: solid ? fill : colours().paper, stroke: line,
    "stroke-width": store.state.chosen === node.iri ? 3.5 : 1.4, "stroke-dasharray": node.reading === "inferred" ? "5 4" : false }),
  ...words.map((part, i) => svg("text", { x: x + WIDE / 2, y: y + PAD + LINE * (i + 0.75), fill: solid ? text : colours().ink,
    "text-anchor": "middle", "font-size": 13.5, text: part })));
}

function curve(from, to, column) {
  const [x1, y1] = [from.x + WIDE, from.y + from.high / 2];
  const [x2, y2] = [to.x, to.y + to.high / 2];
  const middle = (x1 + Math.max(x2, x1 + APART)) / 2;
  const end = x2 - 6;
  const line = colours().families[column === 0 ? "participation" : "result"];
  return svg("g", {},
    svg("path", { d: `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${end},${y2}`, fill: "none", stroke: line, "stroke-width": 1.8 }),
    svg("polygon", { points: `${x2},${y2} ${end - 2},${y2 - 4} ${end - 2},${y2 + 4}`, fill: line }));
}

function twin(store, rows) {
  return make("details", { class: "twin" }, make("summary", { text: say("table") }),
    table(say("layers"), COLUMNS.map((name) => say(name)),
      rows.map((columns) => columns.map((held) => held.map(named).join("；")))));
}
