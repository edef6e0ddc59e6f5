// The legend, which is the filter too: classes, links, policy areas, periods, certainty of what is on the canvas.

import { button, byId, make } from "./dom.js";
import { colours, stroke, swatch } from "./look.js";
import { period, yearOf } from "./periods.js";
import { FILTERS, open as unfiltered } from "./state.js";
import { SCHEMES, tint } from "./tints.js";
import { named, say } from "./words.js";

/** @param {import("./store.js").Store} store */
export function filters(store) {
  const place = byId("filters");
  const before = new Map([...place.querySelectorAll("details")].map((each) => [each.id, each.open]));
  const focus = document.activeElement?.id;
  place.replaceChildren(colouring(store), counties(store), ...SECTIONS.map((name) => section(store, name)).filter(Boolean));
  if (FILTERS.some((name) => store.state.off[name].length)) {
    place.append(button(say("reset"), () => store.change({ off: unfiltered() }), { class: "plain" }));
  }
  for (const each of place.querySelectorAll("details")) each.open = before.get(each.id) ?? each.open;
  if (focus) document.getElementById(focus)?.focus();
}

/** What the colours say: a choice, after which the legend beside shows them. */
function colouring(store) {
  const select = /** @type {HTMLSelectElement} */ (make("select", { id: "f-colour", onchange: () => store.change({ colour: select.value }) },
    ...SCHEMES.map((scheme) => make("option", { value: scheme, text: say(scheme) }))));
  select.value = store.state.colour;
  return make("label", { class: "colouring", for: "f-colour" }, make("span", { text: say("colour") }), select);
}

/** The colour of a value, where the legend shows it. */
const dot = (store, scheme, value) => store.state.colour === scheme && swatch("dot", tint(store, value));

const SECTIONS = FILTERS.filter((name) => name !== "period"); // periods stand below the years in which they end

function counties(store) {
  return make("details", { id: "f-begin", open: true }, make("summary", {}, make("h2", { text: say("begin") })),
    make("ul", { class: "counties" }, ...store.meta.counties.map((county) => make("li", {}, dot(store, "county", county.iri),
      button(named(county), async () => {
        const { get } = await import("./api.js");
        const view = await get("start", { county: county.iri });
        store.change({ nodes: view.nodes.map((node) => node.iri), chosen: "", fact: "", ways: [], layout: "areas", county: county.iri });
      }, { class: "link", id: `begin-${county.iri.split("/").pop()}` }),
      make("small", { text: county.count })))));
}

function section(store, name) {
  const rows = values(store, name);
  if (!rows.length) return null;
  return make("details", { id: `f-${name}`, open: true }, make("summary", {}, make("h2", { text: say(name === "year" ? "period" : name) })),
    make("ul", {}, ...rows.map((row) => make("li", {}, choice(store, name, row), name === "year" && periods(store, row.value)))));
}

const choice = (store, name, { value, text, count, picture }) => make("label", {},
  box(store, name, value), picture || "", make("span", { text }), make("small", { text: count }));

/** The periods that end in a year, where there are others than the year itself. */
function periods(store, year) {
  const rows = values(store, "period").filter((row) => yearOf(row.value) === year);
  if (rows.every((row) => row.value === year)) return null;
  const list = make("details", { id: `f-periods-${year}`, class: "periods" },
    make("summary", { text: say("periods", { n: rows.length }), "aria-label": `${period(year)}: ${say("periods", { n: rows.length })}` }),
    make("ul", {}, ...rows.map((row) => make("li", {}, choice(store, "period", row)))));
  const whole = store.state.off.year.includes(year);
  for (const input of list.querySelectorAll("input")) if (whole) Object.assign(input, { checked: false, disabled: true });
  return list;
}

function box(store, name, value) {
  const off = store.state.off[name];
  const input = /** @type {HTMLInputElement} */ (make("input", {
    type: "checkbox", id: `f-${name}-${value || "none"}`,
    onchange: () => store.change({ off: { ...store.state.off, [name]: input.checked ? off.filter((each) => each !== value) : [...off, value] } }),
  }));
  input.checked = !off.includes(value);
  if (name === "year") input.indeterminate = input.checked && store.state.off.period.some((each) => yearOf(each) === value);
  return input;
}

/** What a filter can choose, with counts of what is on the canvas. */
function values(store, name) {
  const { meta } = store;
  const counts = new Map();
  const count = (value) => counts.set(value, (counts.get(value) || 0) + 1);
  if (name === "relation") for (const link of store.links) count(link.relation);
  for (const node of store.nodes.values()) {
    if (name === "group") count(node.group);
    else if (node.group === "division") continue;
    else if (name === "area") (node.areas.length ? node.areas : [""]).forEach(count);
    else if (name === "year") node.years.forEach(count);
    else if (name === "period") node.periods.forEach(count);
    else if (name === "reading") count(node.reading || "none");
  }
  const order = { group: Object.keys(meta.groups), relation: Object.keys(meta.relations), reading: ["asserted", "inherited", "inferred", "none"] }[name]
    || [...counts.keys()].sort((a, b) => (name === "year" || name === "period" ? (a < b ? -1 : 1) : counts.get(b) - counts.get(a) || (a < b ? -1 : 1)));
  return order.filter((value) => counts.has(value)).map((value) => ({
    value, count: counts.get(value),
    text: name === "group" ? named(meta.groups[value]) : name === "relation" ? named(meta.relations[value])
      : name === "area" ? (value ? named(meta.areas[value]) : say("other")) : name === "reading" ? say(value) : period(value),
    picture: name === "group" ? swatch(meta.groups[value].shape, store.state.colour === "group" ? colours().groups[value] : tint(store, ""))
      : name === "relation" ? stroke(meta.relations[value].family) : dot(store, name, value),
  }));
}
