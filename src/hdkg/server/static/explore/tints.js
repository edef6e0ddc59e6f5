// Colours of nodes by policy area, county, year or certainty, instead of by class.

import { colours, hueOf, isNight } from "./look.js";

export const SCHEMES = ["group", "area", "county", "year", "reading"];
// Steps of hue that neighbours in a list are told apart by.
const HUES = [214, 24, 150, 330, 48, 268, 186, 4, 96, 232, 70, 300];

/** The values of a scheme in an order that no filter changes. */
function values(store, scheme) {
  const { meta } = store;
  if (scheme === "area") return Object.keys(meta.areas);
  if (scheme === "county") return meta.counties.map((county) => county.iri);
  return { reading: ["asserted", "inherited", "inferred"], year: null }[scheme];
}

/**
 * Fill, line and ink of a value; grey where there is none.
 * @param {import("./store.js").Store} store
 * @param {string} value
 * @returns {string[]}
 */
export function tint(store, value) {
  const scheme = store.state.colour;
  const list = values(store, scheme);
  const number = list ? list.indexOf(value) : /^\d{4}$/.test(value) ? Number(value) : -1;
  if (number < 0) return isNight() ? ["#3a424e", "#aab4c0", "#f2f4f7"] : ["#dde1e6", "#6b7684", "#1f2937"];
  const hue = scheme === "area" ? hueOf(number) : HUES[number % HUES.length];
  return isNight()
    ? [`hsl(${hue} 42% 26%)`, `hsl(${hue} 70% 68%)`, `hsl(${hue} 60% 92%)`]
    : [`hsl(${hue} 70% 86%)`, `hsl(${hue} 60% 38%)`, `hsl(${hue} 60% 16%)`];
}

/**
 * How a node is painted: fill, line, ink.
 * @param {import("./store.js").Store} store
 * @param {import("./api.js").Thing} thing
 * @param {string} area the policy area in whose card it stands
 */
export function paint(store, thing, area) {
  const { colour } = store.state;
  if (colour === "group") return colours().groups[thing.group];
  const value = {
    area, county: thing.counties.length === 1 ? thing.counties[0] : "", year: thing.years.at(-1) || "", reading: thing.reading,
  }[colour];
  return tint(store, value || "");
}
