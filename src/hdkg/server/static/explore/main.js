// The explorer: puts the parts together.

import { get } from "./api.js";
import { Arrangement } from "./arrangement.js";
import { browse } from "./browse.js";
import { Canvas, learn } from "./canvas.js";
import { charts } from "./charts.js";
import { details } from "./details.js";
import { button, byId, make, put, tell } from "./dom.js";
import { exporter } from "./exports.js";
import { filters } from "./filters.js";
import { layers } from "./layers.js";
import { onTurn } from "./look.js";
import { query } from "./query.js";
import { review } from "./review.js";
import { search } from "./search.js";
import { selected, selection, toggle } from "./selection.js";
import { TABS } from "./state.js";
import { Store } from "./store.js";
import { tables } from "./table.js";
import { timeline } from "./timeline.js";
import { views as keptViews } from "./views.js";
import { keys, lang, named, say } from "./words.js";

const COVERED = 372; // pixels that the details take of a wide screen
const SOURCE = 412; // and the source beside them
const LOWER = 0.58; // part of a narrow screen's stage that the details take

/** @param {any} meta */
function start(meta) {
  learn(meta);
  const store = new Store(meta);
  if (!window.vis && store.state.tab === "network") store.state.tab = "table"; // the library is not there: all else works
  let starting = "";
  const arrangement = new Arrangement(store);
  const canvas = window.vis && new Canvas(byId("canvas"), {
    choose: (iri) => store.change({ chosen: iri, fact: iri === store.state.chosen ? store.state.fact : "" }),
    pick: (iris) => toggle(store, iris),
    expand: (iri) => guarded(() => expand(store, [iri])),
    remove: (iri) => store.remove(selected(store).length ? selected(store) : [iri]),
    move: (moved) => store.change({ places: { ...Object.fromEntries(arrangement.scene.places), ...moved }, tongue: lang }),
    name: (iri) => tell(named(store.nodes.get(iri))),
  });
  const files = exporter(store, () => arrangement.scene);
  const views = {
    network: () => {}, layers, timeline, charts, browse, query, review,
    table: () => tables(store, (kind) => guarded(files[kind])),
  };

  const way = async (iri) => {
    if (!starting || starting === iri) {
      starting = iri;
      tell(say("starting", { a: named(store.nodes.get(iri) || { zh: iri, en: iri }) }));
      return store.told();
    }
    const from = starting;
    starting = "";
    await guarded(() => showWay(store, from, iri));
    return undefined;
  };

  const covered = () => {
    const { clientWidth, clientHeight } = byId("stage");
    if (!store.state.chosen) return { x: 0, y: 0 };
    if (window.matchMedia("(max-width: 900px)").matches) return { x: 0, y: clientHeight * LOWER };
    return { x: clientWidth > 900 ? COVERED + (store.state.fact ? SOURCE : 0) : COVERED, y: 0 };
  };
  let chosen = "";
  const show = () => {
    const { state } = store;
    const along = state.ways.length ? store.along || state.ways : [];
    const { changed, anew, added } = arrangement.update();
    if (changed) {
      canvas?.draw(arrangement.scene, along);
      filters(store);
    }
    if (anew) canvas?.fit(covered());
    canvas?.choose(state.chosen, along, selected(store));
    selection(store, {
      expand: (iris) => guarded(() => expand(store, iris)),
      way: (from, to) => guarded(() => showWay(store, from, to)),
    });
    if (!anew && state.tab === "network") {
      if (added.length) canvas?.reveal([...added, state.chosen], covered());
      else if (state.chosen && state.chosen !== chosen) canvas?.focus(state.chosen, covered());
    }
    chosen = state.chosen;
    counts(store);
    tabs(store);
    routes(store);
    guarded(() => details(store, { way, starting: () => starting }));
    guarded(() => views[state.tab](store));
  };
  store.listen(show);
  onTurn(() => { arrangement.shown = ""; show(); });
  search(store, (iri) => store.add([iri], { chosen: iri, fact: "", tab: "network" }));
  tools(store, canvas, files, covered);
  shortcuts(store);
  return store;
}

/** Add all neighbours of nodes. @param {string[]} iris */
async function expand(store, iris) {
  const answers = await Promise.all(iris.map((node) => get("neighbours", { node })));
  const groups = answers.flatMap((answer) => answer.groups);
  const further = groups.reduce((sum, group) => sum + group.count - group.nodes.length, 0);
  const found = groups.flatMap((group) => group.nodes.map((node) => node.iri));
  const fresh = found.filter((each) => !store.state.nodes.includes(each));
  tell(say("expanded", { n: new Set(fresh).size }) + (further ? say("further", { n: further }) : ""));
  await store.add([...iris, ...fresh], iris.length === 1 ? { chosen: iris[0] } : {});
}

async function showWay(store, from, to) {
  const { routes, view } = await get("path", { from, to });
  store.along = [from, ...routes[0].steps.map((step) => step.node)];
  store.routes = routes;
  await store.add(view.nodes.map((node) => node.iri), { ways: [from, to], chosen: "", fact: "", tab: "network" });
}

