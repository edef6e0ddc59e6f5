// The panel about one node: its names, what it is linked with, and its facts with the words that say them.

import { get } from "./api.js";
import { button, byId, make, put, tell } from "./dom.js";
import { closeSource, source } from "./source.js";
import { times } from "./table.js";
import { named, say } from "./words.js";

const LISTED = 200; // neighbours that one answer lists
const PAGE = /^https:\/\/w3id\.org\/hdkg(\/(?:id|ontology|code|indicator|unit|policy-area)\/.*)$/s;

/** What the panel shows. @type {{shown: string, told: any, fact: string}} */
const now = { shown: "", told: null, fact: "" };

/** @param {import("./store.js").Store} store @param {{way: (iri: string) => void, starting: () => string}} act */
export async function details(store, act) {
  const panel = byId("details");
  const { chosen } = store.state;
  panel.hidden = !chosen;
  if (!chosen) {
    now.shown = "";
    closeSource();
    return;
  }
  if (now.shown !== chosen) {
    now.shown = chosen;
    now.told = null;
    panel.replaceChildren(make("p", { class: "note", text: "…" }));
    try {
      const [about, around] = await Promise.all([get("facts", { node: chosen }), get("neighbours", { node: chosen })]);
      if (now.shown !== chosen) return;
      now.told = { about, around };
    } catch (error) {
      panel.replaceChildren(close(store), make("p", { class: "problem", text: say("failed", { e: error.message }) }));
      return;
    }
    panel.scrollTop = 0;
  }
  if (!now.told) return;
  const { about, around } = now.told;
  const scroll = panel.scrollTop;
  const focus = document.activeElement?.id;
  put(panel, close(store), ...heading(store, about), actions(store, about.node, act),
    ...connections(store, around), ...facts(store, about));
  panel.scrollTop = scroll;
  if (focus && panel.querySelector(`#${CSS.escape(focus)}`)) byId(focus).focus();
  const fact = about.facts.find((each) => each.iri === store.state.fact);
  if (fact && now.fact !== fact.iri) open(store, fact, fact.evidence[0]);
  if (!fact) {
    now.fact = "";
    closeSource();
  }
}

const close = (store) => button("×", () => store.change({ chosen: "", fact: "" }), { class: "close", "aria-label": say("close") });

function heading(store, { node, aliases }) {
  const { meta } = store;
  const kind = meta.kinds[node.kind] ? named(meta.kinds[node.kind]) : node.kind;
  const tags = [kind, ...node.areas.map((area) => named(meta.areas[area])), ...times(node)];
  const second = node.zh === node.en ? "" : [node.zh, node.en].find((name) => name !== named(node));
  return [
    make("p", { class: "tags" }, ...tags.map((tag) => make("span", { class: "tag", text: tag }))),
    make("h2", { text: named(node), tabindex: -1 }),
    second && make("p", { class: "note", text: second }),
    aliases.length > 0 && make("p", { class: "note", text: `${say("aliases")}${aliases.join("、")}` }),
  ];
}

function actions(store, node, act) {
  const page = PAGE.exec(node.iri);
  const on = store.state.nodes.includes(node.iri);
  const starting = act.starting();
  return make("p", { class: "actions" },
    on ? button(say("remove"), () => store.remove([node.iri]), { id: "a-remove" })
      : button(say("add"), () => store.add([node.iri]), { id: "a-add" }),
    button(say(starting && starting !== node.iri ? "to" : "from"), () => act.way(node.iri), { id: "a-way" }),
    page && make("a", { href: `${page[1]}${location.search}`, text: say("page") }));
}

