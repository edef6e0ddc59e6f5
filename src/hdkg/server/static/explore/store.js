// The state, its past and its future, and what is known of the nodes that it names.

import { get, post } from "./api.js";
import { tell } from "./dom.js";
import { yearOf } from "./periods.js";
import { read, written } from "./state.js";
import { lang, say } from "./words.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./api.js").Thing} Thing */
/** @typedef {import("./api.js").Link} Link */

const KEPT = 200; // steps that can be undone

export class Store {
  /** @param {any} meta names and counts, as the server tells them */
  constructor(meta) {
    this.meta = meta;
    /** @type {State} */ this.state = read(location.hash);
    /** @type {Map<string, Thing>} */ this.nodes = new Map();
    /** @type {Link[]} */ this.links = [];
    /** @type {string[]} */ this.past = [];
    /** @type {string[]} */ this.future = [];
    /** @type {Array<(store: Store) => void>} */ this.listeners = [];
    /** @type {string[]|null} */ this.along = null; // nodes of the way that is shown
    /** @type {any[]|null} */ this.routes = null; // and all ways, in steps
    this.here = written(this.state);
    this.anew = true; // whether the picture is to be made anew, whatever stands where now
    window.addEventListener("hashchange", () => {
      if (location.hash.replace(/^#/, "") === this.here) return;
      this.anew = true;
      this.go(read(location.hash));
    });
  }

  /** Call something after each change. @param {(store: Store) => void} listener */
  listen(listener) {
    this.listeners.push(listener);
  }

  /** Change the state; the change can be undone. @param {Partial<State>} change */
  change(change) {
    return this.go({ ...this.state, ...change });
  }

  /** Add nodes to the canvas. @param {string[]} nodes @param {Partial<State>} [change] */
  add(nodes, change = {}) {
    return this.change({ nodes: [...new Set([...this.state.nodes, ...nodes])], ...change });
  }

  /** Make the picture anew. @param {Partial<State>} [change] */
  rearrange(change = {}) {
    this.anew = true;
    return this.change({ ...change, places: {}, tongue: "" });
  }

  /** Keep where things stand; no step of its own. @param {State["places"]} places */
  settle(places) {
    this.state.places = places;
    this.state.tongue = Object.keys(places).length ? lang : "";
    this.write();
  }

  /** Take nodes off the canvas. @param {string[]} nodes */
  remove(nodes) {
    const gone = new Set(nodes);
    const stay = (/** @type {string[]} */ list) => list.filter((node) => !gone.has(node));
    const { state } = this;
    return this.change({ nodes: stay(state.nodes), picked: stay(state.picked), chosen: gone.has(state.chosen) ? "" : state.chosen });
  }

  /** @param {State} state */
  async go(state) {
    const mark = written(state);
    if (mark === this.here) return this.told();
    this.past.push(this.here);
    this.past.splice(0, this.past.length - KEPT);
    this.future = [];
    await this.show(state);
  }

  undo() { return this.step(this.past, this.future); }
  redo() { return this.step(this.future, this.past); }

  async step(from, to) {
    const mark = from.pop();
    if (mark === undefined) return;
    to.push(this.here);
    this.anew = true;
    await this.show(read(mark));
  }

  /** Take a state as it is, without a step that could be undone. @param {State} state */
  async show(state) {
    this.state = state;
    this.write();
    await this.load();
    this.told();
  }

  /** Let the address say the state. */
  write() {
    this.here = written(this.state);
    history.replaceState(null, "", `${location.pathname}${location.search}${this.here && `#${this.here}`}`);
  }

  /** Begin: with what the address names, else with a query's results, else with a county. */
  async begin() {
    const { state } = this;
    if (!state.nodes.length && state.query) {
      const view = await post("results", { query: state.query });
      return this.show({ ...state, nodes: view.nodes.map((node) => node.iri), layout: "links" });
    }
    if (!state.nodes.length) {
      const view = await get("start", state.county ? { county: state.county } : {});
      return this.show({ ...state, nodes: view.nodes.map((node) => node.iri) });
    }
    return this.show(state);
  }

  /** Ask for the nodes that are new, and the links between all. */
  async load() {
    const wanted = this.state.nodes;
    const same = wanted.length === this.nodes.size && wanted.every((node) => this.nodes.has(node));
    if (same) return;
    const turn = (this.turn = {});
    const view = wanted.length ? await post("view", wanted) : { nodes: [], links: [], left: 0 };
    if (turn !== this.turn) return;
    this.nodes = new Map(view.nodes.map((node) => [node.iri, node]));
    this.links = view.links;
    if (view.left) tell(say("left", { n: this.meta.most }));
    this.state.nodes = [...this.nodes.keys()];
  }

  told() {
    for (const listener of this.listeners) listener(this);
  }

  /** Tell whether the filters let a node be seen. @param {Thing} node */
  shows(node) {
    const { off } = this.state;
    if (off.group.includes(node.group)) return false;
    if (node.group === "division") return true;
    return !all(node.areas.length ? node.areas : [""], off.area)
      && !outside(node, off)
      && !off.reading.includes(node.reading || "none");
  }

  /** The nodes and links that the filters let be seen. */
  seen() {
    const nodes = [...this.nodes.values()].filter((node) => this.shows(node));
    const there = new Set(nodes.map((node) => node.iri));
    const { relation, reading } = this.state.off;
    const links = this.links.filter((link) => there.has(link.from) && there.has(link.to)
      && !relation.includes(link.relation) && !reading.includes(link.reading));
    return { nodes, links };
  }
}

/** Tell whether none of the times of a node is let be seen: a period goes with the year in which it ends. */
function outside({ periods, years }, off) {
  const times = periods.length ? periods : years;
  return times.length > 0 && times.every((time) => off.period.includes(time) || off.year.includes(yearOf(time)));
}

/** @param {string[]} list @param {string[]} off */
const all = (list, off) => list.every((value) => off.includes(value));
