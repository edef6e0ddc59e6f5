// The twin of the canvas: the same nodes and links as tables.

import { button, byId, make, put, table } from "./dom.js";
import { period } from "./periods.js";
import { selected, toggle } from "./selection.js";
import { named, say } from "./words.js";

/** The periods that are said of a node, in words. @param {import("./api.js").Thing} node */
export const times = (node) => (node.periods.length ? node.periods : node.years).map(period);

/**
 * The names of a view's columns and its rows, as text.
 * @param {import("./store.js").Store} store
 * @param {ReturnType<import("./store.js").Store["seen"]>} [part] some of what is seen
 * @returns {{nodes: {heads: string[], rows: [import("./api.js").Thing, string[]][]},
 *   links: {heads: string[], rows: [import("./api.js").Link, string[]][]}}}
 */
export function rows(store, part = store.seen()) {
  const { nodes, links } = part;
  const { meta } = store;
  const name = (iri) => named(store.nodes.get(iri));
  return {
    nodes: {
      heads: ["name", "kind", "area", "period", "reading", "degree"].map((key) => say(key)),
      rows: nodes.map((node) => [node, [
        named(node), meta.kinds[node.kind] ? named(meta.kinds[node.kind]) : node.kind,
        node.areas.map((area) => named(meta.areas[area])).join("、"), times(node).join("、"),
        node.reading ? say(node.reading) : "", String(node.degree)]]),
    },
    links: {
      heads: ["start", "relation", "end", "reading"].map((key) => say(key)),
      rows: links.map((link) => [link, [name(link.from), named(meta.relations[link.relation]), name(link.to), say(link.reading)]]),
    },
  };
}

/** @param {import("./store.js").Store} store @param {(kind: "nodes"|"links") => void} save */
export function tables(store, save) {
  const { nodes, links } = rows(store);
  const choose = (iri, text) => button(text, () => store.change({ chosen: iri, fact: "" }), { class: "link" });
  const picked = new Set(selected(store));
  const focus = document.activeElement?.id;
  put(byId("view-table"),
    make("div", { class: "bar" }, make("h2", { text: `${say("nodes")} (${nodes.rows.length})` }), button(say("csv"), () => save("nodes"), { id: "csv-nodes" })),
    table(say("nodes"), [...nodes.heads, say("pick")], nodes.rows.map(([node, cells], i) => [choose(node.iri, cells[0]), ...cells.slice(1),
      tick(`t-pick-${i}`, cells[0], picked.has(node.iri), () => toggle(store, [node.iri]))]), { id: "table-nodes" }),
    make("div", { class: "bar" }, make("h2", { text: `${say("links")} (${links.rows.length})` }), button(say("csv"), () => save("links"), { id: "csv-links" })),
    table(say("links"), links.heads, links.rows.map(([link, cells]) => [
      choose(link.from, cells[0]), cells[1], choose(link.to, cells[2]), cells[3]]), { id: "table-links" }));
  if (focus?.startsWith("t-pick-")) document.getElementById(focus)?.focus();
}

function tick(id, name, on, turn) {
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", id, "aria-label": `${say("pick")}: ${name}`, onchange: turn }));
  input.checked = on;
  return input;
}