/** The ways between two nodes, in words. */
async function routes(store) {
  const place = byId("routes");
  place.hidden = !store.state.ways.length;
  if (place.hidden) { store.routes = null; store.along = null; return; }
  if (!store.routes) {
    const [from, to] = store.state.ways;
    store.routes = [];
    await guarded(() => showWay(store, from, to));
    return;
  }
  const step = (iri) => button(named(store.nodes.get(iri) || { zh: iri, en: iri }), () => store.change({ chosen: iri, fact: "" }), { class: "link" });
  put(place, button("×", () => store.change({ ways: [] }), { class: "close", "aria-label": say("close") }),
    make("h2", { text: say("path") }),
    make("ol", {}, ...store.routes.map((route) => make("li", {}, step(route.start), ...route.steps.flatMap(({ relation, forward, node }) => [
      ` ${forward ? "—" : "←"}${named(store.meta.relations[relation])}${forward ? "→" : "—"} `, step(node)])))));
}

function counts(store) {
  const { nodes, links } = store.seen();
  const hidden = store.nodes.size - nodes.length;
  byId("counts").textContent = say("counts", { n: nodes.length, m: links.length }) + (hidden ? say("hiding", { k: hidden }) : "");
  byId("empty").textContent = say("empty");
  byId("empty").hidden = store.nodes.size > 0;
}

function tabs(store) {
  for (const name of TABS) {
    const tab = byId(`tab-${name}`);
    const on = store.state.tab === name;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    byId(`view-${name}`).hidden = !on;
  }
  byId("arrange").textContent = say(store.state.layout === "areas" ? "arrange" : "cards");
  /** @type {HTMLButtonElement} */ (byId("undo")).disabled = !store.past.length;
  /** @type {HTMLButtonElement} */ (byId("redo")).disabled = !store.future.length;
}

function tools(store, canvas, files, covered) {
  const press = (id, action) => byId(id).addEventListener("click", () => guarded(action));
  press("undo", () => store.undo());
  press("redo", () => store.redo());
  press("share", async () => { await navigator.clipboard.writeText(location.href); tell(say("copied")); });
  press("fit", async () => canvas?.fit(covered()));
  press("arrange", () => store.rearrange({ layout: store.state.layout === "areas" ? "links" : "areas" }));
  press("tidy", () => store.rearrange());
  press("clear", () => store.change({ nodes: [], picked: [], chosen: "", fact: "", ways: [] }));
  byId("views-menu").addEventListener("toggle", () => keptViews(store));
  press("keys", async () => help());
  for (const [name, action] of Object.entries(files)) press(`save-${name}`, async () => { byId("save").removeAttribute("open"); await action(); });
  const list = byId("tabs");
  for (const name of TABS) byId(`tab-${name}`).addEventListener("click", () => store.change({ tab: name }));
  list.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = TABS[(TABS.indexOf(store.state.tab) + by + TABS.length) % TABS.length];
    store.change({ tab: next }).then(() => byId(`tab-${next}`).focus());
    event.preventDefault();
  });
  byId("other").addEventListener("click", (event) => {
    /** @type {HTMLAnchorElement} */ (event.currentTarget).hash = location.hash;
  });
}

function help() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("help"));
  put(dialog, make("h2", { text: say("keys") }),
    make("dl", {}, ...keys().flatMap(([key, text]) => [make("dt", {}, make("kbd", { text: key })), make("dd", { text })])),
    button(say("close"), () => dialog.close(), { autofocus: true }));
  dialog.showModal();
}

function shortcuts(store) {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return; // it has keys of its own
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(/** @type {Element} */ (event.target).tagName);
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "z" && !typing) guarded(() => (event.shiftKey ? store.redo() : store.undo()));
    else if (command || event.altKey || typing) return;
    else if (event.key === "/") byId("query").focus();
    else if (event.key === "?") help();
    else if (event.key === "Escape") escape(store);
    else if (/^[1-8]$/.test(event.key)) guarded(() => store.change({ tab: TABS[Number(event.key) - 1] }));
    else return;
    event.preventDefault();
  });
}

/** Close the menus, else what was opened last. */
function escape(store) {
  const open = document.querySelector("#top details[open]");
  if (open) {
    open.removeAttribute("open");
    open.querySelector("summary")?.focus();
    return;
  }
  const { fact, picked } = store.state;
  guarded(() => store.change(fact ? { fact: "" } : picked.length ? { picked: [] } : { chosen: "", ways: [] }));
}

/** Do something; say why where it fails. @param {() => any} action */
async function guarded(action) {
  try {
    return await action();
  } catch (error) {
    tell(say("failed", { e: error.message }));
    return undefined;
  }
}

const elements = (/** @type {string} */ selector) => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector));
for (const element of elements("[data-say]")) element.textContent = say(element.dataset.say);
for (const element of elements("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
/** @type {HTMLInputElement} */ (byId("query")).placeholder = say("search");
guarded(async () => {
  const store = start(await get("meta"));
  await store.begin();
  document.body.dataset.ready = "yes";
});
