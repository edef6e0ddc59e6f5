// What is drawn, before anything is drawn: each node with its caption, place and size, each link, each card.

import { measure, wrap } from "./caption.js";
import { keep, roomy } from "./keeping.js";
import { byArea, byLinks } from "./layout.js";
import { inside } from "./look.js";
import { paint } from "./tints.js";

/** @typedef {import("./store.js").Store} Store */
/**
 * @typedef {{thing: import("./api.js").Thing, caption: string, size: number, radius: number, paint: string[],
 *   box: import("./layout.js").Box}} Spot
 * @typedef {{spots: Map<string, Spot>, links: (import("./api.js").Link & {hub: boolean})[],
 *   cards: {key: string, name: string, number: number, box: import("./layout.js").Box}[],
 *   places: Map<string, {x: number, y: number, card?: string}>, frames: Map<string, import("./layout.js").Box>}} Scene
 *   places and frames are those of hidden nodes and cards, too
 */

const MARGIN = 9;

/**
 * @param {Store} store
 * @param {string} lang
 * @param {{other: string}} words
 * @param {{places: Scene["places"], frames: Scene["frames"]|null}|null} held where nodes stand already, and cards where
 *   none came or went; null: all anew
 * @param {boolean} [other] whether they were placed for captions in the other language
 * @returns {Scene}
 */
export function scene(store, lang, words, held, other = false) {
  const nodes = [...store.nodes.values()]; // a filter moves nothing: what it hides keeps its place
  const { links } = store;
  const cards = store.state.layout === "areas";
  const spots = new Map(nodes.map((thing) => [thing.iri, spot(thing, store.meta.groups[thing.group].shape, lang)]));
  const hubs = new Set(nodes.filter((node) => node.group === "division").map((node) => node.iri));
  const home = homes(nodes, links, hubs);
  const items = nodes.map((thing) => {
    const { box } = spots.get(thing.iri);
    return { id: thing.iri, wide: box.wide, high: box.high, card: home.get(thing.iri), hub: hubs.has(thing.iri) };
  });
  const ends = links.map((link) => /** @type {[string, string]} */ ([link.from, link.to]));
  const { at, cards: frames } = held ? keep(items, ends, held.places, cards, held.frames) : cards ? byArea(items, ends) : byLinks(items, ends);
  if (other) roomy(at);
  for (const [iri, box] of at) Object.assign(spots.get(iri), { box, paint: paint(store, store.nodes.get(iri), home.get(iri)) });
  const names = Object.keys(store.meta.areas);
  const seen = store.seen();
  const full = new Set(seen.nodes.filter((node) => !hubs.has(node.iri)).map((node) => home.get(node.iri)));
  return {
    spots: new Map(seen.nodes.map((node) => [node.iri, spots.get(node.iri)])),
    places: new Map([...at].map(([iri, { x, y }]) => [iri, { x, y, card: home.get(iri) }])),
    frames,
    links: seen.links.map((link) => ({ ...link, hub: cards && (hubs.has(link.from) || hubs.has(link.to)) })),
    cards: [...frames].filter(([key]) => full.has(key)).map(([key, box]) => ({
      key, box, name: key ? store.meta.areas[key][lang] : words.other, number: key ? names.indexOf(key) : 9,
    })),
  };
}

/** How a node is written, and the room that it takes. */
function spot(thing, shape, lang) {
  const base = { initiative: 15, division: 20, honour: 14 }[thing.group] || 13;
  const size = thing.group === "initiative" ? base + Math.min(4, Math.floor(thing.degree / 3)) : base;
  const lines = captionOf(thing, lang);
  const wide = Math.max(...lines.map(measure)) * size;
  const high = lines.length * size * 1.1;
  const radius = (thing.group === "honour" ? 13 : 9) + Math.min(9, thing.degree);
  const box = inside(shape)
    ? { x: 0, y: 0, wide: wide * (shape === "ellipse" ? 1.35 : 1) + 2 * MARGIN + 4, high: high * (shape === "ellipse" ? 1.35 : 1) + 2 * MARGIN }
    : { x: 0, y: 0, wide: Math.max(wide, 2 * radius), high: high + 2 * radius + 6 };
  return { thing, caption: lines.join("\n"), size, radius, box, paint: [] };
}

/** The lines of a caption: of a figure its name and then its value. */
function captionOf(thing, lang) {
  const text = thing[lang] || thing.zh;
  const at = thing.group === "figure" ? text.indexOf(" ") : -1;
  return at > 0 && lang === "zh" ? [...wrap(text.slice(0, at)), ...wrap(text.slice(at + 1))] : wrap(text);
}

/** The card in which each node stands: of its areas the one that most neighbours have; else that of a neighbour. */
function homes(nodes, links, hubs) {
  const areas = new Map(nodes.map((node) => [node.iri, node.areas]));
  const near = new Map(nodes.map((node) => [node.iri, []]));
  for (const { from, to } of links) {
    if (hubs.has(from) || hubs.has(to)) continue;
    near.get(from).push(to);
    near.get(to).push(from);
  }
  const lent = new Map(areas);
  for (let round = 0; round < 2; round += 1) {
    for (const node of nodes) {
      if (!lent.get(node.iri).length) {
        const found = near.get(node.iri).flatMap((other) => areas.get(other));
        if (found.length) lent.set(node.iri, [...new Set(found)].sort());
      }
    }
    for (const [iri, held] of lent) areas.set(iri, held);
  }
  return new Map(nodes.map((node) => {
    const votes = new Map();
    for (const other of near.get(node.iri)) for (const area of areas.get(other)) votes.set(area, (votes.get(area) || 0) + 1);
    const own = [...areas.get(node.iri)].sort((a, b) => (votes.get(b) || 0) - (votes.get(a) || 0) || (a < b ? -1 : 1));
    return [node.iri, own[0] || ""];
  }));
}
