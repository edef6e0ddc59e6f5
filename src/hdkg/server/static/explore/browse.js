// All that there is, narrowed down by facets; each row can be put on the canvas.

import { get } from "./api.js";
import { button, byId, make, put, table, tell } from "./dom.js";
import { times } from "./table.js";
import { period } from "./periods.js";
import { named, say } from "./words.js";

const FACETS = ["group", "area", "county", "year", "period", "reading"];

let latest = {}; // the last time that this view was asked for

/** @param {import("./store.js").Store} store */
export async function browse(store) {
  const turn = (latest = {});
  const { facets } = store.state;
  const found = await get("list", facets);
  if (turn !== latest) return;
  const place = byId("view-browse");
  const focus = document.activeElement?.id;
  const list = make("div", { id: "browse-list" });
  put(place, make("div", { class: "facets" }, typed(store), ...FACETS.map((facet) => choices(store, facet, found.facets[facet]))), list);
  const all = [...found.nodes];
  const show = () => rows(store, list, all, found.total, async () => {
    const more = await get("list", { ...facets, offset: all.length });
    all.push(...more.nodes);
    show();
  });
  show();
  if (focus && place.querySelector(`#${CSS.escape(focus)}`)) byId(focus).focus();
}

function typed(store) {
  const input = /** @type {HTMLInputElement} */ (make("input", { id: "browse-q", type: "search", onchange: () => choose(store, "q", input.value) }));
  input.value = store.state.facets.q || "";
  return make("label", { class: "choice" }, make("span", { text: say("name") }), input);
}

function choices(store, facet, values) {
  const select = /** @type {HTMLSelectElement} */ (make("select", { id: `browse-${facet}`, onchange: () => choose(store, facet, select.value) },
    make("option", { value: "", text: say("all") }),
    ...values.map((each) => make("option", { value: each.value, text: `${facet === "period" ? period(each.value) : each.zh ? named(each) : facet === "reading" ? say(each.value) : each.value.split("/").pop()} (${each.count})` }))));
  select.value = store.state.facets[facet] || "";
  return make("label", { class: "choice" }, make("span", { text: say(facet) }), select);
}

function choose(store, facet, value) {
  const facets = { ...store.state.facets, [facet]: value };
  if (!value) delete facets[facet];
  store.change({ facets });
}

function rows(store, list, nodes, total, more) {
  const { meta } = store;
  put(list,
    make("div", { class: "bar" }, make("h2", { text: say("found", { n: total }) }),
      nodes.length > 0 && button(say("addall"), () => { store.add(nodes.map((node) => node.iri)); tell(say("expanded", { n: nodes.length })); }, { id: "browse-all" })),
    table(say("browse"), [say("name"), say("kind"), say("area"), say("period"), say("degree"), ""], nodes.map((node) => [
      button(named(node), () => store.add([node.iri], { chosen: node.iri, fact: "" }), { class: "link" }),
      meta.kinds[node.kind] ? named(meta.kinds[node.kind]) : node.kind,
      node.areas.map((area) => named(meta.areas[area])).join("、"), times(node).join("、"), String(node.degree),
      button(say("add"), () => { store.add([node.iri]); tell(say("expanded", { n: 1 })); }, { class: "plain", "aria-label": `${say("add")}: ${named(node)}` })])),
    nodes.length < total && button(say("more"), more, { id: "browse-more" }));
}