/** What the node is linked with, with counts before anything is added. */
function connections(store, { node, groups }) {
  const on = new Set(store.state.nodes);
  const absent = (group) => group.nodes.map((other) => other.iri).filter((iri) => !on.has(iri));
  const every = [...new Set(groups.flatMap(absent))];
  const rows = groups.map((group) => {
    const missing = absent(group);
    const held = group.nodes.length - missing.length;
    const id = `g-${group.relation}-${group.forward ? "out" : "in"}`;
    return make("li", { class: "group", "data-relation": group.relation },
      make("span", { class: "relation", text: `${group.forward ? "→" : "←"} ${named(store.meta.relations[group.relation])}` }),
      make("small", { text: say("shown", { k: held, n: group.count }) }),
      missing.length > 0 && button(say("expand", { n: missing.length }), () => {
        tell(say("expanded", { n: missing.length }));
        store.add([node.iri, ...missing]);
      }, { id: `${id}-add` }),
      held > 0 && button(say("collapse"), () => store.remove(leaves(store, node.iri, group.nodes.map((other) => other.iri))), { id: `${id}-fold`, class: "plain" }),
      make("span", { class: "names" }, ...group.nodes.slice(0, 12).flatMap((other, i) => [
        i > 0 && "、", button(named(other), () => store.add([node.iri, other.iri], { chosen: other.iri, fact: "" }), { class: "link" })]),
      group.count > 12 && " …"),
      group.nodes.length < group.count && button(say("morelinks", { n: Math.min(group.count - group.nodes.length, LISTED) }),
        () => more(store, node.iri, group), { id: `${id}-more`, class: "plain" }));
  });
  return [
    make("h3", { text: say("links") }),
    rows.length ? make("ul", { class: "groups" }, ...rows) : make("p", { class: "note", text: say("nolinks") }),
    every.length > 1 && rows.length > 1 && make("p", {}, button(`${say("every")} (${every.length})`, () => store.add([node.iri, ...every]), { id: "a-every" })),
  ];
}

/** List the next neighbours over a relation. */
async function more(store, iri, group) {
  try {
    const { groups } = await get("neighbours", { node: iri, relation: group.relation, forward: group.forward, offset: group.nodes.length });
    group.nodes.push(...groups.flatMap((each) => each.nodes));
    store.told();
  } catch (error) {
    tell(say("failed", { e: error.message }));
  }
}

/** Of some neighbours those that hang on this node alone. */
function leaves(store, node, others) {
  const wanted = new Set(others);
  const held = new Set();
  for (const { from, to } of store.links) {
    if (from !== node && to !== node) { held.add(from); held.add(to); }
  }
  return [...wanted].filter((iri) => store.nodes.has(iri) && !held.has(iri) && iri !== node);
}

function facts(store, about) {
  return [
    make("h3", { text: `${say("facts")} (${about.facts.length})` }),
    !about.facts.length && make("p", { class: "note", text: say("nofacts") }),
    ...about.facts.map((fact, i) => factElement(store, fact, i)),
  ];
}

function factElement(store, fact, number) {
  const slots = fact.slots.map(named).join("、");
  const element = make("article", { class: `fact${store.state.fact === fact.iri ? " on" : ""}`, "data-fact": fact.iri },
    make("p", { class: "says", text: named(fact) }),
    fact.reading && fact.reading !== "asserted" && make("span", { class: `note ${fact.reading}`, text: `${say(fact.reading)}${slots && `：${slots}`}` }));
  fact.evidence.forEach((words, i) => element.append(make("blockquote", { lang: "zh-Hans" },
    button(words.quote, () => open(store, fact, words), { class: "quote", id: `q-${number}-${i}`, title: say("open") }),
    make("cite", { text: [words.source, words.section, say("place", { a: words.start, b: words.end })].filter(Boolean).join(" · ") }))));
  if (fact.evidence.length) element.append(button(say("cite"), () => cite(element, fact.iri), { class: "plain", id: `c-${number}` }));
  return element;
}

/** Show the words in the source, and keep that in the address. */
function open(store, fact, words) {
  if (!words) return;
  const same = fact.evidence.filter((each) => each.sha256 === words.sha256 && each.source === words.source);
  const places = [words, ...same.filter((each) => each !== words)];
  now.fact = fact.iri;
  if (store.state.fact !== fact.iri) store.change({ fact: fact.iri });
  source(places, () => store.change({ fact: "" }));
}

async function cite(element, iri) {
  const old = element.querySelector(".citation");
  if (old) return old.remove();
  try {
    const { citations } = await get("cite", { fact: iri });
    const text = (style) => citations.map((each) => each[style]).join("\n");
    const shown = make("pre", { text: text("gbt7714"), tabindex: 0 });
    const styles = { gbt7714: "GB/T 7714", bibtex: "BibTeX", csl: "CSL-JSON" };
    element.append(make("div", { class: "citation" },
      make("p", {}, ...Object.entries(styles).map(([style, name]) => button(name, () => { shown.textContent = text(style); }, { class: "plain" })),
        button(say("copy"), () => navigator.clipboard.writeText(shown.textContent || "").then(() => tell(say("copied"))), { class: "plain" })),
      shown));
  } catch (error) {
    tell(say("failed", { e: error.message }));
  }
}
