// What is looked at, as one value that stands in the address, so that a link shows the same.

/**
 * @typedef {Object} State
 * @property {string[]} nodes IRIs on the canvas, in the order in which they came
 * @property {string} chosen IRI of the node whose details are shown
 * @property {string[]} picked IRIs of the nodes that are selected together
 * @property {string} colour what the colours of nodes say, one of `SCHEMES`
 * @property {string} fact IRI of the fact whose words are shown in the source
 * @property {string} tab
 * @property {"areas"|"links"} layout
 * @property {{group: string[], relation: string[], area: string[], year: string[], period: string[],
 *   reading: string[]}} off
 * @property {string} county IRI that timeline and charts are about; all where empty
 * @property {string} indicator IRI that is charted over the years
 * @property {string[]} ways from and to of the way that is shown
 * @property {string} query SPARQL whose results are shown
 * @property {Object<string, string>} facets chosen values of the list
 * @property {Object<string, {x: number, y: number, card?: string}>} places where nodes stand, by IRI; empty where the
 *   picture is as it is made anew
 * @property {string} tongue language of the captions for which they were placed
 */

import { SCHEMES } from "./tints.js";

export const TABS = ["network", "layers", "timeline", "charts", "table", "browse", "query", "review"];
export const FILTERS = ["group", "relation", "area", "year", "period", "reading"];
const ID = "https://w3id.org/hdkg/id/";
const FACETS = ["group", "area", "county", "year", "period", "reading", "q"];

/** No filter. @returns {State["off"]} */
export const open = () => ({ group: [], relation: [], area: [], year: [], period: [], reading: [] });

/** @returns {State} */
export const blank = () => ({
  nodes: [], chosen: "", fact: "", tab: "network", layout: "areas",
  off: open(),
  county: "", indicator: "", ways: [], query: "", facets: {}, places: {}, tongue: "", picked: [], colour: "group",
});

/** @param {string} iri */
const short = (iri) => (iri.startsWith(ID) ? iri.slice(ID.length) : iri);
/** @param {string} text */
const long = (text) => (/^[a-z][a-z0-9+.-]*:/i.test(text) || !text ? text : ID + text);
/** @param {string[]} list */
const joined = (list) => list.map((part) => encodeURIComponent(part).replaceAll("%2F", "/")).join(",");
/** @param {string} text */
const parts = (text) => text.split(",").filter(Boolean).map(decoded);

/** Where nodes stand, in their order, in little room: whole numbers to the base 36. @param {State} state */
const spots = ({ nodes, places, tongue }) => [tongue, ...nodes.map((iri) => {
  const place = places[iri];
  return place ? [place.x, place.y].map((value) => Math.round(value).toString(36)).join(".") : "";
})].join("~");

/** @param {string} text @param {string[]} nodes */
function placed(text, nodes) {
  const [tongue, ...pairs] = text.split("~");
  const found = nodes.map((iri, i) => {
    const pair = /^(-?[0-9a-z]{1,6})\.(-?[0-9a-z]{1,6})$/.exec(pairs[i] || "");
    return [iri, pair && { x: parseInt(pair[1], 36), y: parseInt(pair[2], 36) }];
  });
  return { tongue: tongue === "zh" || tongue === "en" ? tongue : "", places: Object.fromEntries(found.filter(([, place]) => place)) };
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** Return what stands behind the # of the address. @param {State} state */
export function written(state) {
  const made = [];
  const put = (name, list) => { if (list.length && list[0] !== "") made.push(`${name}=${joined(list)}`); };
  put("n", state.nodes.map(short));
  if (state.nodes.some((iri) => state.places[iri])) made.push(`p=${spots(state)}`);
  put("s", [short(state.chosen)]);
  put("m", state.picked.map(short));
  put("f", [short(state.fact)]);
  if (state.tab !== "network") put("v", [state.tab]);
  if (state.layout !== "areas") put("l", [state.layout]);
  if (state.colour !== "group") put("k", [state.colour]);
  for (const name of FILTERS) put(`no-${name}`, state.off[name]);
  put("c", [short(state.county)]);
  put("i", [state.indicator]);
  put("w", state.ways.map(short));
  put("q", [state.query]);
  for (const name of FACETS) put(`b-${name}`, [state.facets[name] || ""]);
  return made.join("&");
}

/** Return the state that an address says; what it does not say, or says strangely, is as at the start.
 * @param {string} text @returns {State} */
export function read(text) {
  const state = blank();
  const said = new Map(text.replace(/^#/, "").split("&").map((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
  }));
  const list = (name) => parts(said.get(name) || "");
  const one = (name) => decoded(said.get(name) || "");
  state.nodes = [...new Set(list("n").map(long))];
  if (said.has("p")) Object.assign(state, placed(said.get("p"), list("n").map(long)));
  state.chosen = long(one("s"));
  state.picked = [...new Set(list("m").map(long))];
  state.fact = long(one("f"));
  state.tab = TABS.includes(one("v")) ? one("v") : "network";
  state.layout = one("l") === "links" ? "links" : "areas";
  state.colour = SCHEMES.includes(one("k")) ? one("k") : "group";
  for (const name of FILTERS) state.off[name] = list(`no-${name}`);
  state.county = long(one("c"));
  state.indicator = one("i");
  const ways = list("w").map(long);
  state.ways = ways.length === 2 ? ways : [];
  state.query = one("q");
  for (const name of FACETS) if (one(`b-${name}`)) state.facets[name] = one(`b-${name}`);
  return state;
}
