// What the charts share: ticks, and a choice of county.

import { make } from "./dom.js";
import { named, say } from "./words.js";

/** Round figures from `low` to `high` at which a scale is marked. @param {number} low @param {number} high @param {number} [most] */
export function ticks(low, high, most = 6) {
  const raw = (high - low || 1) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= raw);
  const found = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at += 1) found.push(Number((at * step).toPrecision(12)));
  return found;
}

/** A figure as it is read on a scale. @param {number} value @param {string} lang */
export function figure(value, lang) {
  const [size, name] = lang === "zh"
    ? (Math.abs(value) >= 1e8 ? [1e8, "亿"] : Math.abs(value) >= 1e4 ? [1e4, "万"] : [1, ""])
    : (Math.abs(value) >= 1e9 ? [1e9, "bn"] : Math.abs(value) >= 1e6 ? [1e6, "m"] : Math.abs(value) >= 1e3 ? [1e3, "k"] : [1, ""]);
  return `${Number((value / size).toPrecision(6))}${name}`;
}

/** A choice of county, or all. @param {import("./store.js").Store} store @param {string} id */
export function chooseCounty(store, id) {
  const select = /** @type {HTMLSelectElement} */ (make("select", { id, onchange: () => store.change({ county: select.value }) },
    make("option", { value: "", text: say("all") }),
    ...store.meta.counties.map((county) => make("option", { value: county.iri, text: named(county) }))));
  select.value = store.meta.counties.some((county) => county.iri === store.state.county) ? store.state.county : "";
  return make("label", { class: "choice" }, make("span", { text: say("county") }), select);
}

/** The code of the chosen county, as the questions take it. @param {import("./store.js").Store} store */
export function chosenCounty(store) {
  const code = store.state.county.split("/").pop();
  return code ? { county: code } : {};
}
